/// How the texts of one column are written.
enum TextCode {
    /// Ends a text: a byte that no UTF-8 has.
    static let end: UInt8 = 0xFF
    /// Stands for the text before in this column with the number at its end raised by one.
    static let successor: UInt8 = 0xFE
    /// Bytes that cannot begin a text stand for the first texts of this column.
    static let references: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether this byte, where a text begins, stands for all of it.
    static func isWhole(_ byte: UInt8) -> Bool {
        references.contains(byte) || byte == successor
    }

    /// A hash of a text; nil when it cannot stand in a column, because it would end too early or
    /// be taken for a code.
    static func hash(_ text: Span<UInt8>) -> UInt64? {
        if !text.isEmpty, isWhole(text[0]) { return nil }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices {
            guard text[index] != end else { return nil }
            hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3
        }
        return hash
    }

    /// Raises the decimal number at the end of a text by one; false when it ends in no digit.
    static func advance(_ text: inout [UInt8]) -> Bool {
        let zero = UInt8(ascii: "0")
        let nine = UInt8(ascii: "9")
        guard let last = text.last, (zero...nine).contains(last) else { return false }
        var index = text.count
        while index > 0, text[index - 1] == nine {
            index -= 1
            text[index] = zero
        }
        if index > 0, (zero..<nine).contains(text[index - 1]) {
            text[index - 1] += 1
        } else {
            text.insert(zero + 1, at: index)
        }
        return true
    }
}

/// A column that is being filled.
struct BatchColumn {
    /// A text that a reference may stand for; the hash is only there to find it fast.
    private struct Seen {
        let hash: UInt64
        let place: Range<Int>
    }

    private var bytes: [UInt8] = []
    /// How much of the bytes has been taken out; references may point there still.
    private var taken = 0
    private var lastNumber: UInt64?
    private var lastText: [UInt8] = []
    private var seen: [Seen] = []

    /// A number as its difference to the one before: in this column, or at first in its event.
    mutating func append(number: UInt64, before: UInt64) {
        let difference = Int64(bitPattern: number &- (lastNumber ?? before))
        bytes.appendVarint(UInt64(bitPattern: difference << 1 ^ difference >> 63))
        lastNumber = number
    }

    /// A text that bears its end, with any hash of it.
    mutating func append(text: Span<UInt8>, hash: UInt64) {
        if follows(text) {
            bytes.append(TextCode.successor)
            // It was advanced in place.
            return
        }
        lastText.removeAll(keepingCapacity: true)
        lastText.append(text)
        if let index = index(of: text, hash) {
            bytes.append(TextCode.references.lowerBound + UInt8(index))
            return
        }
        if seen.count < TextCode.references.count {
            seen.append(Seen(hash: hash, place: bytes.count..<bytes.count + text.count))
        }
        bytes.append(text)
        bytes.append(TextCode.end)
    }

    /// What was added since this was asked last.
    mutating func takeNew() -> ArraySlice<UInt8> {
        defer { taken = bytes.count }
        return bytes[taken...]
    }

    /// The content of a byte string, whose length the shape knows.
    mutating func append(content: Span<UInt8>) {
        bytes.append(content)
    }

    private func index(of text: Span<UInt8>, _ hash: UInt64) -> Int? {
        seen.firstIndex { seen in
            seen.hash == hash && bytes.span.extracting(seen.place).isEqual(to: text)
        }
    }

    /// Whether a text is the successor of the one before, which then becomes it.
    private mutating func follows(_ text: Span<UInt8>) -> Bool {
        // Nearly all texts fail here, before anything is copied.
        guard !text.isEmpty, let old = lastText.last else { return false }
        let new = text[text.count - 1]
        guard new == old &+ 1 || new == UInt8(ascii: "0") && old == UInt8(ascii: "9") else {
            return false
        }
        var next = lastText
        guard TextCode.advance(&next), next.span.isEqual(to: text) else { return false }
        lastText = next
        return true
    }
}

extension Span<UInt8> {
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}

extension [UInt8] {
    /// Seven bits a byte, the lowest first, the high bit set in all but the last.
    mutating func appendVarint(_ value: UInt64) {
        var value = value
        while value > 0x7F {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(value))
    }

    mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
