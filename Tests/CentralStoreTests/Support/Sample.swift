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
        _ event: PlacedEvent, kind: String = "case", arrived: Int64 = 5,
        _ adjust: (inout RecordSummary) -> Void = { _ in }
    ) -> RecordRow {
        var summary = Projection.summary(of: RecordState(event.record), events: 1, hubs: [])
        summary.kind = kind
        adjust(&summary)
        return RecordRow(
            name: event.record, creation: EventPlace(event.site, event.sequence), length: 1,
            arrived: arrived, summary: summary)
    }

    static func parked(
        _ event: PlacedEvent, _ reason: ParkReason = .notEntitled
    ) -> ParkedEvent {
        ParkedEvent(
            site: event.site, sequence: event.sequence, hash: event.hash, record: event.record,
            reason: reason, bytes: event.bytes, arrived: 7)
    }
}

extension CentralStore {
    /// Appends an event by which a branch creates a record.
    func create(by branch: inout Branch) throws -> PlacedEvent {
        let event = branch.write()
        _ = try transaction { () throws(StoreError) in try append(event, arrived: 5) }
        return event
    }

    /// Appends one change to a log, under the next number.
    func log(
        _ change: Change, stream: SiteNumber, chain: (Mark) -> UInt64
    ) throws(StoreError) {
        let head = try logHead(stream)
        let mark = Mark(number: head.number + 1, prefix: chain(head))
        try log([LogEntry(mark: mark, change: change)], stream: stream)
    }
}

extension Change {
    /// A change that an event at this position of its trunk makes.
    init(_ event: PlacedEvent, at position: UInt64, isGrant: Bool = false) {
        self.init(
            event: EventPlace(event.site, event.sequence), position: position, isGrant: isGrant)
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
