package import CaseRecords
package import SyncProtocol

/// One branch of events as the hub knows it: a point's replica, or the hub itself.
package struct Site: Equatable, Sendable {
    package var number: SiteNumber
    package var name: String
    /// The unit to which the point belongs.
    package var unit: String
    /// `hub`, `post`, `bank`, `commune` or `kiosk`.
    package var type: String
    /// The branch that this one continues, and after which sequence (design §7).
    package var parent: SiteNumber?
    package var forkedAfter: UInt64?
    /// When that was found, and why it probably is so.
    package var forkedAt: Int64?
    package var forkCause: ForkCause?
    /// The random bits that the branch starts from, once they are known.
    package var epoch: UInt64?
    /// The last event that the hub has, nil before the first request.
    package var head: Head?
    /// The sequence that the site says it has reached.
    package var claimedSequence: UInt64 = 0
    /// The key of its enrolment, until the site has shown that it got the first answer.
    package var enrolmentKey: [UInt8]?
    /// Milliseconds since 1970 UTC after which the enrolment key is void.
    package var enrolmentExpires: Int64?
    /// The site's public key, once it enrolled, and the number by which envelopes name it.
    package var publicKey: [UInt8]?
    package var keyNumber: UInt8 = 0
    /// The key that it has announced: valid beside the other until a request comes with it.
    package var nextKey: SiteKeyNotice?
    /// Rises with every key that it is given (see `Ticket.Standing`).
    package var keyOrder: UInt64 = 0
    /// Which of its requests have come.
    package var window = ReplayWindow()
    /// The key of the look-up secrets on this site's slips.
    package var slipKey: [UInt8]?
    package var program = ""
    package var lastSeen: Int64?
    /// The highest number of its change log that was ever sent to it.
    package var delivered: UInt64 = 0
    package var revokedAt: Int64?
    /// From when on a person is to look at what came of it.
    package var doubtedSince: Int64?

    package init(number: SiteNumber, name: String, unit: String, type: String) {
        self.number = number
        self.name = name
        self.unit = unit
        self.type = type
    }
}

/// Why a branch probably continues another; the numbers are those of the schema.
package enum ForkCause: Int64, Sendable {
    /// The disk knew less than the hub had from it, and had nothing else.
    case restored = 1
    /// The disk had events of its own beside those that the hub had.
    case restoredOrCloned = 2
    /// A bundle brought what was written before the disk was restored.
    case formerLife = 3
}

/// Where an event stands: its branch, and the sequence there.
package struct EventPlace: Hashable, Sendable {
    package let site: SiteNumber
    package let sequence: UInt64

    package init(_ site: SiteNumber, _ sequence: UInt64) {
        self.site = site
        self.sequence = sequence
    }
}

/// An event at its place in a trunk, as bytes: most of what the hub reads goes on unread.
package struct TrunkEvent: Equatable, Sendable {
    package let record: RecordName
    package let position: UInt64
    package let site: SiteNumber
    package let sequence: UInt64
    package let hash: Digest
    package let bytes: [UInt8]
    package let arrived: Int64

    package init(
        record: RecordName, position: UInt64, site: SiteNumber, sequence: UInt64, hash: Digest,
        bytes: [UInt8], arrived: Int64
    ) {
        self.record = record
        self.position = position
        self.site = site
        self.sequence = sequence
        self.hash = hash
        self.bytes = bytes
        self.arrived = arrived
    }

    package init(position: UInt64, placed: PlacedEvent, arrived: Int64) {
        self.init(
            record: placed.record, position: position, site: placed.site,
            sequence: placed.sequence, hash: placed.hash, bytes: placed.bytes, arrived: arrived)
    }

    /// Reads the event, to fold it.
    package func placed() throws(StoreError) -> PlacedEvent {
        // What a newer version wrote is readable; anything else is damage, named as such.
        guard let event = try? Event(decoding: bytes) else { throw damage }
        return PlacedEvent(site: site, sequence: sequence, hash: hash, event: event, bytes: bytes)
    }

    private var damage: StoreError {
        .damaged("event \(sequence) of site \(site) cannot be read")
    }
}

/// An event that was set aside.
package struct ParkedEvent: Equatable, Sendable {
    package let site: SiteNumber
    package let sequence: UInt64
    package let hash: Digest
    package let record: RecordName
    package let reason: ParkReason
    package let bytes: [UInt8]
    package let arrived: Int64
    /// What an officer said about it.
    package var note: String?

    package init(
        site: SiteNumber, sequence: UInt64, hash: Digest, record: RecordName, reason: ParkReason,
        bytes: [UInt8], arrived: Int64
    ) {
        self.site = site
        self.sequence = sequence
        self.hash = hash
        self.record = record
        self.reason = reason
        self.bytes = bytes
        self.arrived = arrived
    }
}

/// A record with what its fold says, for lists and look-ups.
package struct RecordRow: Equatable, Sendable {
    package var name: RecordName
    /// The event that created it.
    package var creation: EventPlace
    /// The length of its trunk.
    package var length: UInt64
    /// When the hub received the creating event.
    package var arrived: Int64
    package var summary: RecordSummary

    package init(
        name: RecordName, creation: EventPlace, length: UInt64, arrived: Int64,
        summary: RecordSummary
    ) {
        self.name = name
        self.creation = creation
        self.length = length
        self.arrived = arrived
        self.summary = summary
    }
}

/// What a change log notes: one trunk entry, or the whole trunk up to it.
package struct Change: Equatable, Sendable {
    package let event: EventPlace
    /// Where the event stands in its trunk.
    package let position: UInt64
    /// Granting interest sends the whole trunk (design §5).
    package let isGrant: Bool

    package init(event: EventPlace, position: UInt64, isGrant: Bool) {
        self.event = event
        self.position = position
        self.isGrant = isGrant
    }
}

/// A change at its place in a log.
package struct LogEntry: Equatable, Sendable {
    package let mark: Mark
    package let change: Change

    package init(mark: Mark, change: Change) {
        self.mark = mark
        self.change = change
    }
}
