import CaseModel
import Testing

@Suite struct IdentityNumberTests {
    @Test func `the number says province, sex and year`() throws {
        let number = try IdentityNumber("079099035680")
        #expect(number.province == "079")
        #expect(number.sex == .male)
        #expect(number.birthYear == 1999)
        #expect(try IdentityNumber("046 3 05 000001").birthYear == 2005)
        #expect(try IdentityNumber("046.3.05.000001").sex == .female)
        #expect(try IdentityNumber("096800000000").birthYear == 2300)
    }

    @Test(arguments: [
        ("", IdentityError.notDigits), ("07909903568", .wrongLength(found: 11)),
        ("0790990356801", .wrongLength(found: 13)), ("07909903568a", .notDigits),
        ("000099035680", .unknownProvince), ("097099035680", .unknownProvince),
        ("٠٧٩٠٩٩٠٣٥٦٨٠", .notDigits), ("-79099035680", .notDigits),
    ])
    func `anything else is refused`(text: String, error: IdentityError) {
        #expect(throws: error) { try IdentityNumber(text) }
    }

    @Test func `birth date and sex must agree`() throws {
        let number = try IdentityNumber("079099035680")
        let birthday = CivilDate(year: 1999, month: 5, day: 1)
        try number.check(birthDate: birthday, sex: .male)
        try number.check(birthDate: nil, sex: nil)
        #expect(throws: IdentityError.sexDiffers) {
            try number.check(birthDate: birthday, sex: .female)
        }
        #expect(throws: IdentityError.birthYearDiffers) {
            try number.check(birthDate: CivilDate(year: 2099, month: 5, day: 1), sex: .male)
        }
    }
}

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        "0905123456", "090 512 3456", "090.512.3456", "+84905123456", "+84 (0)905 123 456",
        "84905123456", "090-512-3456",
    ])
    func `common ways to write it are read`(text: String) throws {
        #expect(try PhoneNumber(text).text == "0905123456")
    }

    @Test(arguments: [
        ("", PhoneError.notDigits), ("090512345", .wrongLength(found: 9)),
        ("0205123456", .unknownPrefix),
        ("09051234567", .wrongLength(found: 11)), ("0105123456", .unknownPrefix),
        ("O905123456", .notDigits), ("+1905123456", .notDigits), ("8490512345", .unknownPrefix),
    ])
    func `anything else is refused`(text: String, error: PhoneError) {
        #expect(throws: error) { try PhoneNumber(text) }
    }
}

@Suite struct CardScanTests {
    private static let line =
        "046301000123|191234567|Lê Thị Hoa|05032001|Nữ|Kiệt 12, Vỹ Dạ, Huế|20072021"

    @Test func `a card is read`() throws {
        let card = try CardScan(line: Self.line + "|||\r\n")
        #expect(card.identity.text == "046301000123")
        #expect(card.oldIdentity == "191234567")
        #expect(card.name == "Lê Thị Hoa")
        #expect(card.birthDate.iso == "2001-03-05")
        #expect(card.sex == .female)
        #expect(card.address == "Kiệt 12, Vỹ Dạ, Huế")
        #expect(card.issuedOn.iso == "2021-07-20")
    }

    @Test func `a first card has no old number`() throws {
        let line = "046301000123||Lê Thị Hoa|05032001|Nữ|Huế|20072021"
        #expect(try CardScan(line: line).oldIdentity == nil)
    }

    @Test(arguments: [
        ("", CardScanError.tooFewFields(found: 1)), ("1|2|3|4|5|6", .tooFewFields(found: 6)),
        ("04630100012||A|05032001|Nữ|H|20072021", .identity(.wrongLength(found: 11))),
        ("046301000123|| |05032001|Nữ|H|20072021", .nameMissing),
        ("046301000123||A|05132001|Nữ|H|20072021", .birthDate(.noSuchDay)),
        ("046301000123||A|05032001|X|H|20072021", .sex),
        ("046301000123||A|05032001|Nữ|H|2007", .issueDate(.form)),
        ("046301000123||A\u{1B}B|05032001|Nữ|H|20072021", .uncleanText),
        (String(repeating: "x", count: 2001), .tooLong),
    ])
    func `a line that is no card is refused`(line: String, error: CardScanError) {
        #expect(throws: error) { try CardScan(line: line) }
    }

    @Test(arguments: [
        ("Nam", Sex.male), ("NỮ", .female), ("female", .female), ("Nu\u{31B}\u{303}", .female),
    ])
    func `sex is read from words`(text: String, sex: Sex) {
        #expect(Sex(text: text) == sex)
        #expect(Sex(text: "khác") == nil)
    }
}
