import Foundation
import SyncProtocol
import Testing

struct EventBatchTests {
    private func unpacked(_ bytes: [UInt8]) throws(WireError) -> [[UInt8]] {
        try EventBatch.decode(bytes, limitEvents: 1_000, limitBytes: 1 << 20)
    }

    private static let cases = (1...40).map { number in
        Event.sample(
            wall: 1_790_000_000_000 + Int64(number * number),
            fields: [
                .init("slip", .text("T-2-261122-\(number)")),
                .init("sex", .text(number % 3 == 0 ? "male" : "female")),
                .init("name", .text("Nguyễn Thị \(number % 7)")),
                .init("note", .null), .init("place", .array([.text("Huế"), .unsigned(9)])),
            ]
        ).encoded
    }

    @Test func `an empty batch is one byte`() throws {
        #expect(EventBatch.encode([]) == [0])
        #expect(try unpacked([0]).isEmpty)
    }

    @Test func `events come out as they went in, whatever they set`() throws {
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let events = (0..<generator.below(12)).map { _ in generator.event().encoded }
            #expect(try unpacked(EventBatch.encode(events)) == events, "seed \(seed)")
        }
    }

    @Test func `bytes that are no event come out as they went in`() throws {
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let events = (0..<generator.below(12)).map { _ in
                var bytes = generator.once(in: 3) ? [] : generator.event().encoded
                bytes += generator.once(in: 2) ? generator.bytes(upTo: 9) : []
                if !bytes.isEmpty, generator.once(in: 2) {
                    bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
                }
                return bytes
            }
            #expect(try unpacked(EventBatch.encode(events)) == events, "seed \(seed)")
        }
    }

    @Test(arguments: [
        [0x61, 0xFF], [0x61, 0xFE], [0x61, 0x80], [0x62, 0x41, 0xFF], [0x18, 0x01], [0x9F, 0xFF],
        [0xC0, 0x00], [0xF9, 0x00, 0x00], [0xA1, 0x40, 0x00], [0x5B, 0xFF], [0x00, 0x00], [],
        [0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [UInt8](repeating: 0x81, count: 40) + [0x00],
    ])
    func `what does not fit a shape travels whole`(event: [UInt8]) throws {
        let bytes = EventBatch.encode([event])
        #expect(bytes == [1, 0, 0, UInt8(event.count)] + event)
        #expect(try unpacked(bytes) == [event])
    }

    @Test func `keys of newer versions gain like known ones`() throws {
        let events = (0..<50).map { number in
            CBORValue.map([
                .init(.unsigned(2), .text("case")),
                .init(.unsigned(40), .map([.init(.text("new"), .unsigned(UInt64(number)))])),
            ]).encoded
        }
        let bytes = EventBatch.encode(events)
        #expect(try unpacked(bytes) == events)
        #expect(bytes.count < 50 * 3 + 30)
    }

    @Test func `equal events cost one byte for each of their values`() throws {
        let event = Event.sample(fields: [.init("name", .text("Lê Quang Duy"))]).encoded
        let bytes = EventBatch.encode([[UInt8]](repeating: event, count: 100))
        let single = EventBatch.encode([event])
        #expect(try unpacked(bytes) == [[UInt8]](repeating: event, count: 100))
        // Its shape's number, kind, actor, time and name.
        #expect(bytes.count == single.count + 99 * 5)
    }

    @Test(arguments: ["a9", "a", "", "9", "x-099", "1a2", "000"])
    func `a number at the end of a text is counted on`(first: String) throws {
        var text = Array(first.utf8)
        var events: [[UInt8]] = []
        for _ in 0..<120 {
            events.append(CBORValue.text(String(decoding: text, as: UTF8.self)).encoded)
            if !Self.count(on: &text) { break }
        }
        let bytes = EventBatch.encode(events)
        #expect(try unpacked(bytes) == events)
        #expect(bytes.count == 4 + events.count + first.utf8.count + 1 + (events.count - 1))
    }

    /// Decimal counting in the test's own words: 9 → 10, x-099 → x-100.
    private static func count(on text: inout [UInt8]) -> Bool {
        let head = text.lastIndex { !(48...57).contains($0) }.map { $0 + 1 } ?? 0
        let digits = String(decoding: text[head...], as: UTF8.self)
        guard let number = Int(digits) else { return false }
        let next = String(number + 1)
        let zeros = String(repeating: "0", count: max(0, digits.count - next.count))
        text = text[..<head] + Array((zeros + next).utf8)
        return true
    }

    @Test func `every truncation is refused`() {
        let bytes = EventBatch.encode(Array(Self.cases.prefix(6)))
        for cut in bytes.truncations {
            #expect(throws: WireError.self) { try unpacked(cut) }
        }
        #expect(throws: WireError.trailing(at: bytes.count)) { try unpacked(bytes + [0]) }
    }

    @Test func `a flipped bit gives other bytes within the limits or is refused`() {
        let events = Array(Self.cases.prefix(4)) + [[0xFF, 0xFF]]
        let bytes = EventBatch.encode(events)
        for flipped in bytes.bitFlips {
            // What is refused is as good as what comes out: only the limits count here.
            guard let found = try? unpacked(flipped) else { continue }
            #expect(found.count <= 1_000 && found.allSatisfy { $0.count <= Limits.eventBytes })
            #expect(found != events)
        }
    }

    @Test func `noise is refused or stays within the limits`() {
        for seed in 0..<5_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let bytes = [UInt8(generator.below(6)), 1] + generator.bytes(upTo: 60)
            // Most of it is refused; what is not must stay small.
            let found = try? EventBatch.decode(bytes, limitEvents: 5, limitBytes: 300)
            #expect((found ?? []).reduce(0) { $0 + $1.count } <= 300)
        }
    }

    @Test func `the limits are those that were given`() throws {
        let bytes = EventBatch.encode(Self.cases)
        let total = Self.cases.reduce(0) { $0 + $1.count }
        _ = try EventBatch.decode(bytes, limitEvents: 40, limitBytes: total)
        #expect(throws: WireError.tooLarge(limit: 39, at: 0)) {
            try EventBatch.decode(bytes, limitEvents: 39, limitBytes: total)
        }
        #expect(throws: WireError.self) {
            try EventBatch.decode(bytes, limitEvents: 40, limitBytes: total - 1)
        }
        let large = [UInt8](repeating: 0x20, count: Limits.eventBytes + 1)
        #expect(throws: WireError.self) { try unpacked(EventBatch.encode([large])) }
    }

    @Test func `a long value repeated a thousand times stops at the limit`() {
        let value = CBORValue.text(String(repeating: "x", count: 60_000)).encoded
        let repeated = EventBatch.encode([[UInt8]](repeating: value, count: 1_000))
        #expect(repeated.count < 63_000)
        let key = CBORValue.map([
            .init(.text(String(repeating: "k", count: 60_000)), .unsigned(1))
        ]).encoded
        let shaped = EventBatch.encode([[UInt8]](repeating: key, count: 1_000))
        #expect(shaped.count < 63_000)
        for bytes in [repeated, shaped] {
            #expect(throws: WireError.self) { try unpacked(bytes) }
        }
    }

    @Test(arguments: [
        // So many events, shapes, bytes of a shape, items of an array, bytes of a byte string.
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [1, 1, 0xFF, 0xFF, 0x03],
        [1, 1, 9, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
        [1, 1, 5, 0x5A, 0xFF, 0xFF, 0xFF, 0xFF, 1], [1, 1, 3, 0x59, 0xFF, 0xFF, 1],
        // A shape too deep, with a value left in it, with a number that does not exist.
        [1, 1, 9, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x00, 1, 0],
        [1, 1, 2, 0x61, 0x41, 1, 0x41, 0xFF], [1, 1, 1, 0x00, 2, 0],
        // A reference to nothing, a successor of nothing, of a text without a number.
        [1, 1, 1, 0x60, 1, 0x80], [1, 1, 1, 0x60, 1, 0xFE],
        [2, 1, 1, 0x60, 1, 1, 0x41, 0xFF, 0xFE],
        // A number that is not written in the shortest way, or is too large.
        [1, 1, 1, 0x00, 1, 0x80, 0x00], [0x80, 0x00],
        [1, 1, 1, 0x00, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
    ])
    func `hostile sizes and places are refused`(bytes: [UInt8]) {
        #expect(throws: WireError.self) { try unpacked(bytes) }
    }

    @Test func `one changed field costs a few bytes before the compressor`() {
        let edit = Event.sample(
            recordName(seed: 4), context: clock([0: 4_711, 3: 17]),
            fields: [.init("applicant.phone", .text("0905218446"))]
        ).encoded
        // Four for the counts, one for each of eleven values, less what numbers save.
        #expect(EventBatch.encode([edit]).count <= edit.count + 12)
    }

    @Test func `the worked example of PROTOCOL.md is true`() throws {
        let events = [
            Event.sample(fields: [
                .init("name", .text("Lê Duy")), .init("slip", .text("T-2-261122-9")),
            ]),
            Event.sample(
                wall: 1_790_000_000_250,
                fields: [.init("name", .text("Lê Duy")), .init("slip", .text("T-2-261122-10"))]),
            Event.sample(
                recordName(seed: 1), context: clock([0: 9]), wall: 1_790_000_000_249,
                fields: [.init("name", .null)]),
        ].map(\.encoded)
        let batch = EventBatch.encode(events + [[0xFF]])
        #expect(try unpacked(batch) == events + [[0xFF]])
        let page = URL(filePath: #filePath).appending(path: "../../../../SyncProtocol/PROTOCOL.md")
        // Bytes stand before two blanks, what they mean after them.
        let bytes = try String(contentsOf: page.standardized, encoding: .utf8)
            .split(separator: "\n").map { $0.components(separatedBy: "  ")[0] }
            .joined().filter { $0 != " " }
        for part in events + [batch] { #expect(bytes.contains(part.hex), "\(part.hex)") }
    }
}
