/// A word of the index in fixed size, so that comparing is comparing numbers.
///
/// Holds the first 16 bytes of the word in UTF-8, the first byte highest; a longer word compares by
/// these. Words of Vietnamese have at most ten.
struct PackedWord: Equatable {
    /// The letters without any mark.
    let folded: UInt128
    /// The letters without the mark of tone.
    let toneless: UInt128
    let tone: UInt8

    init(folded: [UInt8], toneless: [UInt8], tone: Tone) {
        var foldedPacking = Packing()
        var tonelessPacking = Packing()
        for byte in folded { foldedPacking.append(byte) }
        for byte in toneless { tonelessPacking.append(byte) }
        self.init(foldedPacking, tonelessPacking, tone)
    }

    fileprivate init(_ folded: Packing, _ toneless: Packing, _ tone: Tone) {
        self.folded = folded.value
        self.toneless = toneless.value
        self.tone = tone.rawValue
    }

    /// The numbers from this one on that begin with the same bytes.
    static func range(ofPrefix packed: UInt128) -> ClosedRange<UInt128> {
        packed...(packed | tail(of: packed))
    }

    /// The bits behind the last byte of a packed word.
    static func tail(of packed: UInt128) -> UInt128 {
        let unused = packed.trailingZeroBitCount / 8 * 8
        return unused >= 128 ? .max : (UInt128(1) << UInt128(unused)) - 1
    }
}

extension PackedWord: Hashable {
    func hash(into hasher: inout Hasher) {
        // The first eight bytes tell nearly all words apart; hashing less is faster.
        hasher.combine(UInt64(truncatingIfNeeded: toneless >> 64) ^ UInt64(tone))
    }
}

/// Packs bytes from the highest down.
private struct Packing {
    private var bytes: UInt128 = 0
    private var count: UInt128 = 0

    var value: UInt128 { count == 0 ? 0 : bytes << ((16 - count) * 8) }

    mutating func append(_ byte: UInt8) {
        guard count < 16 else { return }
        bytes = bytes << 8 | UInt128(byte)
        count += 1
    }

    mutating func append(folded letter: UInt32) {
        guard Letter.isInTable(letter) else { return append(utf8: letter) }
        append(utf8: Letter.of(letter).folded)
    }

    private mutating func append(utf8 letter: UInt32) {
        if letter < 0x80 {
            append(UInt8(letter))
        } else {
            append(UInt8(0xC0 | letter >> 6))
            append(UInt8(0x80 | letter & 0x3F))
        }
    }
}

/// Reads the words of a line that `ProcedureIndex.searchKeys` wrote.
struct StoredWordReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ line: [UInt8]) {
        bytes = line
    }

    /// A word, or the sign between the name and the rest.
    enum Element {
        case word(PackedWord)
        case endOfName
    }

    mutating func next() -> Element? {
        var folded = Packing()
        var toneless = Packing()
        var lead: UInt8 = 0
        var tone = Tone.level
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: " ") { break }
            if byte == UInt8(ascii: "/") { return .endOfName }
            if let sign = Tone(sign: byte) {
                tone = sign
                continue
            }
            toneless.append(byte)
            if byte >= 0xC3, byte <= 0xC9 {
                lead = byte
            } else if lead != 0 {
                folded.append(folded: UInt32(lead & 0x1F) << 6 | UInt32(byte & 0x3F))
                lead = 0
            } else {
                folded.append(byte)
            }
        }
        return position == start ? nil : .word(PackedWord(folded, toneless, tone))
    }
}

extension Tone {
    /// A sign that stands in no word; the level tone has none.
    var sign: UInt8? {
        switch self {
        case .level: nil
        case .falling: UInt8(ascii: "`")
        case .rising: UInt8(ascii: "'")
        case .asking: UInt8(ascii: "?")
        case .broken: UInt8(ascii: "~")
        case .heavy: UInt8(ascii: ".")
        }
    }

    init?(sign: UInt8) {
        switch sign {
        case UInt8(ascii: "`"): self = .falling
        case UInt8(ascii: "'"): self = .rising
        case UInt8(ascii: "?"): self = .asking
        case UInt8(ascii: "~"): self = .broken
        case UInt8(ascii: "."): self = .heavy
        default: return nil
        }
    }
}
