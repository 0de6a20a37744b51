import CaseModel
import Testing

/// Complete at the first try: what the catalogue marks as required, and only where it is needed.
@Suite struct CompletenessTests {
    private static let procedure = Procedure(
        code: "1.001193", nameVi: "Khai sinh",
        papers: [
            .init(key: "form", nameVi: "Tờ khai", required: true),
            .init(key: "copies", nameVi: "Bản sao", originals: 0, copies: 2, required: true),
            .init(key: "maybe", nameVi: "Giấy khác"),
            .init(key: "words", nameVi: "Giấy tùy lúc", condition: "khi cần", required: true),
            .init(
                // One that cannot be read would demand nothing, and the tests would fail.
                key: "guardian", nameVi: "Giấy giám hộ", when: try? Condition("age < 18"),
                required: true),
        ],
        form: [
            .init(key: "kind", type: .text, labelVi: "Loại", labelEn: "Kind", required: true),
            .init(
                key: "why", type: .text, labelVi: "Lý do", labelEn: "Why", required: true,
                // One that cannot be read would demand nothing, and the tests would fail.
                when: try? Condition("answer.kind = khác")),
            .init(
                key: "number", type: .number, labelVi: "Số", labelEn: "Number",
                // One that cannot be read would demand nothing, and the tests would fail.
                rule: try? Condition("value >= 1 and value <= 20")),
        ])

    private static func draft(_ answers: String, _ papers: String) throws -> CaseDraft {
        try CaseDraft(json: draftJSON(["answers": answers, "papers": papers]))
    }

    private static func missing(_ answers: String, _ papers: String) throws -> [String] {
        try draft(answers, papers).missing(procedure: procedure, now: CaseDraftTests.now)
            .map(\.field)
    }

    private static let both =
        #"[{"paper": "form"}, {"paper": "copies", "kind": "copy", "count": 2}]"#

    @Test func `what is required and not given is named, in order`() throws {
        #expect(try Self.missing("{}", "[]") == ["answers.kind", "papers.form", "papers.copies"])
        #expect(try Self.missing(#"{"kind": "mới"}"#, Self.both) == [])
        #expect(try Self.missing(#"{"kind": "Khác"}"#, Self.both) == ["answers.why"])
    }

    @Test func `a copy is no original, but an original may stand for a copy`() throws {
        let copies = #"[{"paper": "form", "kind": "copy"}, {"paper": "Bản sao", "count": 2}]"#
        #expect(try Self.missing(#"{"kind": "mới"}"#, copies) == ["papers.form"])
        let few = #"[{"paper": "form"}, {"paper": "copies", "kind": "copy"}]"#
        #expect(try Self.missing(#"{"kind": "mới"}"#, few) == ["papers.copies"])
    }

    @Test func `a condition demands only when it is known to hold`() throws {
        for (born, identity, expected) in [
            ("2015-05-17", "046215000123", ["papers.guardian"]), ("1990-05-17", "046090000123", []),
        ] {
            let json = try draftJSON(
                ["answers": #"{"kind": "mới"}"#, "papers": Self.both],
                applicant: [
                    "birth_date": "\"\(born)\"", "identity": "\"\(identity)\"", "sex": "\"male\"",
                ])
            let missing = try CaseDraft(json: json)
                .missing(procedure: Self.procedure, now: CaseDraftTests.now)
            #expect(missing.map(\.field) == expected)
        }
    }

    @Test func `a case that lacks something is refused, and known to be only incomplete`() throws {
        let error = #expect(throws: DraftError.self) {
            try Self.draft(#"{"kind": "mới"}"#, "[]")
                .validate(procedure: Self.procedure, units: [], now: CaseDraftTests.now)
        }
        #expect(error?.field == "papers.form")
        #expect(error?.isIncomplete == true)
        #expect(!DraftError(field: "applicant.name", problem: .missing).isIncomplete)
    }

    @Test func `an answer keeps to its rule`() throws {
        for (number, isRight) in [("20", true), ("21", false), ("0", false), ("1,5", true)] {
            let draft = try Self.draft(#"{"kind": "mới", "number": "\#(number)"}"#, Self.both)
            let check = {
                try draft.validate(procedure: Self.procedure, units: [], now: CaseDraftTests.now)
            }
            if isRight {
                try check()
            } else {
                let problem = DraftProblem.ruleBroken("value >= 1 and value <= 20")
                #expect(throws: DraftError(field: "answers.number", problem: problem)) {
                    try check()
                }
            }
        }
    }

    @Test func `a draft takes fields one by one`() throws {
        let empty = try draftJSON()
        let changed = try empty.setting(field: "papers.form", "original×1 copy×2")
            .setting(field: "applicant.phone", "0905000111").setting(field: "note", "sáng")
        let draft = try CaseDraft(json: changed)
        #expect(draft.papers.filter { $0.paper == "form" }.map(\.count) == [1, 2])
        #expect(draft.applicant.phone?.text == "0905000111" && draft.note == "sáng")
        let again = try changed.setting(field: "papers.form", "").setting(field: "note", "")
        #expect(again["note"] == nil)
        #expect(try CaseDraft(json: again).papers.allSatisfy { $0.paper != "form" })
        #expect(throws: DraftError.self) { try empty.setting(field: "papers.form", "many") }
    }
}

@Suite struct CompetenceTests {
    private static let units = [
        Unit(
            id: "H57.1", name: "Vỹ Dạ", fullName: "Phường Vỹ Dạ", type: .ward,
            formerNames: ["Phường Thủy Vân", "Phường Xuân Phú"]),
        Unit(
            id: "H57.2", name: "A Lưới 2", fullName: "Xã A Lưới 2", type: .commune,
            formerNames: ["Thị trấn A Lưới", "Xã Hồng Bắc", "Xã Xuân Phú"]),
        Unit(
            id: "H57.3", name: "Thuận Hóa", fullName: "Phường Thuận Hóa", type: .ward,
            formerNames: ["Phường Đúc"]),
        Unit(
            id: "H57.4", name: "Phú Xuân", fullName: "Phường Phú Xuân", type: .ward,
            formerNames: ["Phường Thuận Hóa"]),
        Unit(
            id: "H57.9", name: "Đất đai", fullName: "Chi nhánh đất đai", type: .department,
            covers: ["H57.1", "H57.2"]),
    ]
    private static let table = Competence(units: units)

    @Test(arguments: [
        ("Phường Vỹ Dạ", ["H57.1"]), ("vy da", ["H57.1"]), ("P. Vỹ Dạ, thành phố Huế", ["H57.1"]),
        ("H57.2", ["H57.2"]), ("Phường Thủy Vân", ["H57.1"]), ("thuỷ vân", ["H57.1"]),
        ("Thị trấn A Lưới", ["H57.2"]), ("Phường Xuân Phú", ["H57.1"]),
        ("Xuân Phú", ["H57.1", "H57.2"]), ("Thuận Hoá", ["H57.3"]), ("Hà Nội", []), ("", []),
    ])
    func `communes are found by present and former names`(name: String, ids: [String]) {
        #expect(Self.table.units(named: name).map(\.id) == ids)
    }

    @Test(arguments: [
        ([String](), String?.none, Competence.Answer.unit("H57.3")),
        ([], "Vỹ Dạ", .unit("H57.1")), ([], "Xuân Phú", .unclear(["H57.1", "H57.2"])),
        ([], "Hà Nội", .unclear([])), (["H57.9"], "Hà Nội", .unit("H57.9")),
        (["H57.9", "H57.4"], "Phường Thủy Vân", .unit("H57.9")),
        (["H57.9", "H57.4"], "Phú Xuân", .unit("H57.4")),
        (["H57.9", "H57.4"], "Thuận Hóa", .unclear([])),
        (["H57.9", "H57.4"], nil, .unclear(["H57.9", "H57.4"])),
        (["H57.9", "H57.3"], nil, .unit("H57.3")),
    ])
    func `the competent unit follows from procedure and commune`(
        units: [String], commune: String?, answer: Competence.Answer
    ) {
        let procedure = Procedure(code: "1", nameVi: "A", units: units)
        #expect(Self.table.unit(for: procedure, commune: commune, point: "H57.3") == answer)
    }

    @Test func `a province decides through its own units only`() {
        let procedure = Procedure(code: "1", nameVi: "A", levels: ["province"])
        #expect(Self.table.unit(for: procedure, commune: nil, point: "H57.3") == .unclear([]))
    }

    @Test func `before any unit is known the point's own decides`() {
        let procedure = Procedure(code: "1", nameVi: "A")
        let table = Competence(units: [])
        #expect(table.unit(for: procedure, commune: "Vỹ Dạ", point: "H57.3") == .unit("H57.3"))
        #expect(table.unit(for: procedure, commune: "Vỹ Dạ", point: "") == .unclear([]))
    }

    @Test func `the units of the sample are found by all their names`() throws {
        let units = UnitImport(try TestFiles.json(TestFiles.sample("units.json"))).units
        let table = Competence(units: units)
        for unit in units {
            #expect(table.units(named: unit.fullName) == [unit])
            for former in unit.formerNames {
                #expect(!table.units(named: former).isEmpty)
            }
        }
    }
}

@Suite struct GivenBeforeTests {
    @Test func `the newest of what this person gave is offered, of nobody else`() {
        let digest = String(repeating: "ab", count: 32)
        let scan = CaseDocument(
            paper: "form", digest: digest, lengthBytes: 10, kind: .pdf, path: "a.pdf")
        let known: [[String: String]] = [
            ["applicant.identity": "1", "applicant.phone": "new", "procedure": "P"],
            ["applicant.identity": "2", "applicant.phone": "other", "applicant.address": "x"],
            [
                "applicant.identity": "1", "applicant.phone": "old", "applicant.address": "old",
                "procedure": "Q", scan.field: scan.value,
            ],
        ]
        let given = GivenBefore(identity: "1", cases: known)
        #expect(given.fields["applicant.phone"] == "new")
        #expect(given.fields["applicant.address"] == "old")
        #expect(given.papers.map(\.document) == [scan] && given.papers.first?.procedure == "Q")
        let procedure = Procedure(
            code: "P", nameVi: "P", papers: [.init(key: "form", nameVi: "Tờ khai")])
        #expect(given.papers(for: procedure).count == 1)
        #expect(given.papers(for: Procedure(code: "R", nameVi: "R")).isEmpty)
        #expect(GivenBefore(identity: "3", cases: known).fields.isEmpty)
    }
}
