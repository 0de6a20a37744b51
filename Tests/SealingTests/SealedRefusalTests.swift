import SyncProtocol
import Testing

@testable import Sealing

/// What has been changed, turned round, mixed up or made by somebody else opens nowhere.
@Suite struct SealedRefusalTests {
    private var parties: Parties

    init() throws { parties = try Parties() }

    /// One small envelope of each kind, with the key to the answer.
    private mutating func envelopes() throws -> (all: [[UInt8]], answerKey: AnswerKey) {
        let request = try parties.request([1, 2, 3])
        return (
            [
                request.envelope, try parties.answer([4, 5], with: request.answerKey),
                try parties.reply([6]), try parties.enrolment([7]).envelope,
            ], request.answerKey
        )
    }

    @Test mutating func `every flipped bit is refused`() throws {
        let (envelopes, key) = try envelopes()
        for envelope in envelopes {
            _ = try parties.open(envelope, key)
            for bit in 0..<envelope.count * 8 {
                var changed = envelope
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(throws: SealError.self) { try parties.open(changed, key) }
            }
        }
    }

    @Test mutating func `every shorter and longer envelope is refused`() throws {
        let (envelopes, key) = try envelopes()
        for envelope in envelopes {
            for count in 0..<envelope.count {
                #expect(throws: SealError.self) {
                    try parties.open(Array(envelope.prefix(count)), key)
                }
            }
            #expect(throws: SealError.notAuthentic) { try parties.open(envelope + [0], key) }
        }
    }

    /// The kind is in the header and in `info`: relabelling a kind changes both.
    @Test mutating func `an envelope is not opened as another kind`() throws {
        let (envelopes, key) = try envelopes()
        for (index, envelope) in envelopes.enumerated() {
            for kind in UInt8(0)...3 where kind != [0, 1, 2, 3][index] {
                let relabelled = [0x10 | kind] + envelope.dropFirst()
                #expect(throws: SealError.self) { try parties.open(relabelled, key) }
            }
        }
        let (request, reply) = (try Envelope(envelopes[0]), try Envelope(envelopes[2]))
        let compression = parties.compression
        #expect(throws: SealError.unexpectedKind) {
            try SealedReply.open(
                request, by: parties.site, from: parties.hub.publicKey,
                decompressing: compression)
        }
        #expect(throws: SealError.unexpectedKind) {
            try SealedRequest.open(
                reply, by: parties.hub, from: parties.site.publicKey, decompressing: compression)
        }
        #expect(throws: SealError.unexpectedKind) {
            try key.open(request, decompressing: compression)
        }
        #expect(throws: SealError.unexpectedKind) {
            try parties.openEnrolment(envelopes[0])
        }
    }

    /// Whoever sends a side its own bytes back gets nowhere, whatever first byte they put on.
    @Test mutating func `an envelope reflected to its sender is refused`() throws {
        let request = try parties.request([1])
        let asReply = [0x12] + request.envelope.dropFirst()
        let reply = try parties.reply([2])
        let asRequest = [0x10] + reply.dropFirst()
        #expect(throws: SealError.notAuthentic) { try parties.open(asReply, request.answerKey) }
        #expect(throws: SealError.notAuthentic) { try parties.openRequest(asRequest) }
        #expect(throws: SealError.notAuthentic) {
            try SealedRequest.open(
                Envelope(request.envelope), by: parties.site, from: parties.hub.publicKey,
                decompressing: parties.compression)
        }
    }

    @Test mutating func `another site's key and another hub's key open nothing`() throws {
        let (site, hub, stranger) = (parties.site, parties.hub, parties.stranger)
        let request = try Envelope(parties.request([1]).envelope)
        let reply = try Envelope(parties.reply([2]))
        for (recipient, author) in [(hub, stranger), (stranger, site), (site, hub)] {
            #expect(throws: SealError.notAuthentic) {
                try SealedRequest.open(
                    request, by: recipient, from: author.publicKey,
                    decompressing: parties.compression)
            }
        }
        for (recipient, author) in [(site, stranger), (stranger, hub), (hub, site)] {
            #expect(throws: SealError.notAuthentic) {
                try SealedReply.open(
                    reply, by: recipient, from: author.publicKey,
                    decompressing: parties.compression)
            }
        }
    }

    @Test mutating func `another request's answer is refused`() throws {
        let (first, second) = (try parties.request([1]), try parties.request([1]))
        let answer = try parties.answer([2], with: parties.openRequest(first.envelope).answerKey)
        #expect(try parties.open(answer, first.answerKey) == [2])
        #expect(throws: SealError.notAuthentic) { try parties.open(answer, second.answerKey) }
    }

    @Test mutating func `another secret, or another site's, enrols nobody`() throws {
        let envelope = try parties.enrolment([1]).envelope
        for secret in [[UInt8](repeating: 0x5F, count: 16), Parties.secret + [0]] {
            #expect(throws: SealError.notAuthentic) {
                try parties.openEnrolment(envelope, secret: secret)
            }
        }
        var renumbered = envelope
        renumbered[1] = 8
        #expect(throws: SealError.notAuthentic) { try parties.openEnrolment(renumbered) }
    }

    @Test(arguments: [0, 10, 15, 33])
    mutating func `a secret that is too short or too long enrols nobody`(count: Int) throws {
        let envelope = try parties.enrolment([1]).envelope
        let secret = [UInt8](repeating: 0x5E, count: count)
        #expect(throws: SealError.unsuitableSecret(bytes: count)) {
            try parties.openEnrolment(envelope, secret: secret)
        }
        #expect(throws: SealError.unsuitableSecret(bytes: count)) {
            try SealedEnrolment.seal(
                [1], address: parties.address, secret: secret, from: parties.site,
                to: parties.hub.publicKey, compressing: parties.compression,
                using: &parties.generator)
        }
    }

    @Test mutating func `a weak key is refused on both sides`() throws {
        let zeros = try #require(PublicKey([UInt8](repeating: 0, count: 32)))
        #expect(throws: SealError.weakKey) {
            try SealedRequest.seal(
                [1], address: parties.address, from: parties.site, to: zeros,
                compressing: parties.compression, using: &parties.generator)
        }
        var envelope = try parties.request([1]).envelope
        envelope.replaceSubrange(5..<37, with: zeros.bytes)
        #expect(throws: SealError.weakKey) { try parties.openRequest(envelope) }
    }

    @Test(arguments: [0, 1, 2] as [UInt8])
    mutating func `a message over the reader's limit is refused`(number: UInt8) throws {
        let sealed = try SealedRequest.seal(
            Samples.text(5_000), address: parties.address, from: parties.site,
            to: parties.hub.publicKey, compressing: parties.compression, as: number,
            using: &parties.generator)
        let envelope = try Envelope(sealed.envelope)
        for (limit, isWithin) in [(4_999, false), (5_000, true)] {
            let outcome = Result { () throws(SealError) in
                try SealedRequest.open(
                    envelope, by: parties.hub, from: parties.site.publicKey,
                    decompressing: parties.compression, limit: limit
                ).message.count
            }
            let refusal = SealError.compression(.tooLarge(limit: limit))
            #expect(outcome == (isWithin ? .success(5_000) : .failure(refusal)))
        }
    }

    @Test mutating func `an unknown dictionary is told apart from a forgery`() throws {
        let newer = try Compression(dictionaries: [Samples.dictionary(9)])
        let sealed = try SealedRequest.seal(
            Samples.text(900), address: parties.address, from: parties.site,
            to: parties.hub.publicKey, compressing: newer, using: &parties.generator)
        #expect(throws: SealError.compression(.unknownNumber(9))) {
            try parties.openRequest(sealed.envelope)
        }
    }

    /// The number of the compression is covered: decompression comes after the tag.
    @Test mutating func `a changed compression is a forgery, not damage`() throws {
        var envelope = try parties.request(Samples.text(900)).envelope
        envelope[4] = 1
        #expect(throws: SealError.notAuthentic) { try parties.openRequest(envelope) }
    }

    @Test mutating func `random bytes open nowhere and stop nothing`() throws {
        let (envelopes, key) = try envelopes()
        for _ in 0..<3_000 {
            let model = parties.generator.pick(envelopes)
            var bytes = model.prefix(parties.generator.below(model.count + 1))
            bytes += parties.generator.bytes(parties.generator.below(80))
            if bytes.starts(with: model) { bytes.append(0) }
            guard Array(bytes) != model else { continue }
            #expect(throws: SealError.self) { try parties.open(Array(bytes), key) }
        }
    }
}
