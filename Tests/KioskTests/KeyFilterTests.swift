import Testing

@testable import kiosk

/// What of the bytes of a keyboard reaches the line.
@Suite struct KeyFilterTests {
    private func keys(_ bytes: [UInt8]) -> [KeyFilter.Key] {
        var filter = KeyFilter()
        return bytes.flatMap { filter.take($0) }
    }

    private func keys(_ text: String) -> [KeyFilter.Key] { keys(Array(text.utf8)) }

    private func text(_ text: String) -> [KeyFilter.Key] {
        text.map { .text(Array(String($0).utf8)) }
    }

    @Test func `letters come whole, in any number of bytes`() {
        #expect(keys("aễ日😀") == text("aễ日😀"))
    }

    @Test(arguments: [
        ("\u{1B}[A", KeyFilter.Key.older), ("\u{1B}[1;5C", .right), ("\u{1B}OD", .left),
        ("\u{1B}[1~", .start), ("\u{1B}[8~", .finish), ("\u{1B}[3~", .eraseForward),
        ("\u{1B}[H", .start), ("\u{1B}OM", .accept), ("\u{7F}", .erase), ("\u{8}", .erase),
        ("\u{3}", .interrupt), ("\u{4}", .close), ("\u{17}", .eraseWord),
    ])
    func `a known key is one key`(bytes: String, key: KeyFilter.Key) {
        #expect(keys(bytes + "x") == [key] + text("x"))
    }

    @Test(arguments: [
        "\u{1B}[15~", "\u{1B}[[A", "\u{1B}[?1;2c", "\u{1B}[24;80R", "\u{1B}OP", "\u{1B}[Z",
        "\u{1A}", "\u{1C}", "\u{13}", "\u{19}", "\u{18}", "\u{12}", "\u{16}", "\t", "\0",
        "\u{9B}", "\u{202E}",
    ])
    func `an unknown key is nothing`(bytes: String) {
        #expect(keys(bytes + "x") == text("x"))
    }

    @Test func `no sequence is so long that it fills the memory or ends in the text`() {
        #expect(keys("\u{1B}[" + String(repeating: "1", count: 100_000) + "~x") == text("x"))
    }

    @Test func `Ctrl-C works within a sequence and a paste`() {
        #expect(keys("\u{1B}[\u{3}") == [.interrupt])
        #expect(keys("\u{1B}[200~a\u{3}\r") == text("a") + [.interrupt, .accept])
    }

    @Test func `a paste ends no line`() {
        #expect(keys("\u{1B}[200~a\r\nb\tc\u{4}\u{1B}[201~\r") == text("a b c") + [.accept])
    }

    @Test func `one line end is one key`() {
        #expect(
            keys("a\r\nb\n\r\r") == text("a") + [.accept] + text("b") + [.accept, .accept, .accept])
    }

    @Test(
        arguments: [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"),
            ([0xE1, 0xBB, 0xC3, 0xAA], "\u{FFFD}ê"),
            ([0x80, 0xC0], "\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], String)])
    func `bytes that are no letters are replaced`(bytes: [UInt8], result: String) {
        #expect(keys(bytes) == text(result))
    }
}
