/// The check character of ISO/IEC 7064, MOD 37,36, over digits and capital letters.
///
/// Finds every single wrong character and nearly every swap of neighbours.
package enum CheckCharacter {
    /// The check character of the digits and capital letters in a text; all else is passed over.
    package static func of(_ text: String) -> Character {
        Character(Unicode.Scalar(byte(of: text.utf8)))
    }

    /// The same for the bytes of a text.
    static func byte(of text: some Sequence<UInt8>) -> UInt8 {
        var product = 36
        for byte in text {
            if let value = value(byte) { product = step(product, value) }
        }
        return character((37 - product) % 36)
    }

    /// Whether the last letter or digit of a text is the check character of those before it.
    package static func isValid(_ text: String) -> Bool {
        let plain = text.utf8.filter { value($0) != nil }
        guard plain.count >= 2, let last = plain.last else { return false }
        return of(String(decoding: plain.dropLast(), as: UTF8.self)).asciiValue == last
    }

    // The hybrid system of the standard: S = P + a, modulo 36 with 36 for 0, then P = 2 S mod 37.
    private static func step(_ product: Int, _ value: Int) -> Int {
        let sum = (product + value) % 36
        return (sum == 0 ? 36 : sum) * 2 % 37
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func character(_ value: Int) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + UInt8(value) : UInt8(ascii: "A") + UInt8(value - 10)
    }
}
