/// A secret that both sides have had before (RFC 9180 §5.1.2), with the name it goes by.
struct PreSharedKey {
    let bytes: [UInt8]
    let name: [UInt8]

    /// The name tells the two sides which secret is meant; neither may be empty.
    init(_ bytes: [UInt8], name: [UInt8]) {
        precondition(!bytes.isEmpty && !name.isEmpty, "RFC 9180 §5.1: both or neither")
        self.bytes = bytes
        self.name = name
    }
}

/// Hybrid public key encryption (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305.
///
/// The four modes differ only in what is known of the sender: with a pre-shared key and with an
/// author they are auth_psk, with one of them psk or auth, with neither base.
enum HPKE {
    /// `SetupS`: the context of a sender; the ephemeral pair must be new for each seal.
    static func sender(
        to recipient: PublicKey, from author: KeyPair? = nil, preShared: PreSharedKey? = nil,
        info: [UInt8], ephemeral: KeyPair
    ) throws(SealError) -> HPKEContext {
        let secret = try HPKEKeyExchange.encapsulate(
            to: recipient, from: author, ephemeral: ephemeral)
        return HPKEContext(
            sharedSecret: secret, hasAuthor: author != nil, preShared: preShared, info: info)
    }

    /// `SetupR`: the context of the recipient.
    static func recipient(
        of encapsulatedKey: PublicKey, by recipient: KeyPair, from author: PublicKey? = nil,
        preShared: PreSharedKey? = nil, info: [UInt8]
    ) throws(SealError) -> HPKEContext {
        let secret = try HPKEKeyExchange.decapsulate(
            encapsulatedKey, by: recipient, from: author)
        return HPKEContext(
            sharedSecret: secret, hasAuthor: author != nil, preShared: preShared, info: info)
    }
}
