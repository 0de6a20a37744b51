extension Connection {
    /// Runs the statements of a script one after the other; rows are passed over.
    package func execute(_ script: String) throws(SQLiteError) {
        unsafe try script.utf8CString.withUnsafeBufferPointer { text throws(SQLiteError) in
            guard var next = text.baseAddress else { preconditionFailure("no terminator") }
            while unsafe next.pointee != 0 {
                guard let statement = unsafe try Statement(database, next: &next, isKept: false)
                else { return }
                try Connection.finish(statement)
            }
        }
    }

    /// Prepares one statement for a caller that binds and steps it itself.
    package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Statement.one(sql, in: database)
    }

    /// Runs one statement to its end; rows are passed over.
    ///
    /// The prepared statement is kept for the next call with the same text.
    package func run(_ sql: String, _ values: [SQLValue] = []) throws(SQLiteError) {
        try use(sql, values, Connection.finish)
    }

    /// Hands each row to the body, until it says false.
    package func forEach(
        _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Row) -> Bool
    ) throws(SQLiteError) {
        try use(sql, values) { statement throws(SQLiteError) in
            while try statement.step(), statement.withRow(body) {}
        }
    }

    /// Gives what the map makes of each row, in order.
    package func rows<Value>(
        _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing Row) -> Value
    ) throws(SQLiteError) -> [Value] {
        try use(sql, values) { statement throws(SQLiteError) in
            var results: [Value] = []
            while try statement.step() {
                results.append(statement.withRow(map))
            }
            return results
        }
    }

    /// Gives what the map makes of the first row, or nil if there is none.
    package func row<Value>(
        _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing Row) -> Value
    ) throws(SQLiteError) -> Value? {
        try use(sql, values) { statement throws(SQLiteError) in
            try statement.step() ? statement.withRow(map) : nil
        }
    }

    private func use<Value>(
        _ sql: String, _ values: [SQLValue],
        _ body: (borrowing Statement) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value {
        let entry = try statements.take(sql, in: database)
        defer { statements.giveBack(entry) }
        try entry.statement.bind(values)
        let value = try body(entry.statement)
        try entry.statement.reset()
        return value
    }

    private static func finish(_ statement: borrowing Statement) throws(SQLiteError) {
        while try statement.step() {}
    }
}
