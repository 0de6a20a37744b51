package import SyncProtocol

/// What the fold of a record says, as the lists and look-ups of both sides keep it.
///
/// It can always be made again from the record's events.
package struct RecordSummary: Equatable, Sendable {
    /// `case`, `rating`, `procedure`, `unit` or `point`; newer kinds stay as they are.
    package var kind: String
    /// The name in the application's own words: a procedure's code, a unit's or a point's number.
    package var key: String?
    package var slip: String?
    package var official: String?
    package var reference: String?
    package var state: String?
    package var unit: String?
    /// The fields with more than one value standing, in the order of the state.
    package var conflicts: [String]
    package var clock: VectorClock
    /// How many events were folded.
    package var events: UInt64
    /// A few fields that lists show; of a procedure also the prepared keys to search it by.
    package var texts: ListedTexts

    /// The names of the fields that go into `texts`, in the order of the wire.
    static func listed(_ kind: String) -> [String] {
        kind == RecordKind.payment ? ofPayment : ofOthers
    }

    private static let ofPayment = ["case", "kind", "amount", "receipt", "refunded", "confirmed"]
    private static let ofOthers = [
        "due", "case", "name", "type", "field", "score", "handler", "officer", "abolished",
        "effective", "procedure", "received_at", "applicant.name", "procedure.name",
    ]
}

extension RecordSummary {
    /// Deterministic CBOR of everything, to be kept beside the record.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder(capacity: 256)
        let optional = [key, slip, official, reference, state, unit]
        encoder.array(11)
        encoder.text(kind)
        for text in optional {
            if let text { encoder.text(text) } else { encoder.null() }
        }
        encoder.array(conflicts.count)
        for field in conflicts { encoder.text(field) }
        encoder.array(clock.entries.count)
        for entry in clock.entries {
            encoder.array(2)
            encoder.unsigned(UInt64(entry.site.value))
            encoder.unsigned(entry.sequence)
        }
        encoder.unsigned(events)
        encoder.map(texts.count)
        for entry in texts.entries {
            encoder.text(entry.name)
            encoder.text(entry.text)
        }
        return encoder.bytes
    }

    package init(decoding bytes: [UInt8]) throws(WireError) {
        var decoder = CBORDecoder(bytes)
        guard try decoder.array(limit: 11) == 11 else { throw .outOfRange(at: 0) }
        let limit = bytes.count
        kind = try decoder.text(limit: limit)
        key = try decoder.optionalText(limit: limit)
        slip = try decoder.optionalText(limit: limit)
        official = try decoder.optionalText(limit: limit)
        reference = try decoder.optionalText(limit: limit)
        state = try decoder.optionalText(limit: limit)
        unit = try decoder.optionalText(limit: limit)
        conflicts = []
        for _ in 0..<(try decoder.array(limit: limit)) {
            conflicts.append(try decoder.text(limit: limit))
        }
        var entries: [VectorClock.Entry] = []
        for _ in 0..<(try decoder.array(limit: limit)) {
            _ = try decoder.array(limit: 2)
            let site = SiteNumber(UInt32(try decoder.unsigned(limit: UInt64(UInt32.max))))
            entries.append(.init(site: site, sequence: try decoder.unsigned()))
        }
        clock = VectorClock(entries)
        events = try decoder.unsigned()
        texts = ListedTexts()
        for _ in 0..<(try decoder.map(limit: limit)) {
            let name = try decoder.text(limit: limit)
            texts[name] = try decoder.text(limit: limit)
        }
        try decoder.finish()
    }
}

extension CBORDecoder {
    fileprivate mutating func optionalText(limit: Int) throws(WireError) -> String? {
        try takeNull() ? nil : try text(limit: limit)
    }
}
