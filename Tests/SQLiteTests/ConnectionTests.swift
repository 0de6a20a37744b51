import Testing

@testable import SQLite

@Suite struct ConnectionTests {
    @Test func `a new file is set up to lose nothing`() throws {
        let folder = TemporaryFolder()
        let connection = try Connection(path: folder.database)
        let settings = try [
            "journal_mode", "synchronous", "foreign_keys", "temp_store", "trusted_schema",
            "cell_size_check", "busy_timeout",
        ].map { name in try connection.row("PRAGMA \(name)") { $0.text(0) } }
        #expect(settings == ["wal", "2", "1", "2", "0", "1", "5000"])
    }

    @Test func `the database is closed with its connection`() throws {
        let folder = TemporaryFolder()
        do {
            let connection = try Connection(path: folder.database)
            try connection.execute("CREATE TABLE t (x)")
            try connection.run("INSERT INTO t VALUES (?)", [1])
            #expect(TemporaryFolder.exists(folder.database + "-wal"))
        }
        #expect(!TemporaryFolder.exists(folder.database + "-wal"))
    }

    @Test func `a file that is missing is not made unless asked for`() throws {
        let folder = TemporaryFolder()
        for mode in [Connection.Mode.readWrite, .readOnly] {
            let error = #expect(throws: SQLiteError.self) {
                try Connection(path: folder.database, mode: mode)
            }
            #expect(error?.kind == .cannotOpen)
        }
        #expect(!TemporaryFolder.exists(folder.database))
    }

    @Test(arguments: [Connection.Mode.readWriteCreate, .readWrite, .readOnly])
    func `a file that is no database is refused at once`(mode: Connection.Mode) throws {
        let folder = TemporaryFolder()
        folder.write(String(repeating: "this is not a database ", count: 100))
        let error = #expect(throws: SQLiteError.self) {
            try Connection(path: folder.database, mode: mode)
        }
        #expect(error?.kind == .notADatabase)
    }

    @Test func `a file that may only be read is refused for writing`() {
        // Linux opens the file of a running program for reading only.
        let error = #expect(throws: SQLiteError.self) {
            try Connection(path: "/proc/self/exe", mode: .readWrite)
        }
        #expect(error?.kind == .readOnly)
    }

    @Test func `a read-only connection reads and does not write`() throws {
        let folder = TemporaryFolder()
        let writer = try Connection(path: folder.database)
        try writer.execute("CREATE TABLE t (x); INSERT INTO t VALUES (7)")
        let reader = try Connection(path: folder.database, mode: .readOnly)
        #expect(try reader.rows("SELECT x FROM t") { $0.int(0) } == [7])
        let error = #expect(throws: SQLiteError.self) { try reader.run("DELETE FROM t") }
        #expect(error?.kind == .readOnly)
    }

    @Test func `a path is never a URI`() throws {
        #expect(throws: SQLiteError.self) {
            try Connection(path: "file:nowhere?mode=memory", mode: .readOnly)
        }
        #expect(throws: SQLiteError.self) { try Connection(path: ":memory:", mode: .readOnly) }
    }

    @Test func `a path with a zero byte is refused, not cut`() throws {
        let folder = TemporaryFolder()
        let error = #expect(throws: SQLiteError.self) {
            try Connection(path: folder.database + "\0b")
        }
        #expect(error?.kind == .cannotOpen)
        #expect(!TemporaryFolder.exists(folder.database))
    }

    @Test func `a second writer is told that the database is busy`() throws {
        let folder = TemporaryFolder()
        let first = try Connection(path: folder.database)
        let second = try Connection(path: folder.database, busyTimeoutMilliseconds: 0)
        try first.transaction { () throws(SQLiteError) in
            do throws(SQLiteError) {
                try second.transaction { () throws(SQLiteError) in }
                Issue.record("both write")
            } catch {
                #expect(error.kind == .busy)
            }
            #expect(!second.isInTransaction)
        }
    }

    @Test func `several may open a new file at the same time`() async throws {
        for _ in 0..<10 {
            let folder = TemporaryFolder()
            let path = folder.database
            let opened = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    // Only whether it worked is asked for.
                    group.addTask { (try? Connection(path: path)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(opened == 4)
        }
    }
}
