import CaseModel
import Console
import Testing

@testable import kiosk

/// Whole dialogues, as a person at the kiosk types and reads them.
@Suite struct CitizenDialogueTests {
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"

    /// Up to the first question of the birth registration.
    private static let begin = ["2", "khai sinh", "1", "1"]
    /// All answers of the form and the papers.
    private static let form = ["Lê Minh Khôi", "1", "02/11/2026", "", "1", ""]

    @Test func `a birth registration goes from the menu to the slip`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, "0905218446"] + Self.form)
        #expect(
            visit.last == """

                XEM LẠI: Đăng ký khai sinh
                1. Họ và tên người nộp: Nguyễn Thị Thu Hằng
                2. Số định danh cá nhân: 046194003217 (Nữ)
                3. Ngày sinh: 12/03/1994
                4. Số điện thoại: 0905218446
                5. Địa chỉ: 14 Vỹ Dạ
                6. Họ và tên trẻ: Lê Minh Khôi
                7. Giới tính của trẻ: Nam
                8. Ngày sinh của trẻ: 02/11/2026
                9. Số bản sao cần cấp: —
                10. Giấy tờ có ở đây: Tờ khai đăng ký khai sinh
                11. Đồng ý thêm: —
                   1 ngày làm việc; miễn phí
                   Chưa có, sẽ phải bổ sung: Giấy chứng sinh
                ok hoặc 12: NỘP HỒ SƠ · 1–11: sửa dòng đó
                0 quay lại · ? trợ giúp · 'lại' đọc lại · q kết thúc
                """)
        #expect(visit.booth.taken.isEmpty, "nothing is stored before the confirmation")
        visit.type("ok")
        #expect(
            visit.last == """

                ĐÃ NỘP. Hồ sơ sẽ tự gửi về trung tâm khi có mạng.
                Số giấy tiếp nhận: T-3-261123-1-K5Q
                Mã tra cứu: 7KQ2MD
                Hẹn trả kết quả: 17:00 ngày 25/11/2026
                Nơi lưu: đã lưu tại đây
                Xin ghi lại số và mã này.
                1–5. Hài lòng không? 1 rất không hài lòng đến 5 rất hài lòng
                6. Lệ phí và cách nộp
                7. Phản ánh về hồ sơ này
                8. In giấy tiếp nhận
                Enter: về màn hình đầu
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        #expect(visit.prompt == "[1 chờ gửi] > ")
        #expect(visit.booth.stored("applicant.birth_date") == "1994-03-12")
        #expect(visit.booth.stored("applicant.sex") == "female")
        #expect(visit.booth.stored("answers.child_sex") == "Nam")
        #expect(visit.booth.stored("answers.copies") == nil)
        #expect(visit.booth.stored("papers.declaration") == "original×1")
    }

    @Test func `the card fills the applicant and the phone is asked next`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card])
        #expect(
            visit.last == """
                Đã đọc thẻ của Nguyễn Thị Thu Hằng

                Câu 4/11. Số điện thoại (Enter: bỏ qua)
                  Ví dụ: 0905 218 446
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
    }

    @Test(arguments: [
        ("046194003217|x|", "Họ và tên người nộp (bắt buộc)"),
        ("046194003217||Hằng|12031994|Nữ", "Câu 1/11"),
    ])
    func `a broken line of a card is not taken for a name`(line: String, still: String) {
        var visit = Visit()
        visit.type(Self.begin + [line + "||||", "9"])
        #expect(visit.last.contains(still))
        #expect(visit.said.contains("hãy quét lại"))
    }

    @Test(arguments: ["", "Trần Thị Lan"])
    func `a card answers name and number of any person that is asked for`(typed: String) {
        var visit = Visit()
        visit.booth.offered.form.insert(
            contentsOf: [
                .init(
                    key: "mother_name", type: .text, labelVi: "Họ và tên mẹ",
                    labelEn: "Name of the mother", required: true),
                .init(
                    key: "mother_identity", type: .identity, labelVi: "Số định danh của mẹ",
                    labelEn: "Number of the mother"),
            ], at: 0)
        visit.type(Self.begin + [Self.card, ""])
        #expect(visit.last.contains("Họ và tên mẹ (bắt buộc)\n  Có thẻ căn cước: quét mã QR"))
        if !typed.isEmpty { visit.type(typed) }
        visit.type("046190000123|1|Trần Thị Lan|02031990|Nữ|3 Vỹ Dạ|01052021")
        #expect(visit.last.hasPrefix("Đã đọc thẻ của Trần Thị Lan\n\nCâu 8/"))
        visit.type(Self.form + ["ok"])
        #expect(visit.booth.stored("answers.mother_name") == "Trần Thị Lan")
        #expect(visit.booth.stored("answers.mother_identity") == "046190000123")
        #expect(visit.booth.stored("applicant.name") == "Nguyễn Thị Thu Hằng")
    }

    @Test func `a card that contradicts itself is refused`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card.replacing("12031994", with: "12031995")])
        #expect(visit.last.contains("ngày sinh không khớp số định danh"))
    }

    @Test func `a card read where it is not asked for is not an answer`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, Self.card])
        #expect(visit.last == "Đây là mã QR của thẻ; câu này cần: Số điện thoại.")
    }

    @Test func `each answer is checked at once by the rules of submit`() {
        var visit = Visit()
        visit.type(Self.begin + [""])
        #expect(visit.last == "Họ và tên người nộp: còn thiếu; cần điền mục này.")
        visit.type("Nguyễn Thị Thu Hằng", "12345")
        #expect(
            visit.last
                == "Số định danh cá nhân: số định danh có 5 chữ số; phải có đúng 12 chữ số.")
        visit.type("046194003217", "31/02/1994")
        #expect(visit.last == "Ngày sinh: không có ngày này trong lịch.")
        visit.type("12/03/1995")
        #expect(visit.last.hasPrefix("Ngày sinh: ngày sinh không khớp số định danh"))
        visit.type("12/03/1994", "12")
        #expect(visit.last.hasPrefix("Số điện thoại: số điện thoại có 2 chữ số"))
        visit.type("", "", "Khôi", "3")
        #expect(visit.last == "Giới tính của trẻ: phải là một trong: Nam, Nữ.")
        visit.type("nu", "mai")
        #expect(visit.last.hasPrefix("Ngày sinh của trẻ: sai cách viết"))
        visit.type("02/11/2026", "hai")
        #expect(visit.last.hasPrefix("Số bản sao cần cấp: phải là số"))
        visit.type("9", "5")
        #expect(visit.last == "Xin gõ các số từ 1 đến 2, ví dụ: 1 2")
        visit.type("*", "", "ok")
        #expect(visit.booth.stored("answers.copies") == "9")
        #expect(visit.booth.stored("answers.child_sex") == "Nữ")
    }

    @Test func `going back keeps the answers, also from the first screen of the procedure`() {
        var visit = Visit()
        visit.type(Self.begin + ["Nguyễn Thị Thu Hằng", "046194003217", "0"])
        #expect(visit.last.contains("Đang có: 046194003217 (Enter: giữ)"))
        visit.type("0", "0")
        #expect(visit.last.contains("1. Nộp hồ sơ này ngay bây giờ"))
        visit.type("1")
        #expect(visit.last.contains("Đang có: Nguyễn Thị Thu Hằng (Enter: giữ)"))
        visit.type("Trần Thị Lan", "")
        #expect(visit.last.contains("Câu 3/11. Ngày sinh"))
    }

    @Test func `one line of the review is corrected and nothing else is asked again`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, ""] + Self.form + ["6", "Lê Minh Khoa"])
        #expect(visit.last.contains("6. Họ và tên trẻ: Lê Minh Khoa"))
        visit.type("10", "-", "5", "-", "ok")
        #expect(visit.booth.stored("answers.child_name") == "Lê Minh Khoa")
        #expect(visit.booth.stored("applicant.address") == nil)
        #expect(visit.booth.stored("papers.declaration") == nil)
    }

    @Test func `another identity number asks for the birth date again`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, ""] + Self.form + ["2", "046095003217"])
        #expect(visit.last.hasPrefix("Ngày sinh đã nhập không khớp số này"))
        visit.type("01/02/1995")
        #expect(visit.last.contains("2. Số định danh cá nhân: 046095003217\n"))
        #expect(visit.last.contains("3. Ngày sinh: 01/02/1995"))
    }

    @Test func `leaving half-way asks first and stores nothing`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, "q"])
        #expect(visit.last.contains("Hồ sơ đang nhập CHƯA nộp"))
        visit.type("")
        #expect(visit.last.contains("Câu 4/11"))
        visit.type("q", "q")
        #expect(visit.isOver)
        #expect(visit.booth.taken.isEmpty)
    }

    @Test func `a store that fails keeps what was entered`() {
        var visit = Visit()
        visit.booth.isBroken = true
        visit.type(Self.begin + [Self.card, ""] + Self.form + ["ok"])
        #expect(visit.last == "Ổ đĩa đã đầy; chưa lưu gì.")
        visit.booth.isBroken = false
        visit.type("12")
        #expect(visit.booth.taken.count == 1)
    }

    @Test(arguments: [
        [], ["2"], ["1", "khai sinh"], ["1", "khai sinh", "1"], begin, begin + [card],
        begin + [card, ""] + form, begin + [card, "", "Khôi"], ["3"], ["3", "T"], ["4"],
        ["4", "T-3-261123-1-K5Q"], ["5"], ["5", "1"], ["5", "1", "Chậm"], ["6"], ["1", "1"],
        ["1", "2"], ["4", "T-3-261123-1-K5Q", "6"], begin + [card, ""] + form.dropLast(),
    ])
    func `no line ends the program or shows nothing`(way: [String]) {
        let odd = [
            "", " ", "-1", "99999999999999999999", "1 1 1 1", "\u{1B}[2J", "|||||||", "*", "x",
            "٣", "é", String(repeating: "ư", count: 3000), "?", "9", "lại", "0",
        ]
        for line in odd {
            var visit = Visit()
            visit.type(way + [line])
            #expect(!visit.last.isEmpty)
            #expect(!visit.isOver)
            #expect(!visit.last.unicodeScalars.contains("\u{1B}"))
        }
    }
}
