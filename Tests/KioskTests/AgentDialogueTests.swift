import CaseModel
import Console
import Frontend
import Testing

@testable import kiosk

/// The agent's desk as whole screens of text, and what it asks of the commands.
@Suite struct AgentDialogueTests {
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
    private static let slip = Booth.someCase.slip
    private static let show = ["show", "--short", "--", slip]
    private static let wholeCase = "khai sinh; 1; 1"
    private static let answers = "; Lê Minh Khôi; 1; 02/11/2026; ; *; ; ok"

    @Test func `signing in takes a name and a PIN that is not shown`() throws {
        var shift = try Shift(isSignedIn: false)
        #expect(
            shift.last == """
                Ai làm việc? Gõ số hoặc tên:
                1. Nguyễn Thị Lan
                2. Trần Minh
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("tran minh")
        #expect(shift.isSecret && shift.prompt == "Mã PIN: ")
        shift.type("0000")
        #expect(shift.last.hasPrefix("Tên hoặc mã PIN không đúng."))
        #expect(shift.placeName == "names")
        shift.type("2", Counter.pin)
        #expect(
            shift.last == """
                Xin chào Trần Minh.

                QUẦY TIẾP NHẬN — Trần Minh
                1. Nhập hồ sơ
                2. Người tiếp theo, cùng thủ tục (r)
                3. Nhập từ tệp
                4. Việc cần làm (1)
                5. Mở hồ sơ: thu phí, trả kết quả, bổ sung
                6. Bản nháp
                7. Gửi và nhận
                8. Xung đột
                c. Chốt ngày · k. Khóa, đổi người
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
    }

    @Test func `locking forgets who worked, and the next one signs in`() throws {
        var shift = try Shift()
        shift.type("k")
        #expect(shift.placeName == "names")
        shift.type("0")
        #expect(shift.placeName == "names")
        shift.type("2", Counter.pin, "1", "0")
        #expect(shift.counter.actors == ["Trần Minh"])
        shift.lock()
        #expect(shift.placeName == "names")
    }

    @Test func `without staff the desk opens at once, and practice asks no PIN either`() throws {
        let counter = Counter()
        counter.names = []
        #expect(try Shift(counter, isSignedIn: false).placeName == "menu")
        counter.state = PromptState(waiting: 3)
        var practice = try Shift(counter, isPractice: true)
        #expect(practice.placeName == "menu")
        #expect(practice.prompt == "[TẬP LÀM] > ", "nothing of the practice is sent")
        practice.type("k")
        #expect(practice.last.hasPrefix("Đang tập làm"))
    }

    @Test func `a whole case fits into three lines with a card`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, Self.answers)
        #expect(shift.counter.booth.taken.count == 1)
        #expect(shift.last.contains("Số giấy tiếp nhận: T-3-261123-1-K5Q"))
        #expect(shift.counter.booth.stored("applicant.name") == "Nguyễn Thị Thu Hằng")
        #expect(shift.counter.actors == ["Nguyễn Thị Lan"])
    }

    @Test func `the next person of the same procedure takes no more than eight lines`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, Self.answers, "")
        let lines = ["r", Self.card, "", "Lê Thị Mai", "2", "03/11/2026", "; ; 1", "ok"]
        #expect(lines.count <= 8)
        shift.type(lines)
        #expect(shift.counter.booth.taken.count == 2)
        #expect(shift.counter.booth.stored("answers.child_name") == "Lê Thị Mai")
        // What is a person's own does not go over to the next one.
        shift.type("", "r")
        #expect(!shift.last.contains("Đang có"))
        shift.type(Self.card, "; Lê Thị Na; 2; 04/11/2026; ; ; ; ok")
        #expect(shift.counter.booth.taken.count == 3)
    }

    @Test func `a case that was handed in is open at once for its fee and for the next person`()
        throws
    {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, Self.answers)
        #expect(
            shift.last == """
                ĐÃ NỘP. Hồ sơ sẽ tự gửi về trung tâm khi có mạng.
                Số giấy tiếp nhận: T-3-261123-1-K5Q
                Mã tra cứu: 7KQ2MD
                (show)
                1. Thu tiền mặt · 2. Mã QR · 3. Trả kết quả · 4. Nhận bổ sung · 5. Sửa ·
                    6. Xem giấy hẹn · 7. Rút hồ sơ · 8. Xem hết
                Enter: màn hình đầu · r: người tiếp theo
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("1", "")
        let pay = ["pay", Self.slip, "--cash", "--actor=Nguyễn Thị Lan"]
        #expect(shift.counter.performed.contains(pay))
        shift.type("r", Self.card)
        #expect(shift.placeName == "entry")
        shift.type("; Lê Thị Na; 2; 04/11/2026; ; ; ; ok", "")
        #expect(shift.placeName == "menu" && shift.counter.booth.taken.count == 2)
        shift.type("5", Self.slip, "0", "0")
        #expect(shift.placeName == "menu")
    }

    @Test func `an answer that is refused stops the rest of the line`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "; Khôi; 7; 02/11/2026; ; *; ; ok")
        #expect(shift.counter.booth.taken.isEmpty)
        shift.type("1; 02/11/2026; ; *; ; ok")
        #expect(shift.counter.booth.taken.count == 1)
    }

    @Test func `what a person gave before is offered and not taken over unseen`() throws {
        let counter = Counter()
        counter.known = ["applicant.phone": "0905218446", "applicant.name": "Tên cũ"]
        var shift = try Shift(counter)
        shift.type("1", Self.wholeCase, Self.card)
        #expect(shift.last.contains("Người này đã nộp tại đây"))
        #expect(shift.last.contains("Đang có: 0905218446 (Enter: giữ)"))
        shift.type(Self.answers)
        #expect(counter.booth.stored("applicant.phone") == "0905218446")
        #expect(counter.booth.stored("applicant.name") == "Nguyễn Thị Thu Hằng")
    }

    @Test func `acts on a case are commands in the name of who has signed in`() throws {
        var shift = try Shift()
        shift.type("5", Self.slip, "1", "15.000", "2", "3", "", "4", "3", "7", "bận", "8")
        let actor = "--actor=Nguyễn Thị Lan"
        #expect(
            shift.counter.performed == [
                Self.show, ["pay", Self.slip, "--cash", "--amount=15000", actor], Self.show,
                ["pay", Self.slip, "--qr", actor], ["return", Self.slip, actor], Self.show,
                ["edit", Self.slip, actor, "--", "papers.birth_certificate=original×1"], Self.show,
                ["withdraw", Self.slip, "--reason=bận", actor], Self.show,
                ["show", "--", Self.slip],
            ])
    }

    @Test func `a card names who receives a result, and an amount is typed in digits`() throws {
        var shift = try Shift()
        shift.type("5", Self.slip, "3", "046194003217||Trần Thị Mai|12031994|Nữ||01052021")
        let named = ["return", Self.slip, "--to=Trần Thị Mai", "--actor=Nguyễn Thị Lan"]
        #expect(shift.counter.performed.contains(named))
        shift.type("1", "mười nghìn")
        #expect(shift.last == "Xin gõ số tiền bằng chữ số, ví dụ: 15.000")
        #expect(shift.placeName == "asking")
        shift.type("15 000")
        #expect(shift.counter.performed.contains { $0.contains("--amount=15000") })
        shift.type("7", "046194003217||Trần Thị Mai|12031994|Nữ||01052021")
        #expect(shift.last.hasPrefix("Chưa hiểu.") && shift.placeName == "asking")
    }

    @Test func `a refusal is said in its own words and the case stays open`() throws {
        var shift = try Shift()
        shift.type("5", Self.slip)
        shift.counter.refusal = Failure(.refused, vi: "Chưa có kết quả.", en: "No result.")
        shift.type("3", "")
        #expect(shift.last.hasPrefix("Chưa có kết quả."))
        #expect(shift.placeName == "opened")
    }

    @Test func `a list is read anew when somebody comes back to it`() throws {
        var shift = try Shift()
        shift.type("4", "3")
        #expect(shift.last.hasPrefix("\nChờ trả kết quả (1):"))
        shift.type("1", "3", "", "0")
        #expect(shift.last.hasPrefix("\nChờ trả kết quả (0):"))
        shift.type("0", "3")
        #expect(shift.last == "Chờ trả kết quả: không có.")
    }

    @Test func `a conflict shows both values, and a person chooses`() throws {
        var shift = try Shift()
        shift.type("8", "1")
        #expect(
            shift.last == """

                Hồ sơ T-3-261123-1-K5Q, mục Số điện thoại (applicant.phone):
                  1. 0905218446 [tạm dùng] — Lan, Điểm A, 10:00 23/11/2026
                  2. 0905218447 — Minh, Điểm B, 10:05 23/11/2026
                Số: giữ giá trị đó · = giá trị khác, ví dụ: = 0905218446
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("3")
        #expect(shift.counter.performed.isEmpty)
        shift.type("2")
        #expect(shift.last.hasPrefix("Đã ghi lựa chọn.\n\nXung đột chờ quyết định:"))
        shift.type("1", "= 0905000111")
        let resolve = ["resolve", Self.slip, "applicant.phone"]
        let actor = "--actor=Nguyễn Thị Lan"
        #expect(
            shift.counter.performed == [
                resolve + ["--keep=2", actor], resolve + ["--value=0905000111", actor],
            ])
    }

    @Test func `the closing of the day adds up, and says so when it does not`() throws {
        var shift = try Shift()
        shift.type("c")
        #expect(
            shift.last == """
                CHỐT NGÀY 23/11/2026
                Hồ sơ: 2 · giấy tiếp nhận: 2
                Tiền mặt: 15.000 đ · 1 lần thu · 1 biên lai
                Mã QR đã đưa: 1 · 8.000 đ, trung tâm xác nhận
                  Nguyễn Thị Lan: 2 hồ sơ, 15.000 đ
                Chưa về trung tâm: 3
                Khớp: mọi số đã cấp đều có hồ sơ hoặc khoản thu.
                """)
        let torn = DayClosing(
            day: .init(dayNumber: 20_780), shares: [], slips: 1, receipts: 0, cashPayments: 0,
            transfers: 0, transferred: 0, unsent: 0)
        #expect(torn.lines(.vi).last?.hasPrefix("KHÔNG KHỚP") == true)
    }

    @Test(arguments: [
        ("", [nil, nil, nil]), ("-", ["no", "no", "no"]), ("1 3", ["yes", "no", "yes"]),
        ("*", ["yes", "yes", "yes"]),
    ])
    func `consent takes one key in the line, and what was not asked is not noted`(
        key: String, kept: [String?]
    ) throws {
        var shift = try Shift()
        shift.type(
            "1", Self.wholeCase, Self.card, "; Lê Minh Khôi; 1; 02/11/2026; ; *; \(key); ok")
        let names = ["consent.reuse", "consent.notify", "consent.survey"]
        #expect(shift.counter.booth.taken.count == 1)
        #expect(names.map(shift.counter.booth.stored) == kept)
    }

    @Test func `letters that may be Telex are asked about, and no later answer goes there`() throws
    {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, "; Nguyeenx Thij Hawngf; 2; 02/11/2026")
        #expect(
            shift.last == """

                Có phải ý ông/bà là:
                1. Nguyễn Thị Hằng
                2. Giữ như đã gõ: Nguyeenx Thij Hawngf
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        shift.type("1", "2; 02/11/2026; ; *; ; ok")
        #expect(shift.counter.booth.stored("answers.child_name") == "Nguyễn Thị Hằng")
        #expect(shift.counter.booth.stored("answers.child_sex") == "Nữ")
        shift.type("", "5", Self.slip, "7", "baanj vieejc", "0", "7", "baanj vieejc", "1")
        #expect(shift.counter.performed.dropLast().last?.contains("--reason=bận việc") == true)
        shift.type("7", "baanj vieejc", "x", "2")
        #expect(shift.counter.performed.dropLast().last?.contains("--reason=baanj vieejc") == true)
    }

    @Test func `a case is opened by its number, or found by the card, the number or the name`()
        throws
    {
        var shift = try Shift()
        shift.type("5", Self.slip, "0", Self.card, "0", "046194003217", "0", "thu hang", "1")
        let identity = try IdentityNumber("046194003217")
        #expect(
            shift.counter.sought == [.numbered(identity), .numbered(identity), .named("thu hang")])
        #expect(shift.counter.performed == [Self.show, Self.show])
        shift.type("0", "0", "Không Ai")
        #expect(shift.last == "Hồ sơ của người này: không có.")
    }

    @Test func `a long list shows its beginning and says how much is left`() throws {
        var shift = try Shift()
        shift.type("4", "4")
        let lines = shift.last.split(separator: "\n")
        #expect(lines.first == "Chờ bổ sung giấy tờ (120):")
        #expect(lines.count == 1 + 99 + 2)
        #expect(lines.suffix(2).first == "… còn 21 nữa; tìm từng hồ sơ ở mục 5.")
        shift.type("9")
        #expect(shift.placeName == "opened")
    }

    @Test func `somebody else takes over with a name and a PIN`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card, Self.answers, "")
        shift.type("k tran minh", "0000")
        #expect(shift.placeName == "names")
        shift.type("0", "1")
        #expect(shift.isSecret)
        shift.type("0", "2", Counter.pin)
        #expect(shift.last.hasPrefix("Xin chào Trần Minh."))
        // Wherever a line is no answer in words.
        shift.type("7", "k 2", Counter.pin)
        #expect(shift.actor == "Trần Minh" && shift.placeName == "menu")
        // The last case was somebody else's.
        shift.type("r")
        #expect(shift.last == "Chưa nhập hồ sơ nào để lặp lại.")
        shift.type("k 1", Counter.pin)
        #expect(shift.actor == "Nguyễn Thị Lan")
    }

    @Test func `the given name is enough to sign in, unless two people bear it`() throws {
        let counter = Counter()
        counter.names = ["Nguyễn Thị Lan", "Phạm Lan", "Trần Minh"]
        var shift = try Shift(counter)
        shift.type("k minh", Counter.pin)
        #expect(shift.actor == "Trần Minh")
        shift.type("k lan")
        #expect(shift.last.hasPrefix("Có nhiều người tên này") && shift.placeName == "menu")
        shift.type("k", "lan")
        #expect(shift.placeName == "names")
        shift.type("pham lan", Counter.pin)
        #expect(shift.actor == "Phạm Lan")
    }

    @Test func `a case that is being entered when the desk locks is kept as a draft`() throws {
        var shift = try Shift()
        shift.type("1", Self.wholeCase, Self.card)
        shift.lock()
        #expect(shift.last.hasPrefix("Đã giữ bản nháp D-1.") && shift.placeName == "names")
        shift.lock()
        #expect(shift.counter.kept.count == 1)
    }
}

/// From every screen of the desk there is a way back, help, and an end.
@Suite struct AgentGraphTests {
    private static let slip = Booth.someCase.slip
    static let ways: [(name: String, way: [String])] = [
        ("menu", []), ("names", ["k"]), ("pin", ["k", "1"]), ("entry", ["1"]), ("file", ["3"]),
        ("lists", ["4"]), ("items", ["4", "1"]), ("code", ["5"]), ("opened", ["5", slip]),
        ("asking", ["5", slip, "1"]), ("asking paper", ["5", slip, "4"]),
        ("asking change", ["5", slip, "5"]), ("asking proof", ["5", Counter.elsewhere]),
        ("spelling", ["5", slip, "7", "baanj vieejc"]), ("items of a person", ["5", "thu hang"]),
        ("items of many", ["4", "4"]),
        ("drafts", ["1", "khai sinh; 1; 1", "/nhap", "6"]),
        ("draft", ["1", "khai sinh; 1; 1", "/nhap", "6", "1"]), ("sending", ["7"]),
        ("conflicts", ["8"]), ("conflict", ["8", "1"]),
    ]

    @Test(arguments: ways)
    func `help changes nothing, zero leads back, q ends, nothing is too wide`(
        name: String, way: [String]
    ) throws {
        for width in [40, 80, 200] {
            var shift = try Shift(width: width)
            shift.type(way)
            #expect(name.hasPrefix(shift.placeName), "\(way) leads to \(shift.placeName)")
            let before = shift.placeName
            shift.type("?")
            #expect(!shift.last.isEmpty && shift.placeName == before)
            shift.type("9", "lại")
            for line in shift.last.split(separator: "\n") {
                #expect(String(line).displayWidth <= width)
            }
            var leaving = try Shift()
            leaving.type(way)
            for _ in 0..<20 where !["menu", "names"].contains(leaving.placeName) {
                leaving.type("0")
            }
            #expect(["menu", "names"].contains(leaving.placeName))
            leaving.type("q")
            #expect(leaving.isOver)
        }
    }
}
