import CaseRecords
import CentralStore
import SyncProtocol

/// A central store that cheats: where a deliberate bug is one of how the store is used.
final class BuggyStore: CentralStore {
    private let store: any CentralStore
    private let bug: Mistake
    private let dice: Dice
    /// How far branches are in the newest backup that this program has seen.
    private var newest: [SiteNumber: UInt64] = [:]

    private init(_ store: any CentralStore, _ bug: Mistake, _ dice: Dice) {
        self.store = store
        self.bug = bug
        self.dice = dice
    }

    /// The store itself, unless the bug is one of the store's.
    static func wrap(_ store: any CentralStore, _ bug: Mistake?, _ dice: Dice) -> any CentralStore {
        switch bug {
        case .parkedHoldsNothingBack, .acknowledgeBeforeCommit, .numberBeforeLock,
            .contextUnchecked, .lateInterestByCursor, .levelOfNewestBackup:
            bug.map { BuggyStore(store, $0, dice) } ?? store
        case .contextWithAllOwn, .contextAtSaving, .forkTakenAsKnown, .bareCursor,
            .formerPlaces, .onlyOwnGivenBack, .ownAsPositions, .answersAppliedBlindly,
            .cursorBeforeData, .referencesBySequence, nil:
            store
        }
    }

    func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        guard bug == .acknowledgeBeforeCommit else { return try store.transaction(body) }
        var early: T?
        do throws(StoreError) {
            return try store.transaction { () throws(StoreError) in
                let value = try body()
                early = value
                return value
            }
        } catch {
            guard let early else { throw error }
            return early
        }
    }

    func isParked(_ record: RecordName, by site: SiteNumber) throws(StoreError) -> Bool {
        let isParked = try store.isParked(record, by: site)
        return bug == .parkedHoldsNothingBack ? false : isParked
    }

    /// A reader may meet number n + 1 before n, whose writer has not committed yet.
    func log(
        _ stream: SiteNumber, after number: UInt64, limit: Int
    ) throws(StoreError) -> [LogEntry] {
        var entries = try store.log(stream, after: number, limit: limit)
        if bug == .numberBeforeLock, entries.count > 1, dice.once(in: 4) {
            entries.remove(at: dice.below(entries.count - 1))
        }
        if bug == .lateInterestByCursor {
            entries = entries.map { entry in
                let change = entry.change
                return LogEntry(
                    mark: entry.mark,
                    change: Change(event: change.event, position: change.position, isGrant: false))
            }
        }
        return entries
    }

    func position(
        of record: RecordName, in stream: SiteNumber, through number: UInt64
    ) throws(StoreError) -> UInt64 {
        guard bug == .contextUnchecked, let row = try store.record(record) else {
            return try store.position(of: record, in: stream, through: number)
        }
        return row.length
    }

    func put(_ backup: ProvenBackup) throws(StoreError) {
        try store.put(backup)
        newest = backup.heads
    }

    func backedUp(_ site: SiteNumber) throws(StoreError) -> UInt64 {
        let level = try store.backedUp(site)
        return bug == .levelOfNewestBackup ? max(level, newest[site] ?? 0) : level
    }
}

/// What it only passes on.
extension BuggyStore {
    func part<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        try store.part(body)
    }
    func hub() throws(StoreError) -> HubEpoch? { try store.hub() }
    func begin(_ epoch: HubEpoch) throws(StoreError) { try store.begin(epoch) }
    func reserveSite() throws(StoreError) -> SiteNumber { try store.reserveSite() }
    func put(_ site: Site) throws(StoreError) { try store.put(site) }
    func site(_ number: SiteNumber) throws(StoreError) -> Site? { try store.site(number) }
    func sites() throws(StoreError) -> [Site] { try store.sites() }
    func append(_ event: PlacedEvent, arrived: Int64) throws(StoreError) -> UInt64 {
        try store.append(event, arrived: arrived)
    }
    func trunk(
        _ record: RecordName, _ positions: ClosedRange<UInt64>
    ) throws(StoreError) -> [TrunkEvent] {
        try store.trunk(record, positions)
    }
    func hash(of sequence: UInt64, on site: SiteNumber) throws(StoreError) -> Digest? {
        try store.hash(of: sequence, on: site)
    }
    func lastSequence(of site: SiteNumber, about record: RecordName) throws(StoreError) -> UInt64 {
        try store.lastSequence(of: site, about: record)
    }
    func park(_ event: ParkedEvent) throws(StoreError) { try store.park(event) }
    func parked(site: SiteNumber?, after: UInt64) throws(StoreError) -> [ParkedEvent] {
        try store.parked(site: site, after: after)
    }
    func put(_ record: RecordRow) throws(StoreError) { try store.put(record) }
    func record(_ name: RecordName) throws(StoreError) -> RecordRow? { try store.record(name) }
    func records(matching code: String) throws(StoreError) -> [RecordRow] {
        try store.records(matching: code)
    }
    func records(
        kind: String, onlyConflicts: Bool, _ body: (RecordRow) -> Bool
    ) throws(StoreError) {
        try store.records(kind: kind, onlyConflicts: onlyConflicts, body)
    }
    func count(kind: String) throws(StoreError) -> Int { try store.count(kind: kind) }
    func keysHeldTwice(kind: String) throws(StoreError) -> [String] {
        try store.keysHeldTwice(kind: kind)
    }
    func interested(in record: RecordName) throws(StoreError) -> [SiteNumber] {
        try store.interested(in: record)
    }
    func isInterested(_ site: SiteNumber, in record: RecordName) throws(StoreError) -> Bool {
        try store.isInterested(site, in: record)
    }
    func lend(_ record: RecordName, to site: SiteNumber, until: Int64) throws(StoreError) {
        try store.lend(record, to: site, until: until)
    }
    func isLent(_ record: RecordName, to site: SiteNumber) throws(StoreError) -> Bool {
        try store.isLent(record, to: site)
    }
    func copyLoans(of record: RecordName, to other: RecordName) throws(StoreError) {
        try store.copyLoans(of: record, to: other)
    }
    func keep(_ record: RecordName, at site: SiteNumber) throws(StoreError) {
        try store.keep(record, at: site)
    }
    func endLoans(at time: Int64) throws(StoreError) { try store.endLoans(at: time) }
    func endedLoans(of site: SiteNumber) throws(StoreError) -> [RecordName] {
        try store.endedLoans(of: site)
    }
    func wrongProofs(of record: RecordName, on day: String) throws(StoreError) -> Int {
        try store.wrongProofs(of: record, on: day)
    }
    func noteWrongProof(of record: RecordName, on day: String) throws(StoreError) {
        try store.noteWrongProof(of: record, on: day)
    }
    func quarantine(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try store.quarantine(envelope)
    }
    func quarantined(of site: SiteNumber) throws(StoreError) -> [QuarantinedEnvelope] {
        try store.quarantined(of: site)
    }
    func quarantinedBytes() throws(StoreError) -> Int { try store.quarantinedBytes() }
    func takeOut(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try store.takeOut(envelope)
    }
    func events(of site: SiteNumber, since: Int64) throws(StoreError) -> [TrunkEvent] {
        try store.events(of: site, since: since)
    }
    func names(after name: RecordName?, limit: Int) throws(StoreError) -> [RecordName] {
        try store.names(after: name, limit: limit)
    }
    func tree() throws(StoreError) -> BranchTree { try store.tree() }
    func branch(of hash: Digest) throws(StoreError) -> SiteNumber? { try store.branch(of: hash) }
    func unpark(_ place: EventPlace) throws(StoreError) { try store.unpark(place) }
    func mark(
        _ place: EventPlace, _ reason: ParkReason, note: String?
    ) throws(StoreError) {
        try store.mark(place, reason, note: note)
    }
    func logHead(_ stream: SiteNumber) throws(StoreError) -> Mark { try store.logHead(stream) }
    func log(_ entries: [LogEntry], stream: SiteNumber) throws(StoreError) {
        try store.log(entries, stream: stream)
    }
    func logMark(_ stream: SiteNumber, at number: UInt64) throws(StoreError) -> Mark? {
        try store.logMark(stream, at: number)
    }
    func event(at place: EventPlace) throws(StoreError) -> TrunkEvent? {
        try store.event(at: place)
    }
    func put(_ named: NamedDocument) throws(StoreError) { try store.put(named) }
    func named(_ document: DocumentReference) throws(StoreError) -> [NamedDocument] {
        try store.named(document)
    }
    func isNamed(_ name: DocumentName) throws(StoreError) -> Bool { try store.isNamed(name) }
    func formerLives() throws(StoreError) -> [EndedLife] { try store.formerLives() }
    func end(_ life: EndedLife) throws(StoreError) { try store.end(life) }
    func logEnd(of stream: SiteNumber, in life: HubEpoch) throws(StoreError) -> UInt64 {
        try store.logEnd(of: stream, in: life)
    }
    func putLoose(_ place: EventPlace, after previous: Digest) throws(StoreError) {
        try store.putLoose(place, after: previous)
    }
    func loose(_ place: EventPlace) throws(StoreError) -> Digest? { try store.loose(place) }
    func looseSequences(of site: SiteNumber) throws(StoreError) -> [UInt64] {
        try store.looseSequences(of: site)
    }
    func fasten(_ place: EventPlace) throws(StoreError) { try store.fasten(place) }
    func move(_ loose: EventPlace, to place: EventPlace) throws(StoreError) {
        try store.move(loose, to: place)
    }
    func note(
        givenBack place: EventPlace, of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) {
        try store.note(givenBack: place, of: record, by: stream)
    }
    func givenBack(
        of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) -> [EventPlace] {
        try store.givenBack(of: record, by: stream)
    }
    func lowerFactReach(to place: EventPlace) throws(StoreError) {
        try store.lowerFactReach(to: place)
    }
    func raise(_ counter: String, by amount: UInt64) throws(StoreError) {
        try store.raise(counter, by: amount)
    }
    func raise(countersOf prefix: String, by amount: UInt64) throws(StoreError) {
        try store.raise(countersOf: prefix, by: amount)
    }
    func next(_ counter: String) throws(StoreError) -> UInt64 { try store.next(counter) }
}
