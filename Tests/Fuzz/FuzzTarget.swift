// Compiled by Tests/fuzz into one module with all of SyncProtocol; no target of the package.

/// The decoders, each chosen by the first byte of an input; the rest is what it reads.
enum FuzzTarget: UInt8, CaseIterable {
    case event
    case request
    case answer
    case value
    case envelope
    case batch
    case ranges
    case bundle
    case frames
    case pieces

    /// Reads the bytes; whatever is taken must be written in a way that reads as the same again.
    func read(_ bytes: [UInt8]) throws(WireError) {
        switch self {
        case .event:
            let event = try Event(decoding: bytes)
            Self.expect(event, \.encoded) { (bytes) throws(WireError) in
                try Event(decoding: bytes)
            }
        case .request:
            let request = try Request(decoding: bytes)
            Self.expect(request, \.encoded) { (bytes) throws(WireError) in
                try Request(decoding: bytes)
            }
        case .answer:
            let answer = try Answer(decoding: bytes, hash: Self.hash)
            Self.expect(answer, \.encoded) { (bytes) throws(WireError) in
                try Answer(decoding: bytes, hash: Self.hash)
            }
        case .value:
            var decoder = CBORDecoder(bytes)
            let value = try decoder.value()
            try decoder.finish()
            // Nothing is passed over here: there is one way to write a value.
            precondition(value.encoded == bytes, "a value was taken in another form")
        case .envelope:
            let envelope = try Envelope(bytes)
            let front = Array(bytes[..<envelope.headerEnd])
            precondition(envelope.header.encoded == front, "a header was taken in another form")
            precondition(envelope.sealedStart + Envelope.tagBytes <= bytes.count, "no room")
        case .batch:
            let events = try Self.events(bytes)
            Self.expect(events, EventBatch.encode, Self.events)
        case .ranges:
            let ranges = try ByteRanges(decoding: bytes, lengthBytes: 1 << 20)
            precondition(ranges.encoded == bytes, "ranges were taken in another form")
        case .bundle:
            // The checksum is left out of the input, so that what stands before it is reached.
            let none = [UInt8](repeating: 0, count: Bundle.checksumBytes)
            let bundle = try Bundle(decoding: bytes + none) { _ in none }
            let again = bundle.encoded { _ in none }
            precondition(again == bytes + none, "a bundle was taken in another form")
        case .frames:
            let frames = EnvelopeFrames(bytes, from: 0)
            var again: [UInt8] = []
            for frame in frames.frames {
                again += EnvelopeFrames.head(
                    sealedBytes: frame.sealed.count, isLast: frame.isLast)
                again += bytes[frame.sealed]
            }
            precondition(bytes.starts(with: again), "frames were taken in another form")
            precondition(!frames.isWhole || again == bytes, "something follows the last frame")
        case .pieces:
            try Self.readPieces(bytes)
        }
    }

    /// Keys of newer versions are passed over, so that the bytes may differ but not what they say.
    private static func expect<Message: Equatable>(
        _ message: Message, _ encoded: (Message) -> [UInt8],
        _ decode: ([UInt8]) throws(WireError) -> Message
    ) {
        let bytes = encoded(message)
        do throws(WireError) {
            let again = try decode(bytes)
            precondition(again == message, "a message reads as another one when written again")
            precondition(encoded(again) == bytes, "a message has two forms")
        } catch {
            preconditionFailure("what was written cannot be read: \(error)")
        }
    }

    /// A request and what continues it; each piece has its length in two bytes before it.
    private static func readPieces(_ bytes: [UInt8]) throws(WireError) {
        var rest = bytes[...]
        func next() -> [UInt8]? {
            guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
            let piece = Array(rest.prefix(Int(high) << 8 | Int(low)))
            rest = rest.dropFirst(piece.count)
            return piece
        }
        var reader = try RequestReader(decoding: next() ?? [])
        while let piece = next() {
            let before = reader.request
            do throws(WireError) {
                try reader.take(piece)
            } catch {
                precondition(reader.request == before, "a refused piece changed the request")
                throw error
            }
        }
        let request = reader.request
        precondition(
            request.events.count <= Limits.eventsPerRequest, "more events than the limit")
        // Written in pieces again it reads the same.
        let pieces = request.pieces(eventBytes: 64)
        var again = try RequestReader(decoding: pieces[0])
        for piece in pieces.dropFirst() { try again.take(piece) }
        precondition(again.request == request, "a request in pieces reads as another one")
    }

    /// Small limits: what is looked for does not need many events.
    private static func events(_ bytes: [UInt8]) throws(WireError) -> [[UInt8]] {
        try EventBatch.decode(bytes, limitEvents: 200, limitBytes: 256 << 10)
    }

    /// Any function of both will do: a collision is not what is looked for.
    private static let hash: HashFunction = { previous, bytes in
        var state = previous.prefix
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Digest(epoch: state)
    }
}

/// One input of the fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let first = input.first, let target = FuzzTarget(rawValue: first) else { return -1 }
    // Refusing an input is what decoders are for.
    try? target.read(Array(input.dropFirst()))
    return 0
}
