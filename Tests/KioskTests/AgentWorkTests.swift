import CaseModel
import Console
import SyncProtocol
import Testing

@testable import kiosk

/// Drafts, corrections, what is sent and what was set aside, at the agent's desk.
@Suite struct AgentWorkTests {
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
    private static let slip = Booth.someCase.slip
    private static let show = ["show", "--short", "--", slip]
    private static let wholeCase = "khai sinh; 1; 1"
    private static let answers = "; Lê Minh Khôi; 1; 02/11/2026; ; *; ; ok"

    @Test func `an unfinished case is kept as a draft and handed in later`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "/nhap")
        #expect(shift.last.hasPrefix("Đã giữ bản nháp D-1."))
        shift.type("6", "1", "papers.declaration=original×1")
        #expect(
            shift.counter.performed == [
                [
                    "complete", "--actor=Nguyễn Thị Lan", "--", "D-1",
                    "papers.declaration=original×1",
                ]
            ])
    }

    @Test func `a draft goes on at the first open question and is gone once it is handed in`()
        throws
    {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "/nhap", "6", "1")
        #expect(
            shift.last == """

                D-1
                Enter: nhập tiếp các câu chưa trả lời · bo: bỏ bản nháp
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("")
        #expect(shift.last.contains("Câu 4/11. Số điện thoại"))
        // Kept once more it is the same draft.
        shift.type("0905218446", "Lê Minh Khôi", "/nhap")
        #expect(shift.counter.kept.count == 1 && shift.counter.performed.isEmpty)
        shift.type("6", "1", "")
        #expect(shift.last.contains("Câu 7/11. Giới tính của trẻ"))
        shift.type("1; 02/11/2026; ; *; ; ok")
        #expect(shift.counter.booth.taken.count == 1)
        #expect(shift.counter.booth.stored("applicant.phone") == "0905218446")
        #expect(shift.counter.booth.stored("reference") == "draft:1")
        #expect(shift.counter.performed == [["discard", "D-1"], Self.show])
    }

    @Test func `a draft with more than the questions show is completed field by field`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "/nhap")
        shift.counter.kept[0] = try shift.counter.kept[0].setting(field: "note", "gọi sáng")
        shift.type("6", "1")
        #expect(shift.last.contains("Enter: nộp · bo: bỏ bản nháp"))
        shift.type("")
        #expect(shift.counter.performed == [["complete", "--actor=Nguyễn Thị Lan", "--", "D-1"]])
    }

    @Test func `sending again is asked for and does not hold up the desk`() throws {
        var shift = try Shift()
        shift.type("7", "4", "2")
        #expect(shift.counter.retries == 1)
        #expect(shift.last == "Bị trung tâm giữ lại: không có.")
    }

    @Test func `what was set aside is a list from which the case is opened`() throws {
        let counter = Counter()
        let why = OutboxCommand.parkedWords("edit", .notEntitled, .vi)
        counter.parkedItems = [AgentItem(code: Self.slip, words: "\(Self.slip) · \(why)")]
        counter.state = PromptState(waiting: 2)
        var shift = try Shift(counter)
        shift.type("7")
        #expect(shift.last.contains("1. Chờ gửi (2)\n2. Bị trung tâm giữ lại (1)\n"))
        shift.type("2")
        #expect(
            shift.last == """

                Bị trung tâm giữ lại (1):
                1. T-3-261123-1-K5Q · sửa đổi: bị giữ — điểm này không được giao hồ sơ đó. Xin
                    lấy lại hồ sơ với mã tra cứu (kiosk fetch) rồi gửi lại, hoặc báo trung tâm.
                Số: mở hồ sơ. Gửi lại ngay: 0, rồi 4.
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("1")
        #expect(shift.placeName == "opened")
    }

    @Test func `a field is corrected by its number in the list, or by its name`() throws {
        var shift = try Shift()
        shift.type("5", Self.slip, "5")
        #expect(
            shift.last == """

                1. Số điện thoại: 0905218446
                2. Địa chỉ: —
                Số của mục và giá trị mới, ví dụ: 4 0905218446 · dấu - là xóa
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("1", "3 x", "2 12 Lê Lợi", "5", "1 -", "5", "note=gọi sáng")
        let actor = "--actor=Nguyễn Thị Lan"
        #expect(
            shift.counter.performed.filter { $0[0] == "edit" } == [
                ["edit", Self.slip, actor, "--", "applicant.address=12 Lê Lợi"],
                ["edit", Self.slip, actor, "--", "applicant.phone="],
                ["edit", Self.slip, actor, "--", "note=gọi sáng"],
            ])
    }

    @Test func `a case that was handed in elsewhere is asked for, with a proof`() throws {
        var shift = try Shift()
        shift.type("5", Counter.elsewhere)
        #expect(
            shift.last == """
                Không có hồ sơ nào mang mã 'T-9-261123-1-ABC'. Xin xem lại số trên giấy tiếp
                    nhận.

                Nộp ở nơi khác? Gõ mã tra cứu trên giấy, hoặc 4 số cuối của số định danh người
                    nộp, hoặc quét thẻ.
                Trung tâm được hỏi ngay, nhiều nhất 20 giây; bấm phím bất kỳ để thôi.
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("0000")
        #expect(shift.last.hasPrefix("Số hồ sơ và mã tra cứu") && shift.placeName == "asking")
        shift.type("3217")
        #expect(shift.placeName == "opened")
        shift.type("0")
        #expect(shift.placeName == "code")
    }

    @Test func `who leaves a case half entered is told how to keep it`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "q")
        #expect(shift.last.contains("Muốn giữ lại làm sau: Enter, rồi gõ /nhap."))
        shift.type("", "/nhap")
        #expect(shift.last.hasPrefix("Đã giữ bản nháp D-1."))
    }

    @Test func `practice says that nothing is sent`() throws {
        var shift = try Shift(isPractice: true)
        shift.type("7", "4")
        #expect(shift.last == "Đang tập làm: không gửi gì về trung tâm.")
        shift.type("0", "1", Self.wholeCase, Self.card, Self.answers)
        #expect(shift.last.hasPrefix("ĐÃ NỘP, TẬP LÀM: không gửi đi đâu."))
        shift.type("")
        #expect(!shift.last.contains("k. Khóa"))
    }
}
