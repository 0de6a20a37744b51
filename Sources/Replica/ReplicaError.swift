package import SQLite
package import Sealing

/// Why the replica could not do what it was asked for; nothing was changed.
package enum ReplicaError: Error, Equatable, SQLiteFailure {
    case sqlite(SQLiteError)
    case migration(MigrationError)
    /// What stands in the replica cannot have been written by it.
    case damaged(String)
    case notEnrolled
    case alreadyEnrolled
    /// An answer names other events on this branch than the ones here.
    case contradicted
    /// The hub's public key is none.
    case cannotSeal(SealError)
    /// The record's content was pruned: it has to be fetched before anybody acts on it.
    case keptAtCentre
    /// The event would be larger than what anybody on the wire takes.
    case tooLarge

    package init(_ error: SQLiteError) {
        self = .sqlite(error)
    }
}
