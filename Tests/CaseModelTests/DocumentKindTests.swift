import CaseModel
import Testing

/// Small files of each kind.
enum SampleFile {
    static let pdf = Array("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n".utf8)
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8)
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]
}

@Suite struct DocumentKindTests {
    private func sniff(_ content: [UInt8], length: Int? = nil) throws(DocumentProblem)
        -> DocumentKind
    {
        try DocumentKind.sniff(
            head: Array(content.prefix(DocumentKind.headBytes)),
            tail: Array(content.suffix(DocumentKind.tailBytes)),
            lengthBytes: length ?? content.count)
    }

    private static let taken: [([UInt8], DocumentKind)] = [
        (SampleFile.pdf, .pdf), (Array("%PDF-2.0 %%EOF".utf8), .pdf),
        (SampleFile.jpeg, .jpeg), ([0xFF, 0xD8, 0xFF, 0xDB, 0, 67], .jpeg),
        (SampleFile.png, .png),
    ]

    @Test(arguments: taken)
    func `a kind is told by the content`(content: [UInt8], kind: DocumentKind) throws {
        #expect(try sniff(content) == kind)
    }

    private static let refused: [([UInt8], DocumentProblem)] = [
        ([], .empty), (Array("PK\u{3}\u{4}".utf8), .unknownKind),
        (Array("<html>%PDF-1.7 %%EOF".utf8), .unknownKind), ([0x25], .unknownKind),
        (Array("GIF89a".utf8), .unknownKind),
    ]
    private static let damagedPDF: [[UInt8]] = [
        Array("%PDF-x.7 %%EOF".utf8), Array("%PDF-".utf8), Array("%PDF-1.7 %%EO".utf8),
        Array(SampleFile.pdf.dropLast(4)), SampleFile.pdf + [UInt8](repeating: 0, count: 1024),
    ]
    private static let damagedJPEG: [[UInt8]] = [
        [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xD9, 0, 9], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1],
        [0xFF, 0xD8, 0x00, 0xE0, 0, 16],
    ]
    private static let damagedPNG: [[UInt8]] = [
        Array(SampleFile.png.prefix(20)),
        Array(SampleFile.png.prefix(16)) + [0, 0, 0, 0, 0, 0, 0, 1],
        Array(SampleFile.png.prefix(16)) + [0, 0, 0, 1, 0, 0, 0, 0],
    ]

    @Test(
        arguments: refused + damagedPDF.map { ($0, .damaged(.pdf)) }
            + damagedJPEG.map { ($0, .damaged(.jpeg)) } + damagedPNG.map { ($0, .damaged(.png)) })
    func `all else is refused with a reason`(content: [UInt8], problem: DocumentProblem) {
        #expect(throws: problem) { try sniff(content) }
    }

    @Test func `a file may have the limit's size and no byte more`() throws {
        let limit = CaseLimits.documentBytes
        #expect(try sniff(SampleFile.pdf, length: limit) == .pdf)
        #expect(throws: DocumentProblem.tooLarge) {
            try sniff(SampleFile.pdf, length: limit + 1)
        }
    }

    @Test func `no head and no tail makes it fail in another way`() throws {
        for content in [SampleFile.pdf, SampleFile.jpeg, SampleFile.png] {
            for count in 0...content.count {
                let part = Array(content.prefix(count))
                // Whatever is not the whole file is either refused or of the same kind.
                let kind = try? sniff(part, length: content.count)
                #expect(try kind == nil || kind == sniff(content))
            }
        }
    }

    @Test(arguments: [
        (DocumentProblem.empty, "tệp trống; hãy quét lại.", "the file is empty; scan it again."),
        (
            .tooLarge, "tệp quá lớn; nhiều nhất 10 MB, hãy quét thưa hơn.",
            "the file is too large; at most 10 MB, scan it coarser."
        ),
        (
            .damaged(.pdf), "giống tệp PDF nhưng bị hỏng hoặc bị cắt; hãy quét lại.",
            "looks like PDF but is damaged or was cut short; scan it again."
        ),
        (
            .tooMany, "hồ sơ đã có 30 tệp, là mức nhiều nhất.",
            "the case has 30 files already, which is the most."
        ),
    ])
    func `a reason is said in both languages`(
        problem: DocumentProblem, vietnamese: String, english: String
    ) {
        #expect(ProblemText.vietnamese(problem) == vietnamese)
        #expect(ProblemText.english(problem) == english)
    }
}
