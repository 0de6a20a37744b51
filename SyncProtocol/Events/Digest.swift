/// A 256-bit hash, compared and hashed as four words.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Takes exactly 32 bytes, big-endian; nil for any other length.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == 32 else { return nil }
        words = (
            UInt64(bigEndian: bytes, at: 0), UInt64(bigEndian: bytes, at: 8),
            UInt64(bigEndian: bytes, at: 16), UInt64(bigEndian: bytes, at: 24)
        )
    }

    /// Takes exactly 32 bytes, big-endian; nil for any other length.
    package init?(_ bytes: [UInt8]) {
        self.init(bytes.span)
    }

    /// The previous hash of a branch's first event, made from the 64 random bits of its epoch.
    package init(epoch: UInt64) {
        words = (epoch, 0, 0, 0)
    }

    /// The 32 bytes, big-endian.
    package var bytes: [UInt8] {
        let ordered = (
            words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
        return unsafe withUnsafeBytes(of: ordered) { unsafe Array($0) }
    }

    /// The first 8 bytes as a number: enough to compare heads, never to identify an event.
    package var prefix: UInt64 { words.0 }

    /// The first 16 bytes: the name of the record that an event creates.
    package var recordName: RecordName { RecordName(high: words.0, low: words.1) }

    package var description: String { bytes.hex }

    package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }
    package static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

/// Hashes the previous hash of a branch and an event's bytes; BLAKE2b-256 outside of tests.
package typealias HashFunction = @Sendable (_ previous: Digest, _ bytes: [UInt8]) -> Digest

extension UInt64 {
    /// Reads the eight bytes from an offset on, big-endian.
    init(bigEndian bytes: Span<UInt8>, at offset: Int) {
        self = 0
        for index in offset..<offset + 8 {
            self = self << 8 | UInt64(bytes[index])
        }
    }

    /// The eight bytes, the highest first.
    package var bigEndianBytes: [UInt8] {
        unsafe withUnsafeBytes(of: bigEndian) { unsafe Array($0) }
    }
}

extension Collection<UInt8> {
    /// Lower-case hexadecimal text.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Reads hexadecimal text of either case; nil when it is anything else.
    package init?(hex text: some StringProtocol) {
        let digits = text.utf8.map { UInt8(hexDigit: $0) }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        self = bytes
    }
}

extension UInt8 {
    fileprivate init?(hexDigit character: UInt8) {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self = character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self = character - UInt8(ascii: "A") + 10
        default: return nil
        }
    }
}
