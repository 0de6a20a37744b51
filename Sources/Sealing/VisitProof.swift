/// How a point knows its own visit tokens again, and what a rating says of one.
package enum VisitProof {
    /// Three bytes that only the point with this key can make.
    package static func bytes(random: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(Blake2b.hash(Array("motcua visit".utf8) + random, key: key).prefix(3))
    }

    /// The hash by which a spent token is known, in 32 hexadecimal digits.
    package static func hash(_ token: String) -> String {
        let digits = Array("0123456789abcdef")
        return String(
            Blake2b.hash(Array(token.utf8)).prefix(16).flatMap { byte in
                [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            })
    }
}
