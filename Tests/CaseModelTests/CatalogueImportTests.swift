import CaseModel
import Testing

@Suite struct CatalogueImportTests {
    @Test func `the sample imports without a single problem`() throws {
        let result = CatalogueImport(try TestFiles.json(TestFiles.sample("procedures.json")))
        #expect(result.problems == [])
        #expect(result.procedures.count == 24)
        for procedure in result.procedures {
            #expect(try Procedure(fields: dictionary(procedure.fields)) == procedure)
            #expect(!procedure.form.isEmpty && !procedure.papers.isEmpty)
            #expect(procedure.channels.allSatisfy { $0.limit != nil && $0.fee?.least != nil })
        }
    }

    @Test func `a file in the shape of the public crawl is read`() throws {
        let result = try Self.imported(
            """
            {"procedures": [{"code": "1.004194", "name_vi": " Đăng ký\\n tạm trú ",
            "field_vi": "Cư trú", "level_vi": "Cấp bộ, Cấp xã, Cơ quan khác", "channels": [
            {"channel": "Trực tuyến", "limit": "3 Ngày làm việc", "fee": "7,000 Việt Nam Đồng"},
            {"channel": "Trực tiếp", "limit": "7 Ngày", "fee": "10.000 VNĐ"},
            {"channel": "Dịch vụ bưu chính", "limit": "1 Giờ", "fee": "Miễn phí"}]}]}
            """)
        #expect(result.problems == [])
        let procedure = try #require(result.procedures.first)
        #expect(procedure.nameVi == "Đăng ký tạm trú")
        #expect(procedure.levels == ["ministry", "commune", "other"])
        #expect(procedure.channels.map(\.kind) == [.counter, .online, .post])
        #expect(
            procedure.channels.map { $0.limit?.text } == [
                "7 calendarDay", "3 workingDay", "1 hour",
            ])
        #expect(procedure.channels.map { $0.fee?.amount } == [10000, 7000, 0])
    }

    @Test(arguments: [
        (#""limit": "7", "fee": 0"#, ImportProblem.Reason.limitWithoutUnit("7")),
        (#""limit": 7, "fee": 0"#, .limitWithoutUnit("7")),
        (#""limit_value": 7, "limit_unit": null, "fee_vnd": 0"#, .limitWithoutUnit("7")),
        (#""fee": 0"#, .limitMissing), (#""limit": null, "fee": 0"#, .limitMissing),
        (#""limit": "Không có thông tin", "fee": 0"#, .limitMissing),
        (#""limit": "soon", "fee": 0"#, .limitUnreadable("soon")),
        (#""limit": "0 hour", "fee": 0"#, .limitUnreadable("0 hour")),
        (#""limit": "2 moons", "fee": 0"#, .limitUnreadable("2 moons")),
        (#""limit": "1 hour""#, .feeMissing),
        (#""limit": "1 hour", "fee": "Không có thông tin""#, .feeMissing),
        (#""limit": "1 hour", "fee": "10 USD""#, .feeInForeignCurrency("10 USD")),
        (#""limit": "1 hour", "fee": "some đồng""#, .feeUnreadable("some đồng")),
        (#""limit": "1 hour", "fee": "1,5 đồng""#, .feeUnreadable("1,5 đồng")),
        (#""limit": "1 hour", "fee": true"#, .wrongType(key: "fee")),
    ])
    func `what is not stated stays unstated, with a warning`(
        row: String, reason: ImportProblem.Reason
    ) throws {
        let result = try Self.imported(
            #"[{"code": "1", "name_vi": "A", "channels": [{"channel": "counter", \#(row)}]}]"#)
        let place = "procedures[0].channels[0]"
        #expect(
            result.problems.contains {
                $0.reason == reason && $0.severity == .warning && $0.place == place
                    && $0.code == "1"
            })
        let channel = try #require(result.procedures.first?.channels.first)
        #expect(channel.limit == nil || channel.fee?.amount == nil)
    }

    @Test func `one entry that cannot be used does not stop the others`() throws {
        let result = try Self.imported(
            """
            [{"code": "1", "name": "Một"}, {"name": "Hai"}, {"code": "3"}, 4,
             {"code": "1", "name": "Năm"}, {"code": "6", "name": "MỘT"}, {"code": 7, "name": "B"}]
            """)
        #expect(result.procedures.map(\.code) == ["1", "6"])
        let refused = result.problems.filter { $0.severity == .refused }
        #expect(refused.map(\.place) == [1, 2, 3, 4, 6].map { "procedures[\($0)]" })
        #expect(
            refused.map(\.reason) == [
                .missing(key: "code"), .missing(key: "name_vi"), .notAnObject, .duplicateCode,
                .wrongType(key: "code"),
            ])
        #expect(
            result.problems.contains {
                $0.code == "6" && $0.reason == .duplicateName(as: "1") && $0.severity == .warning
            })
    }

    @Test func `a fee below all money that is in use is kept and named`() throws {
        let result = try Self.imported(
            """
            [{"code": "1", "name": "A", "channels":
            [{"channel": "counter", "limit": "1 hour", "fee": "25 VNĐ"}]}]
            """)
        #expect(result.problems.map(\.reason) == [.feeTooSmall("25 VNĐ")])
        #expect(result.procedures.first?.channels.first?.fee?.amount == 25)
    }

    @Test func `of two rows for one channel the longer limit stays`() throws {
        let rows = [
            #"{"channel": "counter", "limit": "3 working_day", "fee": 1000}"#,
            #"{"channel": "counter", "limit": "4 calendar_day", "fee": 2000}"#,
        ]
        for order in [rows, rows.reversed()] {
            let list = order.joined(separator: ",")
            let result = try Self.imported(#"[{"code": "1", "name": "A", "channels": [\#(list)]}]"#)
            #expect(result.procedures.first?.channels.map { $0.limit?.text } == ["3 workingDay"])
            #expect(result.procedures.first?.channels.first?.fee?.amount == 1000)
            #expect(result.problems.map(\.reason) == [.channelTwice(.counter)])
        }
    }

    @Test func `papers get stable keys of their names`() throws {
        let result = try Self.imported(
            """
            [{"code": "1", "name": "A", "documents": [
            {"name_vi": "Tờ khai đăng ký (mẫu 1)"}, {"name_vi": "Tờ khai - đăng ký, mẫu 1"},
            {"name_vi": "???", "originals": 0, "copies": 2}, {"name_en": "no name"},
            {"key": "Bad key", "name_vi": "Đơn"}, {"key": "x", "name_vi": "Đơn"}]}]
            """)
        let papers = try #require(result.procedures.first?.papers)
        #expect(
            papers.map(\.key) == [
                "to-khai-dang-ky-mau-1", "to-khai-dang-ky-mau-1-2", "x", "don", "don-2",
            ])
        #expect(papers[2].originals == 0 && papers[2].copies == 2)
    }

    @Test func `a form field without a usable key, label or type is left out`() throws {
        let result = try Self.imported(
            """
            [{"code": "1", "name": "A", "form": [{"key": "a.b", "label_vi": "x"},
            {"key": "ok", "label_vi": "x", "required": true}, {"key": "ok", "label_vi": "y"},
            {"key": "n"}, {"key": "t", "label_vi": "x", "type": "essay"},
            {"key": "c", "label_vi": "x", "type": "choice", "choices": ["a|b"]}]}]
            """)
        #expect(result.procedures.first?.form.map(\.key) == ["ok", "c"])
        #expect(result.procedures.first?.form.first?.required == true)
        #expect(
            result.problems.map(\.reason) == [
                .noChannel, .unreadable(key: "key"), .keyTwice("ok"), .missing(key: "label_vi"),
                .unreadable(key: "type"), .unreadable(key: "choices"), .choicesMissing,
            ])
    }

    @Test(arguments: ["null", "{}", #"{"procedures": 1}"#, #""text""#])
    func `a file of another shape is refused as a whole`(text: String) throws {
        let result = try Self.imported(text)
        #expect(result.procedures.isEmpty)
        #expect(result.problems.map(\.reason) == [.notAList])
    }

    @Test func `text that nobody can see is taken out and named`() throws {
        let result = try Self.imported(
            #"[{"code": "1", "name": "A\u202EB", "channels": [], "notes": "a\tb"}]"#)
        #expect(result.procedures.first?.nameVi == "AB")
        #expect(result.procedures.first?.notes == "a b")
        #expect(
            result.problems.map(\.reason) == [.invisibleCharacters(key: "name_vi"), .noChannel]
                || result.problems.map(\.reason) == [.invisibleCharacters(key: "name"), .noChannel])
    }

    @Test(.enabled(if: TestFiles.trialFolder != nil))
    func `the public catalogues import with warnings only`() throws {
        let small = CatalogueImport(try TestFiles.trial("procedures.json"))
        #expect(small.procedures.count == 38)
        #expect(small.problems.allSatisfy { $0.severity == .warning })
        #expect(small.problems.count { $0.reason == .limitMissing } == 28)
        #expect(small.problems.count { $0.reason == .feeMissing } == 13)

        let large = CatalogueImport(try TestFiles.trial("procedures_all_commune.json"))
        #expect(large.procedures.count == 344)
        #expect(large.problems.allSatisfy { $0.severity == .warning })
        let bare = large.problems.count {
            if case .limitWithoutUnit = $0.reason { true } else { false }
        }
        let foreign = large.problems.count {
            if case .feeInForeignCurrency = $0.reason { true } else { false }
        }
        let sameName = large.problems.count {
            if case .duplicateName = $0.reason { true } else { false }
        }
        #expect(bare == 144 && foreign == 2 && sameName >= 15)
        #expect(large.problems.count { $0.reason == .limitMissing } == 54)
        #expect(large.problems.count { $0.reason == .feeMissing } == 185)
        for procedure in large.procedures + small.procedures {
            #expect(try Procedure(fields: dictionary(procedure.fields)) == procedure)
        }
    }

    private static func imported(_ text: String) throws -> CatalogueImport {
        CatalogueImport(try TestFiles.json(text))
    }
}

@Suite struct UnitImportTests {
    @Test func `the sample imports without a single problem`() throws {
        let result = UnitImport(try TestFiles.json(TestFiles.sample("units.json")))
        #expect(result.problems == [])
        #expect(result.units.count == 40)
        #expect(result.units.count { $0.type == .ward } == 21)
        for unit in result.units {
            #expect(try Unit(fields: dictionary(unit.fields)) == unit)
        }
    }

    @Test func `an id is made of the province and the commune`() throws {
        let result = UnitImport(
            try TestFiles.json(
                """
                {"province": {"agency_code": "H57"}, "units": [
                {"code": "19777", "name": "Vỹ Dạ", "full_name": "Phường Vỹ Dạ", "type": "ward",
                 "formed_from": ["Phường Vỹ Dạ", "Phường Xuân Phú"]},
                {"code": "19777", "name": "B"}, {"name": "C"}, {"code": "1", "type": "ward"},
                {"code": "2", "name": "D", "type": "castle"}, {"code": "a b", "name": "E"}, 7]}
                """))
        #expect(result.units.map(\.id) == ["H57.19777", "H57.2"])
        #expect(result.units.first?.formerNames == ["Phường Xuân Phú"])
        #expect(result.units.last?.type == .other)
        #expect(
            result.problems.map(\.reason) == [
                .duplicateCode, .missing(key: "id"), .missing(key: "name"),
                .unreadable(key: "type"),
                .missing(key: "id"), .notAnObject,
            ])
    }

    @Test func `a unit's account is read, kept in its fields, and left out when impossible`() throws
    {
        let result = UnitImport(
            try TestFiles.json(
                """
                {"units": [
                {"id": "H57.1", "name": "A", "account": {"bin": "970403",
                 "number": "0011012345678"}},
                {"id": "H57.2", "name": "B", "account": {"bin": "970403", "number": "1",
                 "kind": "card"}},
                {"id": "H57.3", "name": "C", "account": {"bin": "97040", "number": "1"}},
                {"id": "H57.4", "name": "D", "account": "970403"}, {"id": "H57.5", "name": "E",
                 "account": null}]}
                """))
        #expect(result.units.map(\.account?.kind) == [.account, .card, nil, nil, nil])
        #expect(
            result.problems.map(\.reason) == [
                .unreadable(key: "account"), .unreadable(key: "account"),
            ])
        for unit in result.units {
            let fields = unit.fields.map { ($0.name, $0.value) }
            #expect(try Unit(fields: Dictionary(uniqueKeysWithValues: fields)) == unit)
        }
    }

    @Test(.enabled(if: TestFiles.trialFolder != nil))
    func `the public list and the sample name the same units`() throws {
        let real = UnitImport(try TestFiles.trial("communes.json"))
        let sample = UnitImport(try TestFiles.json(TestFiles.sample("units.json")))
        #expect(real.problems == [])
        #expect(Set(real.units.map(\.id)) == Set(sample.units.map(\.id)))
        #expect(real.units.count == 40)
    }
}

@Suite struct ImportTextTests {
    @Test func `every reason has a sentence in both languages`() {
        let reasons: [ImportProblem.Reason] = [
            .notAList, .notAnObject, .tooMany(limit: 3), .missing(key: "k"), .wrongType(key: "k"),
            .tooLong(key: "k", limit: 3), .invisibleCharacters(key: "k"), .duplicateCode,
            .duplicateName(as: "1"), .noChannel, .unknownChannel("x"), .channelTwice(.post),
            .limitMissing, .limitWithoutUnit("7"), .limitUnreadable("x"), .feeMissing,
            .feeInForeignCurrency("10 USD"), .feeUnreadable("x"), .unreadable(key: "k"),
            .keyTwice("k"), .choicesMissing,
        ]
        let problems = reasons.map {
            ImportProblem(place: "procedures[2]", code: "1.1", severity: .warning, reason: $0)
        }
        for texts in [problems.map(ImportText.vietnamese), problems.map(ImportText.english)] {
            #expect(Set(texts).count == reasons.count)
            #expect(texts.allSatisfy { $0.contains(": procedures[2]: 1.1: ") && $0.hasSuffix(".") })
        }
        let refused = ImportProblem(place: "", code: nil, severity: .refused, reason: .notAList)
        #expect(ImportText.english(refused) == "Not imported: the file has no list of entries.")
        #expect(ImportText.vietnamese(refused) == "Không nhập: tệp không có danh sách.")
    }
}
