import CaseRecords
import CentralStore
import Hub
import Replica
import SQLite
import SyncProtocol

/// What must be true when everything is quiet.
extension World {
    func judge() throws(Broken) {
        guard let centre = try openHub(), let store = hub.store else {
            throw Broken(.unexpected, "the centre does not start")
        }
        let tree: BranchTree
        do throws(StoreError) {
            tree = try store.tree()
            try countReleased(store)
            try judgeBranches(store, tree)
            for record in ledger.records { try judge(record, store, tree) }
            try judgeCodes(store)
        } catch {
            throw Broken(.unexpected, "the centre cannot be read: \(error)")
        }
        try judgeCounts(centre)
        for kiosk in kiosks where !kiosk.isDamaged { try judge(kiosk, tree) }
    }

    /// What stood parked and was judged again has been folded since.
    private func countReleased(_ store: SQLiteStore) throws(StoreError) {
        let parked = Set(
            try store.parked(site: nil, after: 0).compactMap { ledger.number(of: $0.hash) })
        hub.folded.formUnion(hub.parked.subtracting(parked))
        hub.parked = parked
    }

    /// Raises a broken promise from within a call of the store.
    private func demand(
        _ isKept: Bool, _ invariant: Invariant, _ words: @autoclosure () -> String
    ) throws(StoreError) {
        guard !isKept, verdict == nil else { return }
        verdict = Broken(invariant, words())
    }

    /// Everything that a point has written, and that was not refused, is at the centre.
    private func judgeBranches(
        _ store: SQLiteStore, _ tree: BranchTree
    ) throws(StoreError) {
        for kiosk in kiosks where kiosk.result?.outcome == .complete && !kiosk.isDamaged {
            for (index, event) in kiosk.branch.enumerated() {
                let sequence = UInt64(index) + 1
                let label = tree.owner(of: sequence, on: kiosk.site)
                let hash = try store.hash(of: sequence, on: label)
                try demand(
                    hash == ledger[event].placed.hash, .acknowledged,
                    "event \(index + 1) of point \(kiosk.number) is not at the centre")
            }
        }
        for event in hub.branch {
            let placed = ledger[event].placed
            let hash = try store.hash(of: placed.sequence, on: placed.site)
            try demand(
                hash == placed.hash, .acknowledged, "act \(placed.sequence) is not at the centre")
        }
    }

    /// A record at the centre against what stood on the screens.
    private func judge(
        _ record: RecordName, _ store: SQLiteStore, _ tree: BranchTree
    ) throws(StoreError) {
        let trunk = try store.trunk(record, 1...UInt64.max)
        guard !trunk.isEmpty else { return }
        let known = trunk.compactMap { ledger.number(of: $0.hash) }
        try demand(
            known.count == trunk.count && Set(known).count == known.count, .counted,
            "the trunk of \(record) holds what nobody wrote, or something twice")
        let placed = try trunk.map { (event) throws(StoreError) in try event.placed() }
        let state = RecordState(record, folding: placed, tree: tree)
        trace.mix(state.encoded)
        let shuffled = RecordState(record, folding: dice.shuffled(placed), tree: tree)
        try demand(
            shuffled.encoded == state.encoded, .convergence, "\(record) depends on the order")
        var conflicts: [String] = []
        let labelled = Trunk(placed, ledger, tree, mayHaveMoved: hub.lives > 1)
        for (field, numbers) in ledger.standing(in: labelled) {
            let expected = numbers.compactMap { labelled.place(of: $0) }
                .sorted { ($0.site, $0.sequence) < ($1.site, $1.sequence) }
            let found = state.register(field)?.settings ?? []
            let isSame =
                found.map(\.site) == expected.map(\.site)
                && found.map(\.sequence) == expected.map(\.sequence)
            try demand(isSame, .conflicts, "\(field) of \(record): other values stand")
            let values = Set(numbers.compactMap { ledger.value(field, of: $0) })
            if values.count > 1 { conflicts.append(field) }
        }
        tally.conflicts += conflicts.count
        let row = try store.record(record)
        try demand(
            state.conflicts.map(\.name).sorted() == conflicts
                && row?.summary.conflicts.sorted() == conflicts, .conflicts,
            "\(record): conflicts \(row?.summary.conflicts ?? []) instead of \(conflicts)")
        try demand(row?.length == UInt64(trunk.count), .counted, "\(record): a wrong length")
    }

    /// Official codes stand for one case each, a slip for all that bear it.
    private func judgeCodes(_ store: SQLiteStore) throws(StoreError) {
        var codes: [String: Int] = [:]
        var slips: [String: Set<RecordName>] = [:]
        try store.records(kind: RecordKind.case, onlyConflicts: false) { row in
            if let official = row.summary.official { codes[official, default: 0] += 1 }
            if let slip = row.summary.slip { slips[slip, default: []].insert(row.name) }
            return true
        }
        try demand(
            codes.values.allSatisfy { $0 == 1 }, .codes, "an official code stands twice")
        for slip in slips.keys.sorted() {
            let found = try store.records(matching: slip).map(\.name)
            try demand(
                slips[slip]?.isSubset(of: found) == true, .codes, "\(slip) hides a case")
        }
    }

    private func judgeCounts(_ centre: Hub) throws(Broken) {
        if let verdict { throw verdict }
        let counts = try useHub { (centre) throws(HubError) in try centre.counts() }
        let created = hub.folded.map { ledger[$0].placed.event }.filter { $0.record == nil }
        let cases = created.count { $0.kind == RecordKind.case }
        let ratings = created.count { $0.kind == RecordKind.rating }
        // What came back with an old image has not been looked at event by event.
        guard let counts, hub.lives == 1 else { return }
        guard counts.cases == cases, counts.ratings == ratings else {
            throw Broken(
                .counted,
                "\(counts.cases) cases and \(counts.ratings) ratings instead of \(cases) and "
                    + "\(ratings)")
        }
    }

    /// A point against the centre.
    private func judge(_ kiosk: KioskMachine, _ tree: BranchTree) throws(Broken) {
        guard
            let head = try use(
                kiosk,
                { (replica) throws(ReplicaError) in
                    try replica.progress().head
                })
        else { throw Broken(.unexpected, "point \(kiosk.number) does not start") }
        guard head == kiosk.head else {
            throw Broken(.saved, "point \(kiosk.number) has lost what was saved")
        }
        guard kiosk.result?.outcome == .complete else { return }
        let held = try recordsHeld(by: kiosk)
        for record in ledger.records {
            try judge(record, at: kiosk, isHeld: held.contains(record), tree)
        }
    }

    private func recordsHeld(by kiosk: KioskMachine) throws(Broken) -> Set<RecordName> {
        let names = try use(kiosk) { (replica) throws(ReplicaError) in
            var names: Set<RecordName> = []
            for kind in [RecordKind.case, RecordKind.rating] {
                try replica.records(kind: kind) { row in
                    names.insert(row.name)
                    return true
                }
            }
            return names
        }
        return names ?? []
    }

    private func judge(
        _ record: RecordName, at kiosk: KioskMachine, isHeld: Bool, _ tree: BranchTree
    ) throws(Broken) {
        let history = ledger.history(of: record)
        // All branches of a point may see the same.
        let root = tree.root(of: kiosk.site)
        if isHeld, !ledger.entitled(to: record).contains(where: { tree.root(of: $0) == root }) {
            throw Broken(.entitlement, "point \(kiosk.number) holds \(record)")
        }
        // What is parked stands at its point only.
        let isParked = history.contains {
            hub.parked.contains($0) && kiosk.branch.contains($0)
        }
        guard !isParked, let store = hub.store else { return }
        let centre: [UInt8]?
        do throws(StoreError) {
            let trunk = try store.trunk(record, 1...UInt64.max)
            let isMeant = try store.isInterested(root, in: record) && !trunk.isEmpty
            guard isMeant == isHeld else {
                throw StoreError.abandoned
            }
            centre =
                isMeant
                ? try RecordState(
                    record,
                    folding: trunk.map { (event) throws(StoreError) in try event.placed() },
                    tree: tree
                ).encoded : nil
        } catch {
            throw Broken(
                .convergence, "point \(kiosk.number) and the centre differ about \(record)")
        }
        guard let centre else { return }
        // Of what was pruned the codes stay.
        let pruned = try use(kiosk) { (replica) throws(ReplicaError) in
            guard try replica.prunedTime(of: record) != nil else { return false }
            return try replica.record(record)?.hasGap == false
        }
        if pruned == true { return }
        let point = try use(kiosk) { (replica) throws(ReplicaError) in
            (try replica.state(of: record).encoded, try replica.record(record)?.hasGap)
        }
        guard let point, point.0 == centre, point.1 == false else {
            throw Broken(.convergence, "point \(kiosk.number) folds \(record) to something else")
        }
    }
}
