import CaseModel
import Console
import Frontend
import Testing

@Suite struct DocumentTextTests {
    private let documents = ["ab", "cd"].map { digits in
        CaseDocument(
            paper: "to-khai", digest: String(repeating: digits, count: 32), lengthBytes: 1_300_000,
            kind: .pdf, path: "/x/\(digits).pdf")
    }

    @Test func `documents are said in words, with whether they are here`() {
        let lines = DocumentText.lines(
            documents, language: .en, paperName: { _ in "Tờ khai" },
            isHere: { "\($0)".hasPrefix("ab") })
        #expect(
            lines == [
                "", "Scanned papers:", "  Tờ khai (to-khai): ab.pdf · PDF · 1.3 MB · here",
                "  Tờ khai (to-khai): cd.pdf · PDF · 1.3 MB · not here yet",
            ])
        let vietnamese = DocumentText.lines(
            [documents[0]], language: .vi, isHere: { _ in true })
        #expect(
            vietnamese == ["", "Bản quét:", "  to-khai: ab.pdf · PDF · 1,3 MB · có tại đây"])
    }

    @Test func `a case without documents has no such lines`() {
        #expect(DocumentText.lines([], language: .en, isHere: { _ in true }) == [])
    }

    @Test(arguments: [
        (2, "2 bytes"), (1023, "1023 bytes"), (1024, "1 KB"), (1025, "2 KB"), (1 << 20, "1.0 MB"),
        (10 << 20, "10.0 MB"), ((1 << 20) + 1, "1.1 MB"),
    ])
    func `a size is never said to be less`(bytes: Int, words: String) {
        #expect(DocumentText.size(bytes, .en) == words)
    }
}
