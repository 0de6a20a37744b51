/// A place in the bytes of a JSON text, and the reading of what stands alone there.
struct JSONCursor {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        position = start
    }

    var isAtEnd: Bool { position == bytes.count }

    /// What is wrong when the byte here, or the end, is not what the grammar asks for.
    var malformed: JSONError { isAtEnd ? .endsEarly : .malformed(offset: position) }

    /// The next byte; 0, which stands nowhere in JSON, at the end.
    var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    /// Passes over the byte if it is the next one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in word.utf8 {
            guard take(byte) else { throw malformed }
        }
        return value
    }

    /// Reads a number and gives it as it stands.
    mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while Digits.isDigit(peek) { position += 1 }
        guard position > start else { throw malformed }
    }

    /// Reads a string in quotes.
    mutating func string() throws(JSONError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw malformed }
        let start = position
        try skipPlain()
        if take(UInt8(ascii: "\"")) {
            return try text(bytes.span.extracting(start..<position - 1), at: start)
        }
        var unescaped = Array(bytes[start..<position])
        while !take(UInt8(ascii: "\"")) {
            unescaped.append(utf8: try escape())
            let plain = position
            try skipPlain()
            unescaped += bytes[plain..<position]
        }
        return try text(unescaped.span, at: start)
    }

    /// Passes over what stands for itself in a string, up to its end or an escape.
    private mutating func skipPlain() throws(JSONError) {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<0x20: throw malformed
            default: position += 1
            }
        }
        throw malformed
    }

    private func text(_ content: Span<UInt8>, at start: Int) throws(JSONError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: content))
        } catch {
            throw .notUTF8(offset: start)
        }
    }
}

extension JSONCursor {
    private mutating func escape() throws(JSONError) -> UInt32 {
        let start = position
        guard take(UInt8(ascii: "\\")) else { throw malformed }
        defer { position += 1 }
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(peek)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"): return try unicodeEscape(at: start)
        default: throw malformed
        }
    }

    /// The scalar of `\u1EBF` or of the two halves `\uD83D\uDE00`; ends on its last digit.
    private mutating func unicodeEscape(at start: Int) throws(JSONError) -> UInt32 {
        let unit = try hexadecimal()
        switch unit {
        case 0, 0xDC00...0xDFFF:
            throw .forbiddenCharacter(offset: start)
        case 0xD800...0xDBFF:
            position += 1
            guard take(UInt8(ascii: "\\")), peek == UInt8(ascii: "u") else {
                throw .forbiddenCharacter(offset: start)
            }
            let low = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(low) else {
                throw .forbiddenCharacter(offset: start)
            }
            return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        default:
            return unit
        }
    }

    /// Reads four hexadecimal digits behind the `u` and ends on the last.
    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            position += 1
            switch peek {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                unit = unit << 4 | UInt32(peek - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                unit = unit << 4 | UInt32((peek | 0x20) - UInt8(ascii: "a") + 10)
            default: throw malformed
            }
        }
        return unit
    }
}
