/// What a Latin letter beyond ASCII is made of: looked up in a table, without allocation.
struct Letter {
    /// The letter in lower case without any mark, `đ` as `d`.
    let folded: UInt32
    /// The letter in lower case without the marks of tone.
    let toneless: UInt32
    let tone: Tone

    /// Whether the scalar stands in the table (Latin letters U+00C0–U+024F and U+1E00–U+1EFF).
    static func isInTable(_ value: UInt32) -> Bool {
        (value >= 0xC0 && value < 0x250) || (value >= 0x1E00 && value < 0x1F00)
    }

    /// The letter of a scalar that stands in the table.
    static func of(_ value: UInt32) -> Letter {
        precondition(isInTable(value), "only for letters of the table")
        return value < 0x250 ? lower[Int(value - 0xC0)] : upper[Int(value - 0x1E00)]
    }

    private static let lower: [Letter] = (UInt32(0xC0)..<0x250).map(make)
    private static let upper: [Letter] = (UInt32(0x1E00)..<0x1F00).map(make)

    private static func make(_ value: UInt32) -> Letter {
        var scalars: [UInt32] = []
        let lowered = Unicode.Scalar(value)?.properties.lowercaseMapping ?? ""
        for scalar in lowered.unicodeScalars {
            Composition.decompose(scalar.value, into: &scalars)
        }
        guard var letter = scalars.first else {
            return Letter(folded: value, toneless: value, tone: .level)
        }
        var tone = Tone.level
        for mark in scalars.dropFirst() {
            if let found = Tone(mark: mark) {
                tone = found
            } else {
                letter = Composition.composed[.init(base: letter, mark: mark)] ?? letter
            }
        }
        let base = withoutStroke[scalars[0]] ?? scalars[0]
        return Letter(folded: base, toneless: value == 0xD0 ? 0x111 : letter, tone: tone)
    }

    // Letters that have no decomposition. Old fonts write Đ as Ð (U+00D0), hence ð (U+00F0).
    private static let withoutStroke: [UInt32: UInt32] = [
        0x111: 0x64, 0xF0: 0x64, 0xF8: 0x6F, 0x142: 0x6C, 0x131: 0x69, 0x127: 0x68, 0x180: 0x62,
    ]
}

/// The six tones of Vietnamese.
enum Tone: UInt8 {
    case level
    case falling
    case rising
    case asking
    case broken
    case heavy

    /// The tone that a combining mark stands for, or nil for marks that belong to the letter.
    init?(mark: UInt32) {
        switch mark {
        case 0x300: self = .falling
        case 0x301: self = .rising
        case 0x309: self = .asking
        case 0x303: self = .broken
        case 0x323: self = .heavy
        default: return nil
        }
    }

    /// The combining mark of the tone, or 0 for the one that has none.
    var mark: UInt32 {
        switch self {
        case .level: 0
        case .falling: 0x300
        case .rising: 0x301
        case .asking: 0x309
        case .broken: 0x303
        case .heavy: 0x323
        }
    }
}
