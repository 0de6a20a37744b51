internal import CSQLite

/// A failure that SQLite reported, with the statement that met it.
///
/// It never holds a bound value: neither `sql`, which has placeholders, nor `message`.
package struct SQLiteError: Error, Equatable, Sendable {
    /// The failures that callers tell apart.
    package enum Kind: Equatable, Sendable {
        case busy, locked, full, readOnly, cannotOpen, notADatabase, corrupt, ioError, constraint
        case other
    }

    /// The extended result code, for example 1299 for a violated NOT NULL.
    package let code: Int32
    /// SQLite's own words, in English.
    package let message: String
    /// The text of the statement, with placeholders; nil where no statement was involved.
    package let sql: String?

    /// Describes a failure from its parts.
    package init(code: Int32, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// The result code without its extension, for example 19 for any violated constraint.
    package var primaryCode: Int32 { code & 0xff }

    /// IOERR_SHMSIZE, a macro that Swift does not import: no room for the memory that the users of
    /// a store share, which even reading needs.
    private static let noRoomToShare = SQLITE_IOERR | (19 << 8)

    /// What the code means to a caller.
    package var kind: Kind {
        if code == Self.noRoomToShare { return .full }
        return switch primaryCode {
        case SQLITE_BUSY: .busy
        case SQLITE_LOCKED: .locked
        case SQLITE_READONLY: .readOnly
        case SQLITE_IOERR: .ioError
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_FULL: .full
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_NOTADB: .notADatabase
        default: .other
        }
    }
}

extension SQLiteError: CustomStringConvertible {
    /// The failure in one line for developers.
    package var description: String {
        let failure = "SQLite error \(primaryCode): \(message)"
        guard let sql else { return failure }
        return "\(failure) - while executing `\(sql)`"
    }
}

/// An error type that can carry a failure of SQLite.
///
/// With it a transaction throws its caller's type.
package protocol SQLiteFailure: Error {
    /// Wraps the failure.
    init(_ error: SQLiteError)
}

extension SQLiteError: SQLiteFailure {
    /// Takes the failure as it is.
    package init(_ error: SQLiteError) {
        self = error
    }
}
