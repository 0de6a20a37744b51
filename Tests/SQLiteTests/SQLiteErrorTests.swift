import Testing

@testable import SQLite

@Suite struct SQLiteErrorTests {
    @Test func `the description names the primary code, the message and the statement`() {
        let error = SQLiteError(
            code: 1299, message: "NOT NULL constraint failed: t.x",
            sql: "INSERT INTO t VALUES (?)")
        #expect(
            error.description == """
                SQLite error 19: NOT NULL constraint failed: t.x - while executing \
                `INSERT INTO t VALUES (?)`
                """)
        #expect(error.primaryCode == 19)
    }

    @Test func `without a statement the description ends with the message`() {
        #expect(
            SQLiteError(code: 14, message: "unable to open database file").description
                == "SQLite error 14: unable to open database file")
    }

    @Test(
        arguments: [
            (5, .busy), (517, .busy), (6, .locked), (13, .full), (8, .readOnly), (14, .cannotOpen),
            (26, .notADatabase), (11, .corrupt), (266, .ioError), (4874, .full),
            (2067, .constraint), (1, .other),
        ] as [(Int32, SQLiteError.Kind)])
    func `the kind follows from the code`(code: Int32, kind: SQLiteError.Kind) {
        #expect(SQLiteError(code: code, message: "").kind == kind)
    }

    @Test func `a violated constraint is reported with its extended code`() throws {
        let connection = try Connection(mode: .memory)
        try connection.execute("CREATE TABLE t (x TEXT NOT NULL)")
        #expect(
            throws: SQLiteError(
                code: 1299, message: "NOT NULL constraint failed: t.x",
                sql: "INSERT INTO t VALUES (?)")
        ) {
            try connection.run("INSERT INTO t VALUES (?)", [nil])
        }
    }

    @Test(arguments: [
        "SELECT json_extract('{}', ?)", "SELECT count(*) FROM f WHERE f MATCH ?",
        "INSERT INTO u VALUES (?)", "SELECT * FROM json_each(?)",
    ])
    func `no message holds a bound value`(sql: String) throws {
        let connection = try Connection(mode: .memory)
        try connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(x); CREATE TABLE u (x INTEGER UNIQUE CHECK (x < 9))")
        let error = try #require(throws: SQLiteError.self) {
            try connection.run(sql, ["\"'Nguyễn"])
        }
        #expect(!error.description.contains("Nguyễn"))
    }
}
