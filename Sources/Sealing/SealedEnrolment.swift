package import SyncProtocol

/// A site's first request: HPKE mode auth_psk with the one-time secret of the enrolment, since the
/// hub does not know the site's key before; it comes in the header.
package enum SealedEnrolment {
    /// How long the secret of an enrolment may be.
    package static let secretBytes = 16...32

    private static let info = Array("motcua 1 enrol".utf8)

    /// Seals a message, in frames when more pieces continue it; the key returned beside the
    /// envelope opens the answer to it.
    package static func seal(
        _ message: [UInt8], then more: [[UInt8]] = [], address: EnvelopeAddress, secret: [UInt8],
        from site: KeyPair,
        to hub: PublicKey, compressing compression: Compression, as number: UInt8? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        let ephemeral = KeyPair(using: &generator)
        let preShared = try preShared(secret, of: address)
        var context = try HPKE.sender(
            to: hub, from: site, preShared: preShared, info: info, ephemeral: ephemeral)
        let kind = EnvelopeHeader.Kind.enrolment(address, siteKey: site.publicKey.bytes)
        let envelope = try SealedFrames.seal(
            [message] + more, as: kind, ephemeral.publicKey, in: &context, compression, number)
        return (envelope, AnswerKey(of: context, ephemeral.publicKey))
    }

    /// Opens a first request; the key that comes with it is the site's own from now on.
    package static func open(
        _ envelope: Envelope, secret: [UInt8], by hub: KeyPair,
        decompressing compression: Compression, limit: Int = Limits.messageBytes
    ) throws(SealError) -> (request: OpenedRequest, siteKey: PublicKey) {
        guard case .enrolment(let address, let bytes) = envelope.header.kind,
            let site = PublicKey(bytes)
        else { throw .unexpectedKind }
        let ephemeral = try envelope.ephemeralKey
        let preShared = try preShared(secret, of: address)
        var context = try HPKE.recipient(
            of: ephemeral, by: hub, from: site, preShared: preShared, info: info)
        let key = AnswerKey(of: context, ephemeral)
        let request = try SealedFrames.open(
            envelope, in: &context, compression, key, limit: limit)
        return (request, site)
    }

    /// The secret goes by the number of the site that it was given to.
    private static func preShared(
        _ secret: [UInt8], of address: EnvelopeAddress
    ) throws(SealError) -> PreSharedKey {
        guard secretBytes.contains(secret.count) else {
            throw .unsuitableSecret(bytes: secret.count)
        }
        var name = CBOREncoder()
        name.unsigned(UInt64(address.site.value))
        return PreSharedKey(secret, name: name.bytes)
    }
}
