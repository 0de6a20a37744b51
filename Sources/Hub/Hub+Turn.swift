package import CentralStore
package import SyncProtocol
import CaseRecords

extension Hub {
    /// A message and who carried it here.
    package struct Exchange: Sendable {
        package let credentials: Credentials
        package let message: [UInt8]

        package init(credentials: Credentials, message: [UInt8]) {
            self.credentials = credentials
            self.message = message
        }
    }

    /// What goes back for one exchange.
    package enum Reply: Sendable {
        case answer([UInt8])
        /// The carrier's credentials do not open anything here.
        case stranger
        case badMessage(WireError)
        /// Nothing was stored; the kiosk tries again later.
        case unavailable(StoreError)
    }

    /// Works off many exchanges in one transaction; the replies may be sent once this returns.
    ///
    /// One that fails is rolled back alone. When the commit fails nothing was acknowledged.
    package func turn(_ exchanges: [Exchange], now: Int64) -> [Reply] {
        do throws(StoreError) {
            return try store.transaction { () throws(StoreError) in
                exchanges.map { reply(to: $0, now: now) }
            }
        } catch {
            return exchanges.map { _ in .unavailable(error) }
        }
    }

    private func reply(to exchange: Exchange, now: Int64) -> Reply {
        do throws(StoreError) {
            return try store.part { () throws(StoreError) in
                // A stranger learns nothing, not even whether a message can be read.
                guard var site = try admit(exchange.credentials, now: now) else { return .stranger }
                let request: Request
                do throws(WireError) {
                    request = try Request(decoding: exchange.message)
                } catch {
                    return .badMessage(error)
                }
                let answer = try answer(request, from: &site, now: now)
                try store.put(site)
                return .answer(answer.encoded)
            }
        } catch {
            return .unavailable(error)
        }
    }

    /// Runs the session of one request over the store.
    private func answer(
        _ request: Request, from site: inout Site, now: Int64
    ) throws(StoreError) -> Answer {
        site.lastSeen = now
        site.program = request.program
        var session = HubSession(
            hash: hash, verdict: Rulebook.verdict(forSiteType: site.type))
        var actions = session.handle(.request(request, now: now))
        while let action = actions.first {
            actions.removeFirst()
            switch action {
            case .look(let base, let count, let records):
                let view = try view(of: site, base: base, count: count, records: records)
                actions += session.handle(.looked(view))
            case .store(let judged, let pull, let proven):
                try take(judged, from: &site, request: request, now: now)
                let reading = try read(pull, for: &site, request: request, proven: proven)
                actions += session.handle(.stored(reading))
            case .refuse:
                let head = site.head?.mark ?? Mark(number: 0, prefix: 0)
                actions += session.handle(.stored(.init(epoch: epoch, head: head)))
            case .answer(let answer):
                return answer
            }
        }
        preconditionFailure("a hub session ended without an answer")
    }

    private func view(
        of site: Site, base: UInt64, count: Int, records: [RecordName]
    ) throws(StoreError) -> HubSession.View {
        var views: [RecordName: HubSession.RecordView] = [:]
        for name in records {
            views[name] = try view(of: name, for: site)
        }
        var hashes: [Digest] = []
        if let head = site.head, base <= head.sequence {
            for sequence in base...min(head.sequence, base + UInt64(count)) {
                guard let hash = try hash(at: sequence, of: site) else {
                    throw .damaged("event \(sequence) of site \(site.number) is missing")
                }
                hashes.append(hash)
            }
        }
        return HubSession.View(
            head: site.head, isRevoked: site.revokedAt != nil, hashes: hashes, records: views)
    }

    private func view(
        of name: RecordName, for site: Site
    ) throws(StoreError) -> HubSession.RecordView? {
        let isHeld = try store.isParked(name, by: site.number)
        let row = try store.record(name)
        guard row != nil || isHeld else { return nil }
        let position = try store.position(
            of: name, in: site.number, through: site.delivered)
        var delivered = VectorClock()
        if position > 0 {
            for event in try store.trunk(name, 1...position) {
                delivered.witness(event.sequence, of: event.site)
            }
        }
        return HubSession.RecordView(
            kind: row?.summary.kind ?? "",
            isEntitled: try store.isInterested(site.number, in: name), delivered: delivered,
            own: try store.lastSequence(of: site.number, about: name), isHeld: isHeld)
    }

    /// The hash of a branch at a sequence; at zero the epoch's.
    func hash(at sequence: UInt64, of site: Site) throws(StoreError) -> Digest? {
        guard sequence > 0 else { return site.epoch.map { Digest(epoch: $0) } }
        return try store.hash(of: sequence, on: site.number)
    }

    private func take(
        _ judged: [HubSession.Judged], from site: inout Site, request: Request, now: Int64
    ) throws(StoreError) {
        if site.epoch == nil {
            site.epoch = request.base.prefix
            site.head = Head(epoch: request.base.prefix)
        }
        site.claimedSequence = max(site.claimedSequence, request.headSequence)
        for item in judged {
            if let event = item.event, item.reason == nil {
                let placed = PlacedEvent(
                    site: site.number, sequence: item.head.sequence, hash: item.head.hash,
                    event: event, bytes: item.bytes)
                try fold(placed, now: now)
            } else {
                try store.park(
                    ParkedEvent(
                        site: site.number, sequence: item.head.sequence, hash: item.head.hash,
                        record: item.event?.record ?? item.head.hash.recordName,
                        reason: item.reason ?? .malformed, bytes: item.bytes, arrived: now))
            }
            site.head = item.head
        }
    }
}
