/// Who may import what, and who may ask the world for anything.
enum ImportRules {
    private static let pureFolders = ["SyncProtocol/", "Sources/CaseModel/"]

    /// Each library with the folders that may import it.
    private static let homes: [String: [String]] = [
        "CSQLite": ["Sources/SQLite/"],
        "CCurl": ["Sources/Transport/"],
        "CMicroHTTPD": ["Sources/Transport/"],
        "CSodium": ["Sources/Sealing/"],
        "CZstd": ["Sources/Sealing/"],
        "CQREncode": ["Sources/QRCode/"],
        "CReadline": ["Kiosk/"],
        "Glibc": [
            "Sources/Transport/", "Sources/Console/", "Kiosk/", "Sources/central/",
            "Sources/SQLite/", "Sources/DocumentStore/", "Sources/badlink/", "Sources/simulate/",
            "Tests/",
        ],
        "Foundation": ["Tests/"],
    ]

    static func violations(in source: SourceText) -> [Violation] {
        imports(source).compactMap { violation($0.module, $0.line, source) }
            + worldly(source) + sockets(source)
    }

    private static func violation(
        _ module: String, _ line: Int, _ source: SourceText
    ) -> Violation? {
        if isPure(source) { return Violation(source, line: line, .purity, "import \(module)") }
        guard let library = library(module) else { return nil }
        let folders = homes[library] ?? []
        let isAtHome = folders.contains { source.path.hasPrefix($0) }
        guard !isAtHome || library == "CReadline" && !isTerminal(source.path) else { return nil }
        return Violation(source, line: line, .imports, "import \(module)")
    }

    private static func isPure(_ source: SourceText) -> Bool {
        pureFolders.contains { source.path.hasPrefix($0) }
    }

    /// The library that a module belongs to, or `nil` for our targets and the standard library.
    private static func library(_ module: String) -> String? {
        if module.hasPrefix("Foundation") { return "Foundation" }
        let isWrapper = module.hasPrefix("C") && module.dropFirst().first?.isUppercase == true
        return isWrapper || homes[module] != nil ? module : nil
    }

    /// `Terminal…` is the one folder, or file, of the kiosk that knows readline.
    private static func isTerminal(_ path: String) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix("Terminal") }
    }

    private static func imports(_ source: SourceText) -> [(module: String, line: Int)] {
        let kinds: Set<String> = [
            "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
        ]
        return source.words(["import"]).filter { source.text($0, -1) != "." }.map { index in
            let isSymbol = kinds.contains(source.text(index, 1))
            return (source.text(index, isSymbol ? 2 : 1), source.tokens[index].line)
        }
    }

    /// Clocks and randomness by name.
    private static let worldlyNames: Set<String> = [
        "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "DispatchTime",
        "CommandLine", "getenv", "hashValue",
    ]
    /// Functions that read or change something outside, unless a type of ours has that method.
    private static let worldlyCalls: Set<String> = [
        "Date", "Hasher", "time", "clock", "clock_gettime", "gettimeofday", "sleep", "usleep",
        "print", "debugPrint", "dump", "readLine", "fopen", "exit", "rand", "arc4random",
    ]
    /// Methods that draw from the system's generator unless they are given another.
    private static let drawingMethods: Set<String> = [
        "random", "shuffle", "shuffled", "randomElement",
    ]

    private static func worldly(_ source: SourceText) -> [Violation] {
        guard isPure(source) else { return [] }
        let names = source.words(worldlyNames)
        let calls = source.words(worldlyCalls).filter { isCall($0, source) }
        let drawings = source.words(drawingMethods).filter { draws($0, source) }
        return (names + calls + drawings).map {
            Violation(source, line: source.tokens[$0].line, .purity, source.text($0))
        }
    }

    private static func isCall(_ index: Int, _ source: SourceText) -> Bool {
        source.text(index, 1) == "("
            && ![".", "func", "case"].contains(source.text(index, -1))
    }

    private static func draws(_ index: Int, _ source: SourceText) -> Bool {
        guard source.text(index, -1) == ".", source.text(index, 1) == "(" else { return false }
        let arguments = source.tokens[index...source.closing(index + 1)]
        return !arguments.contains { $0.text == "using" }
    }

    private static func sockets(_ source: SourceText) -> [Violation] {
        let folders = ["Sources/Transport/", "Sources/badlink/", "Tests/"]
        guard !folders.contains(where: source.path.hasPrefix) else { return [] }
        return source.words(["socket", "socketpair", "getaddrinfo"])
            .filter { isCall($0, source) }
            .map { Violation(source, line: source.tokens[$0].line, .sockets, source.text($0)) }
    }
}
