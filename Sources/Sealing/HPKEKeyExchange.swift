internal import CSodium

/// DHKEM(X25519, HKDF-SHA256), RFC 9180 §4.1: a shared secret that only the owner of one key can
/// make again and, with an author, that only the owner of another key can have made.
enum HPKEKeyExchange {
    /// `Encap`, or `AuthEncap` when there is an author.
    ///
    /// The ephemeral pair is for this one seal; its public key is what goes on the wire.
    static func encapsulate(
        to recipient: PublicKey, from author: KeyPair?, ephemeral: KeyPair
    ) throws(SealError) -> [UInt8] {
        var product = try agree(ephemeral.secret, recipient.bytes)
        if let author { product += try agree(author.secret, recipient.bytes) }
        return secret(
            product, ephemeral.publicKey.bytes, recipient.bytes, author?.publicKey.bytes)
    }

    /// `Decap`, or `AuthDecap` when there is an author.
    static func decapsulate(
        _ ephemeral: PublicKey, by recipient: KeyPair, from author: PublicKey?
    ) throws(SealError) -> [UInt8] {
        var product = try agree(recipient.secret, ephemeral.bytes)
        if let author { product += try agree(recipient.secret, author.bytes) }
        return secret(product, ephemeral.bytes, recipient.publicKey.bytes, author?.bytes)
    }

    /// `ExtractAndExpand` over the product and everyone's public key.
    private static func secret(
        _ product: [UInt8], _ ephemeral: [UInt8], _ recipient: [UInt8], _ author: [UInt8]?
    ) -> [UInt8] {
        let labels = HPKELabels.encapsulation
        let context = ephemeral + recipient + (author ?? [])
        let key = labels.extract("eae_prk", product)
        return labels.expand(key, "shared_secret", context, count: HKDF.hashBytes)
    }

    private static func agree(_ secret: [UInt8], _ point: [UInt8]) throws(SealError) -> [UInt8] {
        var product = [UInt8](repeating: 0, count: Int(crypto_scalarmult_BYTES))
        // libsodium refuses exactly the products that are all zeros.
        guard unsafe crypto_scalarmult(&product, secret, point) == 0 else { throw .weakKey }
        return product
    }
}
