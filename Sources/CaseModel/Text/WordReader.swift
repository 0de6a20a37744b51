/// Reads the words of a text one after the other, as a search compares them.
///
/// A word is a run of letters and digits in lower case. Its tone stands apart from its letters, so
/// it does not matter on which vowel it is written (hoà/hòa, thuý/thúy), and `y` as the only vowel
/// after a consonant or after `qu` is read as `i` (lý/lí, quý/quí): both spellings are in use. The
/// letters are kept as UTF-8 and their memory is used again, because whole catalogues pass here.
struct WordReader {
    /// The letters of the word without the mark of tone.
    private(set) var toneless: [UInt8] = []
    /// The letters of the word without any mark.
    private(set) var folded: [UInt8] = []
    private(set) var tone = Tone.level
    private var scalars: String.UnicodeScalarView.Iterator

    init(_ text: String) {
        scalars = VietnameseText.nfc(text).unicodeScalars.makeIterator()
    }

    /// Reads the next word; false when there is none.
    mutating func next() -> Bool {
        toneless.removeAll(keepingCapacity: true)
        folded.removeAll(keepingCapacity: true)
        tone = .level
        while let scalar = scalars.next() {
            if !take(scalar), !folded.isEmpty { break }
        }
        guard !folded.isEmpty else { return false }
        if folded[folded.count - 1] == UInt8(ascii: "y"), WordReader.isOnlyVowel(folded) {
            folded[folded.count - 1] = UInt8(ascii: "i")
            toneless[toneless.count - 1] = UInt8(ascii: "i")
        }
        return true
    }

    /// Whether the last letter is an `i` or `y` that has no other vowel before it.
    static func isOnlyVowel(_ folded: [UInt8]) -> Bool {
        guard folded.count > 1 else { return true }
        switch folded[folded.count - 2] {
        case UInt8(ascii: "u"):
            return folded.count > 2 && folded[folded.count - 3] == UInt8(ascii: "q")
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "o"):
            return false
        default:
            return true
        }
    }

    /// Takes a letter or digit; false when the scalar ends the word.
    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return take(ascii: UInt8(truncatingIfNeeded: scalar.value)) }
        if Letter.isInTable(scalar.value), scalar != "×", scalar != "÷" {
            let letter = Letter.of(scalar.value)
            toneless.append(utf8: letter.toneless)
            folded.append(utf8: letter.folded)
            if letter.tone != .level { tone = letter.tone }
            return true
        }
        if Composition.isMark(scalar) { return true }
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
            return false
        }
        for lowered in scalar.properties.lowercaseMapping.unicodeScalars {
            toneless.append(utf8: lowered.value)
            folded.append(utf8: lowered.value)
        }
        return true
    }

    private mutating func take(ascii byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            toneless.append(byte)
            folded.append(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            toneless.append(byte | 0x20)
            folded.append(byte | 0x20)
        default:
            return false
        }
        return true
    }
}

extension [UInt8] {
    /// Appends a scalar in UTF-8.
    mutating func append(utf8 value: UInt32) {
        if value < 0x80 {
            append(UInt8(value))
        } else if value < 0x800 {
            append(UInt8(0xC0 | value >> 6))
            append(UInt8(0x80 | value & 0x3F))
        } else if let scalar = Unicode.Scalar(value) {
            append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
