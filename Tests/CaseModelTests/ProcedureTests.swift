import CaseModel
import Testing

/// A record's fields as the sync layer would hand them back.
func dictionary(_ fields: [(name: String, value: String)]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
}

extension Procedure {
    /// A procedure with something in every place.
    static let full = Procedure(
        code: "1.001193", nameVi: "Đăng ký khai sinh", nameEn: "Birth registration",
        fieldVi: "Hộ tịch", fieldEn: "Civil status", levels: ["province", "commune"],
        decision: "163/QĐ-BTP",
        channels: [
            Channel(
                kind: .counter, limit: Limit(count: 1, unit: .workingDay),
                fee: Fee(amount: 8000, note: "mỗi bản")),
            Channel(kind: .online, limit: Limit(count: 5, unit: .workingDay)),
            Channel(kind: .post, fee: Fee(amount: nil, note: "HĐND quyết định")),
        ],
        sameDayCutoff: "15:00",
        papers: [
            Paper(key: "to-khai", nameVi: "Tờ khai", nameEn: "Form", originals: 1),
            Paper(
                key: "giay-chung-sinh", nameVi: "Giấy chứng sinh", originals: 0, copies: 2,
                kind: .present, condition: "nếu có"),
        ],
        form: [
            FormField(
                key: "ten_tre", type: .text, labelVi: "Tên trẻ", labelEn: "Child",
                help: "viết có dấu", example: "An", required: true),
            FormField(
                key: "gioi_tinh", type: .choice, labelVi: "Giới tính", labelEn: "Sex",
                choices: ["Nam", "Nữ"]),
            FormField(key: "ngay_sinh", type: .date, labelVi: "Ngày sinh", labelEn: "Birth date"),
            FormField(key: "so_ban", type: .number, labelVi: "Số bản", labelEn: "Copies"),
            FormField(key: "so_me", type: .identity, labelVi: "Số của mẹ", labelEn: "Mother"),
            FormField(key: "dien_thoai", type: .phone, labelVi: "Điện thoại", labelEn: "Phone"),
        ],
        resultVi: "Giấy khai sinh", notes: "trong ngày", unsure: ["đơn vị", "lệ phí"],
        units: ["H57.19815", "H57.19909"])
}

@Suite struct ProcedureTests {
    @Test func `a procedure comes back from its fields`() throws {
        #expect(try Procedure(fields: dictionary(Procedure.full.fields)) == .full)
        let small = Procedure(code: "1", nameVi: "Một")
        #expect(try Procedure(fields: dictionary(small.fields)) == small)
        #expect(small.fields.map(\.name) == ["code", "name"])
    }

    @Test func `fields are sorted, named once and never empty`() {
        let names = Procedure.full.fields.map(\.name)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        #expect(Procedure.full.fields.allSatisfy { !$0.value.isEmpty })
        #expect(names.contains("channel.counter.limit"))
        #expect(names.contains("paper.giay-chung-sinh.copies"))
        #expect(names.contains("form.gioi_tinh.choices"))
    }

    @Test func `every amendable thing is a field of its own`() throws {
        var fields = dictionary(Procedure.full.fields)
        fields["channel.counter.limit"] = "3 calendarDay"
        fields["paper.to-khai.name"] = ""
        fields["channel.post"] = ""
        fields["form.so_ban.order"] = "0"
        fields["unsure.01"] = ""
        fields["some_new_field"] = "of a newer hub"
        let amended = try Procedure(fields: fields)
        #expect(amended.channel(.counter)?.limit == .init(count: 3, unit: .calendarDay))
        #expect(amended.channel(.counter)?.fee?.amount == 8000)
        #expect(amended.papers.map(\.key) == ["giay-chung-sinh"])
        #expect(amended.channels.map(\.kind) == [.counter, .online])
        #expect(amended.form.first?.key == "so_ban")
        #expect(amended.unsure == ["lệ phí"])
    }

    @Test(arguments: [
        ("code", "", CatalogueError.missing(field: "code")),
        ("name", "", .missing(field: "name")),
        ("channel.counter.limit", "1", .unreadable(field: "channel.counter.limit")),
        ("channel.counter.limit", "0 hour", .unreadable(field: "channel.counter.limit")),
        ("channel.counter.limit", "1 fortnight", .unreadable(field: "channel.counter.limit")),
        ("channel.counter.fee", "-5", .unreadable(field: "channel.counter.fee")),
        ("same_day_cutoff", "25:00", .unreadable(field: "same_day_cutoff")),
        ("paper.to-khai.kind", "burn", .unreadable(field: "paper.to-khai.kind")),
        ("form.so_ban.type", "essay", .unreadable(field: "form.so_ban.type")),
        ("paper.to-khai.originals", "one", .unreadable(field: "paper.to-khai.originals")),
    ])
    func `a broken field is named`(name: String, value: String, error: CatalogueError) {
        var fields = dictionary(Procedure.full.fields)
        fields[name] = value
        #expect(throws: error) { try Procedure(fields: fields) }
    }

    @Test func `a unit comes back from its fields and is found by its former names`() throws {
        let unit = Unit(
            id: "H57.19777", name: "Vỹ Dạ", fullName: "Phường Vỹ Dạ", type: .ward,
            formerNames: ["Phường Thủy Vân", "Phường Xuân Phú"])
        #expect(try Unit(fields: dictionary(unit.fields)) == unit)
        #expect(unit.searchKey == "phuong vi da / phuong thuy van / phuong xuan phu")
        #expect(throws: CatalogueError.missing(field: "id")) {
            try Unit(fields: ["name": "Vỹ Dạ"])
        }
    }
}
