/// The clear bytes at the front of an envelope, which its seal covers as associated data.
///
/// As short as possible, and each value can be written in one way only (PROTOCOL.md).
package struct EnvelopeHeader: Hashable, Sendable {
    /// What the envelope is, with the values that only this kind carries.
    package enum Kind: Hashable, Sendable {
        case request(EnvelopeAddress)
        /// A live answer; it names nobody, since only the request's sender can open it.
        case answer(nonce: [UInt8])
        /// The reply to a bundle.
        case reply(EnvelopeAddress)
        /// The first request of a site, which brings the public key that the hub does not know yet.
        case enrolment(EnvelopeAddress, siteKey: [UInt8])

        var number: UInt8 {
            switch self {
            case .request: 0
            case .answer: 1
            case .reply: 2
            case .enrolment: 3
            }
        }
    }

    package static let version: UInt8 = 1
    /// Set in the first byte of a request that is sealed in frames.
    private static let framed: UInt8 = 8
    /// Bytes of a public key, of an encapsulated key and of an answer's nonce.
    package static let keyBytes = 32

    package let kind: Kind
    /// How the message is compressed: 0 not at all, 1 zstd, from 2 on zstd with that dictionary.
    package let compression: UInt8
    /// Whether frames follow instead of one sealed message; only in what a site sends.
    package let isFramed: Bool

    package init(_ kind: Kind, compression: UInt8, isFramed: Bool = false) {
        switch kind {
        case .request: break
        case .reply: precondition(!isFramed, "a reply has no frames")
        case .answer(let bytes), .enrolment(_, let bytes):
            precondition(bytes.count == Self.keyBytes, "\(bytes.count) bytes for a key or nonce")
        }
        self.kind = kind
        self.compression = compression
        self.isFramed = isFramed
    }

    /// The bytes that stand at the front of the envelope.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder(capacity: 48)
        encoder.raw([Self.version << 4 | (isFramed ? Self.framed : 0) | kind.number])
        switch kind {
        case .request(let address), .reply(let address):
            address.encode(into: &encoder)
            encoder.raw([compression])
        case .enrolment(let address, let siteKey):
            address.encode(into: &encoder)
            encoder.raw([compression])
            encoder.raw(siteKey)
        case .answer(let nonce):
            encoder.raw([compression])
            encoder.raw(nonce)
        }
        return encoder.bytes
    }

    init(from decoder: inout CBORDecoder) throws(WireError) {
        let first = try decoder.byte()
        guard first >> 4 == Self.version else { throw .unknownVersion(UInt64(first >> 4)) }
        isFramed = first & Self.framed != 0
        switch first & 15 {
        case 0, Self.framed:
            kind = .request(try EnvelopeAddress(from: &decoder))
            compression = try decoder.byte()
        case 1:
            compression = try decoder.byte()
            kind = .answer(nonce: try decoder.raw(Self.keyBytes))
        case 2:
            kind = .reply(try EnvelopeAddress(from: &decoder))
            compression = try decoder.byte()
        case 3, Self.framed | 3:
            let address = try EnvelopeAddress(from: &decoder)
            compression = try decoder.byte()
            kind = .enrolment(address, siteKey: try decoder.raw(Self.keyBytes))
        default:
            throw .outOfRange(at: 0)
        }
    }
}
