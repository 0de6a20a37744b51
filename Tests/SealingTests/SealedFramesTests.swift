import Sealing
import SyncProtocol
import Testing

/// Requests that are sealed in frames.
@Suite struct SealedFramesTests {
    private var parties: Parties

    init() throws {
        parties = try Parties()
    }

    private static let pieces = [
        Samples.text(300), [], Samples.text(40), Samples.event(3), Samples.text(20_000),
        [UInt8](repeating: 7, count: 5),
    ]

    @Test mutating func `the pieces come back as they were, from a site that is known or new`()
        throws
    {
        let more = Array(Self.pieces.dropFirst())
        let request = try parties.request(Self.pieces[0], then: more).envelope
        let enrolment = try parties.enrolment(Self.pieces[0], then: more).envelope
        for opened in [
            try parties.openRequest(request), try parties.openEnrolment(enrolment).request,
        ] {
            #expect(opened.message == Self.pieces[0])
            #expect(opened.more == more)
            #expect(opened.isWhole)
        }
    }

    @Test(arguments: [0, 1, 2] as [UInt8])
    mutating func `a cut anywhere leaves the whole frames`(number: UInt8) throws {
        let sealed = try SealedRequest.seal(
            Self.pieces[0], then: Array(Self.pieces[1...3]), address: parties.address,
            from: parties.site, to: parties.hub.publicKey, compressing: parties.compression,
            as: number, using: &parties.generator
        ).envelope
        let frames = try EnvelopeFrames(sealed, from: Envelope(sealed).sealedStart).frames
        for length in try Envelope(sealed).sealedStart + 16..<sealed.count {
            let whole = frames.count { $0.sealed.upperBound <= length }
            let part = Array(sealed.prefix(length))
            guard whole > 0 else {
                #expect(throws: SealError.notAuthentic) { try parties.openRequest(part) }
                continue
            }
            let opened = try parties.openRequest(part)
            #expect([opened.message] + opened.more == Array(Self.pieces[..<whole]))
            #expect(!opened.isWhole)
        }
    }

    @Test mutating func `a flipped bit ends the request before its frame`() throws {
        let sealed = try parties.request(Self.pieces[0], then: Array(Self.pieces[1...3])).envelope
        let start = try Envelope(sealed).sealedStart
        let frames = EnvelopeFrames(sealed, from: start).frames
        for index in start..<sealed.count {
            for bit in 0..<8 {
                var bytes = sealed
                bytes[index] ^= 1 << UInt8(bit)
                let whole = frames.count { $0.sealed.upperBound <= index }
                // Where the first frame was meddled with, nothing opens.
                let opened = try? parties.openRequest(bytes)
                #expect((opened.map { 1 + $0.more.count } ?? 0) == whole)
                #expect(opened?.isWhole != true)
            }
        }
    }

    @Test mutating func `a header that says frames opens no single message, nor the other way`()
        throws
    {
        var single = try parties.request(Samples.text(900)).envelope
        single[0] |= 8
        #expect(throws: SealError.notAuthentic) { try parties.openRequest(single) }
        var framed = try parties.request([1], then: [[2]]).envelope
        framed[0] &= ~8
        #expect(throws: SealError.notAuthentic) { try parties.openRequest(framed) }
    }

    @Test mutating func `the answer to a part, if there were one, opens with the request's key`()
        throws
    {
        let request = try parties.request([1], then: [[2], [3]])
        let opened = try parties.openRequest(Array(request.envelope.dropLast()))
        let answer = try parties.answer([4], with: opened.answerKey)
        #expect(try parties.open(answer, request.answerKey) == [4])
    }

    @Test mutating func `small pieces compress nearly as well as one`() throws {
        let pieces = (0..<20).map { Samples.event($0) + Samples.event($0 + 1) }
        let one = try parties.request(Array(pieces.joined())).envelope.count
        let framed = try parties.request(pieces[0], then: Array(pieces.dropFirst())).envelope
        // Eighteen bytes of a frame are its seal and its number.
        #expect(framed.count - 19 * 18 < one * 2)
    }

    @Test(arguments: [0, 1, 2] as [UInt8])
    mutating func `pieces beyond the reader's limit are not read`(number: UInt8) throws {
        let piece = [UInt8](repeating: 0x61, count: 100_000)
        let sealed = try SealedRequest.seal(
            piece, then: [piece, piece, piece], address: parties.address, from: parties.site,
            to: parties.hub.publicKey, compressing: parties.compression, as: number,
            using: &parties.generator)
        for (limit, count) in [(400_000, 4), (399_999, 3), (200_000, 2), (100_000, 1)] {
            let opened = try SealedRequest.open(
                Envelope(sealed.envelope), by: parties.hub, from: parties.site.publicKey,
                decompressing: parties.compression, limit: limit)
            #expect(1 + opened.more.count == count)
            #expect(opened.isWhole == (count == 4))
        }
    }

    @Test func `bytes that are no stream give nothing, and so does a stream that ends`() throws {
        let compression = try Compression()
        let good = try compression.compress(pieces: [Samples.text(500), Samples.text(9)], as: 1)
        let bad: [[UInt8]] = [[0xFF], [UInt8](repeating: 0x5A, count: 400)]
        for piece in bad {
            #expect(try compression.decompress(pieces: [piece], as: 1, limit: 9_999).isEmpty)
            let after = try compression.decompress(
                pieces: [good[0], piece, good[1]], as: 1, limit: 9_999)
            #expect(after.count == 1)
        }
        // A whole frame says that its stream is over; what is ours never does.
        let ended = try #require(try compression.compress(Samples.text(500), as: 1))
        #expect(try compression.decompress(pieces: [ended], as: 1, limit: 9_999).isEmpty)
        // The contexts are as before.
        #expect(try compression.decompress(ended, as: 1, limit: 500) == Samples.text(500))
        let again = try compression.compress(pieces: [Samples.text(500), Samples.text(9)], as: 1)
        #expect(again == good)
    }
}
