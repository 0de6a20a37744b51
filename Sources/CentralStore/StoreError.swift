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
}
