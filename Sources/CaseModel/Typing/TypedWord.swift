/// The keys of one word, taken in one after the other, and the word that they compose.
struct TypedWord {
    /// One letter of the word, as it was typed and with the mark it got.
    private struct Glyph {
        let base: Unicode.Scalar
        let isCapital: Bool
        /// A combining mark, or 0 for none.
        var mark: UInt32 = 0
        /// The person took a mark back here, so the letter is meant as it stands.
        var isSettled = false

        var isVowel: Bool { ("aeiouy" as String).unicodeScalars.contains(base) }
    }

    private let method: TypingMethod
    private let style: ToneStyle
    private var glyphs: [Glyph] = []
    private var tone = Tone.level
    private var takesTones = true
    /// The key that has just given a mark: typed again it takes the mark back.
    private var markingKey: Unicode.Scalar?

    /// No syllable has as many keys, with tones changed and doubled keys.
    private static let longest = 20

    private init(_ method: TypingMethod, _ style: ToneStyle) {
        self.method = method
        self.style = style
    }

    /// The composed word; the keys themselves when they cannot be meant as Vietnamese keys.
    static func compose(
        _ keys: ArraySlice<Unicode.Scalar>, _ method: TypingMethod, _ style: ToneStyle
    ) -> String {
        var typed = String.UnicodeScalarView()
        typed.append(contentsOf: keys)
        guard method != .off, isComposable(keys, method) else { return String(typed) }
        var word = TypedWord(method, style)
        for key in keys { word.take(key) }
        return word.text
    }

    /// A number, a code, or a word that the terminal has composed is left alone.
    private static func isComposable(
        _ keys: ArraySlice<Unicode.Scalar>, _ method: TypingMethod
    ) -> Bool {
        guard keys.count <= longest, let first = keys.first, isLetter(first) else { return false }
        return keys.allSatisfy { isLetter($0) || method == .vni && ("0"..."9").contains($0) }
    }

    private static func isLetter(_ key: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(key) || ("A"..."Z").contains(key)
    }
}

extension TypedWord {
    private mutating func take(_ key: Unicode.Scalar) {
        let isCapital = ("A"..."Z").contains(key)
        let small = isCapital ? Unicode.Scalar(UInt8(key.value) | 0x20) : key
        let doubled = markingKey == small
        markingKey = nil
        let isTaken =
            switch method.meaning(of: small) {
            case .tone(let tone): take(tone)
            case .marks(let marks, let isLetter):
                doubled ? undo(marks) : take(marks, small, isLetter: isLetter)
            case nil: false
            }
        if !isTaken { glyphs.append(Glyph(base: small, isCapital: isCapital)) }
        // Of two letters that a doubled key gives back, the second is as plain as the first.
        if !isTaken, doubled { glyphs[glyphs.count - 1].isSettled = true }
    }

    /// Sets the tone; the same tone again takes it back, and is then a letter.
    private mutating func take(_ new: Tone) -> Bool {
        guard takesTones, !vowels.isEmpty else { return false }
        guard new != tone else {
            if new != .level { takesTones = false }
            tone = .level
            return false
        }
        tone = new
        return true
    }

    private mutating func take(
        _ marks: [LetterMark], _ key: Unicode.Scalar, isLetter: Bool
    ) -> Bool {
        if let (place, mark) = target(of: marks, isLetter: isLetter) {
            glyphs[place].mark = mark
            markingKey = key
            return true
        }
        guard !isLetter || glyphs.last.map({ !$0.isVowel }) ?? false else { return false }
        return undo(marks)
    }

    /// Takes a mark back. Always false: the key is then the letter that it is.
    private mutating func undo(_ marks: [LetterMark]) -> Bool {
        let marked = glyphs.lastIndex { glyph in
            marks.contains { $0.base == glyph.base && $0.mark == glyph.mark }
        }
        if let marked {
            glyphs[marked].mark = 0
            glyphs[marked].isSettled = true
        }
        return false
    }

    /// Which letter gets which mark.
    private func target(
        of marks: [LetterMark], isLetter: Bool
    ) -> (place: Int, mark: UInt32)? {
        let last = glyphs.count - 1
        let beside = marks.first { canTake($0, at: last) }
        if isLetter, let beside { return (last, beside.mark) }
        for mark in marks where mark.mark == LetterMark.stroke {
            if canTake(mark, at: 0), !vowels.isEmpty { return (0, mark.mark) }
        }
        for mark in marks {
            for place in vowels where canTake(mark, at: place) {
                if isNucleus(with: mark, at: place) { return (place, mark.mark) }
            }
        }
        return beside.map { (last, $0.mark) }
    }

    private func canTake(_ mark: LetterMark, at place: Int) -> Bool {
        guard glyphs.indices.contains(place) else { return false }
        let glyph = glyphs[place]
        return glyph.base == mark.base && glyph.mark != mark.mark && !glyph.isSettled
    }

    private func isNucleus(with mark: LetterMark, at place: Int) -> Bool {
        var marked = self
        marked.glyphs[place].mark = mark.mark
        marked.tone = .level
        let letters = vowels.map { marked.letter($0, mark: marked.shownMark($0)) }.joined()
        return Syllable.nuclei.contains(VietnameseText.toneless(letters))
    }
}

extension TypedWord {
    /// The vowels of the word's last syllable, without the u of `qu` and the i of `gi`.
    private var vowels: Range<Int> {
        guard let last = glyphs.lastIndex(where: \.isVowel) else { return 0..<0 }
        var first = last
        while first > 0, glyphs[first - 1].isVowel { first -= 1 }
        guard first == 1 else { return first..<last + 1 }
        switch (glyphs[0].base, glyphs[1].base) {
        case ("q", "u"): return 2..<last + 1
        case ("g", "i") where last > 1: return 2..<last + 1
        default: return first..<last + 1
        }
    }

    /// `uơ` before another letter is `ươ`, except after q: it is typed with one key for both.
    private func shownMark(_ place: Int) -> UInt32 {
        let glyph = glyphs[place]
        guard glyph.base == "u", glyph.mark == 0, !glyph.isSettled, place + 2 < glyphs.count,
            glyphs[place + 1].base == "o", glyphs[place + 1].mark == LetterMark.horn,
            place == 0 || glyphs[place - 1].base != "q"
        else { return glyph.mark }
        return LetterMark.horn
    }

    private var text: String {
        let toned = tone == .level ? nil : tonePlace
        return glyphs.indices.map { place in
            letter(place, mark: shownMark(place), tone: place == toned ? tone : .level)
        }.joined()
    }

    private func letter(_ place: Int, mark: UInt32, tone: Tone = .level) -> String {
        let glyph = glyphs[place]
        if mark == LetterMark.stroke { return glyph.isCapital ? "Đ" : "đ" }
        let base = glyph.isCapital ? glyph.base.value & ~0x20 : glyph.base.value
        var scalars = String.UnicodeScalarView()
        for value in [base, mark, tone.mark] where value != 0 {
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        return VietnameseText.nfc(String(scalars))
    }

    /// The vowel that bears the tone: the last one with a mark, the last one before a consonant,
    /// the middle one of three; of two the first, unless the modern style says otherwise.
    private var tonePlace: Int? {
        let vowels = vowels
        guard let last = vowels.last else { return nil }
        if let marked = vowels.last(where: { shownMark($0) != 0 }) { return marked }
        if last < glyphs.count - 1 || vowels.count == 1 { return last }
        if vowels.count > 2 { return last - 1 }
        let pair = (glyphs[last - 1].base, glyphs[last].base)
        let isGlide = pair == ("o", "a") || pair == ("o", "e") || pair == ("u", "y")
        return isGlide && style == .modern ? last : last - 1
    }
}
