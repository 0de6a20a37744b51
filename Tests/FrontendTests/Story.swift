import CaseModel
import CaseRecords
import Sealing
import SyncProtocol
import Testing

/// What several people do with one case, each with what stood on their own screen.
///
/// The centre is site 1; the others are points.
struct Story {
    private var heads: [UInt32: Head] = [:]
    private(set) var events: [PlacedEvent] = []
    private(set) var payments: [PaymentRecord] = []

    static let hubs = [SiteNumber(1)]
    static let chain: HashFunction = Blake2b.chain

    /// A case that point 2 received on Monday 30 November 2026 at 8:00, due in five working days.
    init(_ more: [String: String] = [:]) {
        let fields = [
            "procedure": "1.004194", "procedure.name": "Đăng ký tạm trú", "unit": "H57.19815",
            "channel": "counter", "delivery": "counter", "limit": "5 workingDay",
            "due": "2026-12-07T17:00:00+07:00", "slip": "T-2-261130-1",
            "applicant.name": "Trần Thị Mai", "applicant.identity": "046190000123",
        ].merging(more) { _, new in new }
        write("case", 2, "Lan", "2026-11-30T08:00:00+07:00", nil, fields.map { ($0, $1) })
    }

    var name: RecordName { events[0].record }
    var state: RecordState { RecordState(name, folding: events) }
    var slip: String? { Projection.slip(of: state, base: "T-2-261130-1") }

    /// What an officer at the centre does, having seen the first so many events, or all.
    mutating func officer(
        _ act: OfficerAct, _ actor: String, _ time: String, seen: Int? = nil
    ) throws {
        let now = try Instant.milliseconds(iso: time)
        let shown = RecordState(name, folding: events.prefix(seen ?? events.count))
        let view = CaseView(fields: shown.dictionary(hubs: Self.hubs))
        try act.check(view)
        write(act.name, 1, actor, time, seen, act.fields(on: view, by: actor, at: now))
    }

    /// What a point does.
    mutating func point(
        _ act: PointAct, at site: UInt32, _ actor: String, _ time: String, seen: Int? = nil
    ) throws {
        let now = try Instant.milliseconds(iso: time)
        write(act.name, site, actor, time, seen, act.fields(at: now))
    }

    /// A point takes the fee in cash.
    mutating func cash(_ amount: Int64, at site: UInt32, _ actor: String, _ time: String) throws {
        let payment = Payment.cash(amount, of: "\(name)", receipt: "C-\(site)-261130-1-K")
        let fields = payment.fields.map { Event.Field($0.name, .text($0.value)) }
        let placed = place(
            Event(
                record: nil, kind: RecordKind.payment, actor: actor,
                time: EventTime(wall: try Instant.milliseconds(iso: time)),
                context: VectorClock(), fields: fields), site)
        let record = RecordState(placed.record, folding: [placed])
        payments.append(try #require(PaymentRecord(record, hubs: Self.hubs)))
    }

    /// An event at the centre or at a point, by somebody who saw the first so many, or all.
    mutating func write(
        _ kind: String, _ site: UInt32, _ actor: String, _ time: String, _ seen: Int? = nil,
        _ fields: [(name: String, value: String)]
    ) {
        var clock = VectorClock()
        for event in events.prefix(seen ?? events.count) {
            clock.witness(event.sequence, of: event.site)
        }
        let sorted = fields.sorted { $0.name < $1.name }
        let wall = try? Instant.milliseconds(iso: time)  // a time of this file's own
        let event = Event(
            record: events.first?.record, kind: kind, actor: actor,
            time: EventTime(wall: wall ?? 0), context: clock.asContext(of: SiteNumber(site)),
            fields: sorted.map { .init($0.name, .text($0.value)) })
        events.append(place(event, site))
    }

    private mutating func place(_ event: Event, _ site: UInt32) -> PlacedEvent {
        let head = heads[site] ?? Head(epoch: UInt64(site))
        let next = head.following(event.encoded, Self.chain)
        heads[site] = next
        return PlacedEvent(
            site: SiteNumber(site), sequence: next.sequence, hash: next.hash, event: event,
            bytes: event.encoded)
    }

    /// The names of the places in these tests.
    static func place(_ site: SiteNumber) -> String? {
        switch site {
        case SiteNumber(1): "trung tâm"
        case SiteNumber(2): "Bưu cục Lộc An"
        case SiteNumber(3): "Bưu cục Vỹ Dạ"
        default: nil
        }
    }
}
