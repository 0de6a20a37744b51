import SyncProtocol
import Testing

@Suite struct ByteRangesTests {
    private func ranges(_ parts: Range<Int>...) throws -> ByteRanges {
        var ranges = ByteRanges()
        for part in parts { try ranges.insert(part) }
        return ranges
    }

    @Test func `ranges that touch or overlap become one`() throws {
        #expect(try ranges(0..<4, 8..<12).ranges == [0..<4, 8..<12])
        #expect(try ranges(0..<4, 8..<12, 4..<8).ranges == [0..<12])
        #expect(try ranges(8..<12, 0..<20).ranges == [0..<20])
        #expect(try ranges(8..<12, 2..<9).ranges == [2..<12])
        #expect(try ranges(3..<3).ranges == [])
        #expect(try ranges(5..<9, 5..<9) == ranges(5..<9))
    }

    @Test func `gaps are what is asked for and not there`() throws {
        let some = try ranges(2..<4, 6..<8)
        #expect(some.gaps(in: 0..<10) == [0..<2, 4..<6, 8..<10])
        #expect(some.gaps(in: 3..<7) == [4..<6])
        #expect(some.gaps(in: 2..<4) == [] && some.covers(2..<4) && !some.covers(2..<5))
        #expect(some.firstGaps(in: 0..<10, limitBytes: 3) == [0..<2, 4..<5])
        #expect(some.firstGaps(in: 0..<10, limitBytes: 2) == [0..<2])
        #expect(some.firstGaps(in: 0..<10, limitBytes: 0) == [])
        #expect(some.firstGaps(in: 0..<10, limitBytes: .max) == some.gaps(in: 0..<10))
        #expect(some.count == 4)
    }

    @Test func `more pieces than the limit are refused and nothing is changed`() throws {
        var many = ByteRanges()
        for index in 0..<Limits.rangesPerDocument { try many.insert(index * 4..<index * 4 + 1) }
        let before = many
        #expect(throws: ByteRangesError.tooMany(limit: Limits.rangesPerDocument)) {
            try many.insert(5000..<5001)
        }
        #expect(many == before)
        try many.insert(1..<4)
        try many.insert(5000..<5001)
        #expect(many.ranges.count == Limits.rangesPerDocument)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a random set is like one of single bytes`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let length = 1 + random.below(300)
        var bits = [Bool](repeating: false, count: length)
        var set = ByteRanges()
        for _ in 0..<60 {
            let start = random.below(length)
            let end = start + random.below(min(20, length - start) + 1)
            try set.insert(start..<end)
            for index in start..<end { bits[index] = true }
            #expect(set.count == bits.count { $0 }, "seed \(seed)")
            let from = random.below(length)
            let to = from + random.below(length - from + 1)
            let limit = random.below(length)
            let missing = (from..<to).filter { !bits[$0] }
            #expect(set.gaps(in: from..<to).flatMap { Array($0) } == missing, "seed \(seed)")
            #expect(
                set.firstGaps(in: from..<to, limitBytes: limit).flatMap { Array($0) }
                    == Array(missing.prefix(limit)), "seed \(seed)")
            #expect(set.covers(from..<to) == missing.isEmpty, "seed \(seed)")
            #expect(
                zip(set.ranges, set.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
            )
            #expect(try ByteRanges(decoding: set.encoded, lengthBytes: length) == set)
        }
    }

    @Test func `the form on the wire is the shortest one`() throws {
        #expect(try ranges().encoded == [0x80])
        #expect(try ranges(0..<10).encoded == [0x82, 0, 10])
        #expect(try ranges(1..<3, 5..<6).encoded == [0x84, 1, 2, 2, 1])
    }

    @Test(
        arguments: [
            [0x81, 0], [0x82, 0, 0], [0x82, 0, 11], [0x82, 10, 1], [0x84, 0, 1, 0, 1],
            [0x84, 0, 5, 5, 1], [0x82, 0, 1, 0], [0x82, 0x20, 1], [0x82, 0, 0x18, 1], [],
            [0x82, 0x1B, 255, 255, 255, 255, 255, 255, 255, 255, 1],
        ] as [[UInt8]])
    func `any other form is refused`(bytes: [UInt8]) {
        #expect(throws: WireError.self) {
            _ = try ByteRanges(decoding: bytes, lengthBytes: 10)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `what is read is written the same way`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let numbers = (0..<2 * random.below(4)).map { _ in UInt64(random.below(8)) }
            let bytes = CBORValue.array(numbers.map { .unsigned($0) }).encoded
            // Most of them are refused; what is taken has this one form.
            guard let read = try? ByteRanges(decoding: bytes, lengthBytes: 20) else { continue }
            #expect(read.encoded == bytes, "seed \(seed)")
        }
    }
}
