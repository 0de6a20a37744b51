package import SyncProtocol

/// A kiosk's request: HPKE mode auth, from the site's key to the hub's (PROTOCOL.md, "Envelope").
package enum SealedRequest {
    private static let info = Array("motcua 1 request".utf8)

    /// Seals a message, in frames when more pieces continue it; the key returned beside the
    /// envelope opens the answer to it.
    package static func seal(
        _ message: [UInt8], then more: [[UInt8]] = [], address: EnvelopeAddress, from site: KeyPair,
        to hub: PublicKey,
        compressing compression: Compression, as number: UInt8? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        let ephemeral = KeyPair(using: &generator)
        var context = try HPKE.sender(to: hub, from: site, info: info, ephemeral: ephemeral)
        let envelope = try SealedFrames.seal(
            [message] + more, as: .request(address), ephemeral.publicKey, in: &context,
            compression, number)
        return (envelope, AnswerKey(of: context, ephemeral.publicKey))
    }

    /// Opens a request with the two keys that its address names.
    package static func open(
        _ envelope: Envelope, by hub: KeyPair, from site: PublicKey,
        decompressing compression: Compression, limit: Int = Limits.messageBytes
    ) throws(SealError) -> OpenedRequest {
        guard case .request = envelope.header.kind else { throw .unexpectedKind }
        let ephemeral = try envelope.ephemeralKey
        var context = try HPKE.recipient(of: ephemeral, by: hub, from: site, info: info)
        let key = AnswerKey(of: context, ephemeral)
        return try SealedFrames.open(envelope, in: &context, compression, key, limit: limit)
    }
}
