import CaseModel
import Testing

/// The scalars of a text: Swift's `==` would take NFC and NFD for the same.
func scalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value)
}

@Suite struct VietnameseTextTests {
    @Test(arguments: [
        ("Việt", "Vie\u{323}\u{302}t"), ("Việt", "Vie\u{302}\u{323}t"),
        ("Việt", "Vi\u{EA}\u{323}t"),
        ("Việt", "Vi\u{1EB9}\u{302}t"), ("ợ", "o\u{323}\u{31B}"), ("ợ", "o\u{31B}\u{323}"),
        ("Ữ", "U\u{303}\u{31B}"), ("ǖ", "u\u{308}\u{304}"), ("Ằ", "A\u{306}\u{300}"),
        ("", ""), ("abc", "abc"), ("e\u{301}".isEmpty ? "" : "é", "e\u{301}"),
    ])
    func `marks are composed in every order`(composed: String, given: String) {
        #expect(scalars(VietnameseText.nfc(given)) == scalars(VietnameseText.nfc(composed)))
        #expect(scalars(VietnameseText.nfc(given)) == scalars(composed))
    }

    @Test func `a mark that does not compose stays, and blocks its like`() {
        // b has no acute; the second acute may not jump over the first.
        #expect(scalars(VietnameseText.nfc("b\u{301}\u{301}")) == [0x62, 0x301, 0x301])
        #expect(scalars(VietnameseText.nfc("a\u{315}\u{301}")) == [0xE1, 0x315])
        #expect(scalars(VietnameseText.nfc("\u{301}a")) == [0x301, 0x61])
    }

    @Test func `composed text is left alone and composing twice changes nothing`() {
        let text = "Nguyễn Thị Ánh Tuyết, phường Vỹ Dạ – 😀 и 中"
        #expect(scalars(VietnameseText.nfc(text)) == scalars(text))
        let once = VietnameseText.nfc("Nguye\u{302}\u{303}n")
        #expect(scalars(VietnameseText.nfc(once)) == scalars(once))
    }

    @Test(arguments: [
        ("Đường Nguyễn Huệ", "duong nguyen hue"), ("\u{110}\u{D0}\u{111}", "ddd"),
        ("ĂÂÊÔƠƯ ăâêôơư", "aaeoou aaeoou"), ("Phu\u{31B}o\u{31B}\u{300}ng", "phuong"),
        ("Ỳ ỷ Ỹ ỵ", "y y y y"), ("A1-b/c", "a1-b/c"), ("Straße", "straße"), ("ŁÓDŹ", "lodz"),
    ])
    func `folding takes off case and every mark`(text: String, folded: String) {
        #expect(scalars(VietnameseText.fold(text)) == scalars(folded))
    }

    @Test(arguments: [
        ("Đường", "đương"), ("dưỡng", "dương"), ("QUẾ", "quê"), ("tốt", "tôt"), ("ẮẲ", "ăă"),
        ("Vie\u{302}\u{323}t", "viêt"), ("hỏi ngã", "hoi nga"),
    ])
    func `the toneless form keeps the letters`(text: String, toneless: String) {
        #expect(scalars(VietnameseText.toneless(text)) == scalars(toneless))
    }

    @Test(arguments: [
        ("hoà", "hòa"), ("Thuý", "thúy"), ("lý", "lí"), ("Kỹ", "kĩ"), ("quý", "quí"),
        ("y tế", "i tế"),
        ("Vỹ Dạ", "Vĩ  Dạ"), ("Chân Mây - Lăng Cô", "chan may lang co"),
        ("KHAI, SINH", "khai sinh"),
    ])
    func `spellings in use have one search key`(one: String, other: String) {
        #expect(VietnameseText.searchKey(one) == VietnameseText.searchKey(other))
    }

    @Test(arguments: [("hay", "hai"), ("tây", "tâi"), ("thuy", "thui"), ("keo", "kêu")])
    func `y stays y where i is another word`(one: String, other: String) {
        #expect(VietnameseText.searchKey(one) != VietnameseText.searchKey(other))
    }

    @Test(arguments: [
        "", "Nguyễn Văn A", "số 5/12 kiệt 3 (cũ)", "e\u{301}", "👩\u{200D}🌾", "a\u{A0}b",
    ])
    func `what people write is clean`(text: String) {
        #expect(VietnameseText.isClean(text))
    }

    @Test(arguments: [
        "\u{0}", "a\nb", "a\tb", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{202E}abc", "\u{2066}",
        "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{E000}", "\u{378}", "\u{10FFFF}",
    ])
    func `what a person cannot see is not clean`(text: String) {
        #expect(!VietnameseText.isClean(text))
    }

    @Test(arguments: [
        ("", true), ("Nguyễn Văn Ð, số 5×2", true), ("👩\u{200D}🌾 ½", true), ("¡\u{A0}Ω", true),
        ("q\u{301}", true), ("e\u{301}", false), ("ê\u{323}", false), ("ễ\u{1B}", false),
        ("a\u{7F}", false), ("ế\u{202E}", false), ("\u{1F}", false), ("ỹ\n", false),
    ])
    func `what is stored is clean and composed`(text: String, isStorable: Bool) {
        #expect(VietnameseText.isStorable(text) == isStorable)
    }

    @Test func `trimming composes and takes off white space at the ends only`() {
        #expect(VietnameseText.trimmed("\u{A0} \ta  b\n") == "a  b")
        #expect(scalars(VietnameseText.trimmed(" e\u{302}\u{301} ")) == [0x1EBF])
        #expect(VietnameseText.trimmed(" \n").isEmpty)
    }
}

/// The standard library compares text by canonical equivalence: an oracle with tables of its own.
@Suite struct NormalFormTests {
    @Test func `the normal form is equivalent to the text and the same for equivalent texts`() {
        var generator = SmallGenerator(state: 46)
        let bases = Array("aAeEiIoOuUyYdDđĐsSzZâêôơưĂǟẸạợ".unicodeScalars)
        let marks: [UInt32] = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x309, 0x31B, 0x323, 0x331,
        ]
        for _ in 0..<5000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                view.append(bases[Int.random(in: 0..<bases.count, using: &generator)])
                for _ in 0..<Int.random(in: 0...4, using: &generator) {
                    let mark = marks[Int.random(in: 0..<marks.count, using: &generator)]
                    view.append(Unicode.Scalar(mark) ?? "a")
                }
            }
            let text = String(view)
            let composed = VietnameseText.nfc(text)
            #expect(composed == text)
            #expect(scalars(VietnameseText.nfc(composed)) == scalars(composed))
        }
    }

    @Test func `every letter of the table comes back from its parts`() {
        for value in Array(UInt32(0xC0)..<0x250) + Array(UInt32(0x1E00)..<0x1F00) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let letter = String(scalar)
            #expect(VietnameseText.nfc(letter + "\u{330}\u{323}") == letter + "\u{330}\u{323}")
            #expect(scalars(VietnameseText.nfc(letter)) == [value])
        }
    }
}

/// A small generator of repeatable numbers for tests (SplitMix64).
struct SmallGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
