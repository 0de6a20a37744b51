extension Request {
    /// The message in pieces of about so many bytes of events or of documents: the message itself,
    /// which says where the branch ends, what continues its events, and the chunks.
    package func pieces(eventBytes: Int, chunkBytes: Int = Limits.messageBytes) -> [[UInt8]] {
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
        var chunks: [DocumentChunk] = []
        if documents.chunks.reduce(0, { $0 + $1.bytes.count }) > chunkBytes {
            first.documents.chunks = []
            chunks = documents.chunks.flatMap { $0.parts(ofBytes: chunkBytes) }
        }
        return [first.encoded(batches[0])] + batches.dropFirst().map(Self.continuing)
            + chunks.map(Self.continuing)
    }

    private static func continuing(_ batch: [UInt8]) -> [UInt8] {
        var encoder = CBOREncoder(capacity: batch.count + 8)
        encoder.map(1)
        encoder.unsigned(Key.events)
        encoder.bytes(batch)
        return encoder.bytes
    }
}

extension Request {
    private static func continuing(_ chunk: DocumentChunk) -> [UInt8] {
        var encoder = CBOREncoder(capacity: chunk.bytes.count + DocumentChunk.overheadBytes + 8)
        encoder.map(1)
        encoder.unsigned(Key.chunks)
        encoder.chunks([chunk])
        return encoder.bytes
    }
}

extension DocumentChunk {
    /// The same in parts of at most so many bytes.
    fileprivate func parts(ofBytes size: Int) -> [DocumentChunk] {
        stride(from: 0, to: bytes.count, by: max(size, 1)).map { start in
            DocumentChunk(
                document: document, offset: offset + start,
                bytes: Array(bytes[start..<min(start + size, bytes.count)]))
        }
    }
}

extension DocumentLoad {
    /// Takes chunks of a further piece; what continues the last one becomes part of it.
    fileprivate mutating func take(_ more: [DocumentChunk]) {
        for chunk in more {
            if let last = chunks.last, last.document == chunk.document,
                last.range.upperBound == chunk.offset
            {
                chunks[chunks.endIndex - 1] = DocumentChunk(
                    document: last.document, offset: last.offset, bytes: last.bytes + chunk.bytes)
            } else {
                chunks.append(chunk)
            }
        }
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
        var chunks: [DocumentChunk] = []
        // What a refused piece has changed is thrown away.
        var next = batch
        let before = request.events
        try decoder.fields(limit: 64) { (decoder, key) throws(WireError) in
            switch key {
            case Request.Key.events: more = try decoder.events(after: before, &next)
            case Request.Key.chunks: chunks = try decoder.chunks()
            default: _ = try decoder.skip()
            }
        }
        try decoder.finish()
        batch = next
        request.events += more
        request.documents.take(chunks)
        let through = request.base.number + UInt64(request.events.count)
        request.headSequence = max(request.headSequence, through)
    }
}

extension RequestReader {
    /// Takes what continues a request; false when a piece cannot be read: the rest is left then.
    package mutating func take(_ pieces: [[UInt8]]) -> Bool {
        for piece in pieces {
            do throws(WireError) {
                try take(piece)
            } catch {
                return false
            }
        }
        return true
    }
}
