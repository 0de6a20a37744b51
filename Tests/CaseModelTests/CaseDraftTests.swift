import CaseModel
import Testing

/// A draft against `Procedure.full`, with one member set or taken out.
func draftJSON(_ changes: [String: String] = [:], applicant: [String: String] = [:]) throws
    -> JSONValue
{
    var person = [
        "name": #""Nguyễn Văn An""#, "identity": #""046090000123""#,
        "birth_date": #""1990-05-17""#, "sex": #""male""#, "phone": #""0905 123 456""#,
    ]
    person.merge(applicant) { $1 }
    var members = [
        "procedure": #""1.001193""#, "applicant": object(person),
        "answers": #"{"ten_tre": "Nguyễn Minh Khôi"}"#,
    ]
    members.merge(changes) { $1 }
    return try TestFiles.json(object(members))
}

/// The JSON text of an object; empty values are left out.
private func object(_ members: [String: String]) -> String {
    let sorted = members.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    return "{" + sorted.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",") + "}"
}

@Suite struct CaseDraftTests {
    static let now: Int64 = 1_795_330_987_000  // 2026-11-22T14:03:07+07:00, a Sunday

    @Test func `a full draft is read`() throws {
        let draft = try CaseDraft(
            json: draftJSON([
                "helper": #"{"name": " Lê  Bình ", "identity": "046 185 000 456"}"#,
                "unit": #""H57.19815""#, "channel": #""online""#,
                "delivery": #"{"kind": "post", "address": "5 Lê Lợi\nHuế", "point": "BD1"}"#,
                "received_at": #""2026-11-20T15:30:00+07:00""#,
                "papers":
                    #"[{"paper": "to-khai"}, "#
                    + #"{"paper": "x", "kind": "copy", "count": 2, "file": "a.pdf"}]"#,
                "note": #""a\n b""#, "reference": #""R-1""#,
            ]))
        #expect(draft.procedure == "1.001193")
        #expect(draft.applicant.name == "Nguyễn Văn An")
        #expect(draft.applicant.identity.text == "046090000123")
        #expect(draft.applicant.birthDate?.iso == "1990-05-17")
        #expect(draft.applicant.sex == .male)
        #expect(draft.applicant.phone?.text == "0905123456")
        #expect(draft.helper?.name == "Lê  Bình")
        #expect(draft.helper?.identity.text == "046185000456")
        #expect(draft.unit == "H57.19815" && draft.channel == .online)
        #expect(draft.delivery == .init(kind: .post, point: "BD1", address: "5 Lê Lợi Huế"))
        #expect(draft.receivedAt.map(Instant.iso) == "2026-11-20T15:30:00+07:00")
        #expect(draft.answers == [.init(key: "ten_tre", value: "Nguyễn Minh Khôi")])
        #expect(
            draft.papers == [
                .init(paper: "to-khai"),
                .init(paper: "x", kind: .copy, count: 2, file: "a.pdf"),
            ])
        #expect(draft.note == "a  b" && draft.reference == "R-1")
    }

    @Test func `what is left out or null is not there`() throws {
        let draft = try CaseDraft(
            json: TestFiles.json(
                """
                {"procedure": "1", "applicant": {"name": "Vie\u{302}\u{323}t", "identity":
                "046090000123", "phone": null, "sex": ""}, "helper": null, "papers": null}
                """))
        #expect(draft.channel == .counter && draft.delivery == .init(kind: .counter))
        #expect(draft.helper == nil && draft.papers.isEmpty && draft.answers.isEmpty)
        #expect(draft.applicant.phone == nil && draft.applicant.sex == nil)
        #expect(scalars(draft.applicant.name) == scalars("Việt"))
    }

    @Test(arguments: [
        ("procedure", "", "procedure", DraftProblem.missing),
        ("procedure", "1.001193", "procedure", .mustBeTextInQuotes),
        ("procedure", #""  ""#, "procedure", .missing),
        ("applicant", "", "applicant", .missing),
        ("applicant", "[]", "applicant", .wrongType(expected: .object)),
        ("aplicant", "{}", "aplicant", .unknownKey(suggestion: "applicant")),
        ("Procedure", "1", "Procedure", .unknownKey(suggestion: "procedure")),
        ("zzz", "1", "zzz", .unknownKey(suggestion: nil)),
        ("a\\u0007", "1", "?", .unknownKey(suggestion: nil)),
        ("helper", #"{"name": "B"}"#, "helper.identity", .missing),
        ("helper", #"{"identity": "046090000123"}"#, "helper.name", .missing),
        ("channel", #""phone""#, "channel", .notOneOf(["counter", "online", "post"])),
        ("channel", "true", "channel", .wrongType(expected: .text)),
        ("delivery", #""drone""#, "delivery", .notOneOf(["counter", "electronic", "post"])),
        (
            "delivery", #"{"kind": "drone"}"#, "delivery.kind",
            .notOneOf(["counter", "electronic", "post"])
        ),
        ("delivery", #"{"adress": "x"}"#, "delivery.adress", .unknownKey(suggestion: "address")),
        ("delivery", "7", "delivery", .wrongType(expected: .object)),
        ("received_at", #""2026-11-20T15:30:00""#, "received_at", .date(.offsetMissing)),
        ("received_at", #""yesterday""#, "received_at", .date(.instantForm)),
        ("received_at", "5", "received_at", .mustBeTextInQuotes),
        ("answers", "[]", "answers", .wrongType(expected: .object)),
        ("answers", #"{"a.b": "x"}"#, "answers", .unknownKey(suggestion: nil)),
        ("answers", #"{"a": ["x"]}"#, "answers.a", .wrongType(expected: .text)),
        ("papers", "{}", "papers", .wrongType(expected: .list)),
        ("papers", #"["x"]"#, "papers[0]", .wrongType(expected: .object)),
        ("papers", #"[{"kind": "copy"}]"#, "papers[0].paper", .missing),
        (
            "papers", #"[{"paper": "x", "count": 0}]"#, "papers[0].count",
            .outOfRange(from: 1, to: 99)
        ),
        (
            "papers", #"[{"paper": "x", "count": 100}]"#, "papers[0].count",
            .outOfRange(from: 1, to: 99)
        ),
        (
            "papers", #"[{"paper": "x", "count": 1.5}]"#, "papers[0].count",
            .outOfRange(from: 1, to: 99)
        ),
        (
            "papers", #"[{"paper": "x", "count": "1"}]"#, "papers[0].count",
            .wrongType(expected: .number)
        ),
        (
            "papers", #"[{"paper": "x", "kind": "fake"}]"#, "papers[0].kind",
            .notOneOf(["original", "copy"])
        ),
        ("note", #""a\u001b[2J""#, "note", .invisibleCharacters),
        ("reference", #""a\nb""#, "reference", .invisibleCharacters),
    ])
    func `a mistake is named with its place`(
        key: String, value: String, field: String, problem: DraftProblem
    ) throws {
        let json = try draftJSON([key: value])
        #expect(throws: DraftError(field: field, problem: problem)) { try CaseDraft(json: json) }
    }

    @Test func `a key given twice is refused, whoever made the value`() {
        let answer = JSONValue.Member(name: "procedure", value: .text("1.001193"))
        #expect(throws: DraftError(field: "procedure", problem: .givenTwice)) {
            try CaseDraft(json: .object([answer, answer]))
        }
    }

    @Test(arguments: [
        ("name", "", DraftProblem.missing), ("name", #""A\u0001B""#, .invisibleCharacters),
        ("name", #""A\nB""#, .invisibleCharacters),
        ("identity", "46090000123", .mustBeTextInQuotes),
        ("identity", #""46090000123""#, .identity(.wrongLength(found: 11))),
        ("identity", "", .missing),
        ("identity", #""099090000123""#, .identity(.unknownProvince)),
        ("phone", "905123456", .mustBeTextInQuotes),
        ("phone", #""0105123456""#, .phone(.unknownPrefix)),
        ("birth_date", #""31/02/1990""#, .date(.noSuchDay)),
        ("sex", #""x""#, .notOneOf(["male", "female"])),
        ("sex", #""female""#, .identity(.sexDiffers)),
        ("address", "{}", .wrongType(expected: .text)),
        ("birth_date", #""1991-05-17""#, .identity(.birthYearDiffers)),
        ("phon", #""0905123456""#, .unknownKey(suggestion: "phone")),
    ])
    func `a mistake in a person is named`(key: String, value: String, problem: DraftProblem) throws
    {
        let json = try draftJSON(applicant: [key: value])
        #expect(throws: DraftError(field: "applicant.\(key)", problem: problem)) {
            try CaseDraft(json: json)
        }
    }

    @Test(arguments: [
        ("name", 200), ("address", 500), ("commune", 200),
    ])
    func `a person's text has a limit`(key: String, limit: Int) throws {
        let longest = String(repeating: "ế", count: limit)
        _ = try CaseDraft(json: draftJSON(applicant: [key: "\"\(longest)\""]))
        let json = try draftJSON(applicant: [key: "\"\(longest)x\""])
        #expect(throws: DraftError(field: "applicant.\(key)", problem: .tooLong(limit: limit))) {
            try CaseDraft(json: json)
        }
    }

    @Test func `other limits are kept`() throws {
        let note = String(repeating: "a", count: 2001)
        let reference = String(repeating: "a", count: 101)
        let answers = (0...100).map { "\"a\($0)\": \"x\"" }.joined(separator: ",")
        let papers = (0...50).map { "{\"paper\": \"p\($0)\"}" }.joined(separator: ",")
        let marks = "a" + String(repeating: "\u{301}", count: 5000)
        for (key, value, problem) in [
            ("note", "\"\(note)\"", DraftProblem.tooLong(limit: 2000)),
            ("reference", "\"\(reference)\"", .tooLong(limit: 100)),
            ("answers", "{\(answers)}", .tooMany(limit: 100)),
            ("papers", "[\(papers)]", .tooMany(limit: 50)),
            ("reference", "\"\(marks)\"", .tooLong(limit: 100)),
        ] {
            let json = try draftJSON([key: value])
            #expect(throws: DraftError(field: key, problem: problem)) { try CaseDraft(json: json) }
        }
        let json = try draftJSON(["answers": "{\"a\": \"\(note)\"}"])
        #expect(throws: DraftError(field: "answers.a", problem: .tooLong(limit: 2000))) {
            try CaseDraft(json: json)
        }
    }

    @Test(arguments: ["null", "[]", "7", #""x""#])
    func `a draft is an object`(text: String) throws {
        let json = try TestFiles.json(text)
        #expect(throws: DraftError(field: "", problem: .wrongType(expected: .object))) {
            try CaseDraft(json: json)
        }
    }

    @Test func `every problem has a sentence in both languages`() {
        let problems: [DraftProblem] = [
            .missing, .wrongType(expected: .text), .wrongType(expected: .number),
            .wrongType(expected: .object), .wrongType(expected: .list), .mustBeTextInQuotes,
            .unknownKey(suggestion: nil), .unknownKey(suggestion: "phone"), .givenTwice,
            .tooLong(limit: 5), .tooMany(limit: 5), .invisibleCharacters, .notOneOf(["a", "b"]),
            .identity(.notDigits), .identity(.wrongLength(found: 9)), .identity(.unknownProvince),
            .identity(.birthYearDiffers), .identity(.sexDiffers), .phone(.notDigits),
            .phone(.wrongLength(found: 9)), .phone(.unknownPrefix), .date(.form),
            .date(.instantForm),
            .date(.noSuchDay), .date(.noSuchTime), .date(.offsetMissing), .inFuture, .tooEarly,
            .notANumber, .outOfRange(from: 1, to: 9), .unknownProcedure(suggestion: "1"),
            .unknownUnit(suggestion: nil), .unknownPoint, .cannotBeChanged,
            .tooLargeTogether(kilobytes: 60),
        ]
        let errors = problems.map { DraftError(field: "f", problem: $0) }
        for texts in [errors.map(ProblemText.vietnamese), errors.map(ProblemText.english)] {
            #expect(Set(texts).count == problems.count)
            #expect(
                texts.allSatisfy {
                    $0.hasPrefix("f: ") && $0.last.map { ".?".contains($0) } == true
                })
        }
        let error = DraftError(field: "applicant.phon", problem: .unknownKey(suggestion: "phone"))
        #expect(
            ProblemText.english(error) == "applicant.phon: is not known here. Did you mean “phone”?"
        )
        #expect(
            ProblemText.vietnamese(error)
                == "applicant.phon: không có mục này. Có phải “phone”?")
    }
}
