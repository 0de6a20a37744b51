/// What a person gets at the end of a visit and may spend once, on one rating, at any point.
///
/// Drawn at random for each visit and kept nowhere beside a case, so that it leads back to none.
/// Only the point that gave it can tell whether it did (`proof`); wherever it is spent, the rating
/// carries its hash, and the centre counts a hash once. So no lock is needed, and no link.
package struct VisitToken: Equatable, Sendable {
    /// The number of the point that gave it.
    package let site: UInt32
    /// As it is printed: `V-2-7K3M9QXA-BC4D1`, the last one a check character.
    package let text: String

    /// How many random bytes a token is made of.
    package static let randomCount = 5

    /// Writes a token; three bytes of the proof are needed, and all random ones.
    package init(site: UInt32, random: [UInt8], proof: [UInt8]) {
        precondition(random.count == Self.randomCount && proof.count >= 3, "a whole token")
        let proof = String(decoding: Crockford.encode(proof).prefix(4), as: UTF8.self)
        self.init(
            site: site, String(decoding: Crockford.encode(random), as: UTF8.self), proof: proof)
    }

    /// Reads a typed token; small letters, spaces and letters that look like digits are borne. Nil
    /// when it is none, or its check character says that it was mistyped.
    package init?(typed: String) {
        let parts = VietnameseText.trimmed(typed).split { $0 == "-" || $0 == " " }
        guard parts.count == 4, parts[0] == "V" || parts[0] == "v",
            let site = Digits.value(parts[1]).flatMap(UInt32.init(exactly:)), site > 0,
            parts[2].utf8.count == 8, parts[3].utf8.count == 5,
            let random = Self.plain(parts[2].utf8),
            let proof = Self.plain(parts[3].utf8.dropLast()),
            let check = parts[3].uppercased().unicodeScalars.last
        else { return nil }
        self.init(site: site, random, proof: proof)
        guard let expected = text.last, Crockford.isAlike(check, expected) else { return nil }
    }

    /// The random bytes, from which the proof is made.
    package var random: [UInt8] {
        let part = text.split(separator: "-")[2].utf8
        return Crockford.decode(part.compactMap(Crockford.value)) ?? []
    }

    private init(site: UInt32, _ random: String, proof: String) {
        self.site = site
        let body = "V-\(site)-\(random)-\(proof)"
        text = body + String(CheckCharacter.of(body))
    }

    private static func plain(_ typed: some Sequence<UInt8>) -> String? {
        var characters: [UInt8] = []
        for byte in typed {
            guard let value = Crockford.value(byte) else { return nil }
            characters.append(Crockford.character(value))
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
