import SyncProtocol
import Testing

@testable import Sealing

/// What is sealed comes back at the other end, at the least cost in bytes.
@Suite struct SealedRoundTripTests {
    private var parties: Parties

    init() throws { parties = try Parties() }

    static let messages: [[UInt8]] = {
        var generator = SeededGenerator(seed: 4)
        return [
            [], [0], Samples.text(128), Samples.text(129), Samples.event(3), Samples.text(100_000),
            generator.bytes(300), generator.bytes(1 << 20), Samples.text(1 << 20),
        ]
    }()

    @Test(arguments: messages.indices)
    mutating func `every kind comes back as it was`(index: Int) throws {
        let message = Self.messages[index]
        let request = try parties.request(message)
        let opened = try parties.openRequest(request.envelope)
        #expect(opened.message == message)
        let answer = try parties.answer(message, with: opened.answerKey)
        #expect(try parties.open(answer, request.answerKey) == message)
        let reply = try parties.reply(message)
        #expect(try parties.open(reply, request.answerKey) == message)
        let first = try parties.enrolment(message)
        let enrolled = try parties.openEnrolment(first.envelope)
        #expect(enrolled.request.message == message)
        #expect(enrolled.siteKey == parties.site.publicKey)
        let welcome = try parties.answer(message, with: enrolled.request.answerKey)
        #expect(try parties.open(welcome, first.answerKey) == message)
    }

    @Test mutating func `a short message costs 53 bytes, its answer 50`() throws {
        let request = try parties.request([1, 2, 3])
        #expect(request.envelope.count == 3 + 53)
        #expect(try parties.answer([1, 2, 3], with: request.answerKey).count == 3 + 50)
        #expect(try parties.reply([]).count == 53)
        #expect(try parties.enrolment([]).envelope.count == 53 + 32)
    }

    @Test mutating func `only what becomes shorter is compressed`() throws {
        var random = SeededGenerator(seed: 5)
        let expected: [(message: [UInt8], number: UInt8)] = [
            ([], 0), (Samples.text(128), 0), (random.bytes(2_000), 0), (Samples.text(129), 2),
        ]
        for (message, number) in expected {
            let request = try parties.request(message).envelope
            #expect(try Envelope(request).header.compression == number)
        }
    }

    @Test(arguments: [0, 1, 2] as [UInt8])
    mutating func `the sealer chooses the compression`(number: UInt8) throws {
        let sealed = try SealedRequest.seal(
            Samples.text(900), address: parties.address, from: parties.site,
            to: parties.hub.publicKey, compressing: parties.compression, as: number,
            using: &parties.generator)
        #expect(try Envelope(sealed.envelope).header.compression == number)
        #expect(try parties.openRequest(sealed.envelope).message == Samples.text(900))
    }

    @Test mutating func `the same message is never sealed into the same bytes`() throws {
        let (first, second) = (try parties.request([1]), try parties.request([1]))
        #expect(first.envelope.suffix(48) != second.envelope.suffix(48))
        let answers = [
            try parties.answer([1], with: first.answerKey),
            try parties.answer([1], with: first.answerKey),
        ]
        #expect(answers[0] != answers[1])
        for answer in answers { #expect(try parties.open(answer, first.answerKey) == [1]) }
    }
}
