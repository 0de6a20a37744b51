import SyncProtocol
import Testing

@Suite struct RequestTests {
    private var sample: Request {
        var generator = SeededGenerator(seed: 5)
        var request = Request(
            number: .max, base: Mark(number: 3, prefix: 0xAA), headSequence: 5, program: "1.0")
        request.events = [generator.event().encoded, generator.event().encoded]
        request.pull = .init(
            epochBits: 7, cases: generator.mark(), reference: generator.mark(),
            wants: [.init(record: recordName(seed: 2), position: 4)])
        return request
    }

    private func fault(_ bytes: [UInt8]) -> WireError? {
        do {
            _ = try Request(decoding: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `random requests are equal after a round trip, and so are their bytes`() throws {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let request = generator.request()
            let read = try Request(decoding: request.encoded)
            guard read != request || read.encoded != request.encoded else { continue }
            Issue.record("seed \(seed): \(request) became \(read)")
        }
    }

    @Test func `a request has the bytes that the wire format says`() {
        var request = Request(
            number: 9, base: Mark(number: 1, prefix: 2), headSequence: 3, program: "p")
        #expect(request.encoded.hex == "a6000101090282010203030661700800")
        request.events = [[0xA0]]
        request.pull = .init(
            epochBits: 4, cases: Mark(number: 5, prefix: 6), reference: Mark(number: 7, prefix: 8))
        #expect(
            request.encoded.hex
                == "a80001010902820102030304" + "45010101a001" + "0585048205068207088019020006"
                + "6170" + "0800")
        request.headSequence = 2
        request.heard = 0
        request.pull = nil
        #expect(
            request.encoded.hex == "a7000101090282010204" + "45010101a001" + "066170" + "0700"
                + "0800")
    }

    @Test func `an idle request is small`() {
        var request = Request(
            number: .max, base: Mark(number: 1_000_000, prefix: .max), headSequence: 1_000_000,
            program: "1.0.0")
        request.pull = .init(
            epochBits: .max, cases: Mark(number: 1_000_000, prefix: .max),
            reference: Mark(number: 100_000, prefix: .max))
        #expect(request.encoded.count <= 90)
    }

    @Test func `a request that is cut anywhere is refused as cut`() {
        for cut in sample.encoded.truncations {
            guard case .truncated = fault(cut) else {
                Issue.record("\(cut.hex) gave \(fault(cut) as Any)")
                return
            }
        }
        #expect(fault(sample.encoded + [0]) == .trailing(at: sample.encoded.count))
    }

    @Test func `no flipped bit crashes, and what is read can be written`() throws {
        for flipped in sample.encoded.bitFlips {
            // A refusal is fine here; a crash is not.
            guard let request = try? Request(decoding: flipped) else { continue }
            #expect(try Request(decoding: request.encoded) == request)
        }
    }

    @Test(arguments: [
        ("a500020109028201020303066170", WireError.unknownVersion(2)),
        ("a500000109028201020303066170", .unknownVersion(0)),
        ("a40109028201020303066170", .missingKey(0)), ("a0", .missingKey(0)),
        ("a4000101090303066170", .missingKey(2)),
        ("a5000101090281010303066170", .outOfRange(at: 6)),
        ("a50001010902830102030303066170", .tooLarge(limit: 2, at: 6)),
        ("a50001010902821b8000000000000000020303066170", .outOfRange(at: 7)),
        ("a500010109010902820102066170", .notDeterministic(at: 5)),
        ("83000102", .unexpected(expected: .map, at: 0)),
    ])
    func `another version or shape is refused`(hex: String, error: WireError) throws {
        #expect(fault(try #require([UInt8](hex: hex))) == error)
    }

    @Test func `keys of a newer version are passed over`() throws {
        let bytes = try #require([UInt8](hex: "a70001010902820102030306617008001820" + "82f600"))
        #expect(
            try Request(decoding: bytes)
                == Request(
                    number: 9, base: Mark(number: 1, prefix: 2), headSequence: 3, program: "p"))
    }

    @Test func `each limit holds exactly`() throws {
        var request = sample
        request.events = Array(repeating: [0xF6], count: Limits.eventsPerRequest)
        #expect(fault(request.encoded) == nil)
        request.events.append([0xF6])
        guard case .tooLarge(Limits.eventsPerRequest, _) = fault(request.encoded) else {
            Issue.record("too many events were read")
            return
        }
        request.events = [Array(repeating: 0, count: Limits.eventBytes)]
        #expect(fault(request.encoded) == nil)
        request.events[0].append(0)
        guard case .tooLarge(Limits.eventBytes, _) = fault(request.encoded) else {
            Issue.record("too large an event was read")
            return
        }
        let whole = Array(repeating: 0, count: Limits.messageBytes + 1) as [UInt8]
        #expect(fault(whole) == .tooLarge(limit: Limits.messageBytes, at: 0))
    }

    @Test(arguments: [1, 40, 300, 1 << 20])
    func `a request in pieces reads as the same request`(eventBytes: Int) throws {
        var generator = SeededGenerator(seed: 9)
        var request = sample
        request.events = (0..<30).map { _ in generator.event().encoded }
        request.headSequence = 40
        let pieces = request.pieces(eventBytes: eventBytes)
        #expect(eventBytes > 1 || pieces.count == 30)
        #expect(eventBytes < 1 << 20 || pieces == [request.encoded])
        var reader = try RequestReader(decoding: pieces[0])
        for piece in pieces.dropFirst() { try reader.take(piece) }
        #expect(reader.request == request)
    }

    @Test(arguments: [1, 7, 64, 1 << 20])
    func `documents in pieces come as the same chunks`(chunkBytes: Int) throws {
        var generator = SeededGenerator(seed: 9)
        let (one, other) = (generator.document(), generator.document())
        var request = sample
        // The second begins where the first does not end.
        request.documents.chunks = [
            DocumentChunk(document: one, offset: 0, bytes: (0..<20).map { UInt8($0) }),
            DocumentChunk(document: one, offset: 21, bytes: [1]),
            DocumentChunk(document: other, offset: 22, bytes: (0..<30).map { UInt8($0) }),
        ]
        let pieces = request.pieces(eventBytes: 1 << 20, chunkBytes: chunkBytes)
        let parts = [20, 1, 30].map { ($0 + chunkBytes - 1) / chunkBytes }.reduce(0, +)
        #expect(pieces.count == (chunkBytes < 51 ? 1 + parts : 1))
        var reader = try RequestReader(decoding: pieces[0])
        for piece in pieces.dropFirst() { try reader.take(piece) }
        #expect(reader.request == request)
    }

    @Test func `a piece beyond the limit is refused before it is read`() throws {
        var reader = try RequestReader(decoding: sample.encoded)
        #expect(throws: WireError.tooLarge(limit: Limits.messageBytes, at: 0)) {
            try reader.take([UInt8](repeating: 0, count: Limits.messageBytes + 1))
        }
        #expect(reader.request == sample)
    }

    @Test func `the first of the pieces is a request by itself`() throws {
        var request = sample
        request.headSequence = 5
        let first = try Request(decoding: request.pieces(eventBytes: 1)[0])
        #expect(first.events == [request.events[0]])
        #expect(first.headSequence == 5)
    }

    @Test func `a piece that is none changes nothing, and the limits are of all pieces`() throws {
        var request = sample
        request.events = Array(repeating: [0xF6], count: Limits.eventsPerRequest)
        var reader = try RequestReader(decoding: request.pieces(eventBytes: 5)[0])
        let piece = request.pieces(eventBytes: 5)[1]
        for cut in piece.truncations {
            #expect(throws: WireError.self) { try reader.take(cut) }
        }
        #expect(throws: WireError.trailing(at: piece.count)) { try reader.take(piece + [0]) }
        #expect(reader.request.events.count == 5)
        for _ in 1..<Limits.eventsPerRequest / 5 { try reader.take(piece) }
        #expect(reader.request.events.count == Limits.eventsPerRequest)
        #expect(throws: WireError.self) { try reader.take(piece) }
        // What a newer version may put into a piece is passed over.
        try reader.take([0xA1, 0x18, 0x63, 0x01])
    }

    @Test func `what is zero or empty is not sent`() throws {
        let request = Request(
            number: 0, base: Mark(number: 1, prefix: 2), headSequence: 1, program: "")
        #expect(request.encoded.hex == "a3" + "0001" + "02820102" + "0800")
        #expect(try Request(decoding: request.encoded) == request)
    }

    @Test func `a request that only pushes says so`() throws {
        var request = sample
        request.pull = nil
        #expect(try Request(decoding: request.encoded).pull == nil)
    }
}
