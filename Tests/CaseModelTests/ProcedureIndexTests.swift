import CaseModel
import Testing

@Suite struct ProcedureIndexTests {
    private static let index = ProcedureIndex([
        ("1.000894", "Đăng ký kết hôn", "Hộ tịch", "cưới vợ chồng"),
        ("1.004746", "Đăng ký lại kết hôn", "Hộ tịch", ""),
        ("1.001193", "Đăng ký khai sinh", "Hộ tịch", "em bé"),
        ("1.000656", "Đăng ký khai tử", "Hộ tịch", ""),
        ("1.012812", "Hòa giải tranh chấp đất đai", "Đất đai", ""),
        ("2.000635", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", ""),
        ("2.001035", "Chứng thực quyền sử dụng đất", "Chứng thực", ""),
        ("1.004194", "Đăng ký tạm trú", "Cư trú", ""),
    ])

    @Test(arguments: [
        ("dang ky ket hon", ["1.000894", "1.004746"]), ("hôn kết", ["1.000894", "1.004746"]),
        ("DANG KI KHAI SINH", ["1.001193"]), ("hoà giải", ["1.012812"]), ("HÒA GIẢI", ["1.012812"]),
        ("Ðất", ["1.012812", "2.001035"]), ("cuoi", ["1.000894"]), ("đăng ký vũ trụ", []),
        ("khai", ["1.000656", "1.001193"]), ("quy su dung", ["2.001035"]), ("ky ta", ["1.004194"]),
        ("kha", ["1.000656", "1.001193"]), ("Đa\u{306}ng ky\u{301} kha", ["1.000656", "1.001193"]),
        ("", []), (" - ", []), ("hai", []),
    ])
    func `all words must be found, in any order and spelling`(text: String, codes: [String]) {
        #expect(Self.index.search(text, limit: 10) == codes)
    }

    @Test(arguments: [
        ("1.001193", ["1.001193"]), ("1001193", ["1.001193"]), ("2.00", ["2.000635", "2.001035"]),
        ("9", []),
    ])
    func `a code is found whole or from its beginning`(text: String, codes: [String]) {
        #expect(Self.index.search(text, limit: 10) == codes)
    }

    @Test func `words of the name come before words of the field`() {
        #expect(Self.index.search("hộ tịch", limit: 1) == ["2.000635"])
        #expect(Self.index.search("ho tich", limit: 9).count == 5)
    }

    @Test func `marks decide between words with the same letters`() {
        let index = ProcedureIndex([
            ("1", "dương", "", ""), ("2", "đường", "", ""), ("3", "dưỡng", "", ""),
            ("4", "duong", "", ""), ("5", "dường xá", "", ""), ("6", "dươngx", "", ""),
        ])
        #expect(index.search("duong", limit: 9) == ["4", "1", "3", "2", "5", "6"])
        #expect(index.search("dương", limit: 9) == ["1", "3", "5", "4", "2", "6"])
        #expect(index.search("đường", limit: 9).first == "2")
        #expect(index.search("dưỡng", limit: 9).prefix(3) == ["3", "1", "5"])
    }

    @Test func `a whole word comes before the beginning of one, a short name before a long one`() {
        let index = ProcedureIndex([
            ("3", "tử tế", "", ""), ("2", "tưởng", "", ""), ("1", "tử", "", ""),
            ("0", "tử", "", ""),
        ])
        #expect(index.search("tu", limit: 9) == ["0", "1", "3", "2"])
        #expect(index.search("tu", limit: 2) == ["0", "1"])
        #expect(index.search("tu", limit: 0) == [])
    }

    @Test func `an index of stored keys is the same index`() {
        let entries = [
            ("1.1", "Tách hộ"), ("1.2", "Xóa đăng ký thường trú"), ("1.3", "Quý nhân 2"),
        ]
        let direct = ProcedureIndex(entries.map { ($0.0, $0.1, "Cư trú", "x") })
        let stored = ProcedureIndex(
            prepared: entries.map {
                ($0.0, ProcedureIndex.searchKeys(name: $0.1, field: "Cư trú", keywords: "x"))
            })
        for text in ["tach", "thường", "thuong tru", "x", "qui", "2", "quý", "cu tru", "1.2"] {
            #expect(direct.search(text, limit: 9) == stored.search(text, limit: 9))
            #expect(!direct.search(text, limit: 9).isEmpty)
        }
        #expect(VietnameseText.isClean(ProcedureIndex.searchKeys(name: "Hoà\nbình", field: "đ")))
    }

    @Test func `an empty index, endless words and other scripts are no trouble`() {
        let empty = ProcedureIndex([])
        #expect(empty.search("a", limit: 3) == [])
        let long = String(repeating: "dai", count: 50)
        let index = ProcedureIndex([("1", long, "", ""), ("2", "Процедура 中文 tail", "", "")])
        #expect(index.search(long, limit: 3) == ["1"])
        #expect(index.search("процедура", limit: 3) == ["2"])
        #expect(index.search(String(repeating: "tail ", count: 999), limit: 3) == ["2"])
    }
}
