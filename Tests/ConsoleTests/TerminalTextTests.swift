import Testing

@testable import Console

/// What of a foreign text reaches the screen, and how wide it is there.
@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("Nguyễn Văn Ánh", "Nguyễn Văn Ánh", "Nguyễn Văn Ánh"),
        ("a\u{1B}[31mb", "a\\u{1B}[31mb", "a[31mb"),
        ("a\u{7}\u{8}\u{0}b", "a\\u{7}\\u{8}\\u{0}b", "ab"),
        ("a\tb\r\nc\n", "a b  c ", "a b  c "),
        ("a\u{7F}\u{9B}31mb", "a\\u{7F}\\u{9B}31mb", "a31mb"),
        ("a\u{202E}cod\u{2066}\u{200F}\u{61C}", "a\\u{202E}cod\\u{2066}\\u{200F}\\u{61C}", "acod"),
        ("x\u{2028}y\u{85}z\u{200B}\u{FEFF}", "x y z\\u{200B}\\u{FEFF}", "x y z"),
        ("a\u{E0041}b\u{AD}", "a\\u{E0041}b\\u{AD}", "ab"),
        ("Ă\u{300}\u{323}", "Ă\u{300}\u{323}", "Ă\u{300}\u{323}"),
        ("👩\u{200D}🌾", "👩\u{200D}🌾", "👩\u{200D}🌾"),
    ])
    func `dangerous characters are shown or taken away`(
        text: String, visible: String, stripped: String
    ) {
        #expect(Array(TerminalText.visible(text).utf8) == Array(visible.utf8))
        #expect(Array(TerminalText.stripped(text).utf8) == Array(stripped.utf8))
    }

    @Test func `no byte below 32 comes through`() {
        for value in UInt8.min...UInt8.max {
            let text = "a" + String(Unicode.Scalar(value)) + "b"
            for result in [TerminalText.visible(text), TerminalText.stripped(text)] {
                #expect(!result.unicodeScalars.contains(where: TerminalText.isDangerous))
            }
        }
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("Nguyễn", 6), ("Nguye\u{302}\u{303}n", 6), ("ệ", 1),
        ("e\u{323}\u{302}", 1),
        ("日本", 4), ("ﾊ", 1), ("한", 2), ("…", 1), ("–", 1), ("😀", 2), ("€", 1), ("₫", 1),
    ])
    func `the width is that on the screen`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [
        ("Nguyễn Văn", 10, "Nguyễn Văn"), ("Nguyễn Văn", 9, "Nguyễn V…"),
        ("Nguyễn Văn", 8, "Nguyễn…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("ab", 1, "…"),
        ("ab", 0, ""), ("e\u{323}\u{302}xyz", 3, "e\u{323}\u{302}x…"),
    ])
    func `a text is cut between whole characters`(text: String, width: Int, result: String) {
        #expect(text.cut(toWidth: width) == result)
        #expect(text.cut(toWidth: width).displayWidth <= width)
    }

    @Test func `words are put into lines`() {
        #expect("một hai ba bốn".wrapped(toWidth: 7) == ["một hai", "ba bốn"])
        #expect("".wrapped(toWidth: 7) == [""])
        #expect("abcdefghij k".wrapped(toWidth: 4) == ["abcd", "efgh", "ij k"])
        #expect("日本語".wrapped(toWidth: 3) == ["日", "本", "語"])
    }
}
