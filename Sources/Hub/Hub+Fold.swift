import CaseRecords
import CentralStore
import SyncProtocol

/// How an event gets into a trunk, and from there to everyone who may see it.
extension Hub {
    /// Appends an event, folds its record, grants interest and notes the change in every log.
    func fold(_ placed: PlacedEvent, now: Int64) throws(StoreError) {
        let position = try store.append(placed, arrived: now)
        let state =
            position == 1
            ? RecordState(placed.record, folding: [placed])
            : try self.state(of: placed.record)
        let creator = state.creation?.site ?? placed.site
        let known = position == 1 ? nil : try store.record(placed.record)
        let row = RecordRow(
            name: placed.record, site: creator, length: position, arrived: known?.arrived ?? now,
            summary: Projection.summary(
                of: state, events: position, hubs: [epoch.site]))
        try store.put(row)
        try announce(position: position, row: row, state: state)
        try noteDocuments(of: placed, now: now)
    }

    /// The fold of a record's whole trunk.
    func state(of record: RecordName) throws(StoreError) -> RecordState {
        RecordState(record, folding: try events(of: record), tree: try tree())
    }

    /// The events of a record's whole trunk.
    func events(of record: RecordName) throws(StoreError) -> [PlacedEvent] {
        try store.trunk(record, 1...UInt64.max).map { (event) throws(StoreError) in
            try event.placed()
        }
    }

    /// The hash tree of all branches that continue another.
    func tree() throws(StoreError) -> BranchTree {
        var forks: [BranchTree.Fork] = []
        for site in try store.sites() {
            if let parent = site.parent, let sequence = site.forkedAfter {
                forks.append(.init(site: site.number, parent: parent, sequence: sequence))
            }
        }
        return BranchTree(forks)
    }

    private func announce(
        position: UInt64, row: RecordRow, state: RecordState
    ) throws(StoreError) {
        let record = row.name
        guard !Projection.isReference(row.summary.kind) else {
            return try log(
                Change(record: record, position: position, isGrant: false), stream: .reference)
        }
        let before = position == 1 ? [] : try store.interested(in: record)
        for site in before {
            try log(Change(record: record, position: position, isGrant: false), stream: site)
        }
        for site in Projection.entitled(to: state, creator: row.site)
        where !before.contains(site) && site != epoch.site {
            // A number that was never given grants nothing to whoever gets it one day.
            let isGiven = site == row.site ? true : try store.site(site) != nil
            guard isGiven, try store.grant(record, to: site) else { continue }
            try log(
                Change(record: record, position: position, isGrant: position > 1), stream: site)
        }
    }

    private func log(_ change: Change, stream: SiteNumber) throws(StoreError) {
        try store.log(change, stream: stream) { last in
            let bytes =
                change.record.bytes + change.position.bigEndianBytes + [change.isGrant ? 1 : 0]
            return hash(Digest(epoch: last.prefix), bytes).prefix
        }
    }
}
