package import Reports
package import SyncProtocol

/// Where a central store keeps what reports need of each case, so that no report opens cases.
///
/// Everything here is made from the trunks, outside the way of what comes in, and can at any time
/// be made again; `Hub.refreshFacts` does so.
package protocol FactStore: AnyObject {
    /// By which rules the facts were made; nil before the first report.
    func factBasis() throws(StoreError) -> String?
    /// Forgets all facts, so that they are made again by these rules.
    func beginFacts(basis: String) throws(StoreError)
    /// Records with events that this did not look at before, each once; at most so many events.
    func recordsWithNews(limit: Int) throws(StoreError) -> [RecordName]
    /// How many events of a site `recordsWithNews` has looked at.
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
