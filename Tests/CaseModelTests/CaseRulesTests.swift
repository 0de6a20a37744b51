import CaseModel
import Testing

@Suite struct CaseStateTests {
    @Test func `states are those of the national portal`() {
        let forgotten: [CaseState] = [.draft, .waiting, .ready]
        let known = CaseState.allCases.filter { !forgotten.contains($0) }
        #expect(known.map(\.portalNumber) == Array(1...10))
        #expect(forgotten.map(\.portalNumber) == [nil, 4, 9])
        #expect(CaseState.done.nameVi == "Đã xử lý xong")
        #expect(Set(CaseState.allCases.map(\.nameVi)).count == 13)
        #expect(Set(CaseState.allCases.map(\.nameEn)).count == 13)
        #expect(ChannelKind.allCases.map(\.portalNumber) == [1, 2, 3])
    }
}

@Suite struct CaseViewTests {
    @Test func `a case without a state is submitted`() {
        let view = CaseView(fields: ["procedure": "1.1", "applicant.name": "An", "note": ""])
        #expect(view.state == .submitted && view.procedure == "1.1")
        #expect(view.applicantName == "An" && view.note == nil && view.due == nil)
        #expect(view.channel == .counter && view.decision == nil && view.official == nil)
    }

    @Test func `a decided case shows what was decided`() {
        let view = CaseView(fields: [
            "state": "done", "decision": "refused", "decision.reason": "thiếu", "official": "H57-1",
            "due": "2026-11-20T17:00:00+07:00", "received_at": "2026-11-20T09:30:00+07:00",
            "unit": "U", "reference": "R", "answers.b": "2", "answers.a": "1",
            "papers.x": "original×1 copy×2", "papers.x.name": "Đơn",
        ])
        #expect(view.state == .done && view.decision == .refused)
        #expect(view.decisionReason == "thiếu" && view.official == "H57-1")
        #expect(view.due == 1_795_168_800_000)
        #expect(view.receivedAt == 1_795_141_800_000)
        #expect(view.answers.map(\.key) == ["a", "b"])
        #expect(view.papers.map(\.key) == ["x"])
        #expect(view.papers.first?.count == PaperCount(originals: 1, copies: 2))
    }

    @Test func `what cannot be read counts as not there`() {
        let view = CaseView(fields: ["state": "dreaming", "due": "soon", "decision": "maybe"])
        #expect(view.state == .submitted && view.due == nil && view.decision == nil)
    }
}

@Suite struct WriteRuleTests {
    @Test(arguments: [
        // kind, field, point creates, point edits, self-service creates
        ("case", "applicant.name", true, true, true), ("case", "helper.phone", true, true, true),
        ("case", "answers.ten_tre", true, true, true), ("case", "papers.to-khai", true, true, true),
        ("case", "papers.x.name", true, true, true), ("case", "note", true, true, true),
        ("case", "channel", true, true, true), ("case", "delivery.point", true, true, true),
        ("case", "procedure", true, false, true), ("case", "unit", true, false, true),
        ("case", "due", true, false, true), ("case", "reference", true, false, true),
        ("case", "received_at", true, false, false), ("case", "official", false, false, false),
        ("case", "state", false, false, false), ("case", "decision", false, false, false),
        ("case", "decision.reason", false, false, false),
        ("case", "result.hash", false, false, false),
        ("case", "applicant.shoe_size", false, false, false), ("case", "", false, false, false),
        ("case", "answers", false, false, false), ("case", "answers.", false, false, false),
        ("case", "answers.*", false, false, false), ("case", "answers.a.b", false, false, false),
        ("case", "papers.x.magic", false, false, false),
        ("case", "applicant.*", false, false, false),
        ("case", "papers.x.original_file", false, false, false),
        ("case", "documents.to-khai", false, false, false),
        ("case", "documents.*.*", false, false, false),
        ("case", "documents.x.", false, false, false),
        ("case", "documents.x.0011223344556677.a", false, false, false),
        ("rating", "score", true, false, true), ("rating", "factor.official", true, false, true),
        ("rating", "factor.coffee", false, false, false), ("rating", "note", false, false, false),
        ("payment", "case", true, false, true), ("payment", "kind", true, false, true),
        ("payment", "amount", true, false, true), ("payment", "payload", true, false, true),
        ("payment", "receipt", true, false, false), ("payment", "confirmed", false, false, false),
        ("payment", "confirmed.reference", false, false, false),
        ("payment", "refunded", false, false, false),
    ])
    func `the table`(
        kind: String, field: String, creates: Bool, edits: Bool, selfServiceCreates: Bool
    ) {
        func isAllowed(_ role: WriteRule.Role, _ isCreation: Bool) -> Bool {
            let verdict = WriteRule.verdict(
                kind: kind, field: field, role: role, isCreation: isCreation)
            #expect(verdict != .kindNotAllowed)
            return verdict == .allowed
        }
        #expect(isAllowed(.point, true) == creates)
        #expect(isAllowed(.point, false) == edits)
        #expect(isAllowed(.selfService, true) == selfServiceCreates)
        #expect(!isAllowed(.selfService, false))
        #expect(isAllowed(.hub, true) && isAllowed(.hub, false))
    }

    @Test(arguments: [
        "procedure", "unit", "point", "calendar", "staff", "policy", "?", "",
    ])
    func `all other kinds are the hub's`(kind: String) {
        for role in WriteRule.Role.allCases {
            let verdict = WriteRule.verdict(kind: kind, field: "name", role: role, isCreation: true)
            #expect(verdict == (role == .hub ? .allowed : .kindNotAllowed))
        }
    }

    @Test(
        arguments: [
            ("case", "note", nil, true), ("payment", "kind", "cash", true),
            ("payment", "kind", "gold", false), ("payment", "kind", nil, false),
            ("payment", "amount", "8000", true), ("payment", "amount", "0", false),
            ("payment", "amount", "-1", false), ("payment", "amount", "8.000", false),
            ("payment", "payload", "x", false), ("payment", "receipt", "C-2-261122-1-K", true),
        ] as [(String, String, String?, Bool)])
    func `values that readers rely on have their form`(
        kind: String, field: String, value: String?, isRight: Bool
    ) {
        #expect(WriteRule.isWellFormed(kind: kind, field: field, value: value) == isRight)
    }

    @Test(arguments: WriteRule.Role.allCases) func `everybody may add documents`(
        role: WriteRule.Role
    ) {
        for isCreation in [true, false] {
            let verdict = WriteRule.verdict(
                kind: "case", field: "documents.to-khai.0011223344556677", role: role,
                isCreation: isCreation)
            #expect(verdict == .allowed)
        }
    }

    @Test(arguments: [
        // act, field, value, state seen, allowed
        ("return", "state", "returned", CaseState.done, true),
        ("return", "state", "returned", .ready, true),
        ("return", "state", "done", .done, false),
        ("return", "state", "returned", .accepted, false),
        ("withdraw", "state", "withdrawn", .supplement, true),
        ("withdraw", "withdrawn.reason", "x", .done, false),
        ("edit", "answers.a", "x", .supplement, true), ("edit", "answers.a", "x", .done, false),
        ("edit", "applicant.name", "x", .stopped, false),
        ("edit", "applicant.phone", "x", .returned, true),
        ("edit", "delivery", "post", .done, true), ("edit", "delivery", "post", .returned, false),
        ("edit", "note", "x", .returned, true), ("resolve", "papers.a", "x", .declined, false),
    ])
    func `the state that was seen decides`(
        act: String, field: String, value: String, state: CaseState, isAllowed: Bool
    ) {
        let isTimely = WriteRule.isTimely(act: act, field: field, value: value, in: state)
        #expect(isTimely == isAllowed)
        if !isAllowed { #expect(WriteRule.dependsOnState(act: act, fields: [field])) }
    }

    @Test func `a field of an act is set by that act alone`() {
        func verdict(_ act: String, _ role: WriteRule.Role) -> WriteRule.Verdict {
            WriteRule.verdict(
                kind: "case", field: "state", value: "returned", role: role, isCreation: false,
                act: act)
        }
        #expect(verdict("return", .point) == .allowed)
        #expect(verdict("edit", .point) == .fieldNotAllowed)
        #expect(verdict("return", .selfService) == .fieldNotAllowed)
    }

    @Test func `fields have limits of length`() {
        func fits(_ field: String, _ count: Int) -> Bool {
            let value = String(repeating: "ế", count: count)
            let verdict = WriteRule.verdict(
                kind: "case", field: field, value: value, role: .point, isCreation: true)
            #expect(verdict == .allowed || verdict == .valueTooLong)
            return verdict == .allowed
        }
        #expect(fits("applicant.name", 200) && !fits("applicant.name", 201))
        #expect(fits("note", 2000) && !fits("note", 2001))
        #expect(fits("answers.x", 2000) && !fits("answers.x", 2001))
    }
}

@Suite struct CaseEditTests {
    @Test(arguments: [
        ("applicant.phone", "+84 905 123 456", "0905123456"), ("applicant.sex", "Nữ", "female"),
        ("applicant.birth_date", "5/3/1990", "1990-03-05"), ("helper.name", "", ""),
        ("applicant.address", "5 Lê Lợi\nHuế", "5 Lê Lợi Huế"), ("note", " a ", "a"),
        ("channel", "POST", "post"), ("delivery", "electronic", "electronic"),
        ("answers.gioi_tinh", "nu", "Nữ"), ("answers.so_ban", "", ""),
        ("papers.to-khai", "originalx2", "original×2"), ("papers.to-khai", " ", ""),
        ("delivery.address", "Huế", "Huế"),
    ])
    func `a new value is stored in its form`(field: String, value: String, stored: String) throws {
        #expect(try CaseEdit.normalised(field: field, value: value, procedure: .full) == stored)
    }

    @Test(arguments: [
        ("applicant.name", " ", DraftProblem.missing), ("applicant.identity", "", .missing),
        ("applicant.identity", "1", .identity(.wrongLength(found: 1))),
        ("applicant.phon", "1", .unknownKey(suggestion: "phone")),
        ("answers.ten_tre", "", .missing), ("answers.x", "1", .unknownKey(suggestion: nil)),
        ("answers.so_bam", "1", .unknownKey(suggestion: "so_ban")),
        ("papers.to-kai", "original×1", .unknownKey(suggestion: "to-khai")),
        ("papers.to-khai", "many", .notOneOf(["original×1", "copy×1"])),
        ("papers.to-khai.original_file", "x", .cannotBeChanged),
        ("documents.to-khai.0011223344556677", "x", .cannotBeChanged),
        ("documents.to-khai.0011223344556677", "", .cannotBeChanged),
        ("state", "done", .cannotBeChanged),
        ("official", "1", .cannotBeChanged), ("", "1", .cannotBeChanged),
        ("channel", "fax", .notOneOf(["counter", "online", "post"])),
        ("note", "a\u{7}", .invisibleCharacters),
        ("note", String(repeating: "a", count: 2001), .tooLong(limit: 2000)),
    ])
    func `a wrong value is refused`(field: String, value: String, problem: DraftProblem) {
        #expect(throws: DraftError(field: field, problem: problem)) {
            try CaseEdit.normalised(field: field, value: value, procedure: .full)
        }
    }

    @Test func `persons are cross-checked after an edit`() {
        var fields = ["applicant.identity": "046090000123", "applicant.sex": "male"]
        #expect(throws: Never.self) { try CaseEdit.checkPersons(fields) }
        fields["applicant.sex"] = "female"
        #expect(throws: DraftError(field: "applicant.sex", problem: .identity(.sexDiffers))) {
            try CaseEdit.checkPersons(fields)
        }
    }
}

@Suite struct RatingTests {
    @Test func `a rating comes back from its fields`() throws {
        let rating = try Rating(
            score: 4, factors: [.init(text: "official=5"), .init(text: "ACCESS=2")],
            comment: " nhanh\n gọn ", isAnonymous: false)
        let fields = rating.fields(about: [("case", "ab12"), ("unit", "U")])
        #expect(
            fields.map { "\($0.name)=\($0.value)" } == [
                "case=ab12", "comment=nhanh  gọn", "factor.access=2", "factor.official=5",
                "score=4",
                "unit=U",
            ])
        #expect(Rating(fields: dictionary(fields)) == rating)
    }

    @Test func `an anonymous rating leads back to no case`() throws {
        let rating = try Rating(score: 1, isAnonymous: true)
        let fields = dictionary(rating.fields(about: [("case", "ab12"), ("unit", "U")]))
        #expect(fields == ["score": "1", "anonymous": "yes", "unit": "U"])
        #expect(Rating(fields: fields) == rating)
    }

    @Test(arguments: [0, 6, -1])
    func `a score is one to five`(score: Int) {
        #expect(throws: RatingError.scoreOutOfRange) { try Rating(score: score) }
        #expect(throws: RatingError.factorOutOfRange("result")) {
            try Rating(score: 3, factors: [.init(factor: .result, score: score)])
        }
        #expect(Rating(fields: ["score": String(score)]) == nil)
    }

    @Test func `other mistakes are named`() {
        #expect(throws: RatingError.factorTwice("access")) {
            try Rating(
                score: 3,
                factors: [.init(factor: .access, score: 1), .init(factor: .access, score: 1)])
        }
        #expect(throws: RatingError.commentTooLong(limit: 1000)) {
            try Rating(score: 3, comment: String(repeating: "a", count: 1001))
        }
        #expect(throws: RatingError.commentUnclean) { try Rating(score: 3, comment: "\u{1B}") }
        #expect(throws: RatingError.unknownFactor(suggestion: "official")) {
            try Rating.FactorScore(text: "oficial=3")
        }
        for text in ["official", "official=", "official=6", "official=1=2"] {
            #expect(throws: RatingError.factorOutOfRange("official")) {
                try Rating.FactorScore(text: text)
            }
        }
        #expect(Rating(fields: [:]) == nil)
    }
}

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("aplicant", "applicant"), ("phon", "phone"), ("refrence", "reference"), ("nóte", "note"),
        ("delviery", "delivery"),
    ])
    func `a near word is suggested`(word: String, suggestion: String) {
        let known = ["procedure", "applicant", "phone", "reference", "note", "delivery"]
        #expect(Suggestion.nearest(to: word, among: known) == suggestion)
    }

    @Test func `no guess is made for a far word`() {
        #expect(Suggestion.nearest(to: "xyz", among: ["note", "unit"]) == nil)
        #expect(Suggestion.nearest(to: "", among: ["note"]) == nil)
        #expect(Suggestion.nearest(to: "note", among: []) == nil)
    }
}
