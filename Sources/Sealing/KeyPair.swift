internal import CSodium
internal import SyncProtocol

/// An X25519 public key: the 32 bytes as they are on the wire.
package struct PublicKey: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// Takes exactly 32 bytes; nil for any other length.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Int(crypto_scalarmult_BYTES) else { return nil }
        self.bytes = Array(bytes)
    }

    /// The first 16 bytes of BLAKE2b-256 of the key: what an enrolment code pins.
    package var fingerprint: [UInt8] { Array(Blake2b.hash(bytes).prefix(16)) }

    package var description: String { bytes.hex }
}

/// An X25519 key pair of a site, of a hub, or of one single seal.
package struct KeyPair: Sendable, CustomStringConvertible {
    /// To be stored where only its owner can read it, and nowhere else.
    package let secret: [UInt8]
    package let publicKey: PublicKey

    /// Takes exactly 32 bytes, any of which make a key; nil for any other length.
    package init?(secret: [UInt8]) {
        guard secret.count == Int(crypto_scalarmult_SCALARBYTES),
            let publicKey = Self.publicKey(of: secret)
        else { return nil }
        self.secret = secret
        self.publicKey = publicKey
    }

    /// Draws a new pair; outside of tests from `SecureRandom`.
    package init(using generator: inout some RandomNumberGenerator) {
        let secret = generator.keyBytes()
        guard let pair = KeyPair(secret: secret) else {
            preconditionFailure("a drawn secret makes a key")
        }
        self = pair
    }

    /// The secret stays out of whatever prints a key pair.
    package var description: String { "KeyPair(\(publicKey))" }

    private static func publicKey(of secret: [UInt8]) -> PublicKey? {
        var bytes = [UInt8](repeating: 0, count: Int(crypto_scalarmult_BYTES))
        let code = unsafe crypto_scalarmult_base(&bytes, secret)
        precondition(code == 0, "libsodium refused to make a public key")
        return PublicKey(bytes)
    }
}

extension RandomNumberGenerator {
    /// Draws 32 bytes, each number from its lowest byte on.
    mutating func keyBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(EnvelopeHeader.keyBytes)
        for _ in 0..<EnvelopeHeader.keyBytes / 8 {
            let number = next()
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
            }
        }
        return bytes
    }
}
