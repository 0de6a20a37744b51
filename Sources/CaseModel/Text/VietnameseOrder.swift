/// The alphabetical order of Vietnamese: letters first, tones where all letters are the same.
///
/// a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f, j, w and z where other
/// alphabets have them; tones: ngang huyền hỏi ngã sắc nặng; then small letters before capitals.
package struct VietnameseOrder: Comparable, Hashable, Sendable {
    private let letters: [UInt32]
    private let tones: [UInt8]
    private let capitals: [Bool]

    /// Where a text stands in a list.
    package init(_ text: String) {
        var letters: [UInt32] = []
        var tones: [UInt8] = []
        var capitals: [Bool] = []
        for scalar in VietnameseText.nfc(text).unicodeScalars {
            let letter = Letter.isInTable(scalar.value) ? Letter.of(scalar.value) : nil
            let small =
                letter?.toneless ?? scalar.properties.lowercaseMapping.unicodeScalars
                .first?.value ?? scalar.value
            letters.append(Self.rank(small))
            tones.append((letter?.tone ?? .level).rank)
            capitals.append(scalar.properties.isUppercase)
        }
        self.letters = letters
        self.tones = tones
        self.capitals = capitals
    }

    package static func < (first: Self, second: Self) -> Bool {
        if first.letters != second.letters {
            return first.letters.lexicographicallyPrecedes(second.letters)
        }
        if first.tones != second.tones {
            return first.tones.lexicographicallyPrecedes(second.tones)
        }
        return first.capitals.lexicographicallyPrecedes(second.capitals) { !$0 && $1 }
    }

    /// Letters of the alphabet stand together, in its order, where `a` stands among all scalars.
    private static func rank(_ letter: UInt32) -> UInt32 {
        guard let place = places[letter] else {
            return letter < 0x61 ? letter : letter + UInt32(alphabet.count)
        }
        return 0x61 + place
    }

    private static let alphabet: [Unicode.Scalar] = Array(
        ("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz" as String).unicodeScalars)

    private static let places: [UInt32: UInt32] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1.value, UInt32($0)) })
}

/// The order of people in a list: by given name, then by family and middle names.
package struct PersonOrder: Comparable, Hashable, Sendable {
    private let given: VietnameseOrder
    private let family: VietnameseOrder

    /// Where a full name stands, the given name being its last word.
    package init(_ name: String) {
        let words = name.split(separator: " ")
        given = VietnameseOrder(words.last.map(String.init) ?? "")
        family = VietnameseOrder(words.dropLast().joined(separator: " "))
    }

    package static func < (first: Self, second: Self) -> Bool {
        first.given != second.given ? first.given < second.given : first.family < second.family
    }
}

extension Tone {
    /// ngang huyền hỏi ngã sắc nặng.
    fileprivate var rank: UInt8 {
        switch self {
        case .level: 0
        case .falling: 1
        case .asking: 2
        case .broken: 3
        case .rising: 4
        case .heavy: 5
        }
    }
}
