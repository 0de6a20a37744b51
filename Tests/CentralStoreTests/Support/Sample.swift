import CaseRecords
import CentralStore
import Sealing
import SyncProtocol

/// Values of which a test names only what it is about.
enum Sample {
    static let epoch = HubEpoch(counter: 1, bits: 0xFEDC_BA98_7654_3210, site: SiteNumber(1))

    static func site(_ number: UInt32) -> Site {
        Site(number: SiteNumber(number), name: "Điểm \(number)", unit: "H57", type: "post")
    }

    static func row(
        _ name: RecordName, kind: String = "case", arrived: Int64 = 5,
        _ adjust: (inout RecordSummary) -> Void = { _ in }
    ) -> RecordRow {
        var summary = Projection.summary(of: RecordState(name), events: 1, hubs: [])
        summary.kind = kind
        adjust(&summary)
        return RecordRow(
            name: name, site: SiteNumber(2), length: 1, arrived: arrived, summary: summary)
    }

    static func parked(
        _ event: PlacedEvent, _ reason: ParkReason = .notEntitled
    ) -> ParkedEvent {
        ParkedEvent(
            site: event.site, sequence: event.sequence, hash: event.hash, record: event.record,
            reason: reason, bytes: event.bytes, arrived: 7)
    }
}

/// A branch that writes events and gives them their places and hashes.
struct Branch {
    let site: SiteNumber
    private var head: Head

    init(_ site: UInt32) {
        self.site = SiteNumber(site)
        head = Head(epoch: UInt64(site))
    }

    mutating func write(_ record: RecordName? = nil, note: String = "") -> PlacedEvent {
        let event = Event(
            record: record, kind: record == nil ? "case" : "edit", actor: "lan",
            time: EventTime(wall: 1_790_000_000_000), context: VectorClock(),
            fields: [.init("note", .text(note))])
        head = head.following(event.encoded, Blake2b.chain)
        return PlacedEvent(
            site: site, sequence: head.sequence, hash: head.hash, event: event,
            bytes: event.encoded)
    }
}
