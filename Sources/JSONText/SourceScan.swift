/// What SQLite's JSON functions do not tell of a text, found in one pass over its bytes.
///
/// SQLite decides whether the text is JSON, so here nothing is decided about its grammar; only what
/// SQLite would take wrongly is refused: it stops at a byte 0, cuts a string at `\u0000`, makes
/// invalid UTF-8 of half a surrogate pair, and rounds long numbers.
struct SourceScan {
    /// Where the numbers stand, in the order of the text.
    private(set) var numbers: [Range<Int>] = []
    private let bytes: [UInt8]
    private var position: Int
    private var depth = 0

    init(_ bytes: [UInt8], from start: Int, deepest: Int) throws(JSONError) {
        self.bytes = bytes
        position = start
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): noteNumber()
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case 0: throw .malformed
            default: break
            }
            if depth > deepest { throw .tooDeep(limit: deepest) }
        }
    }

    private mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func noteNumber() {
        let start = position - 1
        while position < bytes.count, SourceScan.continuesNumber(bytes[position]) {
            position += 1
        }
        numbers.append(start..<position)
    }

    private static func continuesNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func skipString() throws(JSONError) {
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0: throw .malformed
            default: break
            }
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        let offset = position - 1
        guard next() == UInt8(ascii: "u"), let unit = hexadecimal() else { return }
        switch unit {
        case 0, 0xdc00...0xdfff: throw .forbiddenCharacter(offset: offset)
        case 0xd800...0xdbff:
            guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u"),
                let low = hexadecimal(), (0xdc00...0xdfff).contains(low)
            else { throw .forbiddenCharacter(offset: offset) }
        default: return
        }
    }

    /// Reads four hexadecimal digits; what is none is left for SQLite to refuse.
    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[position..<(position + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit * 16 + UInt32(digit)
        }
        position += 4
        return unit
    }
}
