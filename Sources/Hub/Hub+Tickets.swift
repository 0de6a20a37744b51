package import CentralStore
import Sealing
import SyncProtocol

/// Points that a restored store does not know, because they were enrolled or got a branch or a key
/// after the backup: their tickets are the hub's own word of a former life (design §7).
extension Hub {
    /// The ticket for a key that a site has just been given; nil when it was given none.
    func ticket(
        in exchanged: Exchanged, _ opened: Opened, _ site: inout Site, _ voucher: Voucher?
    ) throws(StoreError) -> Ticket? {
        guard let voucher else { return nil }
        if exchanged.answer.branch != nil {
            var branch = exchanged.branch
            let ticket = try ticket(for: branch.publicKey, of: &branch, voucher)
            try store.put(branch)
            return ticket
        }
        guard exchanged.branch.number == site.number else { return nil }
        if exchanged.answer.acceptedKey != nil {
            return try ticket(for: site.nextKey?.publicKey, of: &site, voucher)
        }
        return opened.isEnrolment ? try ticket(for: site.publicKey, of: &site, voucher) : nil
    }

    /// Makes a ticket; those of earlier keys count no more.
    private func ticket(
        for key: [UInt8]?, of site: inout Site, _ voucher: Voucher
    ) throws(StoreError) -> Ticket? {
        guard let key, let start = site.epoch else { return nil }
        site.keyOrder = keyOrder(after: site)
        return voucher.ticket(
            for: site.number, key,
            .init(
                order: site.keyOrder, name: site.name, unit: site.unit, type: site.type,
                slipKey: site.slipKey ?? [], epoch: start,
                forks: try tree().forks(leadingTo: [site.number])))
    }

    /// The order of the next key of a site.
    func keyOrder(after site: Site) -> UInt64 {
        Ticket.Standing.order(after: site.keyOrder, in: epoch.counter)
    }

    /// Opens an enrolment that is sealed by a ticket and enters its site; nil when it is none. Only
    /// a restored store needs any, and a number above its own was not given before it.
    func openTicket(
        _ envelope: Envelope, _ arrival: Arrival, _ address: EnvelopeAddress,
        _ siteKey: [UInt8], _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Opened? {
        guard !formerLives.isEmpty, address.site < epoch.site, !hubs.contains(address.site),
            let voucher = seal.voucher, let pair = seal.keys.pair(address.hubKey)
        else { return nil }
        let secret = voucher.ticketSecret(of: address.site, siteKey)
        // What does not open is an enrolment by a code, or nobody's.
        let opened = try? SealedEnrolment.open(
            envelope, secret: secret, by: pair, decompressing: seal.compression)
        guard let opened else { return nil }
        let ticket = try read(opened.request, forSiteType: "").request.ticket
        guard let ticket, ticket.standing.life < epoch.counter,
            voucher.ticket(for: address.site, siteKey, ticket.standing) == ticket
        else { throw .stranger(.unknown) }
        guard let site = try enter(address, siteKey, ticket.standing, now: now) else {
            throw .stranger(.unknown)
        }
        return Opened(
            site: site, read: try read(opened.request, forSiteType: site.type),
            hubKeyNumber: address.hubKey, sealed: arrival.bytes, isEnrolment: true)
    }

    /// Enters the key of a ticket, and its site when it is lost; nil when the site has been given
    /// a later key. What the store says of a revocation stands.
    private func enter(
        _ address: EnvelopeAddress, _ key: [UInt8], _ standing: Ticket.Standing, now: Int64
    ) throws(AdmissionError) -> Site? {
        do throws(StoreError) {
            let known = try store.site(address.site)
            // The same once more: the answer was lost, or somebody plays it again.
            if let known, known.publicKey == key { return known }
            guard standing.order > known?.keyOrder ?? 0 else { return nil }
            try found(address.site, standing, now: now)
            guard var site = try store.site(address.site) else { return nil }
            site.keyOrder = standing.order
            site.publicKey = key
            site.keyNumber = address.siteKey
            site.nextKey = nil
            try store.put(site)
            readmitted.append(site.number)
            return site
        } catch {
            throw .store(error)
        }
    }

    /// Enters a site that is lost, or of which only some events came back, with those whose
    /// branches it continues.
    private func found(
        _ number: SiteNumber, _ standing: Ticket.Standing, now: Int64
    ) throws(StoreError) {
        let way = BranchTree(standing.forks)
        let labels = [way.root(of: number)] + standing.forks.map(\.site).sorted()
        for label in labels {
            let known = try store.site(label)
            var site =
                known.flatMap { $0.isUnknown ? nil : $0 }
                ?? Site(label, standing, way.fork(of: label), now: now)
            // One that is known may have asked for the first time after the backup.
            guard site.epoch == nil else { continue }
            site.epoch = standing.epoch
            if site.parent == nil { site.head = Head(epoch: standing.epoch) }
            try store.put(site)
        }
        // What is loose has to be folded anew by all that is known now, and is not to be found once
        // it stands on its branch.
        for label in labels {
            try inherit(from: label)
            try tellLoose(on: label)
        }
        for label in labels {
            guard var site = try store.site(label) else { continue }
            try fastenLoose(on: &site)
            try store.put(site)
            try growBranches(of: site)
        }
    }

    /// The points that came back by their tickets since this was last asked.
    package func takeReadmitted() throws(HubError) -> [Site] {
        guard !readmitted.isEmpty else { return [] }
        let numbers = readmitted
        readmitted = []
        // One whose transaction was rolled back is not there.
        return try sites().filter { numbers.contains($0.number) && $0.publicKey != nil }
    }
}

extension Hub {
    /// Takes the part of a branch's events that its parents' have lost: they stand under their
    /// labels, and this point has them as its own. Nil when nothing of it is missing.
    func answerAsElder(
        _ read: ReadRequest, of site: inout Site, now: Int64
    ) throws(StoreError) -> Answer? {
        guard site.head == nil, site.parent != nil else { return nil }
        let way = try tree().stretches(of: site.number, 1...UInt64.max)
        for stretch in way where stretch.site != site.number {
            guard let elder = try store.site(stretch.site), let head = elder.head,
                head.sequence < stretch.last
            else { continue }
            var stand = elder
            stand.revokedAt = nil
            stand.delivered = max(elder.delivered, site.delivered)
            var answer = try answer(
                read.through(stretch.last), from: &stand, now: now)
            // What was given back of the elder's may go on behind the fork.
            if answer.head.number > stretch.last,
                let hash = try hash(at: stretch.last, of: stand)
            {
                answer.head = Mark(number: stretch.last, prefix: hash.prefix)
            }
            // What it pulls is read once its branch is here.
            answer.cases = read.request.pull.map {
                Changes(from: $0.cases, through: $0.cases, more: true, entries: [])
            }
            // The elder's own disk was not heard of.
            stand.revokedAt = elder.revokedAt
            stand.delivered = elder.delivered
            stand.lastSeen = elder.lastSeen
            try store.put(stand)
            site.head = try store.site(site.number)?.head
            site.lastSeen = now
            return answer
        }
        return nil
    }
}

extension Site {
    /// A branch as a ticket tells of it.
    fileprivate init(
        _ number: SiteNumber, _ standing: Ticket.Standing, _ fork: BranchTree.Fork?, now: Int64
    ) {
        self.init(
            number: number, name: standing.name, unit: standing.unit, type: standing.type)
        slipKey = standing.slipKey
        guard let fork else { return }
        parent = fork.parent
        forkedAfter = fork.sequence
        forkedAt = now
    }
}

extension ReadRequest {
    /// The same without the events above a sequence, and without what is not about events.
    fileprivate func through(_ sequence: UInt64) -> ReadRequest {
        var read = self
        let base = request.base.number
        let count = sequence > base ? Int(clamping: sequence - base) : 0
        read.request.pull = nil
        read.request.events = Array(request.events.prefix(count))
        read.events = Array(events.prefix(count))
        return read
    }
}
