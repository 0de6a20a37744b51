import CaseModel
import Console
import Forms
import Testing

/// What holds for every form, whatever stands in it.
@Suite struct FormLawTests {
    @Test(arguments: FormNumber.allCases, [40, 48, 72, 80])
    func `no line is wider than the paper, and none ends in blanks`(
        form: FormNumber, width: Int
    ) {
        for sheet in [Samples.full, Samples.bare, Self.long] {
            for language in Language.allCases {
                let writer = FormWriter(width: width, language: language)
                let lines = Samples.lines(form, sheet, writer)
                #expect(lines.allSatisfy { $0.displayWidth <= width })
                #expect(lines.allSatisfy { $0.last != " " } && lines.first?.isEmpty == false)
            }
        }
    }

    @Test(arguments: FormNumber.allCases, [48, 80])
    func `number, motto and title stand on every form, in both languages`(
        form: FormNumber, width: Int
    ) {
        let vietnamese = Samples.text(form, width, .vi)
        let english = Samples.text(form, width, .en)
        for text in [vietnamese, english] {
            #expect(text.contains("T-2-261122-1-K5Q") && text.contains(form.rawValue))
        }
        #expect(vietnamese.contains("Độc lập - Tự do - Hạnh phúc"))
        #expect(english.contains("Independence - Freedom - Happiness"))
        #expect(vietnamese != english)
    }

    @Test(arguments: [48, 80])
    func `nothing that was handed in is cut off a slip`(width: Int) {
        let words = Self.words(Samples.text(.receipt, width, .vi))
        let sheet = Samples.full
        let texts =
            [
                sheet.applicant, sheet.address, sheet.helper, sheet.note, sheet.secret,
                sheet.official, sheet.fee?.note,
            ]
            .compactMap(\.self) + sheet.papers.map(\.name)
        for text in texts {
            // Cells of a table go on in further lines, with other cells between.
            #expect(Self.words(text).isSubset(of: words), "\(text)")
        }
        #expect(Samples.text(.receipt, width, .vi).contains("1.010.000 đ"))
    }

    @Test func `control characters from outside are shown, not sent to a printer`() {
        var sheet = Samples.full
        sheet.applicant = "Mai\u{1B}[2J"
        sheet.papers = [.init(name: "a\u{7}", count: PaperCount(originals: 1, copies: 0))]
        for form in FormNumber.allCases {
            let lines = Samples.lines(form, sheet, FormWriter(width: 80, language: .vi))
            #expect(!lines.joined().unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    @Test func `the look-up text is what a scanner types`() {
        #expect(Samples.full.lookUpText == "T-2-261122-1-K5Q ABC123")
        #expect(Samples.bare.lookUpText == "T-2-261122-2-X1Y")
    }

    private static var long: CaseSheet {
        var sheet = Samples.full
        let word = String(repeating: "Nghiêng", count: 20)
        sheet.applicant = word
        sheet.unit = word
        sheet.procedureName = String(repeating: "Thủ tục rất dài ", count: 30)
        sheet.papers.append(.init(name: word, count: PaperCount(originals: 99, copies: 99)))
        return sheet
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.split { " \n,:.()".contains($0) })
    }
}
