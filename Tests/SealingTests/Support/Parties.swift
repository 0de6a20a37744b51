import SyncProtocol

@testable import Sealing

/// A site and a hub that know each other's keys, with everything drawn from one seed.
struct Parties {
    static let secret = [UInt8](repeating: 0x5E, count: 16)

    let site: KeyPair
    let hub: KeyPair
    /// Of nobody here.
    let stranger: KeyPair
    let address: EnvelopeAddress
    let compression: Compression
    var generator: SeededGenerator

    init(seed: UInt64 = 1) throws {
        generator = SeededGenerator(seed: seed)
        site = KeyPair(using: &generator)
        hub = KeyPair(using: &generator)
        stranger = KeyPair(using: &generator)
        address = EnvelopeAddress(site: SiteNumber(7), hubKey: 1, siteKey: 3)
        compression = try Compression(dictionaries: [Samples.usual])
    }

    mutating func request(
        _ message: [UInt8], then more: [[UInt8]] = []
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        try SealedRequest.seal(
            message, then: more, address: address, from: site, to: hub.publicKey,
            compressing: compression,
            using: &generator)
    }

    mutating func enrolment(
        _ message: [UInt8], then more: [[UInt8]] = []
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        try SealedEnrolment.seal(
            message, then: more, address: address, secret: Self.secret, from: site,
            to: hub.publicKey,
            compressing: compression, using: &generator)
    }

    mutating func reply(_ message: [UInt8]) throws(SealError) -> [UInt8] {
        try SealedReply.seal(
            message, address: address, from: hub, to: site.publicKey, compressing: compression,
            using: &generator)
    }

    mutating func answer(_ message: [UInt8], with key: AnswerKey) throws(SealError) -> [UInt8] {
        try key.seal(message, compressing: compression, using: &generator)
    }

    /// Opens by the kind that the bytes claim, as the side that this kind is for.
    func open(_ bytes: [UInt8], _ answerKey: AnswerKey) throws(SealError) -> [UInt8] {
        let envelope = try parse(bytes)
        switch envelope.header.kind {
        case .request:
            return try openRequest(bytes).message
        case .enrolment:
            return try openEnrolment(bytes).request.message
        case .reply:
            return try SealedReply.open(
                envelope, by: site, from: hub.publicKey, decompressing: compression)
        case .answer:
            return try answerKey.open(envelope, decompressing: compression)
        }
    }

    func openRequest(
        _ bytes: [UInt8]
    ) throws(SealError) -> OpenedRequest {
        try SealedRequest.open(
            parse(bytes), by: hub, from: site.publicKey, decompressing: compression)
    }

    func openEnrolment(
        _ bytes: [UInt8], secret: [UInt8] = Self.secret
    ) throws(SealError) -> (request: OpenedRequest, siteKey: PublicKey) {
        try SealedEnrolment.open(
            parse(bytes), secret: secret, by: hub, decompressing: compression)
    }

    func parse(_ bytes: [UInt8]) throws(SealError) -> Envelope {
        do throws(WireError) {
            return try Envelope(bytes)
        } catch {
            throw .malformed(error)
        }
    }
}
