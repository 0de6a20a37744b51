extension Changes {
    func encode(to encoder: inout CBOREncoder) {
        encoder.array(4)
        encoder.mark(from)
        encoder.mark(through)
        encoder.bool(more)
        encoder.entries(entries)
    }

    init(from decoder: inout CBORDecoder, hash: HashFunction) throws(WireError) {
        try decoder.tuple(4)
        from = try decoder.mark()
        through = try decoder.mark()
        more = try decoder.bool()
        entries = try decoder.entries(hash: hash)
    }
}

extension CBOREncoder {
    /// The entries without their events, then the events as a batch.
    ///
    /// An own entry has three numbers. A full one has four items: site, sequence, position and the
    /// hash before it on its branch; where it follows the full entry before it on the same branch,
    /// only the position. The record is not sent: the event names it or, by its hash, creates it.
    mutating func entries(_ entries: [TrunkEntry]) {
        array(2)
        array(entries.count)
        var last: TrunkEntry.Full?
        var events: [[UInt8]] = []
        for entry in entries {
            switch entry {
            case .own(let sequence, let position, let count):
                array(3)
                unsigned(sequence)
                unsigned(position)
                unsigned(count)
            case .full(let full):
                encode(full, after: last)
                events.append(full.bytes)
                last = full
            }
        }
        bytes(EventBatch.encode(events))
    }

    private mutating func encode(_ full: TrunkEntry.Full, after last: TrunkEntry.Full?) {
        if let last, !full.isLoose, last.site == full.site,
            last.sequence + 1 == full.sequence
        {
            array(1)
            unsigned(full.position)
            return
        }
        array(4)
        unsigned(UInt64(full.site.value))
        unsigned(full.sequence)
        unsigned(full.position)
        bytes(full.previous.bytes)
    }
}

extension CBORDecoder {
    /// What an entry says beside its event.
    private enum Outline {
        case own(sequence: UInt64, position: UInt64, count: UInt64)
        case full(site: SiteNumber, sequence: UInt64, position: UInt64, previous: Digest)
        case next(position: UInt64)
    }

    mutating func entries(hash: HashFunction) throws(WireError) -> [TrunkEntry] {
        try tuple(2)
        var outlines: [Outline] = []
        for _ in 0..<(try array(limit: Limits.entriesPerAnswer * 4)) {
            outlines.append(try outline())
        }
        let start = offset
        let events = try EventBatch.decode(
            bytes(limit: Limits.messageBytes), limitEvents: outlines.count,
            limitBytes: Limits.messageBytes)
        var rest = events[...]
        var entries: [TrunkEntry] = []
        var last: (site: SiteNumber, head: Head)?
        for outline in outlines {
            if case .own(let sequence, let position, let count) = outline {
                entries.append(.own(sequence: sequence, position: position, count: count))
                continue
            }
            guard let bytes = rest.popFirst() else { throw .outOfRange(at: start) }
            let full = try full(outline, bytes, &last, hash: hash, at: start)
            entries.append(.full(full))
        }
        guard rest.isEmpty else { throw .outOfRange(at: start) }
        return entries
    }

    private mutating func outline() throws(WireError) -> Outline {
        let start = offset
        switch try array(limit: 4) {
        case 1:
            return .next(position: try ordinal())
        case 3:
            let sequence = try ordinal()
            let position = try ordinal()
            return .own(sequence: sequence, position: position, count: try ordinal())
        case 4:
            let site = try siteNumber()
            let sequence = try ordinal()
            let position = try ordinal()
            return .full(
                site: site, sequence: sequence, position: position, previous: try digest())
        default:
            throw .outOfRange(at: start)
        }
    }

    private func full(
        _ outline: Outline, _ bytes: [UInt8], _ last: inout (site: SiteNumber, head: Head)?,
        hash: HashFunction, at start: Int
    ) throws(WireError) -> TrunkEntry.Full {
        let (site, sequence, position, previous): (SiteNumber, UInt64, UInt64, Digest)
        var isLoose = false
        switch outline {
        case .full(let givenSite, let givenSequence, let givenPosition, let givenPrevious):
            if let last, last.site == givenSite, last.head.sequence + 1 == givenSequence {
                // What follows from the entry before has one form only.
                guard last.head.hash != givenPrevious else { throw .notDeterministic(at: start) }
                isLoose = true
            }
            (site, sequence, position) = (givenSite, givenSequence, givenPosition)
            previous = givenPrevious
        case .next(let givenPosition):
            guard let last else { throw .outOfRange(at: start) }
            (site, sequence, position) = (last.site, last.head.sequence + 1, givenPosition)
            previous = last.head.hash
        case .own:
            throw .outOfRange(at: start)
        }
        let head = Head(sequence: sequence, hash: hash(previous, bytes))
        last = (site, head)
        let record = try Event(decoding: bytes).record ?? head.hash.recordName
        var full = TrunkEntry.Full(
            record: record, position: position, site: site, sequence: sequence,
            previous: previous, bytes: bytes)
        full.isLoose = isLoose
        return full
    }
}
