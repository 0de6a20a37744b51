import CentralStore
import Foundation
import SQLite
import SyncProtocol
import Testing

/// What is true of the SQLite store alone.
@Suite struct SQLiteStoreTests {
    /// SQLITE_FULL, and SQLITE_IOERR of a write.
    private static let failures: [Int32] = [13, 778]

    @Test(arguments: failures)
    func `whichever call fails, the transaction leaves nothing`(code: Int32) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.database)
        try store.transaction { () throws(StoreError) in try store.begin(Sample.epoch) }
        var branch = Branch(2)
        let events = [branch.write(), branch.write()]
        var failed = 0
        while failed < 1_000 {
            store.faults = FaultPlan(failingCall: failed + 1, code: code)
            do throws(StoreError) {
                try write(events, into: store)
                break
            } catch {
                guard case .sqlite(let inner) = error else { throw error }
                #expect(inner.code == code)
                failed += 1
                store.faults = nil
                #expect(try store.trunk(events[0].record, 1...9).isEmpty)
                #expect(try store.sites().isEmpty)
                #expect(try store.logHead(SiteNumber(2)).number == 0)
            }
        }
        store.faults = nil
        #expect(failed > 10)
        #expect(try store.trunk(events[1].record, 1...9).map { try $0.placed() } == [events[1]])
        let number = try store.transaction { () throws(StoreError) in try store.next("n") }
        #expect(number == 2)
    }

    private func write(
        _ events: [PlacedEvent], into store: SQLiteStore
    ) throws(StoreError) {
        try store.transaction { () throws(StoreError) in
            _ = try store.next("n")
            try store.put(Sample.site(try store.reserveSite().value))
            for event in events {
                try store.part { () throws(StoreError) in
                    _ = try store.append(event, arrived: 5)
                    try store.log(Change(event, at: 1), stream: SiteNumber(2)) { $0.prefix + 1 }
                }
            }
        }
    }

    @Test func `what was committed is there after the file is opened again`() throws {
        let folder = try TemporaryFolder()
        var branch = Branch(2)
        let event = branch.write()
        do {
            let store = try SQLiteStore(path: folder.database)
            try store.transaction { () throws(StoreError) in
                try store.begin(Sample.epoch)
                _ = try store.append(event, arrived: 5)
                try store.put(Sample.row(event))
            }
        }
        let store = try SQLiteStore(path: folder.database)
        #expect(try store.hub() == Sample.epoch)
        #expect(try store.trunk(event.record, 1...1).map { try $0.placed() } == [event])
        #expect(try store.record(event.record) == Sample.row(event))
    }

    @Test func `a file that is no database is refused and left alone`() throws {
        let folder = try TemporaryFolder()
        let text = "this is somebody's letter, not a database"
        try text.write(toFile: folder.database, atomically: true, encoding: .utf8)
        #expect(
            kind { () throws(StoreError) in _ = try SQLiteStore(path: folder.database) }
                == .notADatabase)
        #expect(try String(contentsOfFile: folder.database, encoding: .utf8) == text)
    }

    @Test func `another program's database is refused`() throws {
        let folder = try TemporaryFolder()
        let other = try Connection(path: folder.database)
        try other.execute("PRAGMA application_id=77; CREATE TABLE t (a)")
        #expect(throws: StoreError.migration(.foreignDatabase(found: 77))) {
            try SQLiteStore(path: folder.database)
        }
    }

    @Test func `a newer version's database is refused`() throws {
        let folder = try TemporaryFolder()
        _ = try SQLiteStore(path: folder.database)
        let other = try Connection(path: folder.database)
        try other.execute("PRAGMA user_version=99")
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.database) }
        let version = try other.row("PRAGMA user_version") { $0.int(0) }
        #expect(version == 99)
    }

    @Test func `a store opened for reading refuses to write and reads`() throws {
        let folder = try TemporaryFolder()
        let writer = try SQLiteStore(path: folder.database)
        try writer.transaction { () throws(StoreError) in try writer.begin(Sample.epoch) }
        let reader = try SQLiteStore(path: folder.database, mode: .readOnly)
        #expect(try reader.hub() == Sample.epoch)
        let refusal = kind { () throws(StoreError) in
            try reader.transaction { () throws(StoreError) in _ = try reader.next("n") }
        }
        #expect(refusal == .readOnly)
    }

    @Test func `a store that another connection is writing to is busy`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.database, busyTimeoutMilliseconds: 1)
        let other = try Connection(path: folder.database)
        try other.execute("BEGIN IMMEDIATE")
        let refusal = kind { () throws(StoreError) in
            try store.transaction { () throws(StoreError) in _ = try store.next("n") }
        }
        #expect(refusal == .busy)
        try other.execute("COMMIT")
        let number = try store.transaction { () throws(StoreError) in try store.next("n") }
        #expect(number == 1)
    }

    @Test func `an event that cannot be read is damage`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.database)
        var branch = Branch(2)
        let event = branch.write()
        try store.transaction { () throws(StoreError) in
            _ = try store.append(event, arrived: 5)
        }
        let other = try Connection(path: folder.database)
        try other.execute("UPDATE event SET bytes = x'FF'")
        #expect(throws: StoreError.damaged("event 1 of site 2 cannot be read")) {
            try store.trunk(event.record, 1...1).map { (event) throws(StoreError) in
                try event.placed()
            }
        }
    }

    /// The kind of SQLite's failure that a body meets, nil for none or another failure.
    private func kind(_ body: () throws(StoreError) -> Void) -> SQLiteError.Kind? {
        do throws(StoreError) {
            try body()
            return nil
        } catch {
            switch error {
            case .sqlite(let error): return error.kind
            case .migration(.sqlite(let error)): return error.kind
            case .migration, .damaged, .abandoned, .locked: return nil
            }
        }
    }
}
