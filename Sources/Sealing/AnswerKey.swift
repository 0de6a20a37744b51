package import SyncProtocol

/// What both ends keep of a request: it seals and opens the answers to that request, and no others.
///
/// The way of RFC 9458 §4.4: the request's exported secret with a nonce for each answer.
package struct AnswerKey: Sendable {
    private static let purpose = Array("motcua 1 answer".utf8)

    private let encapsulatedKey: [UInt8]
    private let secret: [UInt8]

    init(of context: borrowing HPKEContext, _ encapsulatedKey: PublicKey) {
        self.encapsulatedKey = encapsulatedKey.bytes
        secret = context.export(Self.purpose, count: HKDF.hashBytes)
    }

    /// Seals an answer.
    package func seal(
        _ message: [UInt8], compressing compression: Compression, as number: UInt8? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> [UInt8] {
        let body = try compression.pack(message, as: number)
        let nonce = generator.keyBytes()
        let header = EnvelopeHeader(.answer(nonce: nonce), compression: body.number).encoded
        let keys = keys(nonce)
        var envelope = header
        envelope.reserveCapacity(header.count + body.bytes.count + ChaChaPoly.tagBytes)
        ChaChaPoly.seal(
            body.bytes, covering: header, key: keys.key, nonce: keys.nonce, onto: &envelope)
        return envelope
    }

    /// Opens an answer to the request that this key is of.
    package func open(
        _ envelope: Envelope, decompressing compression: Compression,
        limit: Int = Limits.messageBytes
    ) throws(SealError) -> [UInt8] {
        guard case .answer(let nonce) = envelope.header.kind else { throw .unexpectedKind }
        let keys = keys(nonce)
        let bytes = envelope.bytes.span
        let body = try ChaChaPoly.open(
            bytes.extracting(envelope.sealedStart..<bytes.count),
            covering: bytes.extracting(0..<envelope.headerEnd), key: keys.key, nonce: keys.nonce)
        return try compression.unpack(body, as: envelope.header.compression, limit: limit)
    }

    private func keys(_ nonce: [UInt8]) -> (key: [UInt8], nonce: [UInt8]) {
        let key = HKDF.extract(salt: encapsulatedKey + nonce, secret)
        return (
            HKDF.expand(key, Array("key".utf8), count: ChaChaPoly.keyBytes),
            HKDF.expand(key, Array("nonce".utf8), count: ChaChaPoly.nonceBytes)
        )
    }
}
