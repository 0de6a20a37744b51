/// Writes deterministic CBOR (RFC 8949 §4.2.1): shortest lengths, keys in the order of their bytes.
///
/// The caller writes the entries of a map in that order; `CBORDecoder` refuses any other.
package struct CBOREncoder: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes an unsigned number.
    package mutating func unsigned(_ value: UInt64) {
        head(major: 0, value)
    }

    /// An integer of either sign.
    package mutating func integer(_ value: Int64) {
        if value >= 0 {
            head(major: 0, UInt64(value))
        } else {
            head(major: 1, UInt64(bitPattern: ~value))
        }
    }

    /// Writes a byte string.
    package mutating func bytes(_ value: some Collection<UInt8>) {
        head(major: 2, UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes a text.
    package mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            head(major: 3, UInt64(utf8.count))
            unsafe bytes.append(contentsOf: utf8)
        }
    }

    /// Begins an array of `count` items, which the caller writes.
    package mutating func array(_ count: Int) {
        head(major: 4, UInt64(count))
    }

    /// Begins a map of `count` pairs, which the caller writes in order.
    package mutating func map(_ count: Int) {
        head(major: 5, UInt64(count))
    }

    /// Writes true or false.
    package mutating func bool(_ value: Bool) {
        bytes.append(value ? 0xF5 : 0xF4)
    }

    /// Writes null.
    package mutating func null() {
        bytes.append(0xF6)
    }

    /// Bytes that are CBOR already.
    package mutating func raw(_ value: [UInt8]) {
        bytes.append(contentsOf: value)
    }

    /// Bytes that are CBOR already, lent by someone else.
    mutating func raw(_ value: Span<UInt8>) {
        bytes.append(value)
    }

    /// Writes any item of our subset.
    package mutating func value(_ value: CBORValue) {
        switch value {
        case .unsigned(let number): unsigned(number)
        case .negative(let number): head(major: 1, number)
        case .bytes(let content): bytes(content)
        case .text(let content): text(content)
        case .array(let items):
            array(items.count)
            for item in items { self.value(item) }
        case .map(let pairs): map(pairs)
        case .bool(let flag): bool(flag)
        case .null: null()
        }
    }

    private mutating func map(_ pairs: [CBORValue.Pair]) {
        map(pairs.count)
        let sorted = pairs.map { (key: $0.key.encoded, value: $0.value) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (key, item) in sorted {
            raw(key)
            value(item)
        }
    }

    mutating func head(major: UInt8, _ value: UInt64) {
        let high = major << 5
        switch value {
        case 0..<24:
            bytes.append(high | UInt8(value))
        case 24...0xFF:
            bytes.append(high | 24)
            bytes.append(UInt8(value))
        case 0x100...0xFFFF:
            bytes.append(high | 25)
            append(value, bytes: 2)
        case 0x1_0000...0xFFFF_FFFF:
            bytes.append(high | 26)
            append(value, bytes: 4)
        default:
            bytes.append(high | 27)
            append(value, bytes: 8)
        }
    }

    private mutating func append(_ value: UInt64, bytes count: UInt64) {
        for index in 0..<count {
            bytes.append(UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - index))))
        }
    }
}

extension CBORValue {
    /// The deterministic bytes of this item.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder()
        encoder.value(self)
        return encoder.bytes
    }
}
