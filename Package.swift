// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for all our targets: warnings are errors, every unsafe call is marked.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A C library that Debian ships; nothing is downloaded and no Swift package is needed.
func system(_ name: String, pkgConfig: String?, debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
    schema: [String] = [], dictionary: String? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)",
        exclude: documents[name] ?? [],
        resources: schema.map { .embedInCode("Schema/\($0)") }
            + (dictionary.map { [.embedInCode("Dictionaries/\($0)")] } ?? []),
        swiftSettings: rules)
}

func tool(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)",
        exclude: documents[name] ?? [], swiftSettings: rules)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)",
        exclude: documents[name] ?? [], swiftSettings: rules)
}

/// Files beside the sources that are not compiled.
let documents: [String: [String]] = [
    "Backup": ["DESIGN.md"],
    "CaseModel": ["DESIGN.md"],
    "DocumentStore": ["DESIGN.md"],
    "Hub": ["DESIGN.md"],
    "HubTests": ["Fixtures"],
    "Replica": ["DESIGN.md"],
    "Reports": ["DESIGN.md"],
    "Simulator": ["RELIABILITY.md"],
    "SyncProtocol": ["DESIGN.md", "PROTOCOL.md"],
    "Transport": ["DESIGN.md"],
    "kiosk": ["Terminal/DESIGN.md", "demo", "sample"],
]

let package = Package(
    name: "motcua",
    targets: [
        system("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
        system("CReadline", pkgConfig: nil, debian: "libreadline-dev"),
        system("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        system("CMicroHTTPD", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),
        system("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        system("CZstd", pkgConfig: "libzstd", debian: "libzstd-dev"),
        system("CQREncode", pkgConfig: "libqrencode", debian: "libqrencode-dev"),

        // Pure: no clock, no randomness, no I/O. The first two import nothing at all.
        library("SyncProtocol", path: "SyncProtocol"),
        library("CaseModel"),
        library("CaseRecords", ["CaseModel", "Reports", "SyncProtocol"]),
        library("Console"),
        library("Reports", ["CaseModel", "Console"]),
        library("Forms", ["CaseModel", "Console"]),

        // One importer for each C library.
        library("SQLite", ["CSQLite"]),
        library(
            "Sealing", ["CSodium", "CZstd", "SyncProtocol"], dictionary: "dictionary-2.zdict"),
        library("Transport", ["CCurl", "CMicroHTTPD"]),
        library("QRCode", ["CQREncode"]),

        library("Backup", ["SQLite", "Sealing", "SyncProtocol", "Transport"]),
        library("EventColumns", ["SQLite", "SyncProtocol"]),
        library(
            "Replica",
            [
                "CaseModel", "CaseRecords", "EventColumns", "SQLite", "Sealing", "SyncProtocol",
            ],
            schema: [
                "m001-replica.sql", "m002-bundles.sql", "m003-rows.sql", "m004-documents.sql",
                "m005-drafts.sql", "m006-loans.sql", "m007-backed-up.sql", "m008-staff.sql",
                "m009-pool.sql", "m010-branches.sql", "m011-wanted.sql", "m012-pruning.sql",
                "m013-lives.sql", "m014-desk.sql", "m015-ticket.sql",
                "m016-vouched-places.sql", "m017-lookups.sql",
            ]),
        library(
            "DocumentStore", ["CaseModel", "Sealing", "SyncProtocol", "Transport"]),
        library(
            "CentralStore",
            ["CaseModel", "CaseRecords", "EventColumns", "Reports", "SQLite", "SyncProtocol"],
            schema: [
                "m001-central.sql", "m002-rows.sql", "m003-documents.sql", "m004-loans.sql",
                "m005-backups.sql", "m006-facts.sql", "m007-forks.sql", "m008-quarantine.sql",
                "m009-lives.sql", "m010-tickets.sql",
            ]),
        library(
            "Hub",
            [
                "CaseModel", "CaseRecords", "CentralStore", "DocumentStore", "Reports", "Sealing",
                "SyncProtocol",
            ]),
        library(
            "Frontend",
            [
                "Backup", "CaseModel", "CaseRecords", "Console", "DocumentStore", "Forms",
                "QRCode", "Reports", "SQLite", "Sealing", "SyncProtocol", "Transport",
            ]),

        library(
            "Simulator",
            [
                "CaseModel", "CaseRecords", "CentralStore", "Hub", "Replica", "SQLite", "Sealing",
                "SyncProtocol",
            ]),

        tool("badlink", ["CaseModel", "Console", "Frontend", "Transport"]),
        tool(
            "central",
            [
                "Backup", "CaseModel", "CaseRecords", "CentralStore", "Console", "DocumentStore",
                "Forms", "Frontend", "Hub", "QRCode", "Reports", "SQLite", "Sealing",
                "SyncProtocol", "Transport",
            ]),
        tool(
            "kiosk",
            [
                "Backup", "CReadline", "CaseModel", "CaseRecords", "Console", "DocumentStore",
                "Forms", "Frontend", "QRCode", "Replica", "Reports", "SQLite", "Sealing",
                "SyncProtocol", "Transport",
            ], path: "Kiosk"),

        tool("simulate", ["CaseModel", "Console", "Frontend", "Simulator"]),
        tool(
            "train-dictionary", ["CaseModel", "Sealing", "SyncProtocol"],
            path: "Tests/train-dictionary"),
        tool(
            "load-kiosks", ["CaseModel", "CaseRecords", "Sealing", "SyncProtocol", "Transport"],
            path: "Tests/load-kiosks"),
        tool(
            "load-history",
            [
                "CaseModel", "CaseRecords", "CentralStore", "Sealing", "SyncProtocol", "Transport",
            ],
            path: "Tests/load-history"),

        tests("SyncProtocolTests", ["SyncProtocol"]),
        tests("SealingTests", ["Sealing", "SyncProtocol"]),
        tests("CaseModelTests", ["CaseModel"]),
        tests("QRCodeTests", ["QRCode"]),
        tests("FormsTests", ["CaseModel", "Console", "Forms"]),
        tests(
            "FrontendTests",
            [
                "CaseModel", "CaseRecords", "Console", "Forms", "Frontend", "QRCode", "Sealing",
                "SyncProtocol",
            ]),
        tests("ReportsTests", ["CaseModel", "Console", "Reports", "SQLite"]),
        tests("SQLiteTests", ["SQLite"]),
        tests("ConsoleTests", ["Console"]),
        tests("TransportTests", ["Transport"]),
        tests(
            "CentralStoreTests",
            [
                "CaseModel", "CaseRecords", "CentralStore", "Reports", "SQLite", "Sealing",
                "SyncProtocol",
            ]),
        tests(
            "DocumentStoreTests",
            ["CaseModel", "DocumentStore", "Sealing", "SyncProtocol", "Transport"]),
        tests("ReplicaTests", ["CaseRecords", "Replica", "SQLite", "Sealing", "SyncProtocol"]),
        tests(
            "HubTests",
            [
                "CaseModel", "CaseRecords", "CentralStore", "DocumentStore", "Hub", "Replica",
                "Reports", "SQLite", "Sealing", "SyncProtocol",
            ]),
        tests(
            "KioskTests",
            [
                "CaseModel", "CaseRecords", "Console", "Frontend", "QRCode", "Replica",
                "SyncProtocol", "kiosk",
            ]),
        tests("BadlinkTests", ["CaseModel", "badlink"]),
        tests(
            "CommandTests",
            ["SQLite", "Sealing", "SyncProtocol", "badlink", "central", "kiosk"]),
        tests("SimulatorTests", ["Simulator"]),
        tests("TidyTests", []),
    ],
    swiftLanguageModes: [.v6]
)
