import CaseModel
import CaseRecords
import Console
import Testing

@testable import kiosk

/// Looking, following, rating and the language.
@Suite struct CitizenFollowTests {
    @Test func `the menu is the first screen`() {
        #expect(
            Visit().last == """
                MỘT CỬA — xin chọn một số:
                1. Tìm thủ tục
                2. Nộp hồ sơ
                3. Theo dõi hồ sơ, nộp lệ phí
                4. Đánh giá sự phục vụ
                5. Phản ánh, kiến nghị
                6. Ngôn ngữ, chữ dễ đọc / Language
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
    }

    @Test func `a procedure is found without accents and shows papers, fee and time`() {
        var visit = Visit()
        visit.type("tim", "KHAI sinh", "1")
        #expect(
            visit.last == """

                1.001193  Đăng ký khai sinh

                  Tại quầy: 1 ngày làm việc; miễn phí

                Giấy tờ:
                  1. Tờ khai đăng ký khai sinh (1 bản chính)
                  2. Giấy chứng sinh (1 bản chính)

                1. Nộp hồ sơ này ngay bây giờ
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        visit.type("0", "0", "xe may")
        #expect(visit.last == "Không tìm thấy. Xin thử từ khác hoặc ít từ hơn.")
    }

    @Test func `what a person is asked for stands with the case, and that the clock stands`() {
        var visit = Visit()
        visit.booth.followed = FollowedCase(
            slip: "T-3-261123-1-K5Q", official: "H57.19815-261123-0001",
            procedure: "Đăng ký khai sinh", state: .supplement, due: "2026-11-24T17:00:00+07:00",
            durability: .centre,
            waits: [
                Localized(
                    vi: "Yêu cầu bổ sung lần 1: Ảnh 3x4; lý do: còn thiếu",
                    en: "Supplement request 1: photo; reason: missing")
            ])
        visit.type("3", "T-3-261123-1-K5Q", "7KQ2MD")
        #expect(
            visit.last.hasPrefix(
                """

                Hồ sơ T-3-261123-1-K5Q: Đăng ký khai sinh
                Trạng thái: Yêu cầu bổ sung giấy tờ
                Mã chính thức: H57.19815-261123-0001
                Hẹn trả kết quả: 17:00 ngày 24/11/2026 (đang dừng, sẽ hẹn lại)
                Nơi lưu: đã ở trung tâm
                Yêu cầu bổ sung lần 1: Ảnh 3x4; lý do: còn thiếu
                1–5. Hài lòng không?
                """))
    }

    @Test func `who has rated already is led back to the menu`() {
        var visit = Visit()
        visit.type("4", "", "5", "4", "", "3")
        #expect(visit.last.hasPrefix("Lần này ông/bà đã đánh giá rồi."))
        #expect(visit.screenName == "menu" && visit.booth.ratings.count == 1)
    }

    @Test func `slip and secret together show the case`() {
        var visit = Visit()
        visit.booth.followed = Booth.someCase
        visit.type("3", "T-3-261123-1-K5Q", "7KQ2MD")
        #expect(
            visit.last == """

                Hồ sơ T-3-261123-1-K5Q: Đăng ký khai sinh
                Trạng thái: Đang xử lý
                Mã chính thức: H57.19815-261123-0001
                Hẹn trả kết quả: 17:00 ngày 24/11/2026
                Nơi lưu: đã ở trung tâm
                1–5. Hài lòng không? 1 rất không hài lòng đến 5 rất hài lòng
                6. Lệ phí và cách nộp
                7. Phản ánh về hồ sơ này
                8. In giấy tiếp nhận
                Enter: về màn hình đầu
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
    }

    @Test func `the centre is asked for a case of another point, and a wrong proof is said`() {
        var visit = Visit()
        visit.booth.followed = Booth.someCase
        visit.type("3", "T-9-261123-1-K5Q", "7KQ2MD")
        let wrong = """
            Số hồ sơ và mã tra cứu (hoặc 4 số cuối) không khớp với hồ sơ nào. Xin kiểm tra
                lại cả hai.
            """
        #expect(
            visit.last == """
                Hồ sơ này không nhận tại điểm này. Đang hỏi trung tâm, nhiều nhất 20 giây; bấm
                    phím bất kỳ để thôi…
                \(wrong)

                Số giấy tiếp nhận hoặc mã hồ sơ?
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        // Of a case that is here it is said at once, and the number stays.
        visit.type("T-3-261123-1-K5Q", "AAAAAA")
        #expect(visit.last == wrong && visit.asked == 1)
        visit.type("7KQ2MD")
        #expect(visit.screenName == "followed")
    }

    @Test func `a card shows its own case, and is of no use where nobody is asked for`() {
        let card = "046194003217||Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
        var visit = Visit()
        visit.booth.followed = Booth.someCase
        visit.type(card)
        #expect(visit.last.hasPrefix("Đây là mã QR của thẻ căn cước, ở đây chưa cần."))
        visit.type("3", "T-3-261123-1-K5Q", "046194003217||Hằng|12031994|Nữ")
        #expect(visit.screenName == "followSecret" && visit.asked == 0)
        visit.type(card)
        #expect(visit.screenName == "followed")
        visit.type("7", "3", "Chờ lâu", card)
        #expect(visit.booth.told.first?.feedback.contact == "Nguyễn Thị Thu Hằng, 14 Vỹ Dạ")
    }

    @Test func `roomier lines and lines for a screen reader are found at the menu`() {
        var visit = Visit()
        visit.type("6")
        #expect(
            visit.last == """

                1. Tiếng Việt
                2. English
                3. Dòng ngắn và thưa, dễ đọc
                4. Cho máy đọc màn hình
                5. Như thường
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        visit.type("3", "4", "5")
        #expect(visit.arranged == [.large, .reader, .normal] && visit.screenName == "language")
    }

    @Test func `a rating is one line with a comment after it`() throws {
        var visit = Visit()
        visit.type("4", "T-9")
        #expect(visit.last.hasPrefix("Không có hồ sơ nào mang mã 'T-9'"))
        visit.type("T-3-261123-1-K5Q", "8")
        #expect(visit.last == "Điểm chung phải từ 1 đến 5.")
        visit.type("4 chờ hơi lâu")
        #expect(visit.last.hasPrefix("Đã ghi nhận: hài lòng. Xin cảm ơn!\n\nMỘT CỬA"))
        let rating = try #require(visit.booth.ratings.first)
        #expect(rating.score == 4)
        #expect(rating.comment == "chờ hơi lâu")
        #expect(visit.booth.ratings.count == 1)
    }

    @Test func `all screens speak English when asked`() {
        var visit = Visit()
        visit.type("6", "2", "hand in", "birth", "1", "1")
        #expect(
            visit.last == """

                Question 1/11. Full name of the applicant (required)
                  With an identity card: scan its QR code instead of typing.
                  Example: Nguyễn Thị Thu Hằng
                0 back · ? help · 9 read again · q end
                """)
        visit.type("Trần Thị Lan", "1")
        #expect(visit.last.hasPrefix("Identity number: "))
        visit.type("q", "q")
        #expect(visit.last == "Thank you, goodbye!")
        #expect(visit.isOver)
    }

    @Test func `no line is wider than the terminal`() {
        var visit = Visit(width: 40)
        visit.type("1", "khai sinh", "1", "?", "1", "9", "?")
        #expect(visit.said.split(separator: "\n").allSatisfy { String($0).displayWidth <= 40 })
    }
}
