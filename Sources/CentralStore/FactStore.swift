package import Reports
package import SyncProtocol

/// What facts are to be made of next.
package enum FactNews: Sendable {
    /// Records that are looked at for the first time; each will come by itself.
    case first([RecordRow])
    /// Records that have changed since; what hangs on a case changes the case.
    case changed([RecordRow])
    case none
}

/// Where a central store keeps what reports need of each case, so that no report opens cases.
///
/// Everything here is made from the trunks, outside the way of what comes in, and can at any time
/// be made again; `Hub.refreshFacts` does so.
package protocol FactStore: AnyObject {
    /// By which rules the facts were made; nil before the first report.
    func factBasis() throws(StoreError) -> String?
    /// Forgets all facts, so that they are made again by these rules: of all records there are, one
    /// after the other, and then of those that got events since.
    func beginFacts(basis: String) throws(StoreError)
    /// Records whose facts are to be made, each once; at most so many records or events.
    func factNews(limit: Int) throws(StoreError) -> FactNews
    /// How many events of a site stand in records that `factNews` has given, or will give of
    /// itself.
    func eventsReached(on site: SiteNumber) throws(StoreError) -> UInt64
    /// Keeps the facts of the case that an event created.
    func put(_ facts: CaseFacts, of place: EventPlace) throws(StoreError)
    /// Keeps the facts of the rating or feedback that an event created.
    func put(_ opinion: OpinionFacts, of place: EventPlace) throws(StoreError)
    /// Gives the facts of cases received at a time, until the body returns false.
    func cases(received: ClosedRange<Int64>, _ body: (CaseFacts) -> Bool) throws(StoreError)
    /// Gives the facts of ratings and feedback of a time, until the body returns false.
    func opinions(
        received: ClosedRange<Int64>, _ body: (OpinionFacts) -> Bool
    ) throws(StoreError)
    /// The records with this key, oldest first.
    func records(keyed key: String) throws(StoreError) -> [RecordRow]
}
