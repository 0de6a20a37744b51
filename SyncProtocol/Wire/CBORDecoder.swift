/// Reads deterministic CBOR and refuses anything that is not the one way to write it.
///
/// Reading moves a cursor forward; a failed read leaves it where the fault is.
package struct CBORDecoder: Sendable {
    private let source: [UInt8]
    package private(set) var offset: Int
    private let end: Int

    package init(_ source: [UInt8]) {
        self.source = source
        offset = 0
        end = source.count
    }

    package var isAtEnd: Bool { offset == end }

    /// Throws unless everything has been read.
    package func finish() throws(WireError) {
        guard isAtEnd else { throw .trailing(at: offset) }
    }

    /// Reads an unsigned number.
    package mutating func unsigned() throws(WireError) -> UInt64 {
        try head(major: 0, expecting: .unsigned)
    }

    /// An unsigned number no larger than `limit`.
    package mutating func unsigned(limit: UInt64) throws(WireError) -> UInt64 {
        let start = offset
        let value = try unsigned()
        guard value <= limit else { throw .outOfRange(at: start) }
        return value
    }

    /// Reads an integer of either sign that fits into 64 signed bits.
    package mutating func integer() throws(WireError) -> Int64 {
        let start = offset
        let major = try peek() >> 5
        guard major <= 1 else { throw .unexpected(expected: .integer, at: start) }
        let value = try head(major: major, expecting: .integer)
        guard value <= UInt64(Int64.max) else { throw .outOfRange(at: start) }
        return major == 0 ? Int64(value) : ~Int64(value)
    }

    /// Reads a byte string of at most `limit` bytes.
    package mutating func bytes(limit: Int) throws(WireError) -> [UInt8] {
        Array(source[try content(major: 2, expecting: .bytes, limit: limit)])
    }

    /// Reads a text of at most `limit` bytes of valid UTF-8.
    package mutating func text(limit: Int) throws(WireError) -> String {
        let start = offset
        let place = try content(major: 3, expecting: .text, limit: limit)
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: source.span.extracting(place)))
        } catch {
            throw .notUTF8(at: start)
        }
    }

    /// The number of items that follow.
    package mutating func array(limit: Int) throws(WireError) -> Int {
        try count(major: 4, expecting: .array, limit: limit)
    }

    /// The number of pairs that follow.
    package mutating func map(limit: Int) throws(WireError) -> Int {
        try count(major: 5, expecting: .map, limit: limit)
    }

    /// Reads true or false.
    package mutating func bool() throws(WireError) -> Bool {
        let byte = try peek()
        guard byte == 0xF4 || byte == 0xF5 else {
            throw .unexpected(expected: .boolean, at: offset)
        }
        offset += 1
        return byte == 0xF5
    }

    /// Takes a null when one stands here.
    package mutating func takeNull() throws(WireError) -> Bool {
        guard try peek() == 0xF6 else { return false }
        offset += 1
        return true
    }

    /// Reads the keys of a map one by one, each with `body`, and refuses them out of order.
    ///
    /// Keys are unsigned numbers; the body must read exactly the value.
    package mutating func fields(
        limit: Int, _ body: (inout CBORDecoder, UInt64) throws(WireError) -> Void
    ) throws(WireError) {
        let count = try map(limit: limit)
        var last: UInt64?
        for _ in 0..<count {
            let start = offset
            let key = try unsigned()
            if let last, key <= last { throw .notDeterministic(at: start) }
            last = key
            try body(&self, key)
        }
    }

    /// Reads any item of our subset.
    package mutating func value(depth: Int = Limits.depth) throws(WireError) -> CBORValue {
        guard depth > 0 else { throw .tooDeep(at: offset) }
        let byte = try peek()
        switch byte >> 5 {
        case 0: return .unsigned(try unsigned())
        case 1: return .negative(try head(major: 1, expecting: .integer))
        case 2: return .bytes(try bytes(limit: end))
        case 3: return .text(try text(limit: end))
        case 4:
            return .array(try items(count: array(limit: end), depth: depth - 1))
        case 5:
            return .map(try pairs(count: map(limit: end), depth: depth - 1))
        default:
            return try simple(byte)
        }
    }

    /// Reads one byte that is no CBOR, as `CBOREncoder.raw` wrote it.
    package mutating func byte() throws(WireError) -> UInt8 {
        let byte = try peek()
        offset += 1
        return byte
    }

    /// Reads so many bytes that are no CBOR, as `CBOREncoder.raw` wrote them.
    package mutating func raw(_ count: Int) throws(WireError) -> [UInt8] {
        guard count <= end - offset else { throw .truncated(at: offset, needed: count) }
        defer { offset += count }
        return Array(source[offset..<offset + count])
    }

    /// Passes over any item of our subset and returns its bytes.
    package mutating func skip() throws(WireError) -> ArraySlice<UInt8> {
        let start = offset
        _ = try value()
        return source[start..<offset]
    }

    /// Throws unless the key in the first place comes before the one in the second; an empty place
    /// comes before every key.
    func expectOrder(_ first: Range<Int>, _ second: Range<Int>) throws(WireError) {
        let common = min(first.count, second.count)
        for index in 0..<common {
            let left = source[first.lowerBound + index]
            let right = source[second.lowerBound + index]
            if left < right { return }
            if left > right { break }
        }
        guard first.isEmpty else { throw .notDeterministic(at: second.lowerBound) }
    }

    private mutating func items(count: Int, depth: Int) throws(WireError) -> [CBORValue] {
        var items: [CBORValue] = []
        for _ in 0..<count {
            items.append(try value(depth: depth))
        }
        return items
    }

    private mutating func pairs(count: Int, depth: Int) throws(WireError) -> [CBORValue.Pair] {
        var pairs: [CBORValue.Pair] = []
        var last = 0..<0
        for _ in 0..<count {
            let start = offset
            let key = try value(depth: depth)
            try expectOrder(last, start..<offset)
            last = start..<offset
            pairs.append(.init(key, try value(depth: depth)))
        }
        return pairs
    }

    private mutating func simple(_ byte: UInt8) throws(WireError) -> CBORValue {
        switch byte {
        case 0xF4, 0xF5: return .bool(try bool())
        case 0xF6:
            offset += 1
            return .null
        default: throw .unsupported(initialByte: byte, at: offset)
        }
    }

    private func peek() throws(WireError) -> UInt8 {
        guard offset < end else { throw .truncated(at: offset, needed: 1) }
        return source[offset]
    }

    private mutating func count(
        major: UInt8, expecting kind: WireError.Kind, limit: Int
    ) throws(WireError) -> Int {
        let start = offset
        let count = try head(major: major, expecting: kind)
        // Each item takes a byte at least: a count beyond the rest is a lie, not a reservation.
        guard count <= UInt64(end - offset) else {
            throw .truncated(at: start, needed: Int(clamping: count))
        }
        guard count <= UInt64(limit) else { throw .tooLarge(limit: limit, at: start) }
        return Int(count)
    }

    private mutating func content(
        major: UInt8, expecting kind: WireError.Kind, limit: Int
    ) throws(WireError) -> Range<Int> {
        let start = offset
        let length = try head(major: major, expecting: kind)
        guard length <= UInt64(end - offset) else {
            throw .truncated(at: start, needed: Int(clamping: length))
        }
        guard length <= UInt64(limit) else { throw .tooLarge(limit: limit, at: start) }
        defer { offset += Int(length) }
        return offset..<offset + Int(length)
    }

    private mutating func head(
        major: UInt8, expecting kind: WireError.Kind
    ) throws(WireError) -> UInt64 {
        let start = offset
        let byte = try peek()
        guard byte >> 5 == major else { throw .unexpected(expected: kind, at: start) }
        offset += 1
        let low = byte & 31
        switch low {
        case 0..<24: return UInt64(low)
        case 24: return try argument(bytes: 1, above: 23, start)
        case 25: return try argument(bytes: 2, above: 0xFF, start)
        case 26: return try argument(bytes: 4, above: 0xFFFF, start)
        case 27: return try argument(bytes: 8, above: 0xFFFF_FFFF, start)
        default: throw .unsupported(initialByte: byte, at: start)
        }
    }

    private mutating func argument(
        bytes count: Int, above least: UInt64, _ start: Int
    ) throws(WireError) -> UInt64 {
        guard offset + count <= end else { throw .truncated(at: start, needed: count) }
        var value: UInt64 = 0
        for index in offset..<offset + count {
            value = value << 8 | UInt64(source[index])
        }
        offset += count
        guard value > least else { throw .notDeterministic(at: start) }
        return value
    }
}
