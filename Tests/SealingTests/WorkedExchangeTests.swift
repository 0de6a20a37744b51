import Sealing
import SyncProtocol
import Testing

/// Keeps the worked exchange of PROTOCOL.md true: what stands there is what the code makes.
@Suite struct WorkedExchangeTests {
    private static let number: UInt64 = 0x0102_0304_0506_0708
    private static let epoch = HubEpoch(
        counter: 1, bits: 0x2122_2324_2526_2728, site: SiteNumber(1))

    private let page: ProtocolPage

    init() throws {
        page = try ProtocolPage()
    }

    private func request(base: Mark, counter: UInt64, pull: Request.Pull) -> Request {
        var request = Request(
            number: Self.number, base: base, headSequence: base.number, program: "0.1.0")
        request.counter = counter
        request.pull = pull
        return request
    }

    private func answer(head: Mark) -> Answer {
        Answer(number: Self.number, epoch: Self.epoch, head: head, time: 1_790_000_000_000)
    }

    private func agrees(_ request: Request, with name: String) throws {
        #expect(request.encoded.hex == (try page.bytes(name)).hex)
        #expect(try Request(decoding: page.bytes(name)) == request)
    }

    private func agrees(_ answer: Answer, with name: String) throws {
        #expect(answer.encoded.hex == (try page.bytes(name)).hex)
        #expect(try Answer(decoding: page.bytes(name), hash: Blake2b.chain) == answer)
    }

    @Test func `the idle request and its answer are those of the page`() throws {
        let base = Mark(number: 12, prefix: 0x1112_1314_1516_1718)
        let idle = request(
            base: base, counter: 40,
            pull: .init(
                epochBits: Self.epoch.bits, cases: Mark(number: 7, prefix: 0x3132_3334_3536_3738),
                reference: Mark(number: 3, prefix: 0x4142_4344_4546_4748), room: 96 << 10))
        try agrees(idle, with: "idle.request")
        try agrees(answer(head: base), with: "idle.answer")
    }

    @Test func `the first event and its hash are those of the page`() throws {
        let event = Event(
            record: nil, kind: "case", actor: "lan", time: EventTime(wall: 1_790_000_000_000),
            context: VectorClock(),
            fields: [.init("name", .text("Lê Duy")), .init("slip", .text("T-2-261122-9"))])
        #expect(event.encoded.hex == (try page.bytes("first.event")).hex)
        let head = try first()
        #expect(head.hash.bytes.hex == (try page.bytes("first.hash")).hex)
        #expect(head.hash.recordName.bytes == (try page.bytes("first.record")))
    }

    @Test func `the request that brings it and its answer are those of the page`() throws {
        let nothing = Mark(number: 0, prefix: 0)
        var push = request(
            base: Mark(number: 0, prefix: try epoch()), counter: 1,
            pull: .init(epochBits: 0, cases: nothing, reference: nothing, room: 96 << 10))
        push.events = [try page.bytes("first.event")]
        push.headSequence = 1
        try agrees(push, with: "push.request")
        let head = try first()
        let change = head.hash.recordName.bytes + UInt64(1).bigEndianBytes + [0]
        let log = Blake2b.chain(Digest(epoch: 0), change)
        var answer = answer(head: head.mark)
        answer.cases = Changes(
            from: nothing, through: Mark(number: 1, prefix: log.prefix), more: false,
            entries: [.own(sequence: 1, position: 1, count: 1)])
        try agrees(answer, with: "push.answer")
    }

    @Test func `a chunk, a wish, a proof and what the hub says of them are those of the page`()
        throws
    {
        let content = Array("hello".utf8)
        let digest = try #require(Digest(Blake2b.hash(content)))
        #expect(digest.bytes == (try page.bytes("chunk.digest")))
        let document = DocumentReference(name: DocumentName(digest), lengthBytes: 5)
        let base = Mark(number: 12, prefix: 0x1112_1314_1516_1718)
        var request = Request(
            number: Self.number, base: base, headSequence: 12, program: "0.1.0")
        request.counter = 41
        request.documents.chunks = [
            .init(document: document, offset: 0, bytes: Array(content[..<3]))
        ]
        try agrees(request, with: "chunk.request")
        var answer = answer(head: base)
        var wanted = ByteRanges()
        try wanted.insert(3..<5)
        answer.documents = [DocumentReport(document, .wanted(wanted))]
        try agrees(answer, with: "chunk.answer")
        var want = request
        want.counter = 43
        want.documents = DocumentLoad()
        want.wanted = [DocumentWant(document: document, ranges: wanted)]
        try agrees(want, with: "want.request")
        var given = answer
        given.documents = []
        given.deliveries = [
            .chunk(.init(document: document, offset: 3, bytes: Array(content[3...])))
        ]
        try agrees(given, with: "want.answer")
        var keyed = Blake2b.Stream(key: try page.bytes("proof.nonce"))
        keyed.update(content)
        let proof = keyed.finish()
        #expect(proof == (try page.bytes("proof.bytes")))
        request.counter = 42
        request.documents = DocumentLoad()
        request.documents.proofs = [.init(document: document, bytes: proof)]
        try agrees(request, with: "proof.request")
        answer.documents = [DocumentReport(document, .here)]
        try agrees(answer, with: "proof.answer")
    }

    private func epoch() throws -> UInt64 {
        try page.bytes("first.epoch").reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func first() throws -> Head {
        Head(epoch: try epoch()).following(try page.bytes("first.event"), Blake2b.chain)
    }
}
