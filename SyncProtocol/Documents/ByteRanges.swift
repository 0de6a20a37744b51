/// Which bytes of a document have arrived: a sorted set of half-open ranges that never touch.
///
/// It is the durable map beside each document that is on its way, and what a receiver says when it
/// is asked what it lacks.
package struct ByteRanges: Hashable, Sendable {
    /// The ranges in their order; none is empty, and a gap lies between any two.
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    /// Adds the bytes of a range and merges what touches; the same range twice changes nothing.
    ///
    /// Bytes that would leave more than `Limits.rangesPerDocument` ranges are refused and nothing
    /// is changed: somebody sends in pieces that no honest sender would choose.
    package mutating func insert(_ range: Range<Int>) throws(ByteRangesError) {
        precondition(range.lowerBound >= 0, "bytes are counted from zero")
        guard !range.isEmpty else { return }
        let first = ranges.firstIndex { $0.upperBound >= range.lowerBound } ?? ranges.count
        let rest = ranges[first...].firstIndex { $0.lowerBound > range.upperBound } ?? ranges.count
        var merged = range
        for touched in ranges[first..<rest] {
            let lower = min(merged.lowerBound, touched.lowerBound)
            merged = lower..<max(merged.upperBound, touched.upperBound)
        }
        guard ranges.count - (rest - first) < Limits.rangesPerDocument else {
            throw .tooMany(limit: Limits.rangesPerDocument)
        }
        ranges.replaceSubrange(first..<rest, with: [merged])
    }

    /// How many bytes there are.
    package var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Whether all bytes of a range are there.
    package func covers(_ range: Range<Int>) -> Bool { gaps(in: range).isEmpty }

    /// The parts of a range that are not there, in their order.
    package func gaps(in range: Range<Int>) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var start = range.lowerBound
        for present in ranges where present.upperBound > start {
            guard present.lowerBound < range.upperBound else { break }
            if present.lowerBound > start { gaps.append(start..<present.lowerBound) }
            start = present.upperBound
        }
        if start < range.upperBound { gaps.append(start..<range.upperBound) }
        return gaps
    }

    /// The bytes that are in both sets.
    package func intersection(_ other: ByteRanges) -> ByteRanges {
        var common = ByteRanges()
        for range in ranges {
            for part in other.ranges where part.overlaps(range) {
                common.ranges.append(part.clamped(to: range))
            }
        }
        return common
    }

    /// The first bytes of a range that are not there, at most so many together.
    package func firstGaps(in range: Range<Int>, limitBytes: Int) -> [Range<Int>] {
        var room = limitBytes
        var first: [Range<Int>] = []
        for gap in gaps(in: range) where room > 0 {
            let part = gap.prefix(room)
            first.append(part.startIndex..<part.endIndex)
            room -= part.count
        }
        return first
    }
}

/// Why bytes were not added to a set of ranges.
package enum ByteRangesError: Error, Equatable, Sendable {
    case tooMany(limit: Int)
}

extension ByteRanges {
    /// Deterministic CBOR: an array of distances from the end of the range before and of lengths,
    /// in turn. There is one way only to write a set.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder(capacity: ranges.count * 8 + 4)
        encode(into: &encoder)
        return encoder.bytes
    }

    /// Writes the set as one item.
    package func encode(into encoder: inout CBOREncoder) {
        encoder.array(ranges.count * 2)
        var end = 0
        for range in ranges {
            encoder.unsigned(UInt64(range.lowerBound - end))
            encoder.unsigned(UInt64(range.count))
            end = range.upperBound
        }
    }

    /// Reads a set whose bytes all lie before `lengthBytes`, and nothing after it.
    package init(decoding bytes: [UInt8], lengthBytes: Int) throws(WireError) {
        var decoder = CBORDecoder(bytes)
        try self.init(from: &decoder, lengthBytes: lengthBytes)
        try decoder.finish()
    }

    /// Reads a set as one item; its bytes all lie before `lengthBytes`.
    package init(from decoder: inout CBORDecoder, lengthBytes: Int) throws(WireError) {
        let start = decoder.offset
        let count = try decoder.array(limit: Limits.rangesPerDocument * 2)
        guard count.isMultiple(of: 2) else { throw .outOfRange(at: start) }
        var end = 0
        for index in 0..<count / 2 {
            let distance = try decoder.length(atMost: lengthBytes - end)
            let lengthStart = decoder.offset
            let length = try decoder.length(atMost: lengthBytes - end - distance)
            // Ranges that are empty, or that touch, have another and shorter way to be written.
            guard length > 0, distance > 0 || index == 0 else {
                throw .notDeterministic(at: lengthStart)
            }
            end += distance
            ranges.append(end..<end + length)
            end += length
        }
    }
}

extension CBORDecoder {
    fileprivate mutating func length(atMost limit: Int) throws(WireError) -> Int {
        Int(try unsigned(limit: UInt64(max(0, limit))))
    }
}
