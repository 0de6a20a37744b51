/// One numbered step of a database's schema; once delivered it is never changed.
package struct Migration: Equatable, Sendable {
    /// Its place in the order, from 1 on without gaps.
    package let number: Int
    /// A word for people, for example "first".
    package let name: String
    /// The statements; without BEGIN and COMMIT.
    package let sql: String

    /// Describes a step.
    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }
}

/// Why a database could not be brought to the present schema.
package enum MigrationError: Error, Equatable, Sendable {
    /// A later version of the product made the database.
    case newerSchema(found: Int, known: Int)
    /// The database is not ours; `found` is its `application_id`.
    case foreignDatabase(found: Int32)
    case sqlite(SQLiteError)
}

extension MigrationError: SQLiteFailure {
    /// Wraps a failure of SQLite.
    package init(_ error: SQLiteError) {
        self = .sqlite(error)
    }
}
