/// Base 32 of Douglas Crockford: digits and capital letters without I, L, O and U.
enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The character of a value below 32.
    static func character(_ value: UInt8) -> UInt8 {
        alphabet[Int(value & 31)]
    }

    /// The value of a character; I and L are read as 1, O as 0, small letters as capitals.
    static func value(_ byte: UInt8) -> UInt8? {
        let capital = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
        switch capital {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: capital).map { UInt8($0) }
        }
    }

    /// Whether a typed check character is the one expected, or looks the same in print.
    static func isAlike(_ typed: Unicode.Scalar, _ expected: Character) -> Bool {
        guard let byte = UInt8(exactly: typed.value), let other = expected.asciiValue else {
            return false
        }
        return printed(byte) == printed(other)
    }

    private static func printed(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: byte
        }
    }

    /// Five bits to a character, the highest first; the last one is filled with zero bits.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var characters: [UInt8] = []
        var bits: UInt16 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt16(byte)
            count += 8
            while count >= 5 {
                count -= 5
                characters.append(character(UInt8(truncatingIfNeeded: bits >> UInt16(count))))
            }
            bits &= (1 << UInt16(count)) - 1
        }
        if count > 0 {
            characters.append(character(UInt8(truncatingIfNeeded: bits << UInt16(5 - count))))
        }
        return characters
    }

    /// The bytes of values below 32; nil when bits are left over that encoding does not leave.
    static func decode(_ values: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt16 = 0
        var count = 0
        for value in values {
            bits = bits << 5 | UInt16(value)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt16(count)))
                bits &= (1 << UInt16(count)) - 1
            }
        }
        return count < 5 && bits == 0 ? bytes : nil
    }
}
