import CaseRecords
import CentralStore
import SyncProtocol

/// The hub's own branch.
extension Hub {
    /// Appends an event of the hub's own and folds it; inside a transaction.
    func write(
        _ kind: String, record: RecordName? = nil, actor: String, context: VectorClock,
        fields: [Event.Field], now: Int64
    ) throws(StoreError) -> RecordName {
        guard var site = try store.site(epoch.site), let head = site.head else {
            throw .damaged("the hub's own branch is missing")
        }
        let event = Event(
            record: record, kind: kind, actor: actor, time: EventTime(wall: now), context: context,
            fields: fields)
        let bytes = event.encoded
        // Every kiosk that could not read it would stop here for ever.
        guard Event.isReadable(bytes) else {
            throw .damaged("an own event that no kiosk could read was not written")
        }
        let next = head.following(bytes, hash)
        let placed = PlacedEvent(
            site: epoch.site, sequence: next.sequence, hash: next.hash, event: event, bytes: bytes)
        site.head = next
        site.claimedSequence = next.sequence
        site.lastSeen = now
        try store.put(site)
        try fold(placed, now: now)
        return placed.record
    }
}
