import SyncProtocol
import Testing

@Suite struct EventTests {
    private let sample = Event(
        record: recordName(seed: 1), kind: "edit", actor: "lan",
        time: EventTime(
            wall: 1_790_000_000_123, isTrusted: false,
            anchor: .init(hubTime: 1_789_999_999_000, elapsed: 5, boot: .max)),
        context: clock([0: 4, 1: 300, 7: 2]),
        fields: [.init("phone", .text("0912")), .init("name", .text("Lân")), .init("old", .null)])

    @Test func `random events are equal after a round trip, and so are their bytes`() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let event = generator.event()
            let read = try Event(decoding: event.encoded)
            guard read != event || read.encoded != event.encoded else { continue }
            Issue.record("seed \(seed): \(event) became \(read)")
        }
    }

    @Test func `an event has the bytes that the wire format says`() throws {
        let event = Event.sample(
            recordName(seed: 1), kind: "edit", context: clock([0: 4, 1: 300]), wall: 1000,
            fields: [.init("b", .text("x")), .init("a", .unsigned(1))])
        let name = recordName(seed: 1).bytes.hex
        #expect(
            event.encoded.hex == "a60150\(name)02646564697403636c616e04821903e8f505a200040119012c"
                + "06a26161016162" + "6178")
    }

    @Test func `a creating event names no record and has no context on the wire`() throws {
        let event = Event.sample(wall: 0, fields: [])
        #expect(event.encoded.hex == "a402646361736503636c616e048200f506a0")
        let read = try Event(decoding: event.encoded)
        #expect(read.record == nil)
        #expect(read.context.isEmpty)
    }

    @Test func `fields are sorted, and of two settings of one the last stays`() {
        let event = Event.sample(fields: [
            .init("bb", .unsigned(1)), .init("a", .unsigned(2)), .init("bb", .unsigned(3)),
            .init("c", .unsigned(4)), .init("bb", .unsigned(5)),
        ])
        #expect(event.fields.map(\.name) == ["a", "c", "bb"])
        #expect(event.fields.map(\.value) == [.unsigned(2), .unsigned(4), .unsigned(5)])
    }

    @Test func `two Unicode forms of a name are two fields, as their bytes are`() throws {
        let fields: [Event.Field] = [
            .init("e\u{301}", .unsigned(1)), .init("\u{E9}", .unsigned(2)),
        ]
        let event = Event.sample(fields: fields)
        #expect(event.fields.map { $0.name.utf8.count } == [2, 3])
        #expect(try Event(decoding: event.encoded).encoded == event.encoded)
    }

    @Test func `keys of a newer version are passed over and stay in the bytes`() throws {
        let known = Event.sample(wall: 0, fields: [])
        // Keys 7 and 24 after the four known ones.
        let hex = "a602646361736503636c616e048200f506a0" + "07a1616101" + "1818f6"
        let bytes = try #require([UInt8](hex: hex))
        let event = try Event(decoding: bytes)
        #expect(event == known)
        let head = Head(epoch: 9).following(bytes, mixing)
        let placed = PlacedEvent(
            site: SiteNumber(2), sequence: 1, hash: head.hash, event: event, bytes: bytes)
        #expect(placed.bytes.hex == hex)
        #expect(placed.hash != Head(epoch: 9).following(known.encoded, mixing).hash)
        #expect(placed.record == head.hash.recordName)
    }

    @Test func `an event that is cut anywhere is refused as cut`() {
        for cut in sample.encoded.truncations {
            guard case .truncated = fault(cut) else {
                Issue.record("\(cut.hex) gave \(fault(cut) as Any)")
                return
            }
        }
        #expect(fault(sample.encoded + [0]) == .trailing(at: sample.encoded.count))
    }

    @Test func `no flipped bit crashes, and what is read is the one way to write it`() throws {
        for flipped in [sample, .sample()].flatMap({ Array($0.encoded.bitFlips) }) {
            // A refusal is fine here; a crash is not.
            guard let event = try? Event(decoding: flipped) else { continue }
            guard event.encoded != flipped, try !hasUnknownKey(flipped) else { continue }
            Issue.record("\(flipped.hex) was written as \(event.encoded.hex)")
        }
    }

    @Test func `random noise never crashes`() {
        var read = 0
        for seed in 0..<2_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var bytes = generator.event().encoded
            for _ in 0...generator.below(3) {
                bytes[generator.below(bytes.count)] = UInt8(truncatingIfNeeded: generator.next())
            }
            // A refusal is fine here; a crash is not.
            read += (try? Event(decoding: bytes)) == nil ? 0 : 1
        }
        #expect(read > 0)
    }

    private func fault(_ bytes: [UInt8]) -> WireError? {
        do {
            _ = try Event(decoding: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func hasUnknownKey(_ bytes: [UInt8]) throws -> Bool {
        var decoder = CBORDecoder(bytes)
        guard case .map(let pairs) = try decoder.value() else { return false }
        return pairs.contains { pair in
            if case .unsigned(1...6) = pair.key { false } else { true }
        }
    }
}
