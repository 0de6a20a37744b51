/// The look-up secret as it is printed on a slip: six characters that can be read aloud.
package enum LookUpSecret {
    /// Thirty bits of the secret in base 32; four bytes are needed.
    package static func text(_ bytes: [UInt8]) -> String {
        precondition(bytes.count >= 4, "thirty bits need four bytes")
        return String(decoding: Crockford.encode(bytes).prefix(6), as: UTF8.self)
    }

    /// A typed secret as it would be printed: capitals, and no letter that looks like a digit.
    package static func plain(_ typed: String) -> String {
        String(
            typed.uppercased().compactMap { letter in
                switch letter {
                case "O": "0"
                case "I", "L": "1"
                case " ", "-", ".": nil
                default: letter
                }
            })
    }
}
