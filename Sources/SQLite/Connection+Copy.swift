/// Copying, checking and reading a database as a whole, whatever tables it has.
extension Connection {
    /// Writes a consistent copy of the whole database into a file that is empty or not there.
    ///
    /// It is of one moment; others may read and write meanwhile. The copy is no WAL database, and
    /// it is on the disk only after the caller has synchronised it.
    package func copy(to path: String) throws(SQLiteError) {
        try run("VACUUM INTO ?1", [.text(Self.literal(path, .alone))])
    }

    /// Leaves one file, with all that stood in its log and without a log beside it, so that it can
    /// be renamed. Busy while anybody else has it open, also one who only waits.
    package static func settle(
        _ path: String, busyTimeoutMilliseconds: Int32 = 1000
    ) throws(SQLiteError) {
        let connection = try Connection(
            path: path, mode: .alone, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
        // Leaving the mode needs the file for itself; every connection in it holds a shared lock.
        _ = try connection.row("PRAGMA journal_mode=DELETE") { $0.text(0) }
    }

    /// What SQLite finds wrong with the file itself, at most so many lines; none when it is whole.
    package func problems(limit: Int = 20) throws(SQLiteError) -> [String] {
        try rows("PRAGMA integrity_check(\(limit))") { $0.text(0) }.filter { $0 != "ok" }
    }

    /// Hands the rows of all tables but one to the body as bytes, in an order and a form that
    /// depend on nothing but what the tables say.
    package func forEachRow(
        except left: String, _ body: ([UInt8]) -> Void
    ) throws(SQLiteError) {
        let tables = try rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> ?1
            ORDER BY name
            """, [.text(left)]
        ) { $0.text(0) }
        for table in tables {
            body(SQLValue.text(table).encoded)
            let name = table.split(separator: "\"").joined(separator: "\"\"")
            // Without an index the rows come in the order of their keys.
            try forEach("SELECT * FROM \"\(name)\" NOT INDEXED") { row in
                body((0..<row.columnCount).flatMap { row.value($0).encoded })
                return true
            }
        }
    }
}

extension SQLValue {
    /// A byte for the kind, then eight for the number or the length, then the bytes.
    fileprivate var encoded: [UInt8] {
        switch self {
        case .null: [0]
        case .int(let number): [1] + Self.bytes(UInt64(bitPattern: number))
        case .text(let text): [2] + Self.bytes(UInt64(text.utf8.count)) + Array(text.utf8)
        case .blob(let blob): [3] + Self.bytes(UInt64(blob.count)) + blob
        }
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }
}
