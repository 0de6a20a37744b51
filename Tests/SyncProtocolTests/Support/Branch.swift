import SyncProtocol

/// A branch of events in a test: it writes events and gives them their places and hashes.
struct Branch {
    let site: SiteNumber
    private(set) var head: Head

    init(_ site: SiteNumber, epoch: UInt64? = nil) {
        self.site = site
        head = Head(epoch: epoch ?? UInt64(site.value) << 32)
    }

    /// The same history under another number.
    func forked(_ site: SiteNumber) -> Branch {
        var child = Branch(site)
        child.head = head
        return child
    }

    /// Takes a sequence number for an event of some other record.
    mutating func skip() {
        head = head.following([0xF6], mixing)
    }

    mutating func write(_ event: Event) -> PlacedEvent {
        let bytes = event.encoded
        head = head.following(bytes, mixing)
        return PlacedEvent(
            site: site, sequence: head.sequence, hash: head.hash, event: event, bytes: bytes)
    }

    /// Writes an act that sets texts; nil for the record creates one.
    mutating func write(
        _ record: RecordName?, context: KeyValuePairs<UInt32, UInt64> = [:],
        fields: KeyValuePairs<String, String>
    ) -> PlacedEvent {
        write(
            .sample(
                record, context: clock(context),
                fields: fields.map { .init($0.key, .text($0.value)) }
            ))
    }

    /// A creating event as it stands in an answer, at the first place of its trunk.
    mutating func sent(_ fields: KeyValuePairs<String, String>) -> TrunkEntry {
        let previous = head.hash
        let written = write(nil, fields: fields)
        return .full(
            .init(
                record: written.record, position: 1, site: site, sequence: written.sequence,
                previous: previous, bytes: written.bytes))
    }
}

extension Event {
    /// An event of which a test names only what it is about.
    static func sample(
        _ record: RecordName? = nil, kind: String? = nil, context: VectorClock = VectorClock(),
        wall: Int64 = 1_790_000_000_000, fields: [Field] = []
    ) -> Event {
        Event(
            record: record, kind: kind ?? (record == nil ? "case" : "edit"), actor: "lan",
            time: EventTime(wall: wall), context: context, fields: fields)
    }
}
