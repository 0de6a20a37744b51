import Testing

@testable import SQLite

@Suite struct MigratorTests {
    private static let applicationID: Int32 = 0x4d43_0001
    private static let first = Migration(
        number: 1, name: "first", sql: "CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    private static let second = Migration(
        number: 2, name: "second", sql: "ALTER TABLE t ADD COLUMN y DEFAULT 5;")
    private static let broken = Migration(
        number: 2, name: "broken", sql: "INSERT INTO t VALUES (2); SELEC;")

    private let connection: Connection

    init() throws {
        connection = try Connection(mode: .memory)
    }

    private func migrate(_ migrations: [Migration]) throws(MigrationError) {
        try Migrator.migrate(connection, applicationID: MigratorTests.applicationID, migrations)
    }

    private func number(_ sql: String) throws -> Int64? {
        try connection.row(sql) { $0.int(0) }
    }

    @Test func `an empty database gets every step and its marks`() throws {
        try migrate([Self.first, Self.second])
        #expect(try number("SELECT y FROM t") == 5)
        #expect(try number("PRAGMA user_version") == 2)
        #expect(try number("PRAGMA application_id") == Int64(Self.applicationID))
    }

    @Test func `a step runs only once`() throws {
        try migrate([Self.first])
        try migrate([Self.first, Self.second])
        try migrate([Self.first, Self.second])
        #expect(try number("SELECT count(*) FROM t") == 1)
        #expect(try number("PRAGMA user_version") == 2)
    }

    @Test func `a step that fails leaves nothing behind`() throws {
        let error = #expect(throws: MigrationError.self) {
            try migrate([Self.first, Self.broken])
        }
        guard case .sqlite = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(try number("PRAGMA user_version") == 1)
        #expect(try number("SELECT count(*) FROM t") == 1)
        try migrate([Self.first, Self.second])
        #expect(try number("PRAGMA user_version") == 2)
    }

    @Test func `whichever call fails, a step is there whole or not at all`() throws {
        for call in 1...100 {
            let connection = try Connection(mode: .memory)
            connection.faults = FaultPlan(failingCall: call, code: 10)
            do {
                try Migrator.migrate(
                    connection, applicationID: Self.applicationID, [Self.first, Self.second])
            } catch {
                #expect(
                    error
                        == .sqlite(
                            SQLiteError(
                                code: 10, message: "disk I/O error", sql: error.sql)))
            }
            let failed = try #require(connection.faults).hasFailed
            connection.faults = nil
            let version = try connection.row("PRAGMA user_version") { $0.int(0) }
            let columns = try connection.row("SELECT count(*) FROM pragma_table_info('t')") {
                $0.int(0)
            }
            #expect(version == columns)
            if !failed { return #expect(version == 2) }
        }
        Issue.record("the work never ended")
    }

    @Test func `a newer database is refused untouched`() throws {
        try migrate([Self.first, Self.second])
        #expect(throws: MigrationError.newerSchema(found: 2, known: 1)) {
            try migrate([Self.first])
        }
    }

    @Test func `another product's database is refused`() throws {
        try connection.execute("PRAGMA application_id=77")
        #expect(throws: MigrationError.foreignDatabase(found: 77)) { try migrate([Self.first]) }
    }

    @Test func `a database with unknown content is refused`() throws {
        try connection.execute("CREATE TABLE other (x)")
        #expect(throws: MigrationError.foreignDatabase(found: 0)) { try migrate([Self.first]) }
        #expect(try number("PRAGMA user_version") == 0)
    }

    @Test func `two may migrate at the same time`() async throws {
        for _ in 0..<10 {
            let folder = TemporaryFolder()
            let path = folder.database
            let results = await withTaskGroup(of: Int64?.self) { group in
                for _ in 0..<2 {
                    group.addTask { Self.migratedRows(path) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results == [1, 1])
        }
    }

    /// Opens and migrates the file; gives the number of rows that the first step made.
    private static func migratedRows(_ path: String) -> Int64? {
        do {
            let connection = try Connection(path: path)
            try Migrator.migrate(connection, applicationID: applicationID, [first, second])
            return try connection.row("SELECT count(*) FROM t") { $0.int(0) }
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }

    @Test func `a gap in the numbers stops the program`() async {
        await #expect(processExitsWith: .failure) {
            try Migrator.migrate(
                Connection(mode: .memory), applicationID: 1,
                [Migration(number: 2, name: "second", sql: "")])
        }
    }
}

extension MigrationError {
    /// The statement of a failure of SQLite.
    fileprivate var sql: String? {
        switch self {
        case .sqlite(let error): error.sql
        case .newerSchema, .foreignDatabase: nil
        }
    }
}
