import Testing

@testable import CaseModel

/// Telex and VNI: keys in, text out.
@Suite struct TypingTests {
    @Test(arguments: [
        ("Nguyeenx Thij Thu Hawngf", "Nguyễn Thị Thu Hằng"), ("dduowcj", "được"),
        ("dduwowcj", "được"), ("duocwjd", "được"), ("thuowr", "thuở"), ("thuowng", "thương"),
        ("huowu", "hươu"), ("ruouwj", "rượu"), ("quowr", "quở"), ("muaw", "mưa"), ("mua", "mua"),
        ("quawn", "quăn"), ("xoawn", "xoăn"), ("huuw", "hưu"), ("guiwr", "gửi"),
        ("tuyeenr", "tuyển"), ("tieengs", "tiếng"), ("tieuee", "tieue"), ("hoaf", "hòa"),
        ("hofa", "hòa"), ("hoanf", "hoàn"), ("hofan", "hoàn"), ("thuys", "thúy"), ("quys", "quý"),
        ("gif", "gì"), ("gias", "giá"), ("giuwax", "giữa"), ("giees", "giế"),
        ("khuyur", "khuỷu"), ("ngoafo", "ngoào"), ("khoeo", "khoeo"), ("DDOONG HAF", "ĐÔNG HÀ"),
        ("DDaks Lawks", "Đák Lắk"), ("xooong", "xoong"), ("cooocs", "coóc"), ("hoot", "hôt"),
        ("toans", "toán"), ("toansz", "toan"), ("zoo", "zô"), ("xins chaof!", "xín chào!"),
    ])
    func `Telex composes`(keys: String, text: String) {
        #expect(TypingMethod.telex.compose(keys) == text)
    }

    @Test(arguments: [
        ("Nguye6n4 Thi5 Thu Ha8ng2", "Nguyễn Thị Thu Hằng"), ("d9u7o7c5", "được"),
        ("d9uoc75", "được"), ("duoc759", "được"), ("thuo73", "thuở"), ("hoa2", "hòa"),
        ("toa1n0", "toan"), ("14 Ngo6 Quye62n", "14 Ngô Quyền"), ("12A5", "12A5"),
    ])
    func `VNI composes`(keys: String, text: String) {
        #expect(TypingMethod.vni.compose(keys) == text)
    }

    @Test(arguments: [
        ("aaa", "aa"), ("eee", "ee"), ("ooo", "oo"), ("aww", "aw"), ("oww", "ow"), ("uww", "uw"),
        ("uoww", "uow"), ("ddd", "dd"), ("ass", "as"), ("Hoangff", "Hoangf"), ("asss", "ass"),
        ("aaaa", "aaa"), ("DDD", "DD"), ("muaww", "muaw"),
    ])
    func `a doubled key gives the plain letters back`(keys: String, text: String) {
        #expect(TypingMethod.telex.compose(keys) == text)
    }

    @Test func `the style says where the tone of an open oa, oe and uy stands`() {
        let words = ["hoaf", "khoer", "thuys", "toans", "quys", "hoaij"]
        #expect(
            words.map { TypingMethod.telex.compose($0, style: .classic) }
                == ["hòa", "khỏe", "thúy", "toán", "quý", "hoại"])
        #expect(
            words.map { TypingMethod.telex.compose($0, style: .modern) }
                == ["hoà", "khoẻ", "thuý", "toán", "quý", "hoại"])
    }

    @Test(arguments: [
        "T-3-261122-1-K5Q", "H57.19815-261122-0001", "046194003217", "0905218446", "/telex",
        "/vni as", "12/03/1994", "Nguyễn", "Đàos", "wwz",
        "046194003217|191|Nguyeenx A1|12031994|Nữ|Tổ 5 Lô a1|01052021",
    ])
    func `codes, requests, scans and what the terminal composed stay as they are`(text: String) {
        #expect(TypingMethod.telex.compose(text) == text)
        #expect(TypingMethod.off.compose(text) == text)
    }

    @Test(arguments: [TypingMethod.telex, .vni])
    func `every syllable can be typed, its tone at the end or behind any vowel`(
        method: TypingMethod
    ) {
        #expect(Syllables.all.count > 10_000)
        var wrong: [String] = []
        for syllable in Syllables.all {
            let atEnd = Syllables.keys(syllable, method)
            let text = word(atEnd, method)
            let isRight =
                VietnameseText.toneless(text) == syllable.letters
                && tone(of: text) == syllable.tone && Syllable.isVietnamese(text)
                && VietnameseText.nfc(text).utf8.elementsEqual(text.utf8)
            if !isRight { wrong.append("\(atEnd) → \(text)") }
            for place in placesAfterVowels(syllable.letters) {
                let keys = Syllables.keys(syllable, method, toneAfter: place)
                if word(keys, method) != text { wrong.append("\(keys) → not \(text)") }
            }
        }
        #expect(wrong == [])
    }

    private func word(_ keys: String, _ method: TypingMethod) -> String {
        TypedWord.compose(Array(keys.unicodeScalars)[...], method, .classic)
    }

    /// After the first vowel that cannot belong to `qu` or `gi`, and after each one behind it.
    private func placesAfterVowels(_ letters: String) -> [Int] {
        let onset = ["qu", "gi"].contains { letters.hasPrefix($0) } ? 2 : 0
        return letters.enumerated()
            .filter { $0.offset >= onset && "aăâeêioôơuưy".contains($0.element) }
            .map { $0.offset + 1 }
    }

    private func tone(of text: String) -> Tone {
        text.unicodeScalars.filter { Letter.isInTable($0.value) }
            .map { Letter.of($0.value).tone }.first { $0 != .level } ?? .level
    }

    @Test(arguments: [TypingMethod.telex, .vni, .off])
    func `one backspace undoes one key, and is the text before it`(method: TypingMethod) {
        var random = Seeded(state: 20_261_122)
        let keys = Array("aaeeoouuiydwwsfrxjzngtchkmDAEOWS0123456789  ,|/-ễ日".unicodeScalars)
        for _ in 0..<2000 {
            var run = TypedRun(method)
            var texts = [""]
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                let key = keys[Int.random(in: 0..<keys.count, using: &random)]
                texts.append(apply(run.type(key), to: texts[texts.count - 1]))
            }
            var text = texts[texts.count - 1]
            for before in texts.dropLast().reversed() {
                text = run.undo().map { apply($0, to: text) } ?? "nothing to undo"
                #expect(text == before)
            }
            #expect(run.isEmpty && run.undo() == nil)
        }
    }

    private func apply(_ change: TypedRun.Change, to text: String) -> String {
        String(text.dropLast(change.erased)) + change.inserted
    }

    @Test func `a run that is settled has nothing to undo`() {
        var run = TypedRun(.telex)
        _ = run.type("a")
        run.settle()
        #expect(run.undo() == nil)
        #expect(run.type("s") == TypedRun.Change(erased: 0, inserted: "s"))
    }

    @Test(arguments: [
        ("Nguyeenx", "Nguyễn"), ("NGUYEENX VAWN AN", "NGUYỄN VĂN AN"),
        ("14 Nguyeenx Hueej, phuwowngf Vyx Daj", "14 Nguyễn Huệ, phường Vỹ Dạ"),
        ("khai sinhs", "khai sính"), ("Trần Thij Lan", "Trần Thị Lan"), ("Ddaof", "Đào"),
    ])
    func `Telex that nobody composed is offered composed`(typed: String, meant: String) {
        #expect(TelexOffer.composed(typed) == meant)
    }

    @Test(arguments: [
        "", "Nguyễn Văn An", "Nguyen Van An", "birth registration", "his chair", "John Brooks",
        "this is the door of her car", "see you soon", "T-3-261122-1-K5Q", "as@box.vn", "Kroong",
        "H57.19815", "0905218446", "Y Bliă Niê", "Alexis", "Quảng Trị", "copies", "Hoà",
    ])
    func `nothing is offered for Vietnamese, English and codes`(typed: String) {
        #expect(TelexOffer.composed(typed) == nil)
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
