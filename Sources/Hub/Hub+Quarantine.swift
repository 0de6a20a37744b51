import CaseRecords
package import CentralStore
import Sealing
package import SyncProtocol

/// What revoked points send is kept sealed, within bounds, until somebody has looked at it
/// (design §7).
extension Hub {
    /// Bounds of what is kept: of one branch, and in all. What finds no room stays at its point,
    /// which is told that nothing was taken.
    enum QuarantineRoom {
        static let envelopesPerSite = 64
        static let bytesPerSite = 8 << 20
        static let bytes = 128 << 20
    }

    /// Keeps an envelope with events; one that a later one repeats goes.
    func quarantine(_ opened: Opened, now: Int64) throws(StoreError) {
        let request = opened.read.request
        guard !request.events.isEmpty, let key = opened.site.publicKey,
            // It was read a moment ago. What is sealed with a code comes again with a key.
            let envelope = try? Envelope(opened.sealed), case .request = envelope.header.kind
        else { return }
        let digests = digests(of: request)
        guard let digest = digests.last else { return }
        var kept = try store.quarantined(of: opened.site.number)
        for old in kept where old.base == request.base && digests.indices.contains(old.events) {
            guard digests[old.events] == old.digest else { continue }
            // The same once more.
            if old.events == request.events.count { return }
            try store.takeOut(old)
            kept.removeAll { $0.number == old.number }
        }
        let size = kept.reduce(opened.sealed.count) { $0 + $1.bytes.count }
        guard kept.count < QuarantineRoom.envelopesPerSite, size <= QuarantineRoom.bytesPerSite,
            try store.quarantinedBytes() + opened.sealed.count <= QuarantineRoom.bytes
        else { return }
        try store.quarantine(
            QuarantinedEnvelope(
                site: opened.site.number, siteKey: key, base: request.base,
                events: request.events.count, digest: digest, arrived: now, bytes: opened.sealed))
    }

    /// A digest of no event, of the first, of the first two and so on.
    private func digests(of request: Request) -> [Digest] {
        request.events.reduce(into: [Digest(epoch: request.base.prefix)]) { digests, event in
            digests.append(hash(digests[digests.count - 1], event))
        }
    }

    /// What is kept of a point, opened to be looked at.
    package struct Quarantine: Sendable {
        package let site: Site
        package var envelopes = 0
        /// Envelopes that no key opens any more.
        package var unreadable = 0
        /// Different events, and how many of each kind, in the order of the kinds' names.
        package var events = 0
        package var kinds: [(kind: String, count: Int)] = []
        /// When the first and the last envelope came.
        package var first: Int64?
        package var last: Int64?
    }

    /// What became of it.
    package struct Readmission: Sendable {
        package let found: Quarantine
        /// New events, those that stand parked counted too.
        package var taken: UInt64 = 0
        package var parked = 0
        /// Events that had come before.
        package var known: UInt64 = 0
    }

    /// Shows what is kept of a point and changes nothing. Nil when there is no such point.
    package func quarantine(
        of number: SiteNumber, _ seal: HubSeal
    ) throws(HubError) -> Quarantine? {
        try HubError.wrap { () throws(StoreError) in
            guard !hubs.contains(number), let site = try store.site(number) else { return nil }
            return try look(site, try store.quarantined(of: number), seal)
        }
    }

    /// Lets a point send again, and folds what is kept of it. Nil when there is no such point.
    package func readmit(
        _ number: SiteNumber, _ seal: HubSeal, now: Int64
    ) throws(HubError) -> Readmission? {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                guard !hubs.contains(number), var site = try store.site(number) else { return nil }
                site.revokedAt = nil
                site.doubtedSince = nil
                try store.put(site)
                let kept = try store.quarantined(of: number)
                var done = Readmission(found: try look(site, kept, seal))
                for envelope in kept { try fold(envelope, seal, &done, now: now) }
                return done
            }
        }
    }

    private func look(
        _ site: Site, _ kept: [QuarantinedEnvelope], _ seal: HubSeal
    ) throws(StoreError) -> Quarantine {
        var found = Quarantine(site: site)
        found.envelopes = kept.count
        found.first = kept.first?.arrived
        found.last = kept.last?.arrived
        var events: Set<Digest> = []
        var kinds: [String: Int] = [:]
        for envelope in kept {
            guard let request = try open(envelope, seal)?.read.request else {
                found.unreadable += 1
                continue
            }
            for bytes in request.events where events.insert(hash(Digest(epoch: 0), bytes)).inserted
            {
                // What is no event is counted, too, and will stand parked.
                kinds[(try? Event(decoding: bytes))?.kind ?? "?", default: 0] += 1
            }
        }
        found.events = events.count
        found.kinds = kinds.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
        return found
    }

    /// Opens an envelope with the key that its site had when it came; nil when that fails.
    private func open(
        _ kept: QuarantinedEnvelope, _ seal: HubSeal
    ) throws(StoreError) -> Opened? {
        guard let site = try store.site(kept.site), let key = PublicKey(kept.siteKey),
            // It was opened before it was kept; what changes is which keys the hub has.
            let envelope = try? Envelope(kept.bytes),
            case .request(let address) = envelope.header.kind,
            let pair = seal.keys.pair(address.hubKey),
            // As above.
            let request = try? SealedRequest.open(
                envelope, by: pair, from: key, decompressing: seal.compression),
            // As above.
            let read = try? ReadRequest(request, forSiteType: site.type)
        else { return nil }
        return Opened(
            site: site, read: read, hubKeyNumber: address.hubKey, sealed: kept.bytes)
    }

    /// Folds as from a bundle: late, and known by its hashes. What no key opens stays.
    private func fold(
        _ kept: QuarantinedEnvelope, _ seal: HubSeal, _ done: inout Readmission, now: Int64
    ) throws(StoreError) {
        guard let opened = try open(kept, seal) else { return }
        var read = opened.read
        read.request.pull = nil
        read.request.nextKey = nil
        do throws(AdmissionError) {
            let exchanged = try exchange(read, opened, by: .bundle, seal, now: now)
            let before = exchanged.before?.sequence ?? 0
            let (head, parked) = try stored(exchanged.branch.number, after: before)
            done.taken += head - before
            done.parked += parked
            let count = UInt64(read.request.events.count)
            done.known += count - min(head - before, count)
        } catch {
            if case .store(let error) = error { throw error }
            return
        }
        try store.takeOut(kept)
    }
}
