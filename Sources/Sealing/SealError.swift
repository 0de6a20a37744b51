package import SyncProtocol

/// Why bytes were not sealed or opened; nothing of a refused message is ever handed out.
package enum SealError: Error, Equatable, Sendable {
    /// The tag does not fit: changed bytes, another key, another direction or another request.
    case notAuthentic
    /// The other side's public key gives a shared secret of zeros (RFC 9180 §7.1.4).
    case weakKey
    /// A one-time secret shorter or longer than `SealedEnrolment.secretBytes`.
    case unsuitableSecret(bytes: Int)
    /// The last sequence number of this context has been used.
    case sequenceExhausted
    /// An envelope of another kind than the one expected here.
    case unexpectedKind
    /// The bytes have no form of an envelope.
    case malformed(WireError)
    /// The seal was right, what it covers cannot be decompressed.
    case compression(CompressionError)
}
