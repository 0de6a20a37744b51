import CentralStore
import Replica
import SQLite
import SyncProtocol

/// What is checked all the time: after each commit of the centre and each answer at a point.
extension World {
    /// Looks at what came to these branches with the last commit.
    func observe(_ branches: [SiteNumber]) throws(Broken) {
        guard let store = hub.store, !hub.disk.isOff else { return }
        // To look is no part of the world: nothing fails meanwhile.
        let trouble = hub.disk.trouble
        hub.disk.trouble = nil
        defer { hub.disk.trouble = trouble }
        var broken: Broken?
        do throws(StoreError) {
            let tree = try store.tree()
            for site in labels(touchedBy: branches, tree) {
                let root = tree.root(of: site)
                let comes = branches.count { tree.root(of: $0) == root }
                broken = try observe(site, comesOften: comes > 1, tree, store)
                if broken != nil { break }
            }
        } catch {
            return try failHub("\(error)")
        }
        if let broken { throw broken }
    }

    /// The branches to look at: all of these points, since one may have been opened.
    private func labels(touchedBy branches: [SiteNumber], _ tree: BranchTree) -> [SiteNumber] {
        let stale = hub.sites.keys.filter { hub.sites[$0]?.isStale == true }
        let roots = Set(branches.map { tree.root(of: $0) })
        let family = tree.forks.map(\.site).filter { roots.contains(tree.root(of: $0)) }
        return Set(stale + roots + family).sorted()
    }

    private func observe(
        _ number: SiteNumber, comesOften: Bool, _ tree: BranchTree, _ store: SQLiteStore
    ) throws(StoreError) -> Broken? {
        guard let site = try store.site(number) else { return nil }
        // Of a former life only what points have given back, which was looked at before.
        guard !hub.formerSites.contains(number) else { return nil }
        // A branch begins with what it inherits.
        let inherited = tree.fork(of: number)?.sequence ?? 0
        var seen = hub.sites[number] ?? .init(head: inherited, delivered: 0, isStale: true)
        // That it continues another may be known only now.
        seen.head = max(seen.head, inherited)
        let head = site.head?.sequence ?? inherited
        guard head >= seen.head else {
            return Broken(.acknowledged, "the hub has lost events after \(head) of site \(number)")
        }
        // Of two requests in one turn the first may have let more be delivered.
        let delivered = comesOften || seen.isStale ? site.delivered : seen.delivered
        let parked = try store.parked(site: number, after: 0)
        for sequence in seen.head..<head {
            let hash = try store.hash(of: sequence + 1, on: number)
            guard let hash else {
                return Broken(.acknowledged, "event \(sequence + 1) of site \(number) is gone")
            }
            if number == hub.site {
                try observeAct(hash, store)
                continue
            }
            guard let event = ledger.number(of: hash) else {
                return Broken(.counted, "nobody wrote event \(sequence + 1) of site \(number)")
            }
            hub.confirmed.insert(event)
            if let entry = parked.first(where: { $0.hash == hash }) {
                hub.parked.insert(event)
                tally.parked += 1
                let isSlander = entry.reason == .contextNotDelivered && !ledger[event].isLie
                guard !isSlander || settings.bug != nil else {
                    return Broken(
                        .context, "event \(sequence + 1) of site \(number) had been delivered")
                }
                continue
            }
            hub.folded.insert(event)
            let written = ledger[event]
            guard written.record == nil || written.record == written.placed.record else {
                return Broken(
                    .counted, "event \(sequence + 1) of site \(number) is about another record")
            }
            let placed = PlacedEvent(
                site: number, sequence: sequence + 1, hash: hash, event: written.placed.event,
                bytes: written.placed.bytes)
            let broken = try judge(placed, delivered: delivered, parked, tree, store)
            if let broken { return broken }
        }
        if number == hub.site { hub.attempts = [] }
        hub.sites[number] = .init(head: head, delivered: site.delivered)
        return nil
    }

    /// An event of the hub's own branch: an officer's act on a case, or reference data.
    private func observeAct(
        _ hash: Digest, _ store: SQLiteStore
    ) throws(StoreError) {
        guard let event = try adoptAtCentre(hash, store) else { return }
        hub.branch.append(event)
        hub.folded.insert(event)
    }

    /// Whether the hub was right to fold an event.
    private func judge(
        _ placed: PlacedEvent, delivered: UInt64, _ parked: [ParkedEvent], _ tree: BranchTree,
        _ store: SQLiteStore
    ) throws(StoreError) -> Broken? {
        let isHeldBack = parked.contains {
            $0.record == placed.record && $0.sequence < placed.sequence
        }
        guard !isHeldBack else {
            return Broken(
                .heldBack, "event \(placed.sequence) of site \(placed.site) was not held back")
        }
        let foreign = placed.event.context.entries.filter { $0.site != .own }
        // What was given back after a restore was judged in the former life.
        guard !foreign.isEmpty, hub.lives == 1 else { return nil }
        let position = try store.position(
            of: placed.record, in: tree.root(of: placed.site), through: delivered)
        var clock = VectorClock()
        for event in try store.trunk(placed.record, 1...max(position, 1))
        where event.position <= position {
            clock.witness(event.sequence, of: event.site)
        }
        guard foreign.allSatisfy({ clock.covers($0.sequence, of: $0.site) }) else {
            return Broken(
                .context,
                "event \(placed.sequence) of site \(placed.site) claims what was never sent to it")
        }
        return nil
    }

    /// Looks at how far a point has come with an answer.
    func checkProgress(_ kiosk: KioskMachine) throws(Broken) {
        guard kiosk.replica != nil, !kiosk.isDamaged,
            let progress = try use(
                kiosk,
                { (replica) throws(ReplicaError) in
                    try replica.progress()
                })
        else { return }
        defer { kiosk.seen = progress }
        // In another life of the centre less may be acknowledged, and cursors fall back.
        let before = kiosk.seen?.hub == progress.hub ? kiosk.seen : nil
        guard progress.acknowledged.number >= before?.acknowledged.number ?? 0,
            progress.cases.number >= before?.cases.number ?? 0,
            progress.reference.number >= before?.reference.number ?? 0
        else { throw Broken(.monotone, "point \(kiosk.number) has gone back") }
        try checkBackups(kiosk, progress, before)
        let through = progress.acknowledged.number
        guard through > before?.acknowledged.number ?? 0 else { return }
        guard through <= UInt64(kiosk.branch.count) else {
            throw Broken(.acknowledged, "point \(kiosk.number) has more acknowledged than written")
        }
        // An answer may have been on its way when the centre was put back.
        guard progress.hub?.counter == hub.life else { return }
        for sequence in (before?.acknowledged.number ?? 0)..<through {
            let event = kiosk.branch[Int(sequence)]
            guard hub.confirmed.contains(event) else {
                throw Broken(
                    .acknowledged,
                    "event \(sequence + 1) of point \(kiosk.number) is not at the centre")
            }
        }
    }

    /// What a point believes in a backup stands in the two newest: it may remove its content.
    private func checkBackups(
        _ kiosk: KioskMachine, _ progress: Progress, _ before: Progress?
    ) throws(Broken) {
        let (known, level) = (before?.backedUp ?? 0, progress.backedUp)
        guard level > known else { return }
        guard !hub.backups.suffix(2).contains(nil) else { return }
        let safe = hub.backups.dropLast().last.flatMap(\.self) ?? []
        guard level <= UInt64(kiosk.branch.count),
            kiosk.branch[Int(known)..<Int(level)].allSatisfy(safe.contains)
        else {
            throw Broken(
                .backup, "event \(level) of point \(kiosk.number) is not in two backups")
        }
    }
}
