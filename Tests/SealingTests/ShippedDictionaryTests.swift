import SyncProtocol
import Testing

@testable import Sealing

/// The dictionaries in the repository: what they are worth, and that nobody changes them.
@Suite struct ShippedDictionaryTests {
    private let compression: Compression

    init() throws {
        compression = try Compression(dictionaries: CompressionDictionary.shipped())
    }

    private func edit(_ number: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(number))
        let context = [VectorClock.Entry(site: .own, sequence: UInt64(1 + generator.below(5_000)))]
        return Event(
            record: RecordName(generator.bytes(16)), kind: "edit", actor: "agent",
            time: EventTime(
                wall: 1_790_000_000_000,
                anchor: .init(
                    hubTime: 1_789_999_000_000, elapsed: 1_000_004, boot: generator.next())),
            context: VectorClock(context),
            fields: [
                .init("applicant.phone", .text("09\(10_000_000 + generator.below(1_000_000))"))
            ]
        ).encoded
    }

    @Test func `a dictionary that was released stays what it is`() throws {
        let hashes = try CompressionDictionary.shipped().map { dictionary in
            "\(dictionary.number) \(Blake2b.hash(dictionary.bytes).hex)"
        }
        #expect(
            hashes == ["2 a2eed8162e72dee6624d45bbaa029752edaeb257be4d5dd347e4ce9fbe4d7e71"])
    }

    @Test func `one changed field is shorter on the wire than its event`() throws {
        for number in 1...20 {
            let event = edit(number)
            let frame = try #require(
                try compression.compress(EventBatch.encode([event]), as: compression.preferred))
            #expect(frame.count < event.count - 8)
        }
    }

    @Test func `a batch comes back through the dictionary`() throws {
        let events = (1...200).map { edit($0) }
        let batch = EventBatch.encode(events)
        let frame = try #require(
            try compression.compress(batch, as: compression.preferred))
        let back = try compression.decompress(
            frame, as: compression.preferred, limit: Limits.messageBytes)
        #expect(
            try EventBatch.decode(back, limitEvents: 200, limitBytes: Limits.messageBytes)
                == events)
        // A record's name and a boot, both random, are 24 bytes; the phone number 3.
        #expect(frame.count < 200 * 36)
    }
}
