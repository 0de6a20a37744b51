extension Statement {
    /// Prepares a text that holds one statement and nothing else.
    static func one(_ sql: String, in database: Database) throws(SQLiteError) -> Statement {
        var result: Statement?
        unsafe try sql.utf8CString.withUnsafeBufferPointer { text throws(SQLiteError) in
            guard var next = text.baseAddress else { preconditionFailure("no terminator") }
            result = unsafe try Statement(database, next: &next, isKept: true)
            precondition(
                unsafe isBlank(next), "one statement expected, several found in `\(sql)`")
        }
        guard let statement = result.take() else {
            preconditionFailure("a statement expected, none found in `\(sql)`")
        }
        return statement
    }

    private static func isBlank(_ text: UnsafePointer<CChar>) -> Bool {
        unsafe String(cString: text).allSatisfy { $0.isWhitespace || $0 == ";" }
    }
}
