extension Event {
    /// Map keys of an event; higher ones belong to newer versions and are kept in the bytes.
    private enum Key {
        static let record: UInt64 = 1
        static let kind: UInt64 = 2
        static let actor: UInt64 = 3
        static let time: UInt64 = 4
        static let context: UInt64 = 5
        static let fields: UInt64 = 6
    }

    /// The canonical bytes, which are hashed, stored and sent, and never written again.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder(capacity: 256)
        encoder.map(4 + (record == nil ? 0 : 1) + (context.isEmpty ? 0 : 1))
        if let record {
            encoder.unsigned(Key.record)
            encoder.bytes(record.bytes)
        }
        encoder.unsigned(Key.kind)
        encoder.text(kind)
        encoder.unsigned(Key.actor)
        encoder.text(actor)
        encoder.unsigned(Key.time)
        time.encode(to: &encoder)
        if !context.isEmpty {
            encoder.unsigned(Key.context)
            encoder.clock(context)
        }
        encoder.unsigned(Key.fields)
        encoder.map(fields.count)
        for field in fields {
            encoder.text(field.name)
            encoder.value(field.value)
        }
        return encoder.bytes
    }

    /// Reads canonical bytes; keys of newer versions are passed over.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Limits.eventBytes else {
            throw .tooLarge(limit: Limits.eventBytes, at: 0)
        }
        var decoder = CBORDecoder(bytes)
        var record: RecordName?
        var kind: String?
        var actor: String?
        var time: EventTime?
        var context = VectorClock()
        var fields: [Field]?
        try decoder.fields(limit: 64) { (decoder, key) throws(WireError) in
            switch key {
            case Key.record: record = try decoder.recordName()
            case Key.kind: kind = try decoder.text(limit: Limits.wordBytes)
            case Key.actor: actor = try decoder.text(limit: Limits.wordBytes)
            case Key.time: time = try EventTime(from: &decoder)
            case Key.context: context = try decoder.clock()
            case Key.fields: fields = try Self.fields(from: &decoder)
            default: _ = try decoder.skip()
            }
        }
        try decoder.finish()
        guard let kind else { throw .missingKey(Key.kind) }
        guard let actor else { throw .missingKey(Key.actor) }
        guard let time else { throw .missingKey(Key.time) }
        guard let fields else { throw .missingKey(Key.fields) }
        self.init(
            record: record, kind: kind, actor: actor, time: time, context: context,
            inOrder: fields)
    }

    /// Whether every reader takes these bytes: within the limits and canonical.
    package static func isReadable(_ bytes: [UInt8]) -> Bool {
        // Why it is not is of no use to a writer.
        (try? Event(decoding: bytes)) != nil
    }

    private static func fields(from decoder: inout CBORDecoder) throws(WireError) -> [Field] {
        let count = try decoder.map(limit: Limits.fieldsPerEvent)
        var fields: [Field] = []
        fields.reserveCapacity(count)
        var last = 0..<0
        for _ in 0..<count {
            let start = decoder.offset
            let name = try decoder.text(limit: Limits.fieldNameBytes)
            try decoder.expectOrder(last, start..<decoder.offset)
            last = start..<decoder.offset
            fields.append(Field(name, try decoder.value()))
        }
        return fields
    }
}

extension CBOREncoder {
    mutating func clock(_ clock: VectorClock) {
        map(clock.entries.count)
        for entry in clock.entries {
            unsigned(UInt64(entry.site.value))
            unsigned(entry.sequence)
        }
    }
}

extension CBORDecoder {
    mutating func siteNumber() throws(WireError) -> SiteNumber {
        SiteNumber(UInt32(try unsigned(limit: UInt64(UInt32.max))))
    }

    /// A sequence or position: stores keep them in 64 signed bits.
    mutating func ordinal() throws(WireError) -> UInt64 {
        try unsigned(limit: UInt64(Int64.max))
    }

    mutating func recordName() throws(WireError) -> RecordName {
        let start = offset
        guard let name = RecordName(try bytes(limit: 16)) else { throw .outOfRange(at: start) }
        return name
    }

    mutating func digest() throws(WireError) -> Digest {
        let start = offset
        guard let digest = Digest(try bytes(limit: 32)) else { throw .outOfRange(at: start) }
        return digest
    }

    mutating func clock() throws(WireError) -> VectorClock {
        let first = offset
        let count = try map(limit: Limits.clockEntries)
        // An empty context is left out: an event has one form.
        guard count > 0 else { throw .notDeterministic(at: first) }
        var entries: [VectorClock.Entry] = []
        for _ in 0..<count {
            let start = offset
            let site = try siteNumber()
            if let last = entries.last, site <= last.site { throw .notDeterministic(at: start) }
            let sequence = try ordinal()
            guard sequence > 0 else { throw .outOfRange(at: start) }
            entries.append(.init(site: site, sequence: sequence))
        }
        return VectorClock(entries)
    }
}
