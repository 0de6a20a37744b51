/// Why an event was set aside at the hub; a person there releases or rejects it (design §5).
package enum ParkReason: UInt64, CaseIterable, Sendable {
    case malformed = 1
    case unknownRecord = 2
    case notEntitled = 3
    /// Its context claims what was never delivered to this site.
    case contextNotDelivered = 4
    case kindNotAllowed = 5
    case fieldNotAllowed = 6
    case valueNotAllowed = 7
    case insaneTime = 8
    /// An earlier event of this branch about the same record is parked.
    case heldBack = 9
    case unknownKind = 10
    /// The record stood in a state, on the author's screen, that does not allow it.
    case stateNotAllowed = 11
    /// A person at the centre decided that it does not count.
    case rejected = 12
}

/// One of this site's events that the hub set aside.
package struct ParkedReport: Equatable, Sendable {
    package let sequence: UInt64
    package let reason: ParkReason

    package init(sequence: UInt64, reason: ParkReason) {
        self.sequence = sequence
        self.reason = reason
    }
}

/// Why the hub answers nothing but this.
package enum Refusal: UInt64, Sendable {
    /// The branch does not continue what the hub has of it: another history of the same site.
    case diverged = 1
    /// The cursor belongs to another life of the hub or to another hub.
    case unknownCursor = 2
    /// The site has been revoked.
    case revoked = 3
    /// The events before these have not come: nothing was taken, and `head` says where to go on.
    case early = 4
    /// A request with this counter has come before: nothing was taken, and `counter` says which
    /// was the highest.
    case replayed = 5
    /// The request was made in another life of the hub, before its store was restored for example:
    /// nothing was taken.
    case otherLife = 6

    /// Whether the same work may be sent again at once.
    package var isPassing: Bool {
        switch self {
        case .early, .replayed, .otherLife: true
        case .diverged, .unknownCursor, .revoked: false
        }
    }
}
