/// A prepared statement that is kept for its next use.
final class CachedStatement {
    let statement: Statement
    var isInUse = false
    /// The number of the cache's turn that used it last.
    var lastUse = 0

    init(_ statement: consuming Statement) {
        self.statement = statement
    }
}

/// The text of a statement, as a key: its length tells nearly all apart, and is had for nothing.
private struct StatementText: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
        hasher.combine(sql.utf8.count)
    }
}

/// The prepared statements of one connection by their text; the least recently used one goes first.
struct StatementCache {
    /// More distinct texts than the product has; a guard against texts put together at run time.
    static let limit = 128

    private var entries: [StatementText: CachedStatement] = [:]
    private var turn = 0

    /// The number of statements kept.
    var count: Int { entries.count }

    /// Rows that the kept statements went through without an index.
    var scannedRows: Int { entries.values.reduce(0) { $0 + $1.statement.scannedRows } }

    /// Takes the statement for a text, kept or new, for one use.
    ///
    /// While it is in use, a further use of the same text gets a statement of its own.
    mutating func take(_ sql: String, in database: Database) throws(SQLiteError) -> CachedStatement
    {
        turn += 1
        let key = StatementText(sql: sql)
        let kept = entries[key]
        if let kept, !kept.isInUse {
            return use(kept)
        }
        let fresh = CachedStatement(try Statement.one(sql, in: database))
        if kept == nil {
            makeRoom()
            entries[key] = fresh
        }
        return use(fresh)
    }

    /// Ends a use: the statement is reset, and its values are forgotten.
    func giveBack(_ entry: CachedStatement) {
        entry.statement.clear()
        entry.isInUse = false
    }

    private func use(_ entry: CachedStatement) -> CachedStatement {
        entry.isInUse = true
        entry.lastUse = turn
        return entry
    }

    private mutating func makeRoom() {
        guard entries.count >= StatementCache.limit else { return }
        // Uses have distinct turns, so the order of the dictionary does not matter.
        let oldest = entries.min { $0.value.lastUse < $1.value.lastUse }
        if let oldest { entries[oldest.key] = nil }
    }
}
