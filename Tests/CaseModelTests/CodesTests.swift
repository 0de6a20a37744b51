import CaseModel
import Testing

@Suite struct CheckCharacterTests {
    /// The first is the example of the Global Release Identifier, which uses the same system.
    @Test(arguments: [
        ("A1-2425G-ABC1234002", "M"), ("0", "2"), ("Z", "4"), ("T-7-261122-3-K5", "1"),
    ])
    func `known texts have known check characters`(text: String, check: String) {
        #expect(String(CheckCharacter.of(text)) == check)
        #expect(CheckCharacter.isValid(text + check))
    }

    @Test func `every single wrong character is found`() {
        let text = "T726112239K5"
        let whole = Array(text + String(CheckCharacter.of(text)))
        for position in whole.indices {
            for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where other != whole[position] {
                var wrong = whole
                wrong[position] = other
                #expect(!CheckCharacter.isValid(String(wrong)))
            }
        }
        #expect(!CheckCharacter.isValid("") && !CheckCharacter.isValid("A"))
    }
}

@Suite struct SlipNumberTests {
    private static let slip = SlipNumber.make(base: "T-7-261122-3", hashBytes: [0xFF, 0x80, 1])

    @Test func `a slip number is made of the base, the hash and a check`() throws {
        #expect(Self.slip.hasPrefix("T-7-261122-3-ZY"))
        #expect(CheckCharacter.isValid(Self.slip))
        let date = try CivilDate("2026-11-22")
        #expect(SlipNumber.base(site: 7, date: date, number: 3) == "T-7-261122-3")
        #expect(
            SlipNumber.make(base: "T-7-261122-3", hashBytes: [0, 0]).hasPrefix("T-7-261122-3-00"))
    }

    @Test func `it is read as people type it`() throws {
        let spaced = Self.slip.split(separator: "-").joined(separator: " ")
        for typed in [Self.slip, Self.slip.lowercased(), " \(spaced) ", "\(Self.slip)\n"] {
            #expect(try SlipNumber(typed).text == Self.slip)
        }
    }

    @Test func `letters that look like digits are read in the last part only`() throws {
        let zero = SlipNumber.make(base: "T-7-261122-3", hashBytes: [0, 0x40])
        #expect(zero.hasPrefix("T-7-261122-3-01"))
        let check = String(zero.suffix(1))
        #expect(try SlipNumber("T-7-261122-3-OI\(check)").text == zero)
        #expect(try SlipNumber("T-7-261122-3-ol\(check)").text == zero)
        #expect(throws: SlipNumberError.form) { try SlipNumber("T-7-26I122-3-01\(check)") }
    }

    @Test(arguments: [
        ("", SlipNumberError.form), ("T-7-261122-3", .form), ("X-7-261122-3-ABC", .form),
        ("T-7-261122-3-ABCD", .form), ("T--261122-3-ABC", .form), ("T-7-2611-3-ABC", .form),
        ("T-7-261322-3-ABC", .noSuchDay), ("T-7-261122-3-UAA", .check), ("T-7-261122-3-AAß", .form),
        (String(repeating: "T", count: 101), .form),
    ])
    func `anything else is refused`(typed: String, error: SlipNumberError) {
        #expect(throws: error) { try SlipNumber(typed) }
    }

    @Test func `a mistyped digit is found`() {
        for (place, digit) in [(2, "8"), (4, "1"), (11, "4")] {
            var characters = Self.slip.map(String.init)
            characters[place] = digit
            #expect(throws: SlipNumberError.self) { try SlipNumber(characters.joined()) }
        }
    }
}

@Suite struct OfficialCodeTests {
    @Test func `a code is written and read`() throws {
        let date = try CivilDate("2026-10-08")
        let code = OfficialCode(unit: "H15.50.05.13", date: date, sequence: 975)
        #expect(code.text == "H15.50.05.13-261008-0975")
        #expect(try OfficialCode(code.text) == code)
        #expect(try OfficialCode(" h15.50.05.13-261008-0975 ") == code)
        let large = OfficialCode(unit: "H57", date: date, sequence: 12345)
        #expect(try OfficialCode(large.text) == large)
        #expect(try OfficialCode("000.00.01.H29-240115-0001").unit == "000.00.01.H29")
    }

    @Test(arguments: [
        ("", OfficialCodeError.form), ("H57-261008", .form), ("H57-261008-975", .form),
        ("H57-261008-0000", .form), ("H57-26100-0001", .form), ("-261008-0001", .form),
        ("H57-261308-0001", .noSuchDay), ("H5?-261008-0001", .form), ("H57-261008-0001-2", .form),
    ])
    func `anything else is refused`(text: String, error: OfficialCodeError) {
        #expect(throws: error) { try OfficialCode(text) }
    }
}

@Suite struct EnrolmentCodeTests {
    @Test func `bytes of every length come back`() throws {
        var generator = SmallGenerator(state: 7)
        for count in 1...80 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let code = EnrolmentCode.encode(bytes)
            #expect(try EnrolmentCode.decode(code) == bytes)
            #expect(try EnrolmentCode.decode(code.lowercased()) == bytes)
            let spaced = code.split(separator: "-").joined(separator: " ")
            #expect(try EnrolmentCode.decode(" \(spaced)\n") == bytes)
            #expect(code.split(separator: "-").allSatisfy { $0.count <= 5 })
        }
    }

    @Test func `letters that look like digits are read`() throws {
        let code = EnrolmentCode.encode([0, 0x02, 0x11])
        #expect(code.hasPrefix("00112"))
        let typed = code.replacing("0", with: "O").replacing("1", with: "l")
        #expect(try EnrolmentCode.decode(typed) == [0, 0x02, 0x11])
    }

    @Test func `one wrong character is found`() {
        let code = Array(EnrolmentCode.encode(Array(1...20)))
        for place in code.indices where code[place] != "-" {
            for other in "023456789ABCDEFGHJKMNPQRSTVWXYZ" where other != code[place] {
                var wrong = code
                wrong[place] = other
                #expect(throws: EnrolmentCodeError.self) {
                    try EnrolmentCode.decode(String(wrong))
                }
            }
        }
    }

    @Test(arguments: [
        ("", EnrolmentCodeError.length), ("A", .length), ("AB", .length),
        ("0U0", .character(position: 2)), ("0-0é0", .character(position: 3)),
        ("000", .check), (String(repeating: "0", count: 2000), .length),
    ])
    func `what cannot be a code is refused`(text: String, error: EnrolmentCodeError) {
        #expect(throws: error) { try EnrolmentCode.decode(text) }
    }

    @Test func `characters that encode no whole bytes are refused`() {
        // Three characters are 15 bits: one byte and seven bits over.
        let body = "ABC"
        #expect(throws: EnrolmentCodeError.length) {
            try EnrolmentCode.decode(body + String(CheckCharacter.of(body)))
        }
    }
}

@Suite struct TypedCodeTests {
    private static let slip = SlipNumber.make(base: "T-7-261122-3", hashBytes: [0xFF, 0x80, 1])

    @Test func `a slip in small letters or with spaces is looked up as it is printed`() {
        for typed in [Self.slip.lowercased(), Self.slip.replacing("-", with: " ")] {
            #expect(TypedCode.readings(typed) == [typed, Self.slip])
        }
        #expect(TypedCode.readings(" \(Self.slip) ") == [Self.slip])
    }

    @Test func `any other code is taken as it is first, then in capitals`() {
        #expect(
            TypedCode.readings("h57.1-261122-0001") == ["h57.1-261122-0001", "H57.1-261122-0001"])
        #expect(TypedCode.readings("Đơn 1") == ["Đơn 1", "ĐƠN 1"])
        #expect(TypedCode.readings("") == [""])
    }
}
