/// What is wrong with a slip number that somebody typed.
package enum SlipNumberError: Error, Equatable, Sendable {
    /// It has not the form `T-site-yymmdd-n-ccc`.
    case form
    case noSuchDay
    /// One character or more is mistyped.
    case check
}

/// The number on a slip (*giấy tiếp nhận và hẹn trả kết quả*): `T-7-261122-3-K5Q`.
///
/// Site, day of printing, the site's number of that day; then two characters of the hash of the
/// event that created the case and a check character over all letters and digits before it.
package struct SlipNumber: Hashable, Sendable {
    package let text: String

    /// Makes the number; `base` is `T-7-261122-3`, of the hash the first ten bits are used.
    package static func make(base: String, hashBytes: [UInt8]) -> String {
        precondition(hashBytes.count >= 2, "two bytes of the hash are needed")
        let bits = UInt16(hashBytes[0]) << 8 | UInt16(hashBytes[1])
        var number = Array(base.utf8)
        number.append(UInt8(ascii: "-"))
        number.append(Crockford.character(UInt8(truncatingIfNeeded: bits >> 11)))
        number.append(Crockford.character(UInt8(truncatingIfNeeded: bits >> 6)))
        number.append(CheckCharacter.byte(of: number))
        return String(decoding: number, as: UTF8.self)
    }

    /// The part of the number before the hash.
    package static func base(site: Int, date: CivilDate, number: Int) -> String {
        "T-\(site)-\(date.compact)-\(number)"
    }

    /// Reads what somebody typed: small letters, spaces for hyphens or none needed around them, and
    /// O for 0 or I and L for 1 where only the one can stand.
    package init(_ typed: String) throws(SlipNumberError) {
        guard typed.utf8.count <= 100 else { throw .form }
        let parts = typed.split { " -–—.".contains($0) || $0.isWhitespace }
            .map { $0.uppercased() }
        guard parts.count == 5, parts[0] == "T", parts[1...3].allSatisfy(Digits.areAll),
            parts[2].utf8.count == 6, parts[4].utf8.count == 3
        else { throw .form }
        guard CivilDate(compact: parts[2]) != nil else { throw .noSuchDay }
        text = try SlipNumber.completed(
            parts[...3].joined(separator: "-"), characters: Array(parts[4].utf8))
    }

    private static func completed(
        _ base: String, characters: [UInt8]
    ) throws(SlipNumberError) -> String {
        var whole = base + "-"
        for byte in characters[..<2] {
            guard let value = Crockford.value(byte) else { throw .check }
            whole.unicodeScalars.append(Unicode.Scalar(Crockford.character(value)))
        }
        let check = CheckCharacter.of(whole)
        guard Crockford.isAlike(Unicode.Scalar(characters[2]), check) else { throw .check }
        return whole + String(check)
    }
}
