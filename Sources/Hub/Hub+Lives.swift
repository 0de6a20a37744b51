import CaseModel
import CaseRecords
package import CentralStore
import Sealing
package import SyncProtocol

/// The lives of the hub: a restored store starts the next one, and points give back what it lost.
extension Hub {
    /// So far apart are the site numbers of two lives, because some may have been given that the
    /// restored store does not know.
    private static let sitesALife: UInt64 = 1_000
    /// And so far the official codes of the day of the restore.
    private static let codesALife: UInt64 = 5_000

    /// What a restore needs of the outside.
    package struct Rebirth: Sendable {
        /// The highest epoch that is known of beside the store.
        package let knownCounter: UInt64
        package let epochBits: UInt64
        package let branchEpoch: UInt64
        package let now: Int64

        package init(knownCounter: UInt64, epochBits: UInt64, branchEpoch: UInt64, now: Int64) {
            self.knownCounter = knownCounter
            self.epochBits = epochBits
            self.branchEpoch = branchEpoch
            self.now = now
        }
    }

    /// Ends the life that a restored store was in and starts the next one, under a site number of
    /// its own.
    package static func beginLife(
        _ store: any CentralStore, _ rebirth: Rebirth
    ) throws(HubError) -> HubEpoch {
        let epoch = try HubError.wrap { () throws(StoreError) in
            try store.transaction { () throws(StoreError) -> HubEpoch? in
                guard let former = try store.hub() else { return nil }
                try store.end(EndedLife(epoch: former, ended: rebirth.now))
                let counter = max(former.counter, rebirth.knownCounter) + 1
                let skipped =
                    UInt64(try store.reserveSite().value)
                    + sitesALife * (counter - former.counter)
                let number = SiteNumber(UInt32(clamping: skipped))
                let epoch = HubEpoch(
                    counter: counter, bits: rebirth.epochBits, site: number)
                try store.begin(epoch)
                var site = Site(number: number, name: "Trung tâm", unit: "", type: "hub")
                site.epoch = rebirth.branchEpoch
                site.head = Head(epoch: rebirth.branchEpoch)
                try store.put(site)
                try store.raise(
                    countersOf: "official/", by: codesALife * (counter - former.counter))
                return epoch
            }
        }
        guard let epoch else { throw .notInitialised }
        return epoch
    }

    /// Whether a request was made in another life of the hub; of one that was never answered that
    /// cannot be said.
    func isOfOtherLife(_ request: Request) -> Bool {
        request.life != epoch.counter && request.pull?.epochBits != 0
    }

    /// Tells of the present life and of the former ones; of the request nothing is taken.
    func otherLife(
        _ request: Request, for site: Site, now: Int64
    ) throws(StoreError) -> Answer {
        var answer = Answer(
            number: request.number, epoch: epoch, head: try common(request.base, site), time: now)
        answer.refusal = .otherLife
        let tree = try tree()
        let stream = tree.root(of: site.number)
        for life in formerLives.prefix(Limits.livesPerAnswer) {
            answer.lives.append(
                FormerLife(
                    bits: life.epoch.bits, cases: try store.logEnd(of: stream, in: life.epoch),
                    reference: try store.logEnd(of: .reference, in: life.epoch)))
        }
        answer.parked = try parked(of: site.number, after: 0, tree)
            .prefix(Limits.parkedPerAnswer)
            .map { ParkedReport(sequence: $0.sequence, reason: $0.reason) }
        return answer
    }

    /// Where a kiosk goes on: at the branch's head, or where the branch begins when somebody else
    /// has written on it what this kiosk does not have.
    private func common(_ base: Mark, _ site: Site) throws(StoreError) -> Mark {
        guard let head = site.head else { return Mark(number: 0, prefix: 0) }
        guard base.number <= head.sequence, base.number > 0 else { return head.mark }
        let hash = try hash(at: base.number, of: site)
        return hash?.prefix == base.prefix
            ? head.mark : Mark(number: 0, prefix: site.epoch ?? 0)
    }

    /// A cursor that is on the log shows what was delivered, also when the restored store does not
    /// know that it was.
    func credit(_ pull: Request.Pull?, of site: inout Site) throws(StoreError) {
        guard let cursor = pull?.cases, cursor.number > site.delivered else { return }
        let stream = try tree().root(of: site.number)
        guard try store.logMark(stream, at: cursor.number) == cursor else { return }
        site.delivered = cursor.number
    }
}

extension Hub {
    /// Folds what a point gives back of other branches, as far as the hub has vouched for it, and
    /// tells the places of those that cannot be folded yet.
    func take(
        _ back: GivenBack, from site: Site, _ voucher: Voucher?, now: Int64
    ) throws(StoreError) -> [UInt64] {
        guard !back.isEmpty, site.revokedAt == nil, let voucher else { return [] }
        // What the hub did not say is no word of its own, whoever brings it.
        for vouched in back.forks where voucher.seal(vouched.fork) == vouched.seal {
            try take(vouched.fork, now: now)
        }
        let stream = try tree().root(of: site.number)
        var held: [UInt64] = []
        for (index, event) in back.events.enumerated() where event.site != site.number {
            let digest = hash(event.previous, event.bytes)
            guard voucher.seal(digest, on: event.site, event.sequence) == event.seal else {
                continue
            }
            // What it sealed was an event when it came.
            guard let content = try? Event(decoding: event.bytes) else { continue }
            if try take(event, content, digest, now: now) {
                // It was delivered to whoever has it.
                try store.note(
                    givenBack: EventPlace(event.site, event.sequence),
                    of: content.record ?? digest.recordName, by: stream)
            } else {
                held.append(UInt64(index))
            }
        }
        return held
    }

    /// A branch that was opened in a former life: whoever goes on with it is not known any more.
    private func take(_ fork: BranchTree.Fork, now: Int64) throws(StoreError) {
        let known = try store.site(fork.site)
        // Some of its events may have come back before anything was known of its parent.
        guard known.map({ $0.isUnknown && $0.parent == nil }) ?? true,
            let parent = try store.site(fork.parent)
        else { return }
        var branch = Site(
            number: fork.site, name: parent.name, unit: parent.unit, type: parent.type)
        branch.parent = fork.parent
        branch.forkedAfter = fork.sequence
        branch.forkedAt = now
        branch.epoch = parent.epoch
        branch.slipKey = parent.slipKey
        try store.put(branch)
        try inherit(from: branch.number)
        if known != nil { try tellLoose(on: branch.number) }
        try growBranches(of: parent)
    }

    /// Branches that were given back before the events after which they begin have their beginning
    /// once those are here.
    func growBranches(of site: Site) throws(StoreError) {
        guard !formerLives.isEmpty, let head = site.head else { return }
        for fork in try tree().forks
        where fork.parent == site.number && fork.sequence <= head.sequence {
            guard var branch = try store.site(fork.site), branch.head == nil,
                let hash = try hash(at: fork.sequence, of: site)
            else { continue }
            branch.head = Head(sequence: fork.sequence, hash: hash)
            branch.epoch = branch.epoch ?? site.epoch
            try fastenLoose(on: &branch)
            try store.put(branch)
            try growBranches(of: branch)
        }
    }

    /// Loose events that continue the head stand on their branch from now on.
    func fastenLoose(on site: inout Site) throws(StoreError) {
        while let head = site.head,
            let next = try store.hash(of: head.sequence + 1, on: site.number),
            try store.loose(EventPlace(site.number, head.sequence + 1)) == head.hash
        {
            try store.fasten(EventPlace(site.number, head.sequence + 1))
            site.head = Head(sequence: head.sequence + 1, hash: next)
        }
    }

    /// False when its record is not here.
    private func take(
        _ vouched: VouchedEvent, _ event: Event, _ digest: Digest, now: Int64
    ) throws(StoreError) -> Bool {
        guard try store.branch(of: digest) == nil else { return true }
        if let record = event.record, try store.record(record) == nil { return false }
        let place = try place(of: vouched)
        var site = try store.site(place.site) ?? Site(unknown: place.site)
        if let head = site.head, head.sequence + 1 == place.sequence, head.hash == vouched.previous
        {
            site.head = Head(sequence: place.sequence, hash: digest)
            try fastenLoose(on: &site)
        } else {
            try store.putLoose(place, after: vouched.previous)
        }
        try store.put(site)
        try store.lowerFactReach(to: place)
        try fold(
            PlacedEvent(
                site: place.site, sequence: place.sequence, hash: digest, event: event,
                bytes: vouched.bytes), now: now)
        if place.site != vouched.site {
            var notes = ChangeNotes()
            try grantCreated(at: place, of: vouched.site, &notes)
        }
        try growBranches(of: site)
        return true
    }

    /// Where on a branch events stand that points gave back before those that come before them.
    func looseSequences(of site: Site) throws(StoreError) -> Set<UInt64> {
        formerLives.isEmpty ? [] : Set(try store.looseSequences(of: site.number))
    }

    /// Whether a request has another event where one stands that a point gave back.
    func contradictsLoose(_ request: Request, _ site: Site) throws(StoreError) -> Bool {
        let loose = try looseSequences(of: site)
        guard !loose.isEmpty, let start = try hash(at: request.base.number, of: site) else {
            return false
        }
        let head = Head(sequence: request.base.number, hash: start)
        return try contradictsLoose(request.events, after: head, on: site)
    }

    /// By how much the codes of a day begin higher when lives ended on it: some may have been given
    /// that the restored store does not know.
    func lostCodes(on day: CivilDate) -> UInt64 {
        var next = epoch.counter
        var lost: UInt64 = 0
        for life in formerLives {
            if CivilDate(instantMilliseconds: life.ended) == day {
                lost += Self.codesALife * (next - life.epoch.counter)
            }
            next = life.epoch.counter
        }
        return lost
    }
}

extension Site {
    /// A branch of which only some events were given back: it may send nothing until it is known.
    init(unknown number: SiteNumber) {
        self.init(number: number, name: "\(number)", unit: "", type: Self.unknownType)
    }

    private static let unknownType = "unknown"

    /// Whether nothing but some of its events is known of it.
    var isUnknown: Bool { type == Self.unknownType }
}
