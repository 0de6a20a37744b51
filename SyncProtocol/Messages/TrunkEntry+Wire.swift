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
    /// An own entry has three numbers, a full one four or five items: the previous hash is left out
    /// where it is the hash of the full entry before. The record is not sent: the event
    /// names it or, by its hash, creates it.
    mutating func entries(_ entries: [TrunkEntry]) {
        array(entries.count)
        var last: TrunkEntry.Full?
        for entry in entries {
            switch entry {
            case .own(let sequence, let position, let count):
                array(3)
                unsigned(sequence)
                unsigned(position)
                unsigned(count)
            case .full(let full):
                let continues = last.map {
                    $0.site == full.site && $0.sequence + 1 == full.sequence
                }
                array(continues == true ? 4 : 5)
                unsigned(UInt64(full.site.value))
                unsigned(full.sequence)
                unsigned(full.position)
                bytes(full.bytes)
                if continues != true { bytes(full.previous.bytes) }
                last = full
            }
        }
    }
}

extension CBORDecoder {
    mutating func entries(hash: HashFunction) throws(WireError) -> [TrunkEntry] {
        var entries: [TrunkEntry] = []
        var last: (site: SiteNumber, head: Head)?
        for _ in 0..<(try array(limit: Limits.entriesPerAnswer * 4)) {
            let start = offset
            let count = try array(limit: 5)
            guard count >= 3 else { throw .outOfRange(at: start) }
            if count == 3 {
                let sequence = try ordinal()
                let position = try ordinal()
                entries.append(.own(sequence: sequence, position: position, count: try ordinal()))
                continue
            }
            let site = try siteNumber()
            let sequence = try ordinal()
            let position = try ordinal()
            let bytes = try bytes(limit: Limits.eventBytes)
            let continued = last.flatMap {
                $0.site == site && $0.head.sequence + 1 == sequence ? $0.head.hash : nil
            }
            // The hash before is left out exactly where it follows from the entry before.
            guard (count == 4) == (continued != nil) else { throw .outOfRange(at: start) }
            let previous = if let continued { continued } else { try digest() }
            let head = Head(sequence: sequence, hash: hash(previous, bytes))
            last = (site, head)
            let record = try Event(decoding: bytes).record ?? head.hash.recordName
            entries.append(
                .full(
                    .init(
                        record: record, position: position, site: site, sequence: sequence,
                        previous: previous, bytes: bytes)))
        }
        return entries
    }
}
