internal import CSodium

/// HKDF-SHA256 (RFC 5869) from libsodium's HMAC, since 1.0.18 has none of its own.
///
/// What is hashed comes in pieces, so that nothing has to be joined first.
enum HKDF {
    static let hashBytes = Int(crypto_auth_hmacsha256_BYTES)

    /// The pseudorandom key of some input.
    static func extract(salt: [UInt8], _ input: [UInt8]...) -> [UInt8] {
        hmac(key: salt, input)
    }

    /// So many bytes of output from a pseudorandom key.
    static func expand(_ key: [UInt8], _ context: [UInt8]..., count: Int) -> [UInt8] {
        precondition(count <= 255 * hashBytes, "HKDF cannot give \(count) bytes")
        var output: [UInt8] = []
        var block: [UInt8] = []
        var number: UInt8 = 0
        while output.count < count {
            number += 1
            block = hmac(key: key, [block] + context + [[number]])
            output += block
        }
        output.removeLast(output.count - count)
        return output
    }

    private static func hmac(key: [UInt8], _ pieces: [[UInt8]]) -> [UInt8] {
        var state = crypto_auth_hmacsha256_state()
        var code = unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
        for piece in pieces {
            code |= unsafe crypto_auth_hmacsha256_update(&state, piece, UInt64(piece.count))
        }
        var output = [UInt8](repeating: 0, count: hashBytes)
        code |= unsafe crypto_auth_hmacsha256_final(&state, &output)
        precondition(code == 0, "libsodium refused an HMAC")
        return output
    }
}
