/// What is wrong with an enrolment code that somebody typed.
package enum EnrolmentCodeError: Error, Equatable, Sendable {
    /// A character that cannot stand in a code; its place is counted from 1, separators aside.
    case character(position: Int)
    case length
    /// One character or more is mistyped.
    case check
}

/// Bytes as a code that people can type: base 32 in groups of five, with a check character.
package enum EnrolmentCode {
    /// More bytes than any enrolment needs.
    package static let maximumBytes = 256

    /// `04H3A-7Q9ZK-…-M`: the last character is the check character over all before it.
    package static func encode(_ bytes: [UInt8]) -> String {
        precondition((1...maximumBytes).contains(bytes.count), "a code of 1 to 256 bytes")
        var characters = Crockford.encode(bytes)
        let check = CheckCharacter.of(String(decoding: characters, as: UTF8.self))
        characters += check.utf8
        let groups = stride(from: 0, to: characters.count, by: 5).map {
            String(decoding: characters[$0..<min($0 + 5, characters.count)], as: UTF8.self)
        }
        return groups.joined(separator: "-")
    }

    /// Reads what somebody typed: small letters, spaces and hyphens anywhere, O as 0, I and L as 1.
    package static func decode(_ typed: String) throws(EnrolmentCodeError) -> [UInt8] {
        guard typed.utf8.count <= maximumBytes * 4 else { throw .length }
        let plain = typed.uppercased().unicodeScalars.filter {
            $0 != "-" && !$0.properties.isWhitespace
        }
        guard let last = plain.last, plain.count >= 3 else { throw .length }
        var values: [UInt8] = []
        for (index, scalar) in plain.dropLast().enumerated() {
            guard let byte = UInt8(exactly: scalar.value), let value = Crockford.value(byte) else {
                throw .character(position: index + 1)
            }
            values.append(value)
        }
        let body = String(decoding: values.map(Crockford.character), as: UTF8.self)
        guard Crockford.isAlike(last, CheckCharacter.of(body)) else { throw .check }
        guard let bytes = Crockford.decode(values), !bytes.isEmpty else { throw .length }
        return bytes
    }
}
