import CaseModel
import Console
import Testing

@testable import kiosk

/// What a person can do beside handing in: agree, use again, pay, tell, rate, print, ask.
@Suite struct CitizenServicesTests {
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ||01052021"
    private static let begin = ["2", "khai sinh", "1", "1"]
    private static let form = ["Lê Minh Khôi", "1", "02/11/2026", "", "1"]

    private static func handedIn(consents: String = "") -> Visit {
        var visit = Visit()
        visit.type(begin + [card, "", ""] + form + [consents, "ok"])
        return visit
    }

    @Test func `consent is asked for each purpose, and nothing is agreed to beforehand`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, "", ""] + Self.form)
        #expect(
            visit.last == """

                Câu 11/11. Đồng ý thêm (Enter: bỏ qua)
                  Không đồng ý điều nào cũng được, hồ sơ vẫn được nhận. Gõ số, ví dụ: 1 2
                  1. Lần sau dùng lại số điện thoại, địa chỉ, giấy tờ đã quét
                  2. Nhắn tin về hồ sơ tới số điện thoại đã khai
                  3. Được hỏi ý kiến về sự phục vụ sau này
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
    }

    @Test(arguments: [
        ("", ["no", "no", "no"]), ("-", ["no", "no", "no"]), ("2", ["no", "yes", "no"]),
        ("1 3", ["yes", "no", "yes"]), ("*", ["yes", "yes", "yes"]),
    ])
    func `both answers are kept with the case, and none stops it`(line: String, kept: [String]) {
        let visit = Self.handedIn(consents: line)
        let names = ["consent.reuse", "consent.notify", "consent.survey"]
        #expect(names.map { visit.booth.stored($0) } == kept)
        #expect(visit.booth.taken.count == 1)
    }

    @Test func `consent is corrected in the review like any line`() {
        var visit = Visit()
        visit.type(Self.begin + [Self.card, "", ""] + Self.form + ["*", "11", "-", "ok"])
        #expect(visit.booth.stored("consent.reuse") == "no")
    }

    @Test func `what a person gave before is named, not shown, and used only when wanted`() {
        var visit = Visit()
        visit.booth.given["046194003217"] = [
            "applicant.phone": "0905218446", "applicant.address": "14 Vỹ Dạ",
            "applicant.name": "Ai đó",
        ]
        visit.type(Self.begin + [Self.card])
        #expect(
            visit.last == """
                Đã đọc thẻ của Nguyễn Thị Thu Hằng

                Lần trước ông/bà đã khai và đồng ý cho dùng lại:
                  Số điện thoại, Địa chỉ
                1. Dùng lại, xem và sửa được trước khi nộp
                2. Không, tôi nhập mới
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        visit.type("1")
        #expect(visit.last.contains("Câu 6/11"))
        visit.type(Self.form + ["", "ok"])
        #expect(visit.booth.stored("applicant.phone") == "0905218446")
        #expect(visit.booth.stored("applicant.address") == "14 Vỹ Dạ")
        #expect(visit.booth.stored("applicant.name") == "Nguyễn Thị Thu Hằng")
    }

    private static func scan(_ paper: String) -> CaseDocument {
        CaseDocument(
            paper: paper, digest: String(repeating: "ab", count: 32), lengthBytes: 9, kind: .pdf,
            path: "giấy.pdf")
    }

    @Test func `a paper that was scanned before stands for the paper, when it is wanted`() {
        var visit = Visit()
        visit.booth.scans["046194003217"] = [Self.scan("birth_certificate")]
        visit.type(Self.begin + [Self.card])
        #expect(visit.last.contains("\n  Giấy tờ đã quét: Giấy chứng sinh\n1. Dùng lại"))
        visit.type("1", "", "", "Lê Minh Khôi", "1", "02/11/2026", "")
        #expect(visit.last.contains("Đang có: Giấy chứng sinh (bản quét lần trước)"))
        // The other paper is here; the scan need not be named once more.
        visit.type("1", "")
        #expect(
            visit.last.contains(
                "Tờ khai đăng ký khai sinh; Giấy chứng sinh (bản quét lần\n    trước)"))
        visit.type("ok")
        #expect(visit.booth.stored("papers.declaration") == "original×1")
        #expect(visit.booth.stored("papers.birth_certificate") == "copy×1")
        #expect(
            visit.booth.stored(Self.scan("birth_certificate").field)
                == Self.scan("birth_certificate").value)
    }

    @Test func `a scan that is not wanted, or taken away again, goes nowhere`() {
        for lines in [["2", "", ""], ["1", "", ""]] {
            var visit = Visit()
            visit.booth.scans["046194003217"] = [Self.scan("birth_certificate")]
            visit.type(Self.begin + [Self.card] + lines)
            visit.type("Lê Minh Khôi", "1", "02/11/2026", "", "-", "", "ok")
            #expect(visit.booth.taken.count == 1)
            #expect(visit.booth.stored(Self.scan("birth_certificate").field) == nil)
            #expect(visit.booth.stored("papers.birth_certificate") == nil)
        }
    }

    @Test func `who does not want it enters everything anew`() {
        var visit = Visit()
        visit.booth.given["046194003217"] = ["applicant.phone": "0905218446"]
        visit.type(Self.begin + [Self.card, "2"])
        #expect(visit.last.contains("Câu 4/11. Số điện thoại"))
        #expect(!visit.last.contains("0905218446"))
    }

    @Test func `nobody is looked up before number, name and birth date were given here`() {
        var visit = Visit()
        visit.type(Self.begin + ["Nguyễn Thị Thu Hằng", "046194003217", ""])
        #expect(visit.booth.lookedUp.isEmpty)
        visit.type("0", "12/03/1994")
        #expect(visit.booth.lookedUp.map(\.name) == ["Nguyễn Thị Thu Hằng"])
        visit.type("0", "", "0", "")
        #expect(visit.booth.lookedUp.count == 1, "once is enough")
    }

    @Test func `only a case with the same three facts is this person's`() throws {
        let person = ProvenPerson(
            identity: try IdentityNumber("046194003217"), name: "NGUYEN THI THU HANG",
            birthDate: try CivilDate("12/03/1994"))
        var fields = [
            "applicant.identity": "046194003217", "applicant.name": "Nguyễn Thị Thu Hằng",
            "applicant.birth_date": "1994-03-12",
        ]
        #expect(person.isApplicant(in: fields))
        for name in fields.keys.sorted() {
            let own = fields[name]
            fields[name] = "khác"
            #expect(!person.isApplicant(in: fields), "\(name)")
            fields[name] = own
        }
    }

    @Test func `a rating is one digit and Enter, once a visit`() {
        var visit = Self.handedIn()
        visit.type("5")
        #expect(visit.last == "Đã ghi nhận: rất hài lòng. Xin cảm ơn!")
        visit.type("4", "9")
        #expect(visit.booth.ratings.map(\.score) == [5])
        #expect(!visit.last.contains("1–5."))
    }

    @Test func `who has more to say scores each side, without a name if wanted`() throws {
        var visit = Visit()
        visit.type("4", "", "7", "6", "5", "", "4", "0", "3", "", "2")
        #expect(visit.last.contains("Gõ số; muốn góp ý"))
        visit.type("4 chỗ ngồi ít")
        let rating = try #require(visit.booth.ratings.first)
        #expect(rating.isAnonymous)
        #expect(rating.comment == "chỗ ngồi ít")
        #expect(rating.factors.map(\.score) == [5, 3, 2])
        #expect(rating.factors.map(\.factor) == [.access, .official, .feedback])
    }

    @Test func `feedback goes with a contact or without anything that leads to a person`() {
        var visit = Self.handedIn()
        visit.type("7", "3", "Chờ hai tuần", "Hằng 0905218446")
        #expect(visit.last.hasPrefix("Đã ghi nhận. Cơ quan trả lời trong 15 ngày làm việc."))
        visit.type("5", "2", "", "Nói trống không", "")
        #expect(visit.last.hasPrefix("Đã ghi nhận ẩn danh."))
        let told = visit.booth.told
        #expect(told.map(\.feedback.kind) == [.delay, .conduct])
        #expect(told.map(\.about) == ["T-3-261123-1-K5Q", nil])
        #expect(told.map(\.feedback.isAnonymous) == [false, true])
        #expect(told[1].feedback.contact == nil)
    }

    @Test func `the code of a transfer is drawn whole or not at all`() {
        for (width, isDrawn) in [(80, true), (30, false)] {
            var visit = Visit(width: width)
            visit.booth.followed = Booth.someCase
            visit.type("3", "T-3-261123-1-K5Q", "7KQ2MD", "6")
            #expect(visit.booth.transfers == 0, "nothing is written by looking")
            visit.type("1")
            let lines = visit.last.split(separator: "\n")
            #expect(lines.contains { $0.contains("▀") } == isDrawn)
            #expect(lines.filter { $0.contains("▀") }.count <= 21)
            #expect(visit.last.contains("970403"))
            #expect(visit.last.contains("Trạng thái: đã đưa mã"))
        }
    }

    @Test func `a slip is printed when it is asked for`() {
        var visit = Self.handedIn()
        #expect(visit.printed.isEmpty)
        visit.type("8")
        // The slip bears a token for a rating later, which names no case.
        #expect(visit.printed.map { Array($0.prefix(2)) } == [["GIẤY", "T-3-261123-1-K5Q"]])
        #expect(visit.printed.allSatisfy { $0.last?.hasPrefix("V-") == true })
    }

    @Test func `a case of another point is asked for at the centre`() {
        var visit = Visit()
        var other = Booth.someCase
        other.isReceivedHere = false
        visit.booth.elsewhere = other
        visit.type("3", "H57.19815-261123-0001", "3217")
        #expect(visit.asked == 1)
        #expect(visit.last.contains("Hồ sơ T-3-261123-1-K5Q: Đăng ký khai sinh"))
        visit.type("8")
        #expect(visit.printed.isEmpty, "a slip says more than four digits open")
        visit.type("0")
        #expect(visit.screenName == "menu")
    }

    @Test(arguments: [["1", "1", "1", "1"], ["1", "2", "1", "1"], ["1", "1.001193", "1"]])
    func `a procedure is found by event, by field and by number`(way: [String]) {
        var visit = Visit()
        visit.type(way)
        #expect(visit.last.contains("1.001193  Đăng ký khai sinh"))
    }
}
