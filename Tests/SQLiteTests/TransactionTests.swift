import Testing

@testable import SQLite

/// An error of a caller's own, as a store has it.
enum StoreError: Error, Equatable, SQLiteFailure {
    case refused
    case sqlite(SQLiteError)

    init(_ error: SQLiteError) {
        self = .sqlite(error)
    }
}

@Suite struct TransactionTests {
    private static let tooLarge = "INSERT INTO wide VALUES (zeroblob(100000))"

    private let connection: Connection

    init() throws {
        connection = try Connection(mode: .memory)
        try connection.execute("CREATE TABLE t (x INTEGER UNIQUE)")
    }

    private func stored() throws -> [Int64] {
        try connection.rows("SELECT x FROM t ORDER BY x") { $0.int(0) }
    }

    /// What kind of failure the statement meets; nil for none.
    private func failure(of sql: String) -> SQLiteError.Kind? {
        do throws(SQLiteError) {
            try connection.run(sql)
            return nil
        } catch {
            return error.kind
        }
    }

    private func insert(_ value: Int64) throws(StoreError) {
        do throws(SQLiteError) {
            try connection.run("INSERT INTO t VALUES (?)", [.int(value)])
        } catch {
            throw .sqlite(error)
        }
    }

    @Test(arguments: [TransactionKind.deferred, .immediate])
    func `a transaction is committed and gives its value`(kind: TransactionKind) throws {
        let value = try connection.transaction(kind) { () throws(SQLiteError) in
            #expect(connection.isInTransaction)
            try connection.run("INSERT INTO t VALUES (1)")
            return "done"
        }
        #expect(value == "done")
        #expect(!connection.isInTransaction)
        #expect(try stored() == [1])
    }

    @Test func `the caller's own error undoes the transaction`() throws {
        #expect(throws: StoreError.refused) {
            try connection.transaction { () throws(StoreError) in
                try insert(1)
                throw .refused
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try stored() == [])
    }

    @Test func `a failure of SQLite comes out in the caller's type`() throws {
        let error = #expect(throws: StoreError.self) {
            try connection.transaction { () throws(StoreError) in
                try insert(1)
                try insert(1)
            }
        }
        guard case .sqlite(let failure) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(failure.kind == .constraint)
        #expect(try stored() == [])
    }

    @Test func `a commit that fails undoes the transaction`() throws {
        try connection.execute(
            """
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (p REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
            """)
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO child VALUES (5)")
            }
        }
        #expect(error?.sql == "COMMIT")
        #expect(error?.kind == .constraint)
        #expect(!connection.isInTransaction)
        #expect(try connection.row("SELECT count(*) FROM child") { $0.int(0) } == 0)
    }

    @Test func `a savepoint is undone alone`() throws {
        try connection.transaction { () throws(StoreError) in
            try insert(1)
            try connection.savepoint { () throws(StoreError) in try insert(2) }
            do throws(StoreError) {
                try connection.savepoint { () throws(StoreError) in
                    try insert(3)
                    try connection.savepoint { () throws(StoreError) in try insert(4) }
                    throw .refused
                }
            } catch {
                #expect(error == .refused)
            }
            try insert(5)
        }
        #expect(try stored() == [1, 2, 5])
    }

    @Test func `only the innermost savepoint is undone`() throws {
        try connection.transaction { () throws(StoreError) in
            try connection.savepoint { () throws(StoreError) in
                try insert(1)
                do throws(StoreError) {
                    try connection.savepoint { () throws(StoreError) in
                        try insert(2)
                        throw .refused
                    }
                } catch {
                    #expect(error == .refused)
                }
                try insert(3)
            }
        }
        #expect(try stored() == [1, 3])
    }

    @Test func `nothing runs on after SQLite rolled back by itself`() throws {
        try connection.execute("CREATE TABLE wide (x); PRAGMA max_page_count=10")
        let error = #expect(throws: StoreError.self) {
            try connection.transaction { () throws(StoreError) in
                try insert(1)
                #expect(failure(of: Self.tooLarge) == .full)
                #expect(!connection.isInTransaction)
                try insert(2)
            }
        }
        guard case .sqlite(let failure) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(failure.code == 516)
        #expect(try stored() == [])
        try connection.transaction { () throws(StoreError) in try insert(3) }
        #expect(try stored() == [3])
    }

    @Test func `a full disk inside a savepoint undoes the whole transaction`() throws {
        try connection.execute("CREATE TABLE wide (x); PRAGMA max_page_count=10")
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction { () throws(SQLiteError) in
                try connection.run("INSERT INTO t VALUES (1)")
                try connection.savepoint { () throws(SQLiteError) in
                    try connection.run(Self.tooLarge)
                }
            }
        }
        #expect(error?.kind == .full)
        #expect(!connection.isInTransaction)
        #expect(try stored() == [])
    }

    @Test func `transactions do not nest`() async {
        await #expect(processExitsWith: .failure) {
            let connection = try Connection(mode: .memory)
            try connection.transaction { () throws(SQLiteError) in
                try connection.transaction { () throws(SQLiteError) in }
            }
        }
    }

    @Test func `a savepoint outside a transaction stops the program`() async {
        await #expect(processExitsWith: .failure) {
            try Connection(mode: .memory).savepoint { () throws(SQLiteError) in }
        }
    }
}
