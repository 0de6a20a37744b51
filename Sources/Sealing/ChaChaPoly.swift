internal import CSodium

/// ChaCha20-Poly1305 (RFC 8439) from libsodium.
enum ChaChaPoly {
    static let keyBytes = Int(crypto_aead_chacha20poly1305_ietf_KEYBYTES)
    static let nonceBytes = Int(crypto_aead_chacha20poly1305_ietf_NPUBBYTES)
    static let tagBytes = Int(crypto_aead_chacha20poly1305_ietf_ABYTES)

    /// Appends the ciphertext and the tag of a message to bytes, the clear part of which may be
    /// the very associated data.
    static func seal(
        _ message: [UInt8], covering header: [UInt8], key: [UInt8], nonce: [UInt8],
        onto output: inout [UInt8]
    ) {
        precondition(key.count == keyBytes && nonce.count == nonceBytes, "key or nonce length")
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: message.count + tagBytes))
        let code = unsafe output.withUnsafeMutableBufferPointer { bytes in
            unsafe bytes.baseAddress.map { base in
                unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
                    base + start, nil, message, UInt64(message.count), header,
                    UInt64(header.count), nil, nonce, key)
            }
        }
        precondition(code == 0, "libsodium refused to encrypt")
    }

    /// The message of a ciphertext with its tag.
    static func open(
        _ sealed: Span<UInt8>, covering header: Span<UInt8>, key: [UInt8], nonce: [UInt8]
    ) throws(SealError) -> [UInt8] {
        precondition(key.count == keyBytes && nonce.count == nonceBytes, "key or nonce length")
        guard sealed.count >= tagBytes else { throw .notAuthentic }
        let count = sealed.count - tagBytes
        var code: Int32 = -1
        let message = unsafe sealed.withUnsafeBufferPointer { sealed in
            unsafe header.withUnsafeBufferPointer { header in
                unsafe [UInt8](unsafeUninitializedCapacity: count) { output, filled in
                    guard let start = sealed.baseAddress else { return }
                    code = unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
                        output.baseAddress, nil, nil, start, UInt64(sealed.count),
                        header.baseAddress, UInt64(header.count), nonce, key)
                    filled = code == 0 ? count : 0
                }
            }
        }
        guard code == 0 else { throw .notAuthentic }
        return message
    }
}
