import CaseModel
import Testing

@Suite struct JSONReaderTests {
    private let reader = JSONReader()

    private func parse(_ text: String) throws(JSONError) -> JSONValue {
        try reader.parse(Array(text.utf8))
    }

    private static func member(_ name: String, _ value: JSONValue) -> JSONValue.Member {
        JSONValue.Member(name: name, value: value)
    }

    @Test func `members and elements keep their order and their names`() throws {
        let text =
            #"{"z.a":[1,{"x\"y":{}},[],[[2]],"s"],"":null,"$":true,"b":false,"a":{"[0]":-3}}"#
        #expect(
            try parse(text)
                == .object([
                    Self.member(
                        "z.a",
                        .array([
                            .number("1"), .object([Self.member("x\"y", .object([]))]), .array([]),
                            .array([.array([.number("2")])]), .text("s"),
                        ])),
                    Self.member("", .null), Self.member("$", .bool(true)),
                    Self.member("b", .bool(false)),
                    Self.member("a", .object([Self.member("[0]", .number("-3"))])),
                ]))
        #expect(try parse(text).write() == text)
    }

    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), (" false\r\n\t", .bool(false)),
            ("7", .number("7")),
            (#""Hồ sơ""#, .text("Hồ sơ")), ("[]", .array([])), ("{}", .object([])),
            ("[[],{},[{}]]", .array([.array([]), .object([]), .array([.object([])])])),
            ("\u{feff}[]", .array([])),
        ] as [(String, JSONValue)])
    func `any value may stand alone`(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test func `a number keeps the text it had`() throws {
        let numbers = [
            "0", "-0", "1.50", "1e5", "1E+05", "-2.5e-3", "9223372036854775807",
            "9223372036854775808", "123456789012345678901234567890", "0.1000000000000000055511151",
        ]
        let text = "{\"1\":[" + numbers.joined(separator: " , ") + "],\"2-3\":\"4\"}"
        #expect(try parse(text)["1"] == .array(numbers.map { .number($0) }))
        #expect(try parse(text)["2-3"] == .text("4"))
    }

    @Test(arguments: [
        (#""\ud83d\ude00""#, "😀"), (#""a\uD83D\uDE00b""#, "a😀b"), (#""\u00e1\u1eBf""#, "áế"),
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""it's \"so\" 'here'""#, "it's \"so\" 'here'"),
        (#""[{\"a\":1}]""#, #"[{"a":1}]"#), (#""\\u0000""#, #"\u0000"#), (#""\uffff""#, "\u{ffff}"),
        ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
    ])
    func `strings are unescaped`(text: String, value: String) throws {
        #expect(try parse(text) == .text(value))
        #expect(try parse("{\(text):0}") == .object([Self.member(value, .number("0"))]))
    }

    @Test(arguments: [
        "", " ", "\u{feff}", "{", "[", "]", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{1:2}", "[1 2]",
        "{\"a\":1 \"b\":2}", "{} {}", "[]x", "\"", "\"a", "\"\\\"", "\"\\u12\"", "\"\\u00g0\"",
        "\"\\x41\"", "\"\\'\"", "\"a\tb\"", "\"a\nb\"", "'a'", "tru", "truex", "True", "NaN",
        "nan", "Infinity", "-Infinity", "[Inf]", "012345", "-01", "+1", ".5", "-.5", "1.", "1.e3",
        "1e", "1e+", "-", "1..2", "1-2", "0x10", "// c\n1", "/**/1", "{a:1}", "{}\0", "\0{}",
        "[1,\0]", "\"a\0b\"", "\u{a0}1", "[1]\u{c}", "{\"a\":1}}", "[[1]", "\"\\", "\"\\u", ",",
    ])
    func `what is not JSON is refused where it goes wrong`(text: String) {
        let error = #expect(throws: JSONError.self) { try parse(text) }
        switch error {
        case .malformed(let offset): #expect(offset < text.utf8.count)
        case .endsEarly: break
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test func `what ends too early is told apart from what is wrong`() {
        for text in ["", "  ", "[1", #"{"a": "b"#, #"{"a":"#] {
            #expect(throws: JSONError.endsEarly) { try parse(text) }
        }
        #expect(throws: JSONError.malformed(offset: 7)) { try parse("[1,2,3 4]") }
        #expect(throws: JSONError.malformed(offset: 3)) { try parse("{} x") }
    }

    @Test(arguments: [
        (#"["\u0000"]"#, 2), (#"{"a\u0000":1}"#, 3), (#""\ud83d""#, 1), (#""\ud83dx""#, 1),
        (#""\ud83d\n""#, 1), (#""\ud83d\ud83d\ude00""#, 1), (#""a\ude00""#, 2),
        (#""\uDe00\uD83d""#, 1),
    ])
    func `an escape that no text can hold is refused`(text: String, offset: Int) {
        #expect(throws: JSONError.forbiddenCharacter(offset: offset)) { try parse(text) }
    }

    @Test(
        arguments: [
            ([0x22, 0xff, 0x22], 1), ([0xef, 0xbb, 0xbf, 0x22, 0xc3, 0x22], 4),
            ([0x22, 0xed, 0xa0, 0xbd, 0x22], 1), ([0x22, 0xc0, 0x80, 0x22], 1),
            ([0x5b, 0x5d, 0xe1], 2),
            ([0xff, 0xfe, 0x5b, 0x00], 0),
        ] as [([UInt8], Int)])
    func `what is not UTF-8 is refused with its place`(bytes: [UInt8], offset: Int) {
        #expect(throws: JSONError.notUTF8(offset: offset)) { try reader.parse(bytes) }
    }

    @Test func `nesting goes to the limit and not beyond`() throws {
        let text = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        var value = try parse(text(64))
        for _ in 1..<64 {
            guard case .array(let elements) = value else { break }
            value = try #require(elements.first)
        }
        #expect(value == .array([]))
        #expect(throws: JSONError.tooDeep(limit: 64)) { try parse(text(65)) }
        #expect(throws: JSONError.tooDeep(limit: 64)) { try parse(text(10_000)) }
        let objects = String(repeating: #"{"a":"#, count: 10_000)
        #expect(throws: JSONError.tooDeep(limit: 64)) { try parse(objects) }
        #expect(throws: Never.self) { try parse("\"\(text(100))\"") }
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "$.a"), (#"{"a":1,"\u0061":2}"#, "$.a"),
        (#"[0,{"x":[{"b.c":1,"d":2,"b.c":3}]}]"#, #"$[1].x[0]."b.c""#),
        (#"{"p q":{"":1,"":2}}"#, #"$."p q"."""#),
        (#"{"a":{"b":{}},"c":{"d":[[],{"e":1,"e":[]}]}}"#, "$.c.d[1].e"),
    ])
    func `a name that comes twice is refused with its path`(text: String, path: String) {
        #expect(throws: JSONError.duplicateName(path: path)) { try parse(text) }
    }

    @Test func `a name that comes twice is found in a large object too`() throws {
        let members = (0..<100).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
        #expect(throws: JSONError.duplicateName(path: "$.m50")) {
            try parse("{\(members),\"m50\":0}")
        }
        #expect(try parse("{\(members)}")["m99"] == .number("99"))
    }

    @Test func `one name in two objects is no duplicate`() throws {
        #expect(try parse(#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#)["a"]?["a"] == .number("1"))
    }

    @Test func `a text over the limit is refused before it is looked at`() throws {
        let reader = JSONReader(limitBytes: 4)
        #expect(try reader.parse(Array("[10]".utf8)) == .array([.number("10")]))
        #expect(throws: JSONError.tooLarge(bytes: 5, limit: 4)) {
            try reader.parse(Array("[100]".utf8))
        }
    }

    @Test func `a text of two megabytes is read`() throws {
        let reader = JSONReader(limitBytes: 2_100_000)
        let text = String(repeating: "a", count: 999_997)
        guard case .array(let texts) = try reader.parse(Array("[\"\(text)\",\"\(text)\"]".utf8))
        else {
            Issue.record("no array")
            return
        }
        #expect(texts == [.text(text), .text(text)])
    }

    @Test func `the reader works on after a refusal`() throws {
        for _ in 0..<3 {
            #expect(throws: JSONError.endsEarly) { try parse("[1") }
            #expect(throws: JSONError.duplicateName(path: "$.a")) { try parse(#"{"a":1,"a":2}"#) }
            #expect(try parse("[1,2]") == .array([.number("1"), .number("2")]))
        }
    }
}
