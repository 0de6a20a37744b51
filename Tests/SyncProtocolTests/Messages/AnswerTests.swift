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
                + "0684820102820304f581830506" + "07" + "0903")
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
        // The run leaves out 34 bytes an entry; after a gap the hash is written again.
        #expect(together - single == 2 * (skipping - single - 34))
        answer.wanted = entries
        #expect(try Answer(decoding: answer.encoded, hash: mixing).wanted == entries)
    }

    @Test func `an entry without its previous hash must continue the one before`() throws {
        var branch = Branch(SiteNumber(2))
        let previous = branch.head.hash.bytes.hex
        var event = CBOREncoder()
        event.bytes(branch.write(nil, fields: [:]).bytes)
        let first = "85020101" + event.bytes.hex + "5820" + previous
        func answer(_ items: String) throws -> [UInt8] {
            try #require(
                [UInt8](hex: smallest.encoded.hex + "08" + items).map { [0xA6] + $0[1...] })
        }
        #expect(fault(try answer("82" + first + "84020201" + event.bytes.hex)) == nil)
        // Alone, after another site, and after another sequence.
        #expect(fault(try answer("8184020201" + event.bytes.hex)) == .outOfRange(at: 18))
        let at = 18 + first.utf8.count / 2
        for place in ["030201", "020301", "020101"] {
            let items = "82" + first + "84" + place + event.bytes.hex
            #expect(fault(try answer(items)) == .outOfRange(at: at), "\(place)")
        }
        // Nor may it repeat the hash that follows from the one before.
        let again = "82" + first + "85020201" + event.bytes.hex + "5820" + previous
        #expect(fault(try answer(again)) == .outOfRange(at: at))
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
        ("a400010283010201038203040405", .missingKey(1)),
        ("a400010109038203040405", .missingKey(2)),
        ("a40001010902830102010405", .missingKey(3)),
        ("a400010109028301020103820304", .missingKey(4)),
        ("a60001010902830102010382030404050905", .outOfRange(at: 17)),
        ("a60001010902830102010382030404050881820101", .outOfRange(at: 18)),
        ("a6000101090283010201038203040405088000", .trailing(at: 18)),
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
