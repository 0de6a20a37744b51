import CaseModel
import Testing

@Suite struct CaseValidationTests {
    private static let now = CaseDraftTests.now

    private static func check(
        _ changes: [String: String] = [:], applicant: [String: String] = [:],
        procedure: Procedure = .full, units: [String] = []
    ) throws {
        let draft = try CaseDraft(json: draftJSON(changes, applicant: applicant))
        try draft.validate(procedure: procedure, units: units, now: now)
    }

    @Test func `a right draft passes`() throws {
        try Self.check()
        try Self.check(["unit": #""H57.19815""#], units: ["H57.19815"])
        try Self.check(["unit": #""anything""#], units: [])
        try Self.check(["received_at": #""2026-11-22T14:08:07+07:00""#])
        try Self.check(["received_at": #""2000-01-01T00:00:00+07:00""#])
        try Self.check([
            "papers": #"[{"paper": "Giấy chứng sinh"}, {"paper": "TO KHAI", "kind": "copy"}]"#
        ])
    }

    @Test(arguments: [
        ("procedure", #""9""#, "procedure", DraftProblem.unknownProcedure(suggestion: "1.001193")),
        ("unit", #""H57.19851""#, "unit", .unknownUnit(suggestion: "H57.19815")),
        ("unit", #""x""#, "unit", .unknownUnit(suggestion: nil)),
        ("received_at", #""2026-11-22T14:08:08+07:00""#, "received_at", .inFuture),
        ("received_at", #""1999-12-31T23:59:59+07:00""#, "received_at", .tooEarly),
        ("answers", "", "answers.ten_tre", .missing),
        ("answers", #"{"ten_tre": ""}"#, "answers.ten_tre", .missing),
        ("answers", #"{"ten_tr": "x"}"#, "answers.ten_tr", .unknownKey(suggestion: "ten_tre")),
        (
            "answers", #"{"ten_tre": "x", "gioi_tinh": "khác"}"#, "answers.gioi_tinh",
            .notOneOf(["Nam", "Nữ"])
        ),
        (
            "answers", #"{"ten_tre": "x", "ngay_sinh": "hôm qua"}"#, "answers.ngay_sinh",
            .date(.form)
        ),
        ("answers", #"{"ten_tre": "x", "so_ban": "hai"}"#, "answers.so_ban", .notANumber),
        ("answers", #"{"ten_tre": "x", "so_ban": "1e3"}"#, "answers.so_ban", .notANumber),
        ("answers", #"{"ten_tre": "x", "so_ban": "-5"}"#, "answers.so_ban", .notANumber),
        ("answers", #"{"ten_tre": "x", "so_ban": "1.5.2"}"#, "answers.so_ban", .notANumber),
        (
            "answers", #"{"ten_tre": "x", "so_ban": "1234567890123456"}"#, "answers.so_ban",
            .notANumber
        ),
        (
            "answers", #"{"ten_tre": "x", "so_me": 46190000000}"#, "answers.so_me",
            .identity(.wrongLength(found: 11))
        ),
        (
            "answers", #"{"ten_tre": "x", "dien_thoai": "1"}"#, "answers.dien_thoai",
            .phone(.wrongLength(found: 1))
        ),
        (
            "papers", #"[{"paper": "to-kai"}]"#, "papers[0].paper",
            .unknownKey(suggestion: "to-khai")
        ),
        (
            "papers", #"[{"paper": "to-khai"}, {"paper": "tờ khai"}]"#, "papers[1].paper",
            .givenTwice
        ),
    ])
    func `a mistake is named with its place`(
        key: String, value: String, field: String, problem: DraftProblem
    ) {
        #expect(throws: DraftError(field: field, problem: problem)) {
            try Self.check([key: value], units: ["H57.19815"])
        }
    }

    @Test func `nobody is born tomorrow`() {
        let unborn = ["identity": #""046226000001""#, "birth_date": #""2026-11-23""#, "sex": ""]
        #expect(throws: DraftError(field: "applicant.birth_date", problem: .inFuture)) {
            try Self.check(applicant: unborn)
        }
        #expect(throws: Never.self) {
            try Self.check(applicant: unborn.merging(["birth_date": #""2026-11-22""#]) { $1 })
        }
    }

    @Test func `a draft built without JSON is checked too`() throws {
        var draft = try CaseDraft(json: draftJSON())
        draft.applicant.sex = .female
        #expect(throws: DraftError(field: "applicant.sex", problem: .identity(.sexDiffers))) {
            try draft.validate(procedure: .full, units: [], now: Self.now)
        }
        draft.applicant.sex = nil
        draft.papers = [.init(paper: "to-khai", count: 0)]
        let problem = DraftProblem.outOfRange(from: 1, to: 99)
        #expect(throws: DraftError(field: "papers[0].count", problem: problem)) {
            try draft.validate(procedure: .full, units: [], now: Self.now)
        }
    }

    @Test func `a procedure without form and papers takes any`() throws {
        try Self.check(
            ["answers": #"{"x": "y"}"#, "papers": #"[{"paper": "Đơn viết tay"}]"#],
            procedure: Procedure(code: "1.001193", nameVi: "Một"))
    }
}

@Suite struct CaseFieldsTests {
    private static let calendar = WorkingCalendar()

    @Test func `the fields of a new case`() throws {
        let draft = try CaseDraft(
            json: draftJSON([
                "helper": #"{"name": "Lê Bình", "identity": "046185000456"}"#,
                "answers":
                    #"{"ten_tre": "Khôi", "gioi_tinh": "nam", "#
                    + #""ngay_sinh": "5/10/2026", "so_ban": 2}"#,
                "papers":
                    #"[{"paper": "Tờ khai", "count": 1, "file": "a.pdf"}, "#
                    + #"{"paper": "to-khai", "kind": "copy", "count": 2}]"#,
                "received_at": #""2026-11-20T09:30:00+07:00""#, "note": #""gấp""#,
                "delivery": #"{"kind": "counter", "point": "BD-VyDa"}"#, "reference": #""R-1""#,
            ]))
        let fields = try draft.fields(
            procedure: .full, version: 2, defaultUnit: "H57.1", now: CaseDraftTests.now,
            calendar: Self.calendar, documents: [CaseDocumentTests.document])
        #expect(
            fields.map { "\($0.name) = \($0.value)" } == [
                "answers.gioi_tinh = Nam", "answers.ngay_sinh = 2026-10-05", "answers.so_ban = 2",
                "answers.ten_tre = Khôi", "applicant.birth_date = 1990-05-17",
                "applicant.identity = 046090000123", "applicant.name = Nguyễn Văn An",
                "applicant.phone = 0905123456", "applicant.sex = male", "channel = counter",
                "delivery = counter", "delivery.point = BD-VyDa",
                "documents.to-khai.00112233445566aa = \(CaseDocumentTests.document.value)",
                "due = 2026-11-20T17:00:00+07:00", "helper.identity = 046185000456",
                "helper.name = Lê Bình", "limit = 1 workingDay 15:00", "note = gấp",
                "papers.to-khai = original×1 copy×2",
                "procedure = 1.001193",
                "procedure.fee = 8000",
                "procedure.name = Đăng ký khai sinh", "procedure.version = 2",
                "received_at = 2026-11-20T09:30:00+07:00",
                "reference = R-1", "unit = H57.1",
            ])
    }

    @Test func `the unit is the draft's, else the only one of the catalogue, else the point's`()
        throws
    {
        var draft = try CaseDraft(json: draftJSON())
        var procedure = Procedure.full
        func unit() throws -> String? {
            dictionary(
                try draft.fields(
                    procedure: procedure, defaultUnit: "P", now: CaseDraftTests.now,
                    calendar: Self.calendar))["unit"]
        }
        #expect(try unit() == "P")
        procedure.units = ["C"]
        #expect(try unit() == "C")
        draft.unit = "D"
        #expect(try unit() == "D")
    }

    @Test func `a paper that no catalogue lists keeps its name`() throws {
        var draft = try CaseDraft(json: draftJSON())
        draft.papers = [.init(paper: "Đơn viết tay"), .init(paper: "don")]
        let fields = dictionary(
            try draft.fields(
                procedure: Procedure(code: "1.001193", nameVi: "Một"), defaultUnit: nil,
                now: CaseDraftTests.now, calendar: Self.calendar))
        #expect(fields["papers.don-viet-tay"] == "original×1")
        #expect(fields["papers.don-viet-tay.name"] == "Đơn viết tay")
        #expect(fields["papers.don"] == "original×1")
        #expect(fields["papers.don.name"] == nil)
        #expect(fields["due"] == nil && fields["unit"] == nil && fields["state"] == nil)
    }

    @Test func `a point may write every field of a new case`() throws {
        let draft = try CaseDraft(
            json: draftJSON([
                "papers": #"[{"paper": "to-khai", "file": "a.pdf"}]"#,
                "delivery": #"{"kind": "post", "address": "Huế"}"#,
                "received_at": #""2026-11-20T09:30:00+07:00""#, "reference": #""R""#,
            ]))
        let fields = try draft.fields(
            procedure: .full, defaultUnit: "U", now: CaseDraftTests.now, calendar: Self.calendar)
        for (name, value) in fields {
            #expect(
                WriteRule.verdict(
                    kind: "case", field: name, value: value, role: .point, isCreation: true)
                    == .allowed, "\(name)")
        }
    }

    @Test func `the sample cases are valid`() throws {
        let catalogue = CatalogueImport(try TestFiles.json(TestFiles.sample("procedures.json")))
        let units = UnitImport(try TestFiles.json(TestFiles.sample("units.json"))).units.map(\.id)
        let lines = try TestFiles.sample("cases.jsonl").split(separator: "\n")
        #expect(lines.count == 12)
        var procedures: Set<String> = []
        for line in lines {
            let draft = try CaseDraft(json: TestFiles.json(String(line)))
            let procedure = try #require(
                catalogue.procedures.first { $0.code == draft.procedure })
            try draft.validate(procedure: procedure, units: units, now: CaseDraftTests.now)
            let fields = try draft.fields(
                procedure: procedure, defaultUnit: "H57.19777", now: CaseDraftTests.now,
                calendar: Self.calendar)
            #expect(dictionary(fields)["due"] != nil)
            procedures.insert(draft.procedure)
        }
        #expect(procedures.count >= 10)
    }
}
