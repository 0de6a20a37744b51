import CaseRecords
import Foundation
import SQLite
import Sealing
import SyncProtocol
import Testing

@testable import Replica

/// A replica that an older version of the program made.
@Suite struct UpgradeTests {
    @Test func `a replica of the first version keeps its work and learns of bundles`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder may stay
        let path = folder.appending(path: "kiosk.db").path
        try makeOld(path)
        let replica = try Replica(path: path)
        let version = try replica.connection.row("PRAGMA user_version") { Int($0.int(0)) }
        #expect(version == Replica.migrations.count)
        #expect(try replica.identity()?.name == "Bưu điện")
        _ = try replica.transaction { () throws(ReplicaError) in try replica.submit([:]) }
        var generator = SystemRandomNumberGenerator()
        let seal = SiteSeal(Kiosk.identity, keys: KeyList(using: &generator))
        let export = try replica.exportBundle(
            seal: seal, program: "test", made: 0, using: &generator)
        #expect(export.bundle.manifest.events == 1 && export.left == 0)
        let count = try replica.connection.row("SELECT count(*) FROM bundle_request") { $0.int(0) }
        #expect(count == 1)
    }

    @Test func `a replica of the first version keeps places, and what waits and what is parked`()
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder may stay
        let path = folder.appending(path: "kiosk.db").path
        try makeOld(path)
        // A new replica writes the events that the old one is given.
        let kiosk = try Kiosk()
        let cases = try (0..<4).map { try kiosk.submit(["note": "\($0)"]) }
        let edit = try kiosk.edit(cases[0].record, ["note": "mới"])
        try fill(path, cases, edit)
        let replica = try Replica(path: path)
        #expect(try replica.outbox().map(\.sequence) == [2, 4, 5])
        #expect(try replica.outbox().map(\.parked) == [.notEntitled, nil, nil])
        for event in cases {
            #expect(try replica.record(event.record)?.length == 1)
            #expect(
                try replica.state(of: event.record).encoded
                    == kiosk.replica.state(of: event.record).encoded)
        }
        #expect(try replica.load(after: 3, count: 9, bytes: 9_999).events.count == 2)
        // A report that comes late is of the past; of what has no place yet it is news.
        var answer = try kiosk.answer(edit)
        answer.parked = [1, 2, 3, 4].map { .init(sequence: $0, reason: .heldBack) }
        _ = try replica.apply(answer, monotonic: 10, boot: 20)
        #expect(try replica.outbox().map(\.sequence) == [2, 4])
    }

    /// Four cases and an edit of the first: the first and the third have their place, the second is
    /// parked.
    private func fill(_ path: String, _ cases: [PlacedEvent], _ edit: PlacedEvent) throws {
        let connection = try Connection(path: path, mode: .readWrite)
        for event in cases + [edit] {
            let hasPlace = event.sequence == 1 || event.sequence == 3
            try connection.run(
                "INSERT INTO event VALUES (NULL, ?1, ?2, 2, ?3, ?4, ?5)",
                [
                    .blob(event.record.bytes), hasPlace ? .int(1) : .null,
                    .int(Int64(event.sequence)), .blob(event.hash.bytes), .blob(event.bytes),
                ])
            guard event != edit else { continue }
            let summary = Projection.summary(
                of: RecordState(event.record, folding: [event]), events: 1, hubs: [])
            try connection.run(
                """
                INSERT INTO record (name, kind, site, length, has_gap, own_sequence, conflicts,
                    summary) VALUES (?1, 'case', 2, ?2, 0, ?3, 0, ?4)
                """,
                [
                    .blob(event.record.bytes), .int(hasPlace ? 1 : 0),
                    .int(Int64(event.sequence)), .blob(summary.encoded),
                ])
        }
        try connection.run(
            "INSERT INTO parked VALUES (2, ?1)", [.int(Int64(ParkReason.notEntitled.rawValue))])
        try connection.run(
            "UPDATE progress SET head_sequence = 5, head_hash = ?1, acknowledged = 3",
            [.blob(edit.hash.bytes)])
        try connection.run(
            "UPDATE progress SET acknowledged_prefix = ?1",
            [.int(Int64(bitPattern: cases[2].hash.prefix))])
    }

    /// An enrolled replica with the schema of the first version.
    private func makeOld(_ path: String) throws {
        let connection = try Connection(path: path, mode: .readWriteCreate)
        try Migrator.migrate(
            connection, applicationID: Replica.applicationID, Array(Replica.migrations.prefix(1)))
        try connection.run(
            """
            INSERT INTO identity (id, site, name, unit, type, hub_address, hub_key_number, hub_key,
                key_number, code, slip_key)
            VALUES (1, 2, 'Bưu điện', 'H57', 'post', 'http://127.0.0.1:1', 1, ?1, 1, x'06', x'05')
            """, [.blob([UInt8](repeating: 9, count: 32))])
        try connection.run(
            """
            INSERT INTO progress (id, epoch, head_sequence, head_hash, acknowledged,
                acknowledged_prefix) VALUES (1, 1, 0, ?1, 0, 1)
            """, [.blob(Digest(epoch: 1).bytes)])
    }
}
