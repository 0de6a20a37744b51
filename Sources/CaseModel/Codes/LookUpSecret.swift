/// The look-up secret as it is printed on a slip: six characters that can be read aloud.
package enum LookUpSecret {
    /// Thirty bits of the secret in base 32; four bytes are needed.
    package static func text(_ bytes: [UInt8]) -> String {
        precondition(bytes.count >= 4, "thirty bits need four bytes")
        return String(decoding: Crockford.encode(bytes).prefix(6), as: UTF8.self)
    }
}
