import CaseRecords
import SQLite
import SyncProtocol
import Testing

@testable import CentralStore

/// A store that an older version of the program made.
@Suite struct UpgradeTests {
    /// Two cases of site 2, the first edited by the centre and at site 3, which was granted it.
    private struct Old {
        let created: PlacedEvent
        let other: PlacedEvent
        let edits: [PlacedEvent]

        init() {
            var branch = Branch(2)
            var centre = Branch(1)
            var third = Branch(3)
            created = branch.write()
            other = branch.write()
            edits = [centre.write(created.record), third.write(created.record)]
        }
    }

    @Test func `a store of the first version keeps trunks, records and logs`() throws {
        let folder = try TemporaryFolder()
        let old = Old()
        try make(old, folder.database)
        let store = try SQLiteStore(path: folder.database)
        let version = try store.connection.row("PRAGMA user_version") { Int($0.int(0)) }
        #expect(version == SQLiteStore.migrations.count)
        let trunk = try store.trunk(old.created.record, 1...9)
        #expect(try trunk.map { try $0.placed() } == [old.created] + old.edits)
        #expect(trunk.map(\.position) == [1, 2, 3])
        #expect(try store.hash(of: 2, on: SiteNumber(2)) == old.other.hash)
        #expect(try store.lastSequence(of: SiteNumber(3), about: old.created.record) == 1)
        for event in [old.created, old.other] {
            #expect(try store.record(event.record) == row(event))
            #expect(try store.records(matching: "slip \(event.sequence)") == [row(event)])
        }
        #expect(try store.count(kind: "case") == 2)
    }

    @Test func `a store of the first version keeps who may see what, and goes on`() throws {
        let folder = try TemporaryFolder()
        let old = Old()
        try make(old, folder.database)
        let store = try SQLiteStore(path: folder.database)
        let (second, third) = (SiteNumber(2), SiteNumber(3))
        let record = old.created.record
        #expect(try store.interested(in: record) == [second, third])
        #expect(try store.interested(in: old.other.record) == [second])
        #expect(try store.position(of: record, in: third, through: 1) == 2)
        #expect(try store.position(of: record, in: second, through: 3) == 2)
        let entry = LogEntry(
            mark: Mark(number: 1, prefix: 31), change: Change(old.edits[0], at: 2, isGrant: true))
        #expect(try store.log(third, after: 0, limit: 1) == [entry])
        let head = Mark(number: 4, prefix: 24)
        #expect(try store.logHead(second) == head)
        let next = LogEntry(mark: Mark(number: 5, prefix: 25), change: Change(old.other, at: 1))
        try store.transaction { () throws(StoreError) in try store.log([next], stream: second) }
        #expect(try store.logMark(second, at: 5) == next.mark)
        #expect(throws: StoreError.self) {
            try store.transaction { () throws(StoreError) in
                _ = try store.append(old.other, arrived: 6)
            }
        }
    }

    private func row(_ event: PlacedEvent) -> RecordRow {
        var row = Sample.row(event) { $0.slip = "slip \(event.sequence)" }
        row.length = event.sequence == 1 ? 3 : 1
        return row
    }

    private func make(_ old: Old, _ path: String) throws {
        let connection = try Connection(path: path, mode: .readWriteCreate)
        try Migrator.migrate(
            connection, applicationID: SQLiteStore.applicationID,
            Array(SQLiteStore.migrations.prefix(1)))
        let first = old.created.record
        let trunks = [(first, [old.created] + old.edits), (old.other.record, [old.other])]
        for (record, events) in trunks {
            for (index, event) in events.enumerated() {
                try connection.run(
                    "INSERT INTO event VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, 5)",
                    [
                        .blob(record.bytes), .int(Int64(index + 1)), .int(Int64(event.site.value)),
                        .int(Int64(event.sequence)), .blob(event.hash.bytes), .blob(event.bytes),
                    ])
            }
            let row = row(events[0])
            try connection.run(
                """
                INSERT INTO record (name, kind, site, length, arrived, slip, conflicts, summary)
                VALUES (?1, 'case', 2, ?2, 5, ?3, 0, ?4)
                """,
                [
                    .blob(record.bytes), .int(Int64(row.length)), .text(row.summary.slip ?? ""),
                    .blob(row.summary.encoded),
                ])
        }
        let log: [(stream: Int64, number: Int64, record: RecordName, position: Int64)] = [
            (2, 1, first, 1), (2, 2, first, 2), (2, 3, old.other.record, 1), (2, 4, first, 3),
            (3, 1, first, 2), (3, 2, first, 3),
        ]
        for (stream, number, record, position) in log {
            let isGrant: Int64 = stream == 3 && number == 1 ? 1 : 0
            try connection.run(
                "INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                [
                    .int(stream), .int(number), .blob(record.bytes), .int(position),
                    .int(isGrant), .int(stream * 10 + number),
                ])
        }
    }
}
