import SQLite

/// Cases that are not complete yet, kept at this point and never sent.
extension Replica {
    /// A draft as it was kept.
    package struct KeptDraft: Equatable, Sendable {
        package let number: Int64
        /// When it was kept, in milliseconds since 1970 UTC.
        package let kept: Int64
        /// What `submit` would take, as JSON.
        package let content: [UInt8]
    }

    /// How many drafts a point keeps at most.
    package static let draftLimit = 1_000

    /// Keeps a draft and returns its number; nil when there are too many already.
    package func keepDraft(_ content: [UInt8], now: Int64) throws(ReplicaError) -> Int64? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                INSERT INTO draft (kept, content)
                SELECT ?1, ?2 WHERE (SELECT count(*) FROM draft) < ?3 RETURNING number
                """, [.int(now), .blob(content), .int(Int64(Self.draftLimit))]
            ) { $0.int(0) }
        }
    }

    /// Puts a draft in the place of an older one of this number.
    package func changeDraft(_ number: Int64, to content: [UInt8]) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE draft SET content = ?2 WHERE number = ?1", [.int(number), .blob(content)])
        }
    }

    /// Forgets a draft, because it was handed in or is not wanted; false when there was none.
    package func dropDraft(_ number: Int64) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "DELETE FROM draft WHERE number = ?1 RETURNING number", [.int(number)]
            ) { _ in true }
        } ?? false
    }

    /// A draft by its number.
    package func draft(_ number: Int64) throws(ReplicaError) -> KeptDraft? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT number, kept, content FROM draft WHERE number = ?1", [.int(number)],
                KeptDraft.init)
        }
    }

    /// How many drafts there are.
    package func draftCount() throws(ReplicaError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT count(*) FROM draft") { Int($0.int(0)) }
        } ?? 0
    }

    /// All drafts, oldest first.
    package func drafts() throws(ReplicaError) -> [KeptDraft] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT number, kept, content FROM draft ORDER BY number", [], KeptDraft.init)
        }
    }
}

extension Replica.KeptDraft {
    fileprivate init(_ row: borrowing Row) {
        self.init(number: row.int(0), kept: row.int(1), content: row.blob(2))
    }
}
