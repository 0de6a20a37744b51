package import SyncProtocol

/// The seam between the hub's logic and what keeps it: facts and their order, no rules.
///
/// One thread uses a store at a time. Everything is called inside `transaction`, which holds the
/// store's only write lock from its beginning to its commit, so change numbers are given and become
/// visible in one order: a reader that has seen number c never later finds a new one ≤ c.
package protocol CentralStore: AnyObject {
    /// Runs the body under the write lock; what it throws rolls everything back.
    func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T
    /// A part of a transaction that can fail alone: what it throws rolls back this part.
    func part<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T

    func hub() throws(StoreError) -> HubEpoch?
    /// Starts an epoch; its site number is taken from the same row of numbers as all others.
    func begin(_ epoch: HubEpoch) throws(StoreError)
    /// Gives a site number that was never given before.
    func reserveSite() throws(StoreError) -> SiteNumber

    /// Former lives of this store, the newest first.
    func formerLives() throws(StoreError) -> [EndedLife]
    /// Ends a life where the logs stand now.
    func end(_ life: EndedLife) throws(StoreError)
    /// The last number of a log in a former life; zero when it had none.
    func logEnd(of stream: SiteNumber, in life: HubEpoch) throws(StoreError) -> UInt64

    /// Notes what an event continues that came before those before it on its branch.
    func putLoose(_ place: EventPlace, after previous: Digest) throws(StoreError)
    func loose(_ place: EventPlace) throws(StoreError) -> Digest?
    /// The sequences of a branch at which such events stand, in order.
    func looseSequences(of site: SiteNumber) throws(StoreError) -> [UInt64]
    /// What comes before an event stands on its branch by now.
    func fasten(_ place: EventPlace) throws(StoreError)
    /// Gives such an event another place, in the logs as well; what lists and facts show of its
    /// record is made anew by the caller.
    func move(_ loose: EventPlace, to place: EventPlace) throws(StoreError)

    /// Notes that a point gave an event of another branch back, and so had it.
    func note(
        givenBack place: EventPlace, of record: RecordName, by stream: SiteNumber
    ) throws(StoreError)
    /// The events of a record that a point gave back.
    func givenBack(
        of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) -> [EventPlace]

    func put(_ site: Site) throws(StoreError)
    func site(_ number: SiteNumber) throws(StoreError) -> Site?
    /// All sites in the order of their numbers.
    func sites() throws(StoreError) -> [Site]

    /// The hash tree of all branches that continue another.
    func tree() throws(StoreError) -> BranchTree
    /// The branch under which the event of this hash stands, parked or not; nil when it never came.
    func branch(of hash: Digest) throws(StoreError) -> SiteNumber?

    /// Appends an event to its record's trunk and returns its position.
    func append(_ event: PlacedEvent, arrived: Int64) throws(StoreError) -> UInt64
    /// The events of a record from one position through another, in order.
    func trunk(
        _ record: RecordName, _ positions: ClosedRange<UInt64>
    ) throws(StoreError) -> [TrunkEvent]
    /// The event at a place, nil when none was folded there.
    func event(at place: EventPlace) throws(StoreError) -> TrunkEvent?
    /// The events of a branch that arrived since then and were folded, in order.
    func events(of site: SiteNumber, since: Int64) throws(StoreError) -> [TrunkEvent]
    /// The hash of an event of a branch, parked or not.
    func hash(of sequence: UInt64, on site: SiteNumber) throws(StoreError) -> Digest?
    /// The highest sequence of a site about a record, parked or not; zero for none.
    func lastSequence(of site: SiteNumber, about record: RecordName) throws(StoreError) -> UInt64

    func park(_ event: ParkedEvent) throws(StoreError)
    /// Parked events of one site after a sequence, or of all, in order.
    func parked(site: SiteNumber?, after: UInt64) throws(StoreError) -> [ParkedEvent]
    /// Takes an event out of those that are set aside.
    func unpark(_ place: EventPlace) throws(StoreError)
    /// Notes another reason for which an event is set aside.
    func mark(_ place: EventPlace, _ reason: ParkReason, note: String?) throws(StoreError)
    /// Whether something stands parked that was not rejected, so that later events wait.
    func isParked(_ record: RecordName, by site: SiteNumber) throws(StoreError) -> Bool

    /// Keeps what is known of a record; the event that created it has been appended.
    func put(_ record: RecordRow) throws(StoreError)
    func record(_ name: RecordName) throws(StoreError) -> RecordRow?
    /// Records whose key, slip, official code, reference or name is exactly this text.
    func records(matching code: String) throws(StoreError) -> [RecordRow]
    /// Gives records one by one, oldest first, until the body returns false.
    func records(
        kind: String, onlyConflicts: Bool, _ body: (RecordRow) -> Bool
    ) throws(StoreError)
    func count(kind: String) throws(StoreError) -> Int
    /// The names of all records that have a trunk, in order: at most so many, after one of them.
    func names(after last: RecordName?, limit: Int) throws(StoreError) -> [RecordName]
    /// The keys that more than one record of a kind has, in order.
    func keysHeldTwice(kind: String) throws(StoreError) -> [String]

    /// The sites that may see a record, in order: those whose logs have an entry of it.
    func interested(in record: RecordName) throws(StoreError) -> [SiteNumber]
    func isInterested(_ site: SiteNumber, in record: RecordName) throws(StoreError) -> Bool

    /// Lets a site see a record until then, in milliseconds since 1970; or for longer than it may.
    func lend(_ record: RecordName, to site: SiteNumber, until: Int64) throws(StoreError)
    /// Whether a site may or might see a record for a while only.
    func isLent(_ record: RecordName, to site: SiteNumber) throws(StoreError) -> Bool
    /// Lends another record to whom this one is lent, as long.
    func copyLoans(of record: RecordName, to other: RecordName) throws(StoreError)
    /// Lets a site to which a record is or was lent see it for good, once it stands in its log.
    func keep(_ record: RecordName, at site: SiteNumber) throws(StoreError)
    /// Ends the loans whose time has come: those sites are not interested any more.
    func endLoans(at time: Int64) throws(StoreError)
    /// What was lent to a site and is not to be seen by it any more.
    func endedLoans(of site: SiteNumber) throws(StoreError) -> [RecordName]
    /// How often a wrong proof was given for a record on a day.
    func wrongProofs(of record: RecordName, on day: String) throws(StoreError) -> Int
    func noteWrongProof(of record: RecordName, on day: String) throws(StoreError)

    /// The last number of a log and the chain hash there.
    func logHead(_ stream: SiteNumber) throws(StoreError) -> Mark
    /// Appends entries, whose numbers follow the head's.
    func log(_ entries: [LogEntry], stream: SiteNumber) throws(StoreError)
    /// The chain hash at a number, nil when the log does not reach there.
    func logMark(_ stream: SiteNumber, at number: UInt64) throws(StoreError) -> Mark?
    /// Entries after a number in order, at most so many.
    func log(
        _ stream: SiteNumber, after number: UInt64, limit: Int
    ) throws(StoreError) -> [LogEntry]
    /// The highest position of a record among a log's entries up to a number; zero for none.
    func position(
        of record: RecordName, in stream: SiteNumber, through number: UInt64
    ) throws(StoreError) -> UInt64

    /// Notes a document that a site's event names in a record, in the place of what was noted.
    func put(_ named: NamedDocument) throws(StoreError)
    /// Who has named a document in which record, in the order of records and sites.
    func named(_ document: DocumentReference) throws(StoreError) -> [NamedDocument]
    /// Whether any event names a document, whatever length it gives.
    func isNamed(_ name: DocumentName) throws(StoreError) -> Bool

    /// Keeps an envelope of a revoked site; the caller sees to it that there is room.
    func quarantine(_ envelope: QuarantinedEnvelope) throws(StoreError)
    /// The envelopes that are kept of a site, in the order of their arrival.
    func quarantined(of site: SiteNumber) throws(StoreError) -> [QuarantinedEnvelope]
    /// Bytes of all envelopes that are kept.
    func quarantinedBytes() throws(StoreError) -> Int
    /// Removes an envelope that was folded, or that another one has made superfluous.
    func takeOut(_ envelope: QuarantinedEnvelope) throws(StoreError)

    /// Notes a backup that was read back; the same one again changes nothing.
    func put(_ backup: ProvenBackup) throws(StoreError)
    /// How far a branch goes in both of the two newest backups that were read back; zero as long
    /// as there are not two.
    func backedUp(_ site: SiteNumber) throws(StoreError) -> UInt64

    /// Lets reports look at an event that is folded after later ones of its branch.
    func lowerFactReach(to place: EventPlace) throws(StoreError)

    /// Raises a counter by more than one.
    func raise(_ counter: String, by amount: UInt64) throws(StoreError)
    /// Raises all counters whose names begin so.
    func raise(countersOf prefix: String, by amount: UInt64) throws(StoreError)
    /// Raises a counter by one and returns it; the first is 1.
    func next(_ counter: String) throws(StoreError) -> UInt64
}

extension SiteNumber {
    /// The change log of the reference data, which every site reads.
    package static let reference = SiteNumber(0)
}
