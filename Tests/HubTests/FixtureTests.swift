import CaseRecords
import Foundation
import SQLite
import SyncProtocol
import Testing

@testable import CentralStore
@testable import Hub
@testable import Replica

/// Databases that earlier versions of the programs wrote, kept as they were: one procedure, two
/// cases of site 2, the first accepted at the centre, the second edited at the point since. Those
/// of a replica's schemas 8, 10, 13 and 15, which no version kept, come from the one before.
@Suite struct FixtureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// A copy of a kept database in a fresh folder, which the body may change.
    private func withCopy(_ name: String, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder may stay
        let copy = folder.appending(path: "old.db")
        try FileManager.default.copyItem(at: Self.folder.appending(path: name), to: copy)
        try body(copy.path)
    }

    /// What a database is made of, in an order of its own.
    private func schema(_ connection: Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
            WHERE name NOT LIKE 'sqlite%' ORDER BY type, name
            """
        ) { $0.text(0) }.map { text in
            text.split { $0.isWhitespace || $0 == "\"" }.joined(separator: " ")
        }
    }

    @Test(arguments: 1...9)
    func `an older central store is brought up to date and is sound`(version: Int) throws {
        try withCopy("central/v\(version).db") { path in
            let store = try SQLiteStore(path: path)
            let fresh = try SQLiteStore(path: "", mode: .memory)
            #expect(try schema(store.connection) == schema(fresh.connection))
            #expect(try store.problems().isEmpty)
            let hub = try Hub(store: store)
            let findings = try store.snapshot { () throws(StoreError) in
                try hub.check { _ in true }
            }
            #expect(findings.flaws.isEmpty, "\(findings.flaws)")
            #expect(findings.events == 6)
            #expect(try store.count(kind: "case") == 2)
            let first = try #require(try store.records(matching: "r-1").first)
            #expect(first.summary.official != nil && first.summary.state == "accepted")
            #expect(try store.isInterested(SiteNumber(2), in: first.name))
            #expect(try store.backedUp(SiteNumber(2)) == 0)
            let now = first.arrived + 1
            let next = try hub.enrol(
                .init(name: "Điểm mới", unit: "H57", type: "post"),
                secret: [UInt8](repeating: 1, count: 16), now: now)
            #expect(next == SiteNumber(3))
        }
    }

    @Test(arguments: 1...15)
    func `an older replica is brought up to date, is sound, and keeps what waits`(
        version: Int
    ) throws {
        try withCopy("kiosk/v\(version).db") { path in
            let replica = try Replica(path: path)
            let fresh = try Replica(path: "", mode: .memory)
            #expect(try schema(replica.connection) == schema(fresh.connection))
            #expect(try replica.problems().isEmpty)
            let findings = try replica.snapshot { () throws(ReplicaError) in
                try replica.check { _ in true }
            }
            #expect(findings.flaws.isEmpty, "\(findings.flaws)")
            #expect(try replica.count(kind: "case") == 2)
            #expect(try replica.outbox().count == 1)
            let progress = try replica.progress()
            #expect(progress.acknowledged.number == 2 && progress.backedUp == 0)
            let first = try #require(try replica.cases(reference: "r-1").first)
            #expect(first.summary.official != nil && !first.hasGap && first.length == 2)
            let written = try replica.transaction { () throws(ReplicaError) in
                try replica.write(
                    .init(
                        record: first.name, kind: "edit", actor: "Lan",
                        time: EventTime(wall: 1_793_500_000_000), context: first.summary.clock,
                        fields: [.init("note", .text("sau khi nâng cấp"))]))
            }
            #expect(written.sequence == 4)
        }
    }
}
