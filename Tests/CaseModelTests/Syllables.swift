@testable import CaseModel

/// Every Vietnamese syllable that onsets, rhymes and tones make, with the keys that type it.
enum Syllables {
    struct Spelled {
        /// Onset and rhyme without the mark of tone.
        let letters: String
        let tone: Tone
    }

    static let all: [Spelled] = Syllable.onsets.flatMap { onset in
        Syllable.rhymes.sorted().filter { isSpelled(onset, $0) }.flatMap { rhyme in
            tones(of: rhyme).map { Spelled(letters: onset + rhyme, tone: $0) }
        }
    }

    private static func tones(of rhyme: String) -> [Tone] {
        Syllable.stops.contains { rhyme.hasSuffix($0) }
            ? [.rising, .heavy] : [.level, .falling, .rising, .asking, .broken, .heavy]
    }

    /// The rules by which one sound has one spelling.
    private static func isSpelled(_ onset: String, _ rhyme: String) -> Bool {
        let isFront = "ieêy".contains(rhyme.prefix(1))
        return switch onset {
        case "c", "g", "ng": !isFront
        case "k", "gh", "ngh": isFront
        case "gi": !rhyme.hasPrefix("i") && !rhyme.hasPrefix("y")
        case "qu": !"uoôươ".contains(rhyme.prefix(1)) || rhyme == "ơ" || rhyme.hasPrefix("ôc")
        case "": !rhyme.hasPrefix("iê")
        default: !rhyme.hasPrefix("yê")
        }
    }

    /// The keys of a syllable with each mark behind its letter; the tone where `toneAfter` says:
    /// behind so many letters, or at the end.
    static func keys(_ syllable: Spelled, _ method: TypingMethod, toneAfter: Int? = nil) -> String {
        let tone = toneKey(syllable.tone, method)
        var keys = ""
        for (place, letter) in syllable.letters.enumerated() {
            keys += marked[letter].map { method == .telex ? $0.telex : $0.vni } ?? String(letter)
            // In Telex two plain letters are a doubled key: oo, and o again.
            if method == .telex, place > 0,
                syllable.letters.dropFirst(place - 1).hasPrefix("oo")
            {
                keys += "o"
            }
            if place + 1 == toneAfter { keys += tone }
        }
        return toneAfter == nil ? keys + tone : keys
    }

    static func toneKey(_ tone: Tone, _ method: TypingMethod) -> String {
        let keys: (telex: String, vni: String) =
            switch tone {
            case .level: ("", "")
            case .rising: ("s", "1")
            case .falling: ("f", "2")
            case .asking: ("r", "3")
            case .broken: ("x", "4")
            case .heavy: ("j", "5")
            }
        return method == .telex ? keys.telex : keys.vni
    }

    private static let marked: [Character: (telex: String, vni: String)] = [
        "ă": ("aw", "a8"), "â": ("aa", "a6"), "ê": ("ee", "e6"), "ô": ("oo", "o6"),
        "ơ": ("ow", "o7"), "ư": ("uw", "u7"), "đ": ("dd", "d9"),
    ]
}
