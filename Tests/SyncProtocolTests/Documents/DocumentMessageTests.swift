import SyncProtocol
import Testing

/// What messages say of documents, byte by byte.
@Suite struct DocumentMessageTests {
    private static let document = DocumentReference(
        name: DocumentName(Digest(epoch: 0x0102_0304_0506_0708)), lengthBytes: 300)
    private static let name = document.name.description

    private func request(_ documents: DocumentLoad) -> Request {
        var request = Request(
            number: 9, base: Mark(number: 1, prefix: 2), headSequence: 1, program: "p")
        request.counter = 1
        request.documents = documents
        return request
    }

    private func fault(_ hex: String, of count: Int) throws -> WireError? {
        let head = "a\(count)0001010902820102066170" + "0801"
        let bytes = try #require([UInt8](hex: head + hex))
        do {
            _ = try Request(decoding: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `offers, proofs and chunks have the bytes that the wire format says`() {
        var load = DocumentLoad()
        load.offers = [Self.document]
        load.proofs = [
            .init(document: Self.document, bytes: [UInt8](repeating: 0x55, count: 32))
        ]
        load.chunks = [.init(document: Self.document, offset: 256, bytes: [1, 2, 3])]
        let proof = String(repeating: "55", count: 32)
        #expect(
            request(load).encoded.hex == "a8" + "000101090282010206617008010c81825820\(Self.name)"
                + "19012c" + "0d81835820\(Self.name)19012c5820\(proof)"
                + "0e81845820\(Self.name)19012c19010043010203")
    }

    @Test func `a chunk beyond the end of its document is refused`() throws {
        let head = "0e81845820\(Self.name)"
        #expect(try fault("\(head)19012c190100" + "43010203", of: 6) == nil)
        for wrong in ["02024101", "0201420101", "020040", "00004101", "1a04000001004101"] {
            #expect(try fault(head + wrong, of: 6) != nil, "\(wrong)")
        }
    }

    @Test func `a proof of another length, and a long list, are refused`() throws {
        let short = "0d81835820\(Self.name)19012c581f" + String(repeating: "55", count: 31)
        #expect(try fault(short, of: 6) != nil)
        let offer = "825820\(Self.name)19012c"
        let limit = Limits.offersPerRequest
        let many = (0...limit).map { _ in offer }.joined()
        #expect(try fault("0c91" + many, of: 6) != nil)
        #expect(try fault("0c90\(many.dropLast(offer.count))", of: 6) == nil)
    }

    @Test(
        arguments: [
            ("00", 3, .here), ("04", 3, .unnamed), ("05", 3, .later),
            ("0301", 4, .refused(.wrongContent)), ("0302", 4, .refused(.kindNotTaken)),
            ("031837", 4, .refused(.kindNotTaken)),
        ] as [(String, Int, DocumentVerdict)])
    func `what the hub says of a document is read`(
        hex: String, items: Int, verdict: DocumentVerdict
    ) throws {
        let head = "a60001010902830100010382010204000e81"
        let report = "8\(items)5820\(Self.name)19012c\(hex)"
        let bytes = try #require([UInt8](hex: head + report))
        let answer = try Answer(decoding: bytes, hash: mixing)
        #expect(answer.documents == [DocumentReport(Self.document, verdict)])
        let wrong = try #require([UInt8](hex: head + "8\(7 - items)" + report.dropFirst(2)))
        #expect(throws: WireError.self) { try Answer(decoding: wrong, hash: mixing) }
    }

    @Test func `what a kiosk asks for has the bytes that the wire format says`() throws {
        var ranges = ByteRanges()
        try ranges.insert(256..<300)
        var request = request(DocumentLoad())
        request.wanted = [DocumentWant(document: Self.document, ranges: ranges)]
        #expect(
            request.encoded.hex == "a6" + "00010109028201020661700801"
                + "0f81835820\(Self.name)19012c82190100182c")
        let head = "0f81835820\(Self.name)19012c"
        #expect(try fault(head + "82190100182c", of: 6) == nil)
        for wrong in ["80", "82190100182d", "8219010000", "00"] {
            #expect(try fault(head + wrong, of: 6) != nil, "\(wrong)")
        }
    }

    @Test(
        arguments: [
            ("8358", "00", .absent(document, .unnamed)), ("8358", "01", .absent(document, .notYet)),
            ("8358", "1837", .absent(document, .later)),
            (
                "8458", "19010043010203",
                .chunk(.init(document: document, offset: 256, bytes: [1, 2, 3]))
            ),
            ("8458", "19012b420102", nil), ("8458", "0040", nil), ("8358", "4101", nil),
        ] as [(String, String, DocumentDelivery?)])
    func `what the hub gives of a document is read`(
        array: String, hex: String, delivery: DocumentDelivery?
    ) throws {
        let head = "a60001010902830100010382010204000f81"
        let bytes = try #require([UInt8](hex: head + array + "20\(Self.name)19012c" + hex))
        // Whether it is read at all is the question.
        let answer = try? Answer(decoding: bytes, hash: mixing)
        #expect(answer?.deliveries == delivery.map { [$0] })
        if answer != nil, hex != "1837" { #expect(answer?.encoded == bytes) }
    }

    @Test func `wanted ranges lie within the document, and there is one at least`() throws {
        let head = "a60001010902830100010382010204000e81845820\(Self.name)19012c01"
        for (ranges, isRead) in [
            ("820019012c", true), ("820019012d", false), ("80", false), ("8400010101", true),
        ] {
            let bytes = try #require([UInt8](hex: head + ranges))
            // Whether it is read at all is the question.
            let answer = try? Answer(decoding: bytes, hash: mixing)
            #expect((answer != nil) == isRead, "\(ranges)")
        }
    }
}
