/// What the hub says to a kiosk in one round trip, after its commit (design §5).
package struct Answer: Equatable, Sendable {
    /// The number of the request that this answers, and no other; zero is not sent.
    package var number: UInt64
    package var epoch: HubEpoch
    /// The head that the hub has of this branch: durable up to here, parked events counted.
    package var head: Mark
    /// This site's events that stand parked.
    package var parked: [ParkedReport] = []
    package var cases: Changes?
    package var reference: Changes?
    /// Trunk entries that were asked for because of a gap.
    package var wanted: [TrunkEntry] = []
    /// Milliseconds since 1970-01-01 UTC on the hub's clock.
    package var time: Int64
    /// What the hub wants of the documents that the request spoke of.
    package var documents: [DocumentReport] = []
    /// What comes of the documents that the request asked for.
    package var deliveries: [DocumentDelivery] = []
    /// What came of the look-up.
    package var lookedUp: LookUpResult?
    package var refusal: Refusal?
    /// The branch on which the asking site goes on: its events above the fork are that branch's.
    package var branch: OpenedBranch?
    /// How the branches of the entries hang together, as far as they continue others.
    package var forks: [BranchTree.Fork] = []
    /// With `.replayed`: the highest counter that has come from this site.
    package var counter: UInt64?
    /// The own event up to which the two newest backups that were read back hold the branch; zero
    /// says nothing.
    package var backedUp: UInt64 = 0
    /// The first 8 bytes of the key that the request announced: requests may be sealed with it now.
    package var acceptedKey: UInt64?
    /// With `.otherLife`: the former lives of the hub, the newest first.
    package var lives: [FormerLife] = []
    /// The hub's seals on the entries that carry their events, in the order cases, reference,
    /// wanted.
    package var seals: [UInt64] = []
    /// Which of the events that were given back cannot be taken yet, by their place in the request.
    package var held: [UInt64] = []
    /// By what the site comes back to a hub whose store was restored; with each new key.
    package var ticket: Ticket?
    /// The hub's newest key, when the request was sealed to an older one.
    package var hubKey: HubKeyNotice?

    package init(number: UInt64, epoch: HubEpoch, head: Mark, time: Int64) {
        self.number = number
        self.epoch = epoch
        self.head = head
        self.time = time
    }
}

/// A branch that the hub has opened for whoever has a key.
package struct OpenedBranch: Equatable, Sendable {
    package let fork: BranchTree.Fork
    /// The first 8 bytes of the public key for which it was asked.
    package let keyPrefix: UInt64

    package init(fork: BranchTree.Fork, keyPrefix: UInt64) {
        self.fork = fork
        self.keyPrefix = keyPrefix
    }
}

/// The public key to which requests are to be sealed from now on.
package struct HubKeyNotice: Equatable, Sendable {
    package let number: UInt8
    /// 32 bytes.
    package let publicKey: [UInt8]

    package init(number: UInt8, publicKey: [UInt8]) {
        self.number = number
        self.publicKey = publicKey
    }
}

/// A piece of a change log: applied only where `from` is the own cursor.
package struct Changes: Equatable, Sendable {
    package let from: Mark
    package let through: Mark
    /// Whether there is more to ask for.
    package let more: Bool
    package let entries: [TrunkEntry]

    package init(from: Mark, through: Mark, more: Bool, entries: [TrunkEntry]) {
        self.from = from
        self.through = through
        self.more = more
        self.entries = entries
    }
}

extension Answer {
    /// What its entries take of the room that was asked for.
    package var entryBytes: Int {
        let all = [cases?.entries ?? [], reference?.entries ?? [], wanted].joined()
        return all.reduce(0) { $0 + $1.roomBytes }
    }
}

/// An entry of a record's trunk on its way to a kiosk.
package enum TrunkEntry: Equatable, Sendable {
    /// `count` events of the kiosk's own branch from `sequence` on, each at this position of its
    /// record's trunk: the kiosk has their bytes.
    case own(sequence: UInt64, position: UInt64, count: UInt64)
    /// An event with its bytes and the hash before it on its branch.
    case full(Full)

    /// The parts of an entry that carries its event.
    package struct Full: Equatable, Sendable {
        package let record: RecordName
        package let position: UInt64
        package let site: SiteNumber
        package let sequence: UInt64
        package let previous: Digest
        package let bytes: [UInt8]
        /// Whether it continues another event than the entry before it, though it has the next
        /// place: one that was given back.
        package var isLoose = false

        package init(
            record: RecordName, position: UInt64, site: SiteNumber, sequence: UInt64,
            previous: Digest, bytes: [UInt8]
        ) {
            self.record = record
            self.position = position
            self.site = site
            self.sequence = sequence
            self.previous = previous
            self.bytes = bytes
        }
    }
}

extension TrunkEntry {
    /// What goes home as a position takes hardly any room.
    fileprivate var roomBytes: Int {
        switch self {
        case .own: 4
        case .full(let full): full.bytes.count + 64
        }
    }
}

extension Answer {
    /// Whether one of its logs goes on.
    var hasMore: Bool { cases?.more == true || reference?.more == true }

    /// Trunk entries that bring their events.
    package var fullEntries: UInt64 {
        let all = [cases?.entries ?? [], reference?.entries ?? [], wanted].joined()
        return UInt64(
            all.count { entry in
                switch entry {
                case .full: true
                case .own: false
                }
            })
    }
}
