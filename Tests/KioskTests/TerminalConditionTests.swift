import CaseModel
import Console
import Frontend
import Testing

@testable import kiosk

/// What the environment and the settings make of the terminal.
@Suite struct TerminalConditionTests {
    @Test(arguments: [
        (["LC_ALL": "C"], false), (["LANG": "POSIX"], false), (["LANG": "vi_VN.TCVN"], false),
        (["LANG": "en_US.ISO-8859-1"], false), (["LANG": "vi_VN.UTF-8"], true),
        (["LC_CTYPE": "C.utf8", "LANG": "C"], true), (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
        ([:], true), (["LC_ALL": "", "LANG": "C.UTF-8"], true),
    ])
    func `the name of the locale says whether marks can be shown`(
        environment: [String: String], shows: Bool
    ) {
        let surroundings = Surroundings { environment[$0] }
        #expect(surroundings.showsUnicode == shows)
        #expect((surroundings.remark == nil) == shows)
        #expect(surroundings.remark?.utf8.allSatisfy { $0 < 0x80 } != false)
    }

    @Test func `a dumb terminal gets lines and nothing else`() {
        let dumb = Surroundings { ["TERM": "dumb"][$0] }
        #expect(dumb.clearing(rows: 24) == String(repeating: "\n", count: 24))
        #expect(Surroundings { _ in nil }.isDumb)
        let other = Surroundings { ["TERM": "xterm"][$0] }
        #expect(other.clearing(rows: 24).hasSuffix("\u{1B}[3J"))
    }

    @Test func `a setting comes from the option, else from the environment`() throws {
        var options = OptionValues()
        options.add("typing", "vni")
        let environment = ["KIOSK_TYPING": "telex", "KIOSK_LAYOUT": "large", "KIOSK_IDLE": "300"]
        let settings = try CitizenSettings(options) { environment[$0] }
        #expect(settings.typing == .vni)
        #expect(settings.layout == .large)
        #expect(settings.idleSeconds == 300)
    }

    @Test(arguments: [
        ["KIOSK_TYPING": "viqr"], ["KIOSK_IDLE": "0"], ["KIOSK_IDLE": "x"], ["KIOSK_LAYOUT": "big"],
    ])
    func `a setting that means nothing is refused`(environment: [String: String]) {
        #expect(throws: Failure.self) {
            try CitizenSettings(OptionValues()) { environment[$0] }
        }
    }

    @Test func `layouts keep the words`() {
        let lines = ["MỘT CỬA — xin chọn:", "", "  1. Tìm", "0 quay lại · ? trợ giúp"]
        #expect(Layout.normal.arranged(lines) == lines)
        #expect(
            Layout.reader.arranged(lines) == [
                "MỘT CỬA xin chọn:", "1. Tìm", "0 quay lại; ? trợ giúp",
            ])
        #expect(Layout.large.arranged(["a", "", "b"]) == ["a", "", "b", ""])
        // A line that was broken stays together.
        #expect(
            Layout.large.arranged(["", "1. a", "    b", "  c", "      d"])
                == ["1. a", "    b", "", "  c", "      d", ""])
        #expect(Layout.large.width(columns: 200) == 40)
        #expect(Layout.normal.width(columns: 1000) == 200)
    }

    @Test(arguments: [
        ("/telex", TypingMethod.telex), ("/VNI", .vni), ("/off", .off), ("telex", nil), ("/x", nil),
    ])
    func `the way of typing is asked for by name`(line: String, method: TypingMethod?) {
        #expect(TypingMethod(request: line) == method)
    }

    @Test func `a person who types Telex without composing is asked and not corrected`() {
        var visit = Visit()
        visit.type(["2", "khai sinh", "1", "1", "Nguyeenx Thij Hawngf"])
        #expect(
            visit.last == """

                Có phải ý ông/bà là:
                1. Nguyễn Thị Hằng
                2. Giữ như đã gõ: Nguyeenx Thij Hawngf
                0 quay lại · ? trợ giúp · 9 đọc lại · q kết thúc
                """)
        var other = visit
        visit.type("1", "0")
        #expect(visit.last.contains("Đang có: Nguyễn Thị Hằng"))
        other.type("x")
        #expect(other.screenName == "spelling")
        other.type("2", "0")
        #expect(other.last.contains("Đang có: Nguyeenx Thij Hawngf"))
    }
}
