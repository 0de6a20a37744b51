import CaseModel
import Testing

@Suite struct CaseDocumentTests {
    static let digest = "00112233445566aa" + String(repeating: "0f", count: 24)
    static let document = CaseDocument(
        paper: "to-khai", digest: digest, lengthBytes: 12_345, kind: .pdf,
        path: "/home/thu/Bản quét/To\u{302}\u{300} khai 1.pdf")

    @Test func `a document is one field`() {
        let document = Self.document
        #expect(document.field == "documents.to-khai.00112233445566aa")
        #expect(document.value == "\(Self.digest) 12345 pdf Tồ khai 1.pdf")
        #expect(CaseDocument(field: document.field, value: document.value) == document)
        #expect(
            WriteRule.verdict(
                kind: "case", field: document.field, value: document.value, role: .selfService,
                isCreation: false) == .allowed)
        #expect(
            WriteRule.isWellFormed(kind: "case", field: document.field, value: document.value))
    }

    @Test(arguments: [
        ("documents.to-khai.00112233445566ab", "\(digest) 1 pdf a"),
        ("documents.to-khai", "\(digest) 1 pdf a"), ("papers.x.00112233445566aa", ""),
        ("documents.Tờ.00112233445566aa", "\(digest) 1 pdf a"),
        ("documents..00112233445566aa", "\(digest) 1 pdf a"),
        ("documents.x.00112233445566aa.y", "\(digest) 1 pdf a"),
        ("documents.x.00112233445566aa", "\(digest) 0 pdf a"),
        ("documents.x.00112233445566aa", "\(digest) 01 pdf a"),
        ("documents.x.00112233445566aa", "\(digest) -1 pdf a"),
        ("documents.x.00112233445566aa", "\(digest) \(CaseLimits.documentBytes + 1) pdf a"),
        ("documents.x.00112233445566aa", "\(digest) 99999999999999999999 pdf a"),
        ("documents.x.00112233445566aa", "\(digest) 1 doc a"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf "),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf  a"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf a/b"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf a\u{7}"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf e\u{302}"),
        ("documents.x.00112233445566aa", "\(digest) 1 pdf \(String(repeating: "a", count: 256))"),
        ("documents.x.00112233445566aa", "\(digest.dropLast()) 1 pdf a"),
        ("documents.x.00112233445566AA", "\(digest.uppercased()) 1 pdf a"),
        ("documents.x.00112233445566aa", ""),
    ])
    func `a field in any other form is none`(field: String, value: String) {
        #expect(CaseDocument(field: field, value: value) == nil)
        let isDocument = field.hasPrefix(CaseDocument.prefix)
        #expect(WriteRule.isWellFormed(kind: "case", field: field, value: value) == !isDocument)
    }

    @Test func `a document is not taken back, and other fields are free`() {
        #expect(!WriteRule.isWellFormed(kind: "case", field: Self.document.field, value: nil))
        #expect(WriteRule.isWellFormed(kind: "case", field: "note", value: nil))
        #expect(WriteRule.isWellFormed(kind: "case", field: "note", value: "any"))
    }

    @Test(arguments: [
        ("a.pdf", "a.pdf"), ("/x/y/a b.pdf", "a b.pdf"), ("../a", "a"), ("a/", "a"),
        ("", "document.pdf"), ("/", "document.pdf"), (" ", "document.pdf"), ("a\nb", "a_b"),
        ("\u{202E}fdp.exe", "_fdp.exe"), ("x/\u{301}a", "\u{301}a"), (" a ", "a"),
        (String(repeating: "ế", count: 100), String(repeating: "ế", count: 85)),
    ])
    func `the name of a file is its last part, as people can read it`(path: String, name: String) {
        let document = CaseDocument(
            paper: "x", digest: Self.digest, lengthBytes: 1, kind: .pdf, path: path)
        #expect(document.fileName == name)
    }

    @Test func `whatever a file is called, its document can be read again`() {
        let alphabet: [Unicode.Scalar] = [
            "a", "/", " ", ".", "\u{0}", "\u{301}", "\u{302}", "\u{323}", "ộ", "đ", "\u{200D}",
            "\u{2028}", "\u{202E}", "水", "\u{1F5C2}", "\u{E000}", "\u{A0}", "\u{31B}", "o",
            "\u{345}",
        ]
        var state: UInt64 = 7
        for _ in 0..<4000 {
            var path = String.UnicodeScalarView()
            state = state &* 6_364_136_223_846_793_005 &+ 1
            for _ in 0..<Int(state >> 33) % (state % 50 == 0 ? 400 : 12) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                path.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let document = CaseDocument(
                paper: "x", digest: Self.digest, lengthBytes: 1, kind: .png, path: String(path))
            #expect(CaseDocument(field: document.field, value: document.value) == document)
            #expect(VietnameseText.isClean(document.value))
        }
    }

    @Test func `a case has room for so many documents and bytes`() throws {
        let largest = CaseLimits.documentBytes
        try CaseDocument.checkRoom(among: Array(repeating: 1, count: 29), lengthBytes: 1)
        try CaseDocument.checkRoom(among: [largest, largest, largest], lengthBytes: largest)
        #expect(throws: DocumentProblem.tooMany) {
            try CaseDocument.checkRoom(among: Array(repeating: 1, count: 30), lengthBytes: 1)
        }
        #expect(throws: DocumentProblem.tooLargeTogether) {
            try CaseDocument.checkRoom(
                among: [largest, largest, largest, 1], lengthBytes: largest)
        }
    }

    @Test(arguments: [
        ("to-khai", "to-khai"), ("Tờ khai", "to-khai"), (" TO KHAI ", "to-khai"),
    ])
    func `a paper is named by its key or its name`(typed: String, key: String) throws {
        #expect(try CaseDocument.paperKey(typed, procedure: .full) == key)
    }

    @Test func `a mistyped paper gets a suggestion`() {
        #expect(throws: DraftProblem.unknownKey(suggestion: "to-khai")) {
            try CaseDocument.paperKey("to-kai", procedure: .full)
        }
        #expect(throws: DraftProblem.missing) {
            try CaseDocument.paperKey(" ", procedure: .full)
        }
    }

    @Test func `documents are found among the fields of a case, in order`() {
        let second = CaseDocument(
            paper: "giay", digest: Self.digest, lengthBytes: 1, kind: .png, path: "b")
        let fields = [
            Self.document.field: Self.document.value, second.field: second.value, "note": "x",
            "documents.x.y": "unreadable",
        ]
        #expect(CaseDocument.all(in: fields) == [second, Self.document])
    }
}
