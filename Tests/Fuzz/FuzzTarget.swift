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
