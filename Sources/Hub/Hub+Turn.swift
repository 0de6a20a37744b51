import CaseModel
import CaseRecords
package import CentralStore
import Sealing
import SyncProtocol

extension Hub {
    /// What goes back for one envelope.
    package enum Reply: Sendable {
        case answer([UInt8])
        /// What comes before it is on its way still: it may be held and tried again, or this answer
        /// sent, which says that nothing was taken.
        case early([UInt8])
        case stranger(Stranger)
        /// What came of it before it broke off was stored; there is no answer to a part.
        case part
        /// It was no envelope, or what was in it no request.
        case badMessage
        /// Nothing was stored; the kiosk tries again later.
        case unavailable(StoreError)
    }

    /// Works off many envelopes in one transaction; the replies may be sent once this returns.
    ///
    /// One that fails is rolled back alone. When the commit fails nothing was acknowledged.
    package func turn(_ arrivals: [Arrival], _ seal: HubSeal, now: Int64) -> [Reply] {
        do throws(StoreError) {
            return try store.transaction { () throws(StoreError) in
                try store.endLoans(at: now)
                return arrivals.map { reply(to: $0, seal, now: now) }
            }
        } catch {
            return arrivals.map { _ in .unavailable(error) }
        }
    }

    private func reply(to arrival: Arrival, _ seal: HubSeal, now: Int64) -> Reply {
        do throws(StoreError) {
            return try store.part { () throws(StoreError) in
                do throws(AdmissionError) {
                    return try answer(admit(arrival, seal, now: now), seal, now: now)
                } catch {
                    switch error {
                    case .stranger(let why): return .stranger(why)
                    case .unreadable: return .badMessage
                    case .store(let error): throw error
                    }
                }
            }
        } catch {
            return .unavailable(error)
        }
    }

    /// The sealed answer to a request that was opened.
    private func answer(
        _ opened: Opened, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Reply {
        var read = opened.read
        // Nobody hears what a part would be answered: nothing counts as delivered by it.
        if !read.isWhole {
            read.request.pull = nil
            read.request.wanted = []
        }
        let answer = try exchange(read, opened, by: .link, seal, now: now).answer
        guard read.isWhole else { return .part }
        let sealed = try unsealed { () throws(SealError) in
            try read.answerKey.seal(
                answer.encoded, compressing: seal.compression,
                as: seal.compression.answering(read.compression), using: &seal.generator)
        }
        return answer.refusal == .early ? .early(sealed) : .answer(sealed)
    }

    /// How an envelope came.
    enum Carrier {
        case link
        /// In a bundle, as late and as often as couriers please: what has come before is known by
        /// its hash, so that the replay window is neither asked nor moved.
        case bundle
    }

    /// Carries a request out and stores what it changes at its site.
    func exchange(
        _ read: ReadRequest, _ opened: Opened, by carrier: Carrier, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Exchanged {
        let request = read.request
        var site = opened.site
        do throws(StoreError) {
            // Nothing is taken of it, so it may come as often as it likes.
            if isOfOtherLife(request) {
                return Exchanged(
                    site, before: site.head, try otherLife(request, for: site, now: now))
            }
            guard carrier == .bundle || site.window.accept(request.counter) else {
                return Exchanged(
                    site, before: site.head, replayed(request, from: site, now: now))
            }
            try credit(request.pull, of: &site)
            let held = try take(request.givenBack, from: site, seal.voucher, now: now)
            // What went back may be what its own branch goes on from.
            if !request.givenBack.isEmpty { site.head = try store.site(site.number)?.head }
            let lookedUp = try lookUp(request, from: site, by: carrier, now: now)
            var exchanged = try exchange(read, placedOf: &site, by: carrier, now: now)
            exchanged.answer.hubKey = seal.notice(for: opened.hubKeyNumber)
            if exchanged.answer.refusal == nil {
                exchanged.answer.lookedUp = lookedUp
                if let key = request.nextKey, exchanged.branch.number == site.number,
                    site.accept(key)
                {
                    exchanged.answer.acceptedKey = key.prefix
                }
                // All branches of a point count as one where documents are concerned.
                let root = try tree().root(of: site.number)
                exchanged.answer.documents = try exchange(
                    request.documents, with: root, seal, now: now)
                if carrier == .link {
                    exchanged.answer.deliveries = try deliver(
                        request, to: root, beside: exchanged.answer)
                }
                exchanged.answer.ticket = try ticket(in: exchanged, opened, &site, seal.voucher)
                exchanged.answer.forks = try forks(in: exchanged.answer)
                exchanged.answer.held = held
                exchanged.answer.seals = seal.seals(on: exchanged.answer, hash)
            }
            if exchanged.answer.refusal == .revoked {
                try quarantine(opened, now: now)
            }
            // What came too early changes nothing, so that it can be tried again.
            if exchanged.answer.refusal != .early { try store.put(site) }
            return exchanged
        } catch {
            throw .store(error)
        }
    }

    /// What became of a request.
    struct Exchanged {
        /// The branch on which its events stand.
        let branch: Site
        let before: Head?
        var answer: Answer

        init(_ branch: Site, before: Head?, _ answer: Answer) {
            self.branch = branch
            self.before = before
            self.answer = answer
        }
    }

    /// Carries a request out on the branch where its events belong.
    private func exchange(
        _ read: ReadRequest, placedOf site: inout Site, by carrier: Carrier, now: Int64
    ) throws(StoreError) -> Exchanged {
        let request = read.request
        let before = site.head
        try beginLoose(&site, request)
        switch try place(request, of: site, by: carrier, now: now) {
        case .own:
            if let answer = try answerAsElder(read, of: &site, now: now) {
                return Exchanged(site, before: before, answer)
            }
            let answer = try answer(read, from: &site, now: now)
            return Exchanged(site, before: before, answer)
        case .known(let mark):
            site.lastSeen = now
            return Exchanged(
                site, before: before,
                Answer(number: request.number, epoch: epoch, head: mark, time: now))
        case .diverged:
            return Exchanged(site, before: before, diverged(request, from: site, now: now))
        case .branch(var branch):
            let before = branch.head
            var answer = try answer(read, from: &branch, now: now)
            try store.put(branch)
            if let key = request.branchKey {
                answer.branch = branch.fork.map {
                    OpenedBranch(fork: $0, keyPrefix: key.prefix)
                }
            } else {
                // Whoever made the bundle asks for a branch of its own.
                answer = diverged(request, from: site, now: now)
            }
            return Exchanged(branch, before: before, answer)
        }
    }

    private func diverged(_ request: Request, from site: Site, now: Int64) -> Answer {
        let head = site.head?.mark ?? Mark(number: 0, prefix: 0)
        var answer = Answer(number: request.number, epoch: epoch, head: head, time: now)
        answer.refusal = .diverged
        return answer
    }

    /// Looks up what a request asks for on proof, before its answer is read from the logs. A bundle
    /// may be read as often as one likes, and tries nothing.
    private func lookUp(
        _ request: Request, from site: Site, by carrier: Carrier, now: Int64
    ) throws(StoreError) -> LookUpResult? {
        guard carrier == .link, request.pull != nil, site.revokedAt == nil,
            let asked = request.lookUp
        else { return nil }
        return try lookUp(asked, for: site, now: now)
    }

    /// What is told to whoever can read it; a request that is played again changes nothing.
    private func replayed(_ request: Request, from site: Site, now: Int64) -> Answer {
        let head = site.head?.mark ?? Mark(number: 0, prefix: 0)
        var answer = Answer(number: request.number, epoch: epoch, head: head, time: now)
        answer.refusal = .replayed
        answer.counter = site.window.highest
        return answer
    }

    /// Runs the session of one request over the store.
    func answer(
        _ read: ReadRequest, from site: inout Site, now: Int64
    ) throws(StoreError) -> Answer {
        let request = read.request
        site.lastSeen = now
        if !request.program.isEmpty { site.program = request.program }
        var session = HubSession(
            hash: hash, verdict: Rulebook.verdict(forSiteType: site.type))
        var actions = session.handle(.request(request, events: read.events, now: now))
        while let action = actions.first {
            actions.removeFirst()
            switch action {
            case .look(let base, let count, let records):
                let view = try view(of: site, base: base, count: count, records: records)
                actions += session.handle(.looked(view))
            case .store(let judged, let pull, let proven):
                try take(judged, from: &site, request: request, now: now)
                if pull != nil {
                    try retryParked(of: site, isAsked: request.asksAgain, now: now)
                }
                let reading = try self.read(pull, for: &site, request: request, proven: proven)
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

    func view(
        of name: RecordName, for site: Site
    ) throws(StoreError) -> HubSession.RecordView? {
        let (own, isHeld) = try own(name, of: site)
        let stream = try tree().root(of: site.number)
        let row = try store.record(name)
        guard row != nil || isHeld else { return nil }
        let position = try store.position(
            of: name, in: stream, through: site.delivered)
        var delivered = VectorClock()
        if position > 0 {
            for event in try store.trunk(name, 1...position) {
                delivered.witness(event.sequence, of: event.site)
            }
        }
        if !formerLives.isEmpty {
            for place in try store.givenBack(of: name, by: stream) {
                delivered.witness(place.sequence, of: place.site)
            }
        }
        return HubSession.RecordView(
            kind: row?.summary.kind ?? "",
            isEntitled: try store.isInterested(stream, in: name), delivered: delivered,
            own: own, isHeld: isHeld)
    }

    /// The hash of a branch at a sequence; at zero the epoch's.
    func hash(at sequence: UInt64, of site: Site) throws(StoreError) -> Digest? {
        guard sequence > 0 else { return site.epoch.map { Digest(epoch: $0) } }
        let label =
            site.parent == nil ? site.number : try tree().owner(of: sequence, on: site.number)
        return try store.hash(of: sequence, on: label)
    }

    private func take(
        _ judged: [HubSession.Judged], from site: inout Site, request: Request, now: Int64
    ) throws(StoreError) {
        if site.epoch == nil {
            site.epoch = request.base.prefix
            site.head = Head(epoch: request.base.prefix)
        }
        site.claimedSequence = max(site.claimedSequence, request.headSequence)
        var held: Set<RecordName> = []
        var notes = ChangeNotes()
        for item in judged {
            if try settle(item.head, on: site, noting: &notes) {
                site.head = item.head
                continue
            }
            // Who may see the case that it names is read from the logs.
            if item.event?.namesCase == true { try log(&notes) }
            let reason = try reason(for: item, of: site, held: held)
            if let event = item.event, reason == nil {
                let placed = PlacedEvent(
                    site: site.number, sequence: item.head.sequence, hash: item.head.hash,
                    event: event, bytes: item.bytes)
                try fold(placed, now: now, noting: &notes)
            } else {
                let record = item.event?.record ?? item.head.hash.recordName
                held.insert(record)
                try store.park(
                    ParkedEvent(
                        site: site.number, sequence: item.head.sequence, hash: item.head.hash,
                        record: record, reason: reason ?? .malformed, bytes: item.bytes,
                        arrived: now))
            }
            site.head = item.head
        }
        try log(&notes)
        if !formerLives.isEmpty { try fastenLoose(on: &site) }
        try growBranches(of: site)
    }

    /// What the session found, and whether the state of the case allowed the act (design §4).
    ///
    /// The state is the one that the author saw: only the events under the context are folded.
    func reason(
        for item: HubSession.Judged, of site: Site, held: Set<RecordName>
    ) throws(StoreError) -> ParkReason? {
        guard item.reason == nil, let event = item.event else { return item.reason ?? .malformed }
        guard let record = event.record else { return try attachment(event, by: site) }
        if held.contains(record) { return .heldBack }
        let kind = try store.record(record)?.summary.kind ?? ""
        guard Rulebook.dependsOnState(event, recordKind: kind) else { return nil }
        let tree = try tree()
        let context = tree.resolve(event.context, on: site.number)
        let shown = Edit.state(
            of: record, events: try events(of: record), seen: context, tree: tree)
        let state = shown.text("state", hubs: hubs).flatMap { CaseState(rawValue: $0) }
        return Rulebook.isTimely(event, seen: state ?? .submitted) ? nil : .stateNotAllowed
    }

    /// Why an event may not add a record to the case that it names: nobody adds to a case that it
    /// may not see.
    private func attachment(_ event: Event, by site: Site) throws(StoreError) -> ParkReason? {
        guard event.namesCase else { return nil }
        let text = event.fields.first { $0.name == "case" }?.value.text
        guard let name = text.flatMap(RecordName.init(hex:)),
            try store.record(name)?.summary.kind == RecordKind.case
        else { return .unknownRecord }
        let stream = try tree().root(of: site.number)
        return try store.isInterested(stream, in: name) ? nil : .notEntitled
    }
}

extension Event {
    /// Whether it adds a record that hangs on a case.
    fileprivate var namesCase: Bool { record == nil && RecordKind.attached.contains(kind) }
}
