import CaseRecords
import CentralStore
import SyncProtocol

/// How an event gets into a trunk, and from there to everyone who may see it.
extension Hub {
    /// Folds one event alone.
    func fold(_ placed: PlacedEvent, now: Int64) throws(StoreError) {
        var notes = ChangeNotes()
        try fold(placed, now: now, noting: &notes)
        try log(&notes)
    }

    /// Appends an event, folds its record, and notes the change for everyone who may see it.
    ///
    /// `log` puts what was noted into the logs, before anything is read from them.
    func fold(
        _ placed: PlacedEvent, now: Int64, noting notes: inout ChangeNotes
    ) throws(StoreError) {
        let position = try store.append(placed, arrived: now)
        // Who may see a record that exists is read from the logs.
        if position > 1 { try log(&notes) }
        let state =
            position == 1
            ? RecordState(placed.record, folding: [placed])
            : try self.state(of: placed.record)
        let creation = state.creation.map { EventPlace($0.site, $0.sequence) }
        let known = position == 1 ? nil : try store.record(placed.record)
        let row = RecordRow(
            name: placed.record, creation: creation ?? placed.place, length: position,
            arrived: known?.arrived ?? now,
            summary: Projection.summary(
                of: state, events: position, hubs: hubs))
        try store.put(row)
        try announce(placed, at: position, row: row, state: state, in: &notes)
        try noteDocuments(of: placed, now: now)
    }

    /// Puts what was noted into the logs.
    func log(_ notes: inout ChangeNotes) throws(StoreError) {
        for (stream, notes) in notes.takeAll() {
            var last = try store.logHead(stream)
            let entries = notes.map { note in
                last = note.change.mark(of: note.record, after: last, hash)
                return LogEntry(mark: last, change: note.change)
            }
            try store.log(entries, stream: stream)
        }
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
        try store.tree()
    }

    private func announce(
        _ placed: PlacedEvent, at position: UInt64, row: RecordRow, state: RecordState,
        in notes: inout ChangeNotes
    ) throws(StoreError) {
        let (record, event) = (row.name, placed.place)
        let change = Change(event: event, position: position, isGrant: false)
        guard !Projection.isReference(row.summary.kind) else {
            return notes.add(change, of: record, to: .reference)
        }
        // All branches of a point share one log, its root's.
        let tree = try tree()
        if position > 1 {
            // Who acts on a case that was lent to it has to do with it from now on.
            try keepLent(record, at: tree.root(of: event.site))
        }
        let before = position == 1 ? [] : try store.interested(in: record)
        for site in before {
            notes.add(change, of: record, to: site)
        }
        let entitled = try entitled(to: state, row, newest: placed.event, noting: &notes)
        let sites = Set(entitled.map { tree.root(of: $0) })
        for site in sites.sorted()
        where !hubs.contains(site) {
            if position > 1 { try keepLent(record, at: site) }
            guard !before.contains(site) else { continue }
            // A number that was never given grants nothing to whoever gets it one day.
            guard site == tree.root(of: row.creation.site) ? true : try isGiven(site) else {
                continue
            }
            let grant = Change(event: event, position: position, isGrant: position > 1)
            notes.add(grant, of: record, to: site)
            // On a case that has just begun nothing hangs yet, unless it was given back before it.
            if position > 1 || !formerLives.isEmpty {
                try grantAttached(to: record, site, noting: &notes)
            }
        }
    }

    /// A site to which a record was lent may see it for good, and what hangs on it.
    private func keepLent(_ record: RecordName, at site: SiteNumber) throws(StoreError) {
        guard try store.isLent(record, to: site) else { return }
        try store.keep(record, at: site)
        for row in try attached(to: record) { try store.keep(row.name, at: site) }
    }

    /// Whether a number was given, as far as a restored store can know: those of former lives are
    /// never given anew.
    private func isGiven(_ site: SiteNumber) throws(StoreError) -> Bool {
        if !formerLives.isEmpty, site < epoch.site { return true }
        return try store.site(site) != nil
    }

    /// The sites that may see a record: one that hangs on a case is seen by all who see the case.
    private func entitled(
        to state: RecordState, _ row: RecordRow, newest: Event, noting notes: inout ChangeNotes
    ) throws(StoreError) -> [SiteNumber] {
        let own = Projection.entitled(to: state, creator: row.creation.site, newest: newest)
        guard RecordKind.attached.contains(row.summary.kind),
            let name = row.summary.key.flatMap(RecordName.init(hex:))
        else { return own }
        try log(&notes)
        try store.copyLoans(of: name, to: row.name)
        return Set(own + (try store.interested(in: name))).sorted()
    }

    /// Lets a site that may see a case from now on see what hangs on it as well.
    func grantAttached(
        to name: RecordName, _ site: SiteNumber, noting notes: inout ChangeNotes
    ) throws(StoreError) {
        try log(&notes)
        for row in try attached(to: name) where try !store.isInterested(site, in: row.name) {
            try store.keep(row.name, at: site)
            try noteGrant(of: row, to: site, in: &notes)
        }
    }

    /// Lets a point see what names a branch of which it was not known, when that came back, whose
    /// it is.
    func inherit(from branch: SiteNumber) throws(StoreError) {
        let root = try tree().root(of: branch)
        guard root != branch else { return }
        var notes = ChangeNotes()
        for row in try records(inLogOf: branch) where try !store.isInterested(root, in: row.name) {
            try noteGrant(of: row, to: root, in: &notes)
        }
        try log(&notes)
    }

    /// Notes that a site gets a whole trunk.
    func noteGrant(
        of row: RecordRow, to site: SiteNumber, in notes: inout ChangeNotes
    ) throws(StoreError) {
        guard let last = try store.trunk(row.name, row.length...row.length).first else {
            throw .damaged("the trunk of \(row.name) ends before \(row.length)")
        }
        let grant = Change(
            event: EventPlace(last.site, last.sequence), position: row.length, isGrant: true)
        notes.add(grant, of: row.name, to: site)
    }

    /// The records that hang on a case, the oldest first.
    func attached(to name: RecordName) throws(StoreError) -> [RecordRow] {
        try store.records(matching: "\(name)").filter {
            RecordKind.attached.contains($0.summary.kind) && $0.summary.key == "\(name)"
        }
    }
}

extension PlacedEvent {
    fileprivate var place: EventPlace { EventPlace(site, sequence) }
}

/// Changes on their way into the logs: a batch of events asks each log for its head once.
struct ChangeNotes {
    /// A change, and of which record.
    struct Note {
        let change: Change
        let record: RecordName
    }

    private var streams: [SiteNumber: [Note]] = [:]

    mutating func add(_ change: Change, of record: RecordName, to stream: SiteNumber) {
        streams[stream, default: []].append(Note(change: change, record: record))
    }

    mutating func takeAll() -> [(stream: SiteNumber, notes: [Note])] {
        defer { streams = [:] }
        return streams.sorted { $0.key < $1.key }.map { (stream: $0.key, notes: $0.value) }
    }
}
