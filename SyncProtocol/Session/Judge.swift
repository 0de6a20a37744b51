/// The hub's checks of one batch before anything is folded (design §4).
///
/// What fails is parked and holds back only later events of the same branch and record.
struct Judge {
    private var records: [RecordName: HubSession.RecordView]
    private let verdict: HubSession.Verdict
    private let now: Int64

    init(
        records: [RecordName: HubSession.RecordView], verdict: @escaping HubSession.Verdict,
        now: Int64
    ) {
        self.records = records
        self.verdict = verdict
        self.now = now
    }

    /// Judges the event that makes this head, and remembers it for the ones after it.
    mutating func judge(_ read: ReadEvent, bytes: [UInt8], at head: Head) -> HubSession.Judged {
        guard let event = read.event else {
            return .init(head: head, bytes: bytes, event: nil, reason: .malformed)
        }
        let reason = reason(event, asCreation: read.reason)
        remember(event, at: head, isParked: reason != nil)
        return .init(head: head, bytes: bytes, event: event, reason: reason)
    }

    private func reason(_ event: Event, asCreation: ParkReason?) -> ParkReason? {
        guard isSane(event.time.wall) else { return .insaneTime }
        guard let name = event.record else { return asCreation }
        guard let record = records[name] else { return .unknownRecord }
        if record.isHeld { return .heldBack }
        guard record.isEntitled else { return .notEntitled }
        guard isDelivered(event.context, of: record) else { return .contextNotDelivered }
        return verdict(event, record.kind)
    }

    private func isSane(_ wall: Int64) -> Bool {
        let (distance, isOverflow) = wall.subtractingReportingOverflow(now)
        return !isOverflow && distance.magnitude <= UInt64(Limits.saneClockMilliseconds)
    }

    /// A context that claims more than was delivered would erase other people's values unseen.
    private func isDelivered(
        _ context: VectorClock, of record: HubSession.RecordView
    ) -> Bool {
        context.entries.allSatisfy { entry in
            entry.site == .own
                ? entry.sequence <= record.own
                : record.delivered.covers(entry.sequence, of: entry.site)
        }
    }

    private mutating func remember(_ event: Event, at head: Head, isParked: Bool) {
        guard let name = event.record else {
            records[head.hash.recordName] = .init(
                kind: event.kind, isEntitled: true, delivered: VectorClock(), own: head.sequence,
                isHeld: isParked)
            return
        }
        records[name]?.own = head.sequence
        if isParked { records[name]?.isHeld = true }
    }
}
