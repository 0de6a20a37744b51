internal import SyncProtocol

/// The way that requests, enrolments and replies share: header, encapsulated key, sealed message.
enum SealedBody {
    static func seal(
        _ message: [UInt8], as kind: EnvelopeHeader.Kind, _ encapsulatedKey: PublicKey,
        in context: inout HPKEContext, _ compression: Compression, _ number: UInt8?
    ) throws(SealError) -> [UInt8] {
        let body = try compression.pack(message, as: number)
        let header = EnvelopeHeader(kind, compression: body.number).encoded
        var envelope: [UInt8] = []
        envelope.reserveCapacity(
            header.count + encapsulatedKey.bytes.count + body.bytes.count + ChaChaPoly.tagBytes)
        envelope += header
        envelope += encapsulatedKey.bytes
        try context.seal(body.bytes, covering: header, onto: &envelope)
        return envelope
    }

    static func open(
        _ envelope: Envelope, in context: inout HPKEContext, _ compression: Compression,
        limit: Int
    ) throws(SealError) -> [UInt8] {
        let bytes = envelope.bytes.span
        let body = try context.open(
            bytes.extracting(envelope.sealedStart..<bytes.count),
            covering: bytes.extracting(0..<envelope.headerEnd))
        return try compression.unpack(body, as: envelope.header.compression, limit: limit)
    }
}

extension Envelope {
    /// The encapsulated key of a kind that has one.
    var ephemeralKey: PublicKey {
        get throws(SealError) {
            guard let key = PublicKey(encapsulatedKey) else { throw .unexpectedKind }
            return key
        }
    }
}
