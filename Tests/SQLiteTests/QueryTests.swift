import Testing

@testable import SQLite

@Suite struct QueryTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(mode: .memory)
        try connection.execute(
            """
            -- a comment; with a semicolon
            CREATE TABLE t (x);
            INSERT INTO t VALUES (1), (2), (3);
            -- the end
            """)
    }

    @Test func `every kind of value comes back as it was bound`() throws {
        let large = [UInt8](repeating: 0xfe, count: 100_000)
        let values: [SQLValue] = [
            nil, -7, .int(.max), .int(.min), "Hồ sơ", "", .text("a\0b"), .blob([]),
            .blob([0, 255]),
            .blob(large), SQLValue(nil as Int64?), SQLValue("x" as String?),
        ]
        let marks = values.map { _ in "?" }.joined(separator: ",")
        try connection.forEach("SELECT \(marks)", values) { row in
            #expect(row.isNull(0) && row.optionalInt(0) == nil)
            #expect(row.int(1) == -7 && row.int(2) == .max && row.int(3) == .min)
            #expect(row.text(4) == "Hồ sơ")
            #expect(row.optionalText(5) == "")
            #expect(row.blob(6) == [97, 0, 98] && row.text(6) == "a\0b")
            #expect(row.optionalBlob(7) == [])
            #expect(row.blob(8) == [0, 255] && row.optionalBlob(9) == large)
            #expect(row.optionalText(10) == nil && row.text(11) == "x")
            return true
        }
    }

    @Test func `an empty blob is not NULL and NULL reads as nothing`() throws {
        let kinds = try connection.row("SELECT typeof(?), typeof(?), NULL", [.blob([]), nil]) {
            ($0.text(0), $0.text(1), $0.int(2), $0.text(2), $0.blob(2))
        }
        let found = try #require(kinds)
        #expect(found == ("blob", "null", 0, "", []))
    }

    @Test func `a text that is not UTF-8 is repaired`() throws {
        #expect(
            try connection.row("SELECT CAST(x'ff41c3' AS TEXT)") { $0.text(0) }
                == "\u{fffd}A\u{fffd}")
    }

    @Test func `bytes are lent without a copy`() throws {
        let sum = try connection.row("SELECT ?", [.blob([1, 2, 3])]) { row in
            row.withBlob(0) { bytes in
                bytes.indices.reduce(0) { $0 + Int(bytes[$1]) }
            }
        }
        #expect(sum == 6)
    }

    @Test func `rows come in order and row gives the first`() throws {
        #expect(try connection.rows("SELECT x FROM t ORDER BY x") { $0.int(0) } == [1, 2, 3])
        #expect(try connection.row("SELECT x FROM t ORDER BY x DESC") { $0.int(0) } == 3)
        #expect(try connection.row("SELECT x FROM t WHERE x > ?", [9]) { $0.int(0) } == nil)
    }

    @Test func `forEach stops when it is told to`() throws {
        var seen: [Int64] = []
        try connection.forEach("SELECT x FROM t ORDER BY x") { row in
            seen.append(row.int(0))
            return seen.count < 2
        }
        #expect(seen == [1, 2])
        #expect(try connection.rows("SELECT x FROM t ORDER BY x") { $0.int(0) } == [1, 2, 3])
    }

    @Test func `a query may run inside itself`() throws {
        let sql = "SELECT x FROM t WHERE x >= ? ORDER BY x"
        var pairs: [[Int64]] = []
        var failure: SQLiteError?
        try connection.forEach(sql, [1]) { outer in
            let first = outer.int(0)
            do throws(SQLiteError) {
                pairs += try connection.rows(sql, [.int(first)]) { [first, $0.int(0)] }
            } catch {
                failure = error
            }
            return true
        }
        #expect(failure == nil)
        #expect(pairs == [[1, 1], [1, 2], [1, 3], [2, 2], [2, 3], [3, 3]])
    }

    @Test func `a statement works again after it failed`() throws {
        try connection.execute("CREATE UNIQUE INDEX i ON t (x)")
        #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO t VALUES (?)", [1]) }
        try connection.run("INSERT INTO t VALUES (?)", [4])
        #expect(connection.changes == 1)
    }

    @Test func `a statement follows a changed schema`() throws {
        let columns = { try connection.row("SELECT * FROM t WHERE x = 1") { $0.optionalInt(1) } }
        try connection.execute("ALTER TABLE t ADD COLUMN y DEFAULT 5")
        #expect(try columns() == 5)
        try connection.execute("UPDATE t SET y = 6")
        #expect(try columns() == 6)
    }

    @Test func `a script stops at its first failure`() throws {
        let error = try #require(throws: SQLiteError.self) {
            try connection.execute("DELETE FROM t WHERE x = 1; SELEC; DELETE FROM t")
        }
        #expect(error.message == #"near "SELEC": syntax error"#)
        #expect(try connection.rows("SELECT x FROM t") { $0.int(0) } == [2, 3])
    }

    @Test func `an empty script does nothing`() throws {
        try connection.execute("")
        try connection.execute(" -- nothing\n")
    }

    @Test func `the statements kept are bounded`() throws {
        for number in 0..<(StatementCache.limit * 2) {
            #expect(try connection.row("SELECT \(number)") { $0.int(0) } == Int64(number))
        }
        #expect(connection.statements.count == StatementCache.limit)
    }

    @Test func `a write that gives rows is complete after its first row`() throws {
        let sql = "INSERT INTO t VALUES (7), (8) RETURNING x"
        #expect(try connection.row(sql) { $0.int(0) } == 7)
        #expect(try connection.row("SELECT count(*) FROM t") { $0.int(0) } == 5)
        #expect(!connection.isInTransaction)
    }

    @Test func `a prepared statement is stepped by its owner`() throws {
        let statement = try connection.prepare("SELECT x FROM t WHERE x > ? ORDER BY x")
        for expected in [[2, 3], [2, 3]] as [[Int64]] {
            try statement.bind([1])
            var seen: [Int64] = []
            while try statement.step() {
                seen.append(statement.withRow { $0.int(0) })
            }
            #expect(seen == expected)
            try statement.reset()
        }
        #expect(statement.sql == "SELECT x FROM t WHERE x > ? ORDER BY x")
    }

    @Test func `a prepared statement outlives its connection`() throws {
        let statement = try Connection(mode: .memory).prepare("SELECT 5")
        #expect(try statement.step())
        #expect(statement.withRow { $0.int(0) } == 5)
    }

    @Test func `a wrong number of values stops the program`() async {
        await #expect(processExitsWith: .failure) {
            try Connection(mode: .memory).run("SELECT ?")
        }
    }

    @Test func `a column that does not exist stops the program`() async {
        await #expect(processExitsWith: .failure) {
            try Connection(mode: .memory).forEach("SELECT 1") { $0.int(1) == 0 }
        }
    }

    @Test func `several statements where one is expected stop the program`() async {
        await #expect(processExitsWith: .failure) {
            try Connection(mode: .memory).run("SELECT 1; SELECT 2")
        }
    }
}
