import CaseRecords
import Sealing
import SyncProtocol
import Synchronization

/// A request that was opened and read, and what its answer is sealed with.
struct ReadRequest: Sendable {
    var request: Request
    var events: [ReadEvent]
    /// Whether all of it came and could be read.
    let isWhole: Bool
    let answerKey: AnswerKey
    /// The number of the dictionary that its sender has used.
    let compression: UInt8

    /// Reads as far as it came and can be read, with the rules for a site of this type.
    init(_ opened: OpenedRequest, forSiteType type: String) throws(WireError) {
        var reader = try RequestReader(decoding: opened.message)
        let isReadable = reader.take(opened.more)
        request = reader.request
        events = request.readEvents(by: Rulebook.verdict(forSiteType: type))
        isWhole = isReadable && opened.isWhole
        answerKey = opened.answerKey
        compression = opened.compression
    }
}

/// An envelope as it came, with what was read of it ahead.
package struct Arrival: Sendable {
    package let bytes: [UInt8]
    let ahead: OpenedAhead?

    package init(_ bytes: [UInt8], opened ahead: OpenedAhead? = nil) {
        self.bytes = bytes
        self.ahead = ahead
    }
}

/// A request that was opened before the store was asked, and for whom.
package struct OpenedAhead: Sendable {
    /// A site as far as its requests are opened and read by that.
    struct Sender: Equatable, Sendable {
        let key: PublicKey
        let type: String
    }

    let sender: Sender
    let hubKey: PublicKey
    let read: ReadRequest
    let place: Place

    /// What events take of the room for those that wait; it is given back with the last copy.
    final class Place: Sendable {
        private let events: Int
        private let room: Room

        init(_ events: Int, in room: Room) {
            self.events = events
            self.room = room
            room.taken.add(events, ordering: .relaxed)
        }

        deinit {
            room.taken.subtract(events, ordering: .relaxed)
        }
    }

    /// How many events wait opened: each is some kilobytes, where sealed it was thirty bytes.
    final class Room: Sendable {
        private static let events = 2_048

        fileprivate let taken = Atomic(0)

        var isFull: Bool { taken.load(ordering: .relaxed) >= Self.events }
    }
}

/// Opens and reads requests on the thread that has received them, while the store's thread works
/// off those before: half of what a request costs the hub needs no store.
///
/// It knows the keys and sites that the store's thread has last seen. What it opened counts only if
/// they are still so when its turn comes; everything else is opened, and refused, on the store's
/// thread.
package final class OpeningAhead: Sendable {
    /// What is known to be valid.
    private struct Known {
        var hub: KeyList
        var sites: [SiteNumber: OpenedAhead.Sender] = [:]
    }

    /// So many points may be active at a hub; beyond that all of them are learned anew.
    private static let sites = 16_384

    private let known: Mutex<Known>
    private let compression = Mutex<Compression?>(nil)
    private let room = OpenedAhead.Room()

    init(keys: KeyList) {
        known = Mutex(Known(hub: keys))
    }

    /// Takes the hub's keys when they have changed.
    func use(_ keys: KeyList) {
        known.withLock { $0.hub = keys }
    }

    /// Remembers whose request was opened.
    func learn(_ sender: OpenedAhead.Sender, of site: SiteNumber) {
        known.withLock { known in
            if known.sites[site] == sender { return }
            if known.sites.count >= Self.sites { known.sites = [:] }
            known.sites[site] = sender
        }
    }

    /// What an envelope holds; nil when that has to be found out, or refused, with the store.
    package func open(_ bytes: [UInt8]) -> OpenedAhead? {
        if room.isFull { return nil }
        // Whatever is wrong with it is told by the store's thread, which looks at it again.
        guard let envelope = try? Envelope(bytes),
            case .request(let address) = envelope.header.kind
        else { return nil }
        let keys = known.withLock { known in
            known.sites[address.site].flatMap { sender in
                known.hub.pair(address.hubKey).map { (sender: sender, pair: $0) }
            }
        }
        guard let (sender, pair) = keys else { return nil }
        return compression.withLock { kept in
            let compression = kept ?? Compression.standard
            kept = compression
            // As above.
            let opened = try? SealedRequest.open(
                envelope, by: pair, from: sender.key, decompressing: compression)
            guard let opened,
                // As above.
                let read = try? ReadRequest(opened, forSiteType: sender.type)
            else { return nil }
            return OpenedAhead(
                sender: sender, hubKey: pair.publicKey, read: read,
                place: .init(read.events.count, in: room))
        }
    }
}
