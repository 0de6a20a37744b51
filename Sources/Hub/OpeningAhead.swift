import Sealing
import SyncProtocol
import Synchronization

/// A request that was opened and read, and what its answer is sealed with.
struct ReadRequest: Sendable {
    var request: Request
    /// Its events, nil for bytes that are none; the session parks those.
    let events: [Event?]
    /// Whether all of it came and could be read.
    let isWhole: Bool
    let answerKey: AnswerKey
    /// The number of the dictionary that its sender has used.
    let compression: UInt8

    /// Reads as far as it came and can be read.
    init(_ opened: OpenedRequest) throws(WireError) {
        var reader = try RequestReader(decoding: opened.message)
        let isReadable = reader.take(opened.more)
        request = reader.request
        events = request.decodedEvents
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

/// A request that was opened before the store was asked, and with which keys.
package struct OpenedAhead: Sendable {
    let siteKey: PublicKey
    let hubKey: PublicKey
    let read: ReadRequest
}

/// Opens and reads requests on the thread that has received them, while the store's thread works
/// off those before: a third of what a request costs the hub needs no store.
///
/// It knows the keys that the store's thread has last seen. What it opened counts only if those are
/// still the keys when its turn comes; everything else is opened, and refused, on the store's
/// thread.
package final class OpeningAhead: Sendable {
    /// What is known to be valid; the compression is for one thread at a time.
    private struct Known {
        var hub: KeyList
        var sites: [SiteNumber: PublicKey] = [:]
        var compression: Compression?
    }

    /// So many points may be active at a hub; beyond that all of them are learned anew.
    private static let sites = 16_384

    private let known: Mutex<Known>

    init(keys: KeyList) {
        known = Mutex(Known(hub: keys))
    }

    /// Takes the hub's keys when they have changed.
    func use(_ keys: KeyList) {
        known.withLock { $0.hub = keys }
    }

    /// Remembers with which key a request of a site was opened.
    func learn(_ key: PublicKey, of site: SiteNumber) {
        known.withLock { known in
            if known.sites[site] == key { return }
            if known.sites.count >= Self.sites { known.sites = [:] }
            known.sites[site] = key
        }
    }

    /// What an envelope holds; nil when that has to be found out, or refused, with the store.
    package func open(_ bytes: [UInt8]) -> OpenedAhead? {
        // Whatever is wrong with it is told by the store's thread, which looks at it again.
        guard let envelope = try? Envelope(bytes),
            case .request(let address) = envelope.header.kind
        else { return nil }
        return known.withLock { known in
            guard let siteKey = known.sites[address.site], let pair = known.hub.pair(address.hubKey)
            else { return nil }
            let compression = known.compression ?? Compression.standard
            known.compression = compression
            // As above.
            let opened = try? SealedRequest.open(
                envelope, by: pair, from: siteKey, decompressing: compression)
            // As above.
            guard let opened, let read = try? ReadRequest(opened) else { return nil }
            return OpenedAhead(siteKey: siteKey, hubKey: pair.publicKey, read: read)
        }
    }
}
