import Testing

@testable import SQLite

@Suite struct FaultPlanTests {
    /// More calls than any of the works below makes.
    private static let bound = 100

    /// Runs the work with its n-th call failing, on a new file; says what another connection sees.
    private func stored(
        failing call: Int, _ work: (Connection) throws(SQLiteError) -> Void
    ) throws -> (rows: [Int64], failed: Bool, error: SQLiteError?) {
        let folder = TemporaryFolder()
        let connection = try Connection(path: folder.database)
        try connection.execute("CREATE TABLE t (x INTEGER UNIQUE)")
        connection.faults = FaultPlan(failingCall: call, code: 778)
        var failure: SQLiteError?
        do throws(SQLiteError) { try work(connection) } catch { failure = error }
        #expect(!connection.isInTransaction)
        let failed = connection.faults?.hasFailed ?? false
        let reader = try Connection(path: folder.database, mode: .readOnly)
        let rows = try reader.rows("SELECT x FROM t ORDER BY x") { $0.int(0) }
        connection.faults = nil
        try connection.transaction { () throws(SQLiteError) in
            try connection.run("INSERT INTO t VALUES (99)")
        }
        return (rows, failed, failure)
    }

    @Test func `whichever call fails, three inserts are stored together or not at all`() throws {
        var failures = 0
        for call in 1...FaultPlanTests.bound {
            let (rows, failed, error) = try stored(failing: call) {
                connection throws(SQLiteError) in
                try connection.transaction { () throws(SQLiteError) in
                    for value in [1, 2, 3] as [Int64] {
                        try connection.run("INSERT INTO t VALUES (?)", [.int(value)])
                    }
                }
            }
            guard failed else {
                #expect(rows == [1, 2, 3])
                break
            }
            failures += 1
            #expect(rows == [])
            #expect(error?.code == 778)
        }
        // BEGIN prepared and stepped, INSERT prepared once and stepped three times, COMMIT.
        #expect(failures == 7)
    }

    @Test func `whichever call fails, a caught savepoint is stored whole or not at all`() throws {
        var failures = 0
        for call in 1...FaultPlanTests.bound {
            let (rows, failed, error) = try stored(failing: call) {
                connection throws(SQLiteError) in
                try connection.transaction { () throws(SQLiteError) in
                    try connection.run("INSERT INTO t VALUES (1)")
                    do throws(SQLiteError) {
                        try connection.savepoint { () throws(SQLiteError) in
                            try connection.run("INSERT INTO t VALUES (2)")
                            try connection.run("INSERT INTO t VALUES (3)")
                        }
                    } catch {
                        #expect(error.code == 778)
                    }
                }
            }
            guard failed else {
                #expect(rows == [1, 2, 3])
                break
            }
            failures += 1
            #expect(rows == (error == nil ? [1] : []))
        }
        #expect(failures == 13)
    }

    @Test func `a failed commit is undone`() throws {
        let connection = try Connection(mode: .memory)
        try connection.execute("CREATE TABLE t (x)")
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t VALUES (1)")
                connection.faults = FaultPlan(failingCall: 1, code: 13)
            }
        }
        #expect(error == SQLiteError(code: 13, message: "database or disk is full", sql: "COMMIT"))
        #expect(try connection.rows("SELECT x FROM t") { $0.int(0) } == [])
    }
}
