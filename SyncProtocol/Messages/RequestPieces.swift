extension Request {
    /// The message in pieces of about so many bytes of events: the message itself, which says where
    /// the branch ends, and what continues its events.
    package func pieces(eventBytes: Int) -> [[UInt8]] {
        var writer = EventBatchWriter()
        var batches: [[UInt8]] = []
        var first = self
        var size = 0
        for (index, event) in events.enumerated() {
            if size > 0, size + event.count > eventBytes {
                if batches.isEmpty { first.events = Array(events[..<index]) }
                batches.append(writer.takePiece())
                size = 0
            }
            writer.append(event)
            size += event.count
        }
        batches.append(writer.takePiece())
        return [first.encoded(batches[0])] + batches.dropFirst().map(Self.continuing)
    }

    private static func continuing(_ batch: [UInt8]) -> [UInt8] {
        var encoder = CBOREncoder(capacity: batch.count + 8)
        encoder.map(1)
        encoder.unsigned(Key.events)
        encoder.bytes(batch)
        return encoder.bytes
    }
}

/// Puts a request together from its message and the pieces that continue it.
package struct RequestReader: Sendable {
    /// The request as far as it has come.
    package private(set) var request: Request
    private var batch = EventBatchReader()

    /// Reads the message, which is a request by itself.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        request = try Request(decoding: bytes, &batch)
    }

    /// Takes the next piece, all of it or nothing; keys of newer versions are passed over.
    package mutating func take(_ piece: [UInt8]) throws(WireError) {
        guard piece.count <= Limits.messageBytes else {
            throw .tooLarge(limit: Limits.messageBytes, at: 0)
        }
        var decoder = CBORDecoder(piece)
        var more: [[UInt8]] = []
        // What a refused piece has changed is thrown away.
        var next = batch
        let before = request.events
        try decoder.fields(limit: 64) { (decoder, key) throws(WireError) in
            switch key {
            case Request.Key.events: more = try decoder.events(after: before, &next)
            default: _ = try decoder.skip()
            }
        }
        try decoder.finish()
        batch = next
        request.events += more
        let through = request.base.number + UInt64(request.events.count)
        request.headSequence = max(request.headSequence, through)
    }
}
