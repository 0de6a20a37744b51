package import SyncProtocol

/// The hub's reply to a bundle: HPKE mode auth, from the hub's key to the site's, since nobody
/// keeps the secrets of a request for as long as a courier may need.
package enum SealedReply {
    private static let info = Array("motcua 1 reply".utf8)

    /// Seals a message for one site.
    package static func seal(
        _ message: [UInt8], address: EnvelopeAddress, from hub: KeyPair, to site: PublicKey,
        compressing compression: Compression, as number: UInt8? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> [UInt8] {
        let ephemeral = KeyPair(using: &generator)
        var context = try HPKE.sender(to: site, from: hub, info: info, ephemeral: ephemeral)
        return try SealedBody.seal(
            message, as: .reply(address), ephemeral.publicKey, in: &context, compression, number)
    }

    /// Opens a reply with the two keys that its address names.
    package static func open(
        _ envelope: Envelope, by site: KeyPair, from hub: PublicKey,
        decompressing compression: Compression, limit: Int = Limits.messageBytes
    ) throws(SealError) -> [UInt8] {
        guard case .reply = envelope.header.kind else { throw .unexpectedKind }
        var context = try HPKE.recipient(
            of: envelope.ephemeralKey, by: site, from: hub, info: info)
        return try SealedBody.open(envelope, in: &context, compression, limit: limit)
    }
}
