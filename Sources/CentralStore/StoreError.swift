package import SQLite

/// Why the store could not do what it was asked for.
package enum StoreError: Error, Equatable, SQLiteFailure {
    case sqlite(SQLiteError)
    case migration(MigrationError)
    /// What stands in the store cannot have been written by it.
    case damaged(String)
    /// The caller gave its transaction up.
    case abandoned
    /// Another connection holds the write lock.
    case locked

    package init(_ error: SQLiteError) {
        self = .sqlite(error)
    }

    /// What is damaged; nil when the store could only not be reached, or was made by another.
    package var damage: String? {
        switch self {
        case .damaged(let what): what
        case .sqlite(let error), .migration(.sqlite(let error)):
            error.kind == .corrupt || error.kind == .notADatabase ? error.message : nil
        case .migration, .abandoned, .locked: nil
        }
    }
}
