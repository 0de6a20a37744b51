import SyncProtocol
import Testing

@testable import Sealing

/// Keeps the worked example of PROTOCOL.md true: what stands there is what the code makes.
@Suite struct WorkedExampleTests {
    private let page: ProtocolPage
    private let compression: Compression

    init() throws {
        page = try ProtocolPage()
        compression = try Compression()
    }

    /// Gives out the example's ephemeral key or nonce instead of random bytes.
    private struct FixedGenerator: RandomNumberGenerator {
        var bytes: [UInt8]

        mutating func next() -> UInt64 {
            let number = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
            bytes.removeFirst(8)
            return number
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        try page.bytes(name)
    }

    private func pair(_ name: String) throws -> KeyPair {
        try #require(KeyPair(secret: bytes(name)))
    }

    private func address() -> EnvelopeAddress {
        EnvelopeAddress(site: SiteNumber(1_000), hubKey: 1, siteKey: 2)
    }

    @Test func `the public keys are those of the secrets`() throws {
        for name in ["site", "hub", "ephemeral"] {
            #expect(try pair("\(name).secret").publicKey.bytes == bytes("\(name).public"))
        }
        #expect(try pair("hub.secret").publicKey.fingerprint == bytes("hub.fingerprint"))
    }

    @Test func `the request is the one of the page, between included`() throws {
        let ephemeral = try pair("ephemeral.secret")
        let info = Array("motcua 1 request".utf8)
        let context = try HPKE.sender(
            to: pair("hub.secret").publicKey, from: pair("site.secret"), info: info,
            ephemeral: ephemeral)
        #expect(context.key == (try bytes("request.key")))
        #expect(context.baseNonce == (try bytes("request.nonce")))
        let sealed = try request()
        let expected =
            try bytes("request.header") + ephemeral.publicKey.bytes + bytes("request.sealed")
        #expect(sealed.envelope == expected)
    }

    @Test func `the request in frames is the one of the page`() throws {
        var generator = FixedGenerator(bytes: try bytes("ephemeral.secret"))
        let sealed = try SealedRequest.seal(
            Array("hel".utf8), then: [Array("l".utf8), Array("o".utf8)], address: address(),
            from: pair("site.secret"), to: pair("hub.secret").publicKey,
            compressing: compression, as: 0, using: &generator)
        let expected =
            try bytes("frames.header") + bytes("ephemeral.public") + bytes("frames.first")
            + bytes("frames.second") + bytes("frames.last")
        #expect(sealed.envelope == expected)
    }

    @Test func `the answer is the one of the page`() throws {
        var generator = FixedGenerator(bytes: try bytes("answer.nonce"))
        let sealed = try request().answerKey.seal(
            bytes("answer.message"), compressing: compression, using: &generator)
        let expected =
            try bytes("answer.header") + bytes("answer.nonce") + bytes("answer.sealed")
        #expect(sealed == expected)
    }

    @Test func `the enrolment is the one of the page`() throws {
        var generator = FixedGenerator(bytes: try bytes("ephemeral.secret"))
        let sealed = try SealedEnrolment.seal(
            bytes("request.message"), address: address(), secret: bytes("enrolment.secret"),
            from: pair("site.secret"), to: pair("hub.secret").publicKey,
            compressing: compression, using: &generator)
        let expected =
            try bytes("enrolment.header") + bytes("site.public") + bytes("ephemeral.public")
            + bytes("enrolment.sealed")
        #expect(sealed.envelope == expected)
    }

    @Test func `the reply is the one of the page`() throws {
        var generator = FixedGenerator(bytes: try bytes("ephemeral.secret"))
        let sealed = try SealedReply.seal(
            bytes("answer.message"), address: address(), from: pair("hub.secret"),
            to: pair("site.secret").publicKey, compressing: compression, using: &generator)
        let expected =
            try bytes("reply.header") + bytes("ephemeral.public") + bytes("reply.sealed")
        #expect(sealed == expected)
    }

    /// Another zstd may write other bytes, but every one reads these.
    @Test func `the compressed message of the page is read`() throws {
        let message = try compression.decompress(
            bytes("compressed.frame"), as: 1, limit: Limits.messageBytes)
        #expect(message == [UInt8](repeating: 0x61, count: 200))
    }

    private func request() throws -> (envelope: [UInt8], answerKey: AnswerKey) {
        var generator = FixedGenerator(bytes: try bytes("ephemeral.secret"))
        return try SealedRequest.seal(
            bytes("request.message"), address: address(), from: pair("site.secret"),
            to: pair("hub.secret").publicKey, compressing: compression, using: &generator)
    }
}
