/// How Vietnamese letters are typed on a keyboard that has none.
package enum TypingMethod: String, CaseIterable, Sendable {
    /// The terminal composes, or nobody does.
    case off
    /// Letters stand for marks: `aa` → â, `ow` → ơ, `dd` → đ; s f r x j are tones, z removes them.
    case telex
    /// Digits stand for marks: 1–5 are tones, 6 ^, 7 horn, 8 breve, 9 đ, 0 removes the tone.
    case vni

    /// The method that a person asks for at the prompt: `/telex`, `/vni`, `/off`.
    package init?(request line: String) {
        guard line.hasPrefix("/") else { return nil }
        self.init(rawValue: VietnameseText.fold(String(line.dropFirst())))
    }
}

/// On which vowel of oa, oe and uy the tone is written in an open syllable.
package enum ToneStyle: Sendable {
    /// hòa, khỏe, thúy
    case classic
    /// hoà, khoẻ, thuý
    case modern
}

/// What a key may do to the letters before it.
enum KeyMeaning {
    case tone(Tone)
    /// The first letter that fits gets its mark. `isLetter` says that the key can also be meant as
    /// a letter of the word, so that it is not a mark unless the result is Vietnamese.
    case marks([LetterMark], isLetter: Bool)
}

/// A base letter with one of the marks that make another letter of the alphabet.
struct LetterMark: Hashable {
    let base: Unicode.Scalar
    let mark: UInt32

    static let circumflex: UInt32 = 0x302
    static let breve: UInt32 = 0x306
    static let horn: UInt32 = 0x31B
    /// No combining mark makes đ of d; this one stands for it here.
    static let stroke: UInt32 = 0x335
}

extension TypingMethod {
    func meaning(of key: Unicode.Scalar) -> KeyMeaning? {
        switch self {
        case .off: nil
        case .telex: Self.telexKeys[key]
        case .vni: Self.vniKeys[key]
        }
    }

    private static let circumflexes = ("aeo" as String).unicodeScalars.map {
        LetterMark(base: $0, mark: LetterMark.circumflex)
    }
    private static let horns = ("ou" as String).unicodeScalars.map {
        LetterMark(base: $0, mark: LetterMark.horn)
    }
    private static let breves = [LetterMark(base: "a", mark: LetterMark.breve)]
    private static let strokes = [LetterMark(base: "d", mark: LetterMark.stroke)]

    private static let telexKeys: [Unicode.Scalar: KeyMeaning] = [
        "s": .tone(.rising), "f": .tone(.falling), "r": .tone(.asking), "x": .tone(.broken),
        "j": .tone(.heavy), "z": .tone(.level),
        "a": .marks([circumflexes[0]], isLetter: true),
        "e": .marks([circumflexes[1]], isLetter: true),
        "o": .marks([circumflexes[2]], isLetter: true),
        "d": .marks(strokes, isLetter: true), "w": .marks(horns + breves, isLetter: false),
    ]

    private static let vniKeys: [Unicode.Scalar: KeyMeaning] = [
        "1": .tone(.rising), "2": .tone(.falling), "3": .tone(.asking), "4": .tone(.broken),
        "5": .tone(.heavy), "0": .tone(.level), "6": .marks(circumflexes, isLetter: false),
        "7": .marks(horns, isLetter: false), "8": .marks(breves, isLetter: false),
        "9": .marks(strokes, isLetter: false),
    ]
}
