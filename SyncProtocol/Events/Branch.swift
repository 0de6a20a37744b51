/// The head of a branch: how many events it has and the hash of the last one.
package struct Head: Equatable, Sendable {
    package let sequence: UInt64
    package let hash: Digest

    package init(sequence: UInt64, hash: Digest) {
        self.sequence = sequence
        self.hash = hash
    }

    /// The head of a branch without events, made from the 64 random bits of its epoch.
    package init(epoch: UInt64) {
        self.init(sequence: 0, hash: Digest(epoch: epoch))
    }

    /// The head as it is compared on the wire.
    package var mark: Mark { Mark(number: sequence, prefix: hash.prefix) }

    /// The event that follows this head, with the hash that it gets there.
    package func following(_ bytes: [UInt8], _ hash: HashFunction) -> Head {
        Head(sequence: sequence + 1, hash: hash(self.hash, bytes))
    }
}

/// A place in a chain and the first bytes of the hash there: a branch's head or a log's cursor.
package struct Mark: Hashable, Sendable {
    package let number: UInt64
    package let prefix: UInt64

    package init(number: UInt64, prefix: UInt64) {
        self.number = number
        self.prefix = prefix
    }
}

/// An event with its bytes and the place where it stands in the hash tree.
package struct PlacedEvent: Equatable, Sendable {
    package let site: SiteNumber
    package let sequence: UInt64
    package let hash: Digest
    package let event: Event
    package let bytes: [UInt8]

    package init(
        site: SiteNumber, sequence: UInt64, hash: Digest, event: Event, bytes: [UInt8]
    ) {
        self.site = site
        self.sequence = sequence
        self.hash = hash
        self.event = event
        self.bytes = bytes
    }

    /// The record that the event is about or creates.
    package var record: RecordName { event.record ?? hash.recordName }
}
