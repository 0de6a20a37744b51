import SyncProtocol
import Testing

@Suite struct AnswerTests {
    private let smallest = Answer(
        number: 9, epoch: HubEpoch(counter: 1, bits: 2, site: SiteNumber(1)),
        head: Mark(number: 3, prefix: 4), time: 5)

    private var sample: Answer {
        var branch = Branch(SiteNumber(2))
        let run = [branch.sent(["name": "Lan"]), branch.sent([:])]
        branch.skip()
        var answer = smallest
        answer.parked = [.init(sequence: 2, reason: .heldBack)]
        answer.cases = Changes(
            from: Mark(number: 300, prefix: .max), through: Mark(number: 301, prefix: 1),
            more: true, entries: run + [.own(sequence: 5, position: 6, count: 7)])
        answer.reference = Changes(
            from: Mark(number: 1, prefix: 2), through: Mark(number: 1, prefix: 2), more: false,
            entries: [])
        answer.wanted = [branch.sent([:])]
        return answer
    }

    private func fault(_ bytes: [UInt8]) -> WireError? {
        do {
            _ = try Answer(decoding: bytes, hash: mixing)
            return nil
        } catch {
            return error
        }
    }

    @Test func `random answers are equal after a round trip, and so are their bytes`() throws {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let answer = generator.answer()
            let read = try Answer(decoding: answer.encoded, hash: mixing)
            guard read != answer || read.encoded != answer.encoded else { continue }
            Issue.record("seed \(seed): \(answer) became \(read)")
        }
    }

    @Test func `an answer has the bytes that the wire format says`() {
        #expect(smallest.encoded.hex == "a5000101090283010201038203040405")
        var answer = smallest
        answer.parked = [.init(sequence: 3, reason: .heldBack)]
        answer.cases = Changes(
            from: Mark(number: 1, prefix: 2), through: Mark(number: 3, prefix: 4), more: true,
            entries: [.own(sequence: 5, position: 6, count: 7)])
        answer.refusal = .revoked
        #expect(
            answer.encoded.hex == "a8000101090283010201038203040405" + "0581820309"
                + "0684820102820304f5" + "8281830506" + "07" + "4100" + "0903")
    }

    @Test func `the previous hash is sent once for a run of one branch`() throws {
        var branch = Branch(SiteNumber(2))
        let entries = (0..<3).map { _ in branch.sent(["a": "b"]) }
        var answer = smallest
        answer.wanted = entries
        let together = answer.encoded.count
        answer.wanted = [entries[0], entries[2]]
        let skipping = answer.encoded.count
        answer.wanted = [entries[0]]
        let single = answer.encoded.count
        // The run leaves out site, sequence and hash; after a gap they are written again.
        #expect(together < skipping && skipping - single > 34)
        answer.wanted = entries
        #expect(try Answer(decoding: answer.encoded, hash: mixing).wanted == entries)
    }

    @Test func `an entry that only has a position continues the one before`() throws {
        var branch = Branch(SiteNumber(2))
        let start = branch.head
        let previous = start.hash.bytes.hex
        let events = (0..<2).map { _ in branch.write(nil, fields: [:]).bytes }
        let next = start.following(events[0], mixing).hash.bytes.hex
        func answer(_ outlines: String, _ events: [[UInt8]]) throws -> [UInt8] {
            var batch = CBOREncoder()
            batch.bytes(EventBatch.encode(events))
            let hex = smallest.encoded.hex + "0882" + outlines + batch.bytes.hex
            return try #require([UInt8](hex: hex).map { [0xA6] + $0[1...] })
        }
        let first = "84020101" + "5820" + previous
        #expect(fault(try answer("82" + first + "8102", events)) == nil)
        // Alone; with too few or too many events.
        guard case .outOfRange = fault(try answer("818101", [events[0]])),
            case .outOfRange = fault(try answer("82" + first + "8102", [events[0]])),
            case .tooLarge(limit: 1, _) = fault(try answer("81" + first, events))
        else {
            Issue.record("taken")
            return
        }
        // What follows from the one before is not written, unless that is another's hash.
        let again = "82" + first + "84020201" + "5820"
        guard case .notDeterministic = fault(try answer(again + next, events)) else {
            Issue.record("two forms for one entry")
            return
        }
        let loose = try answer(again + previous, events)
        #expect(try Answer(decoding: loose, hash: mixing).encoded == loose)
    }

    @Test func `an answer that is cut anywhere is refused as cut`() {
        for cut in sample.encoded.truncations {
            guard case .truncated = fault(cut) else {
                Issue.record("\(cut.hex) gave \(fault(cut) as Any)")
                return
            }
        }
        #expect(fault(sample.encoded + [0]) == .trailing(at: sample.encoded.count))
    }

    @Test func `no flipped bit crashes, and what is read can be written`() throws {
        for flipped in sample.encoded.bitFlips {
            // A refusal is fine here; a crash is not.
            guard let answer = try? Answer(decoding: flipped, hash: mixing) else { continue }
            // A refusal is fine here; a crash is not.
            guard (try? Answer(decoding: answer.encoded, hash: mixing)) != answer else { continue }
            Issue.record("\(flipped.hex) cannot be written back")
        }
    }

    @Test(arguments: [
        ("a5000201090283010201038203040405", WireError.unknownVersion(2)),
        ("a0", .missingKey(0)), ("a401090283010201038203040405", .missingKey(0)),
        ("a400010109038203040405", .missingKey(2)),
        ("a40001010902830102010405", .missingKey(3)),
        ("a400010109028301020103820304", .missingKey(4)),
        ("a60001010902830102010382030404050917", .outOfRange(at: 17)),
        ("a60001010902830102010382030404050881820101", .outOfRange(at: 17)),
        ("a6000101090283010201038203040405088000", .outOfRange(at: 17)),
    ])
    func `another version or shape is refused`(hex: String, error: WireError) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(fault(bytes) == error)
    }

    @Test func `keys of a newer version are passed over`() throws {
        let hex = "a6000101090283010201038203040405" + "18208102"
        let bytes = try #require([UInt8](hex: hex))
        #expect(try Answer(decoding: bytes, hash: mixing) == smallest)
    }

    @Test func `a reason of a newer hub is still a reason`() throws {
        let hex = "a6000101090283010201038203040405" + "058182031863"
        let bytes = try #require([UInt8](hex: hex))
        let answer = try Answer(decoding: bytes, hash: mixing)
        #expect(answer.parked == [.init(sequence: 3, reason: .valueNotAllowed)])
    }

    @Test func `a message beyond the limit is refused before it is read`() {
        let noise = Array(repeating: 0, count: Limits.messageBytes + 1) as [UInt8]
        #expect(fault(noise) == .tooLarge(limit: Limits.messageBytes, at: 0))
    }

    @Test func `an entry with an event that cannot be read is refused`() {
        var answer = smallest
        answer.wanted = [
            .full(
                .init(
                    record: recordName(seed: 1), position: 1, site: SiteNumber(2), sequence: 1,
                    previous: digest(seed: 2), bytes: [0xA0]))
        ]
        #expect(fault(answer.encoded) == .missingKey(2))
    }
}
