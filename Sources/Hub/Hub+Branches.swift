import CaseRecords
package import CentralStore
package import SyncProtocol

/// Branches of the hash tree: what a restored disk, a clone or a late bundle brings is neither
/// refused nor doubled, it continues where its own past ends (design §7).
extension Hub {
    /// On which branch a request's events go on.
    enum Placing {
        /// On the site's own branch, or nowhere: then the session refuses it.
        case own
        /// On another branch of the same point.
        case branch(Site)
        /// All that came is at the hub already, and the fork comes later.
        case known(Mark)
        /// It brings what stands on another branch of the point.
        case diverged
    }

    /// A place in the hash tree: what was found there last, and under which label.
    private struct Place {
        var label: SiteNumber
        var head: Head
    }

    /// Finds the branch on which a request goes on and opens it if need be; the same request gets
    /// the same branch.
    func place(
        _ request: Request, of site: Site, by carrier: Carrier, now: Int64
    ) throws(StoreError) -> Placing {
        guard site.revokedAt == nil, site.head != nil || site.parent != nil else { return .own }
        if request.branchKey == nil, try contradictsLoose(request, site) {
            return .diverged
        }
        let family = try family(of: site.number)
        if let key = request.branchKey,
            let known = family.first(where: { $0.publicKey == key.publicKey }),
            known.number != site.number
        {
            return .branch(known)
        }
        if request.branchKey == nil, carrier == .link {
            guard family.count > 1 else { return .own }
        }
        guard let start = try start(of: request.base, site, family) else { return .own }
        let (place, left) = try follow(request.events, from: start)
        if request.branchKey != nil, left == 0, request.headSequence > place.head.sequence {
            return .known(place.head.mark)
        }
        let isOwn = try tree().owner(of: place.head.sequence, on: site.number) == place.label
        if request.branchKey == nil {
            // The session finds a fork itself, but not that the events stand elsewhere already.
            if carrier == .link { return isOwn ? .own : .diverged }
            if isOwn, left == 0 || site.head == place.head { return .own }
        }
        if let placing = try returned(at: place, of: site, request, left: left) {
            return placing
        }
        return .branch(try open(at: place, of: site, request, left: left, family, now: now))
    }

    /// Where these events belong when points have given back one of them: whoever brings what comes
    /// before is its author.
    ///
    /// On the own branch they are taken, and a branch is opened once it is asked for again; on one
    /// of a former life to which nobody has come yet they bring their author. Where the label has
    /// gone on otherwise it is nowhere yet, and comes along to the branch that is opened.
    private func returned(
        at place: Place, of site: Site, _ request: Request, left: Int
    ) throws(StoreError) -> Placing? {
        guard !formerLives.isEmpty else { return nil }
        var head = place.head
        for bytes in request.events.suffix(left) {
            head = head.following(bytes, hash)
            guard let label = try store.branch(of: head.hash),
                var branch = try store.site(label)
            else { continue }
            if label == site.number { return site.head == place.head ? .own : nil }
            if branch.head == nil, branch.parent == nil {
                // How it came about was not given back: it is told by what it continues.
                branch.name = site.name
                branch.unit = site.unit
                branch.type = site.type
                branch.parent = place.label
                branch.forkedAfter = place.head.sequence
                branch.epoch = site.epoch
                branch.head = place.head
                branch.slipKey = site.slipKey
            }
            guard branch.publicKey == nil, branch.head == place.head else { return nil }
            if let key = request.branchKey { branch.take(key) }
            try store.put(branch)
            try inherit(from: branch.number)
            return .branch(branch)
        }
        return nil
    }

    /// Where a request's events begin: on its own branch, or on another one of the point.
    private func start(
        of base: Mark, _ site: Site, _ family: [Site]
    ) throws(StoreError) -> Place? {
        let tree = try tree()
        for branch in [site] + family where base.number <= branch.head?.sequence ?? 0 {
            guard let hash = try hash(at: base.number, of: branch), hash.prefix == base.prefix
            else { continue }
            return Place(
                label: tree.owner(of: base.number, on: branch.number),
                head: Head(sequence: base.number, hash: hash))
        }
        return nil
    }

    /// Walks along the tree as far as the events are known, whatever branch they stand on. Loose
    /// ones are no part of it yet.
    private func follow(
        _ events: [[UInt8]], from start: Place
    ) throws(StoreError) -> (place: Place, left: Int) {
        var place = start
        for (index, bytes) in events.enumerated() {
            let next = place.head.following(bytes, hash)
            guard let label = try store.branch(of: next.hash),
                // What was given back says nothing of the branch before it.
                try !isLoose(EventPlace(label, next.sequence))
            else { return (place, events.count - index) }
            place = Place(label: label, head: next)
        }
        return (place, 0)
    }

    /// The branch that continues a place: one whose last event it is, if nobody else writes there,
    /// else a new one.
    private func open(
        at place: Place, of site: Site, _ request: Request, left: Int, _ family: [Site],
        now: Int64
    ) throws(StoreError) -> Site {
        let last = family.first { $0.number == place.label && $0.head == place.head }
        // One that comes back with its ticket is not given to another key meanwhile.
        if var last, request.branchKey == nil || last.publicKey == nil && last.forkCause != nil,
            try !contradictsLoose(request.events.suffix(left), after: place.head, on: last)
        {
            if let key = request.branchKey { last.take(key) }
            try store.put(last)
            return last
        }
        // All of it is known on a branch that has gone on: nothing is to be opened for it.
        if request.branchKey == nil, left == 0,
            let known = family.first(where: { $0.number == place.label })
        {
            return known
        }
        var branch = Site(
            number: try store.reserveSite(), name: site.name, unit: site.unit, type: site.type)
        branch.parent = place.label
        branch.forkedAfter = place.head.sequence
        branch.forkedAt = now
        branch.forkCause =
            request.branchKey == nil ? .formerLife : left == 0 ? .restored : .restoredOrCloned
        branch.epoch = site.epoch
        branch.head = place.head
        branch.claimedSequence = place.head.sequence
        branch.slipKey = site.slipKey
        branch.delivered = family.map(\.delivered).max() ?? 0
        branch.program = site.program
        branch.lastSeen = now
        if let key = request.branchKey { branch.take(key) }
        try store.put(branch)
        try announce(branch, now: now)
        openedForks.append(branch.number)
        return branch
    }

    /// Lets every point know the name under which values of the branch are shown.
    private func announce(_ branch: Site, now: Int64) throws(StoreError) {
        _ = try write(
            RecordKind.point, actor: "hub", context: VectorClock(),
            fields: [
                .init("site", .text("\(branch.number)")), .init("name", .text(branch.name)),
                .init("unit", .text(branch.unit)), .init("type", .text(branch.type)),
            ], now: now)
    }

    /// All branches of the point that a branch belongs to, in the order of their numbers.
    func family(of number: SiteNumber) throws(StoreError) -> [Site] {
        let tree = try tree()
        let root = tree.root(of: number)
        var family: [Site] = []
        for label in [root] + tree.forks.map(\.site) where tree.root(of: label) == root {
            if let site = try store.site(label) { family.append(site) }
        }
        return family
    }

    /// What a branch has written about a record, inherited events counted: the highest sequence,
    /// and whether anything stands parked.
    func own(
        _ record: RecordName, of site: Site
    ) throws(StoreError) -> (sequence: UInt64, isHeld: Bool) {
        var sequence = try store.lastSequence(of: site.number, about: record)
        var isHeld = try store.isParked(record, by: site.number)
        guard site.parent != nil else { return (sequence, isHeld) }
        let tree = try tree()
        for event in try store.trunk(record, 1...UInt64.max)
        where tree.owner(of: event.sequence, on: site.number) == event.site {
            sequence = max(sequence, event.sequence)
        }
        for event in try parked(of: site.number, after: 0, tree) where event.record == record {
            sequence = max(sequence, event.sequence)
            isHeld = isHeld || event.reason != .rejected
        }
        return (sequence, isHeld)
    }

    /// The parked events of a branch, inherited ones too, in order.
    func parked(
        of number: SiteNumber, after: UInt64, _ tree: BranchTree
    ) throws(StoreError) -> [ParkedEvent] {
        var all: [ParkedEvent] = []
        for stretch in tree.stretches(of: number, (after + 1)...UInt64.max) {
            all += try store.parked(site: stretch.site, after: stretch.first - 1)
                .filter { $0.sequence <= stretch.last }
        }
        return all
    }

    /// How the branches of an answer's entries hang together.
    func forks(in answer: Answer) throws(StoreError) -> [BranchTree.Fork] {
        let entries = [answer.cases?.entries ?? [], answer.reference?.entries ?? [], answer.wanted]
        var sites: Set<SiteNumber> = []
        for entry in entries.joined() {
            switch entry {
            case .full(let full): sites.insert(full.site)
            case .own: break
            }
        }
        if let branch = answer.branch { sites.insert(branch.fork.site) }
        guard !sites.isEmpty else { return [] }
        return try tree().forks(leadingTo: sites.sorted())
    }
}

extension Hub {
    /// A branch that continues another, for the operator.
    package struct ForkReport: Sendable {
        package let branch: Site
        package let parent: SiteNumber
        package let after: UInt64
        /// Whether the branch that it continues was heard of later: two disks are alive.
        package let isParentAlive: Bool
        /// Whether some disk goes on with it.
        package let isAdopted: Bool
    }

    /// All branches that continue others, the oldest first.
    package func forks() throws(HubError) -> [ForkReport] {
        try HubError.wrap { () throws(StoreError) in
            var reports: [ForkReport] = []
            for fork in try store.tree().forks {
                guard let branch = try store.site(fork.site) else { continue }
                let parent = try store.site(fork.parent)
                reports.append(
                    ForkReport(
                        branch: branch, parent: fork.parent, after: fork.sequence,
                        isParentAlive: (parent?.lastSeen ?? 0) > (branch.forkedAt ?? 0),
                        isAdopted: branch.publicKey != nil))
            }
            return reports
        }
    }

    /// The forks that were found since this was last asked.
    package func takeOpenedForks() throws(HubError) -> [ForkReport] {
        guard !openedForks.isEmpty else { return [] }
        let opened = openedForks
        openedForks = []
        // One whose transaction was rolled back is not there.
        return try forks().filter { opened.contains($0.branch.number) }
    }
}

extension Site {
    /// Takes the key of whoever goes on with this branch; its requests are counted anew.
    fileprivate mutating func take(_ key: SiteKeyNotice) {
        publicKey = key.publicKey
        keyNumber = key.number
        nextKey = nil
        window = ReplayWindow()
    }

    /// Which branch it continues, when it continues one.
    var fork: BranchTree.Fork? {
        guard let parent, let forkedAfter else { return nil }
        return BranchTree.Fork(site: number, parent: parent, sequence: forkedAfter)
    }
}
