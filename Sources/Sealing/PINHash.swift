internal import CSodium

/// Argon2id from libsodium for the PINs of the staff: slow and large on purpose, since a PIN is
/// short and the disk can be stolen.
package enum PINHash {
    /// The least that OWASP advises (19 MiB, two passes): a point's machine may be small.
    private static let passes: UInt64 = 2
    private static let memoryBytes = 19 << 20

    /// A hash with its own salt, as text.
    package static func make(_ pin: String) -> String {
        precondition(sodium_init() >= 0, "libsodium found no source of random numbers")
        var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let code = unsafe crypto_pwhash_str(
            &text, pin, UInt64(pin.utf8.count), passes, memoryBytes)
        precondition(code == 0, "no memory to hash a PIN")
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether a PIN is that of the hash.
    package static func isRight(_ pin: String, for hash: String) -> Bool {
        precondition(sodium_init() >= 0, "libsodium found no source of random numbers")
        return unsafe crypto_pwhash_str_verify(hash, pin, UInt64(pin.utf8.count)) == 0
    }
}
