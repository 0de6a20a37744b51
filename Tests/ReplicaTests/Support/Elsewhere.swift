import Sealing
import SyncProtocol

/// A branch of another site, whose events come in answers.
struct Elsewhere {
    let site: SiteNumber
    private var head: Head

    init(_ site: UInt32) {
        self.site = SiteNumber(site)
        head = Head(epoch: UInt64(site) << 40)
    }

    /// Writes an event and gives it as a full entry at a position of its trunk.
    mutating func write(
        _ record: RecordName? = nil, at position: UInt64, kind: String? = nil,
        context: VectorClock = VectorClock(), fields: KeyValuePairs<String, String>
    ) -> TrunkEntry.Full {
        let event = Event(
            record: record, kind: kind ?? (record == nil ? "case" : "edit"), actor: "Hà",
            time: EventTime(wall: 1_790_000_000_002), context: context,
            fields: fields.map { .init($0.key, .text($0.value)) })
        let previous = head.hash
        head = head.following(event.encoded, Blake2b.chain)
        return TrunkEntry.Full(
            record: record ?? head.hash.recordName, position: position, site: site,
            sequence: head.sequence, previous: previous, bytes: event.encoded)
    }
}

extension PlacedEvent {
    /// This own event at a position of its trunk.
    func own(at position: UInt64) -> TrunkEntry {
        .own(sequence: sequence, position: position, count: 1)
    }
}
