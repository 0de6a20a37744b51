import CaseModel

/// The least JSON reader that serves the tests: it keeps the order of members and number texts.
struct TestJSONReader {
    struct Failure: Error {
        let position: Int
    }

    private let characters: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        characters = Array(text.unicodeScalars)
    }

    mutating func read() throws -> JSONValue {
        let value = try readValue()
        skipSpace()
        guard position == characters.count else { throw Failure(position: position) }
        return value
    }

    private mutating func readValue() throws -> JSONValue {
        skipSpace()
        switch try peek() {
        case "{": return try .object(readMembers())
        case "[": return try .array(readElements())
        case "\"": return try .text(readText())
        case "t": return try readWord("true", .bool(true))
        case "f": return try readWord("false", .bool(false))
        case "n": return try readWord("null", .null)
        default: return try readNumber()
        }
    }

    private mutating func readMembers() throws -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        try expect("{")
        skipSpace()
        while try peek() != "}" {
            if !members.isEmpty { try expect(",") }
            skipSpace()
            let name = try readText()
            skipSpace()
            try expect(":")
            members.append(.init(name: name, value: try readValue()))
            skipSpace()
        }
        try expect("}")
        return members
    }

    private mutating func readElements() throws -> [JSONValue] {
        var elements: [JSONValue] = []
        try expect("[")
        skipSpace()
        while try peek() != "]" {
            if !elements.isEmpty { try expect(",") }
            elements.append(try readValue())
            skipSpace()
        }
        try expect("]")
        return elements
    }

    private mutating func readText() throws -> String {
        var text = String.UnicodeScalarView()
        try expect("\"")
        while try peek() != "\"" {
            text.append(try peek() == "\\" ? readEscape() : next())
        }
        try expect("\"")
        return String(text)
    }

    private mutating func readEscape() throws -> Unicode.Scalar {
        try expect("\\")
        switch try next() {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u":
            var value: UInt32 = 0
            for _ in 0..<4 {
                guard let digit = Character(try next()).hexDigitValue else {
                    throw Failure(position: position)
                }
                value = value * 16 + UInt32(digit)
            }
            guard let scalar = Unicode.Scalar(value) else { throw Failure(position: position) }
            return scalar
        case let other: return other
        }
    }

    private mutating func readNumber() throws -> JSONValue {
        var text = String.UnicodeScalarView()
        while position < characters.count,
            "+-.eE0123456789".unicodeScalars.contains(characters[position])
        {
            text.append(try next())
        }
        guard !text.isEmpty else { throw Failure(position: position) }
        return .number(String(text))
    }

    private mutating func readWord(_ word: String, _ value: JSONValue) throws -> JSONValue {
        for scalar in word.unicodeScalars { try expect(scalar) }
        return value
    }

    private mutating func skipSpace() {
        while position < characters.count, " \n\r\t".unicodeScalars.contains(characters[position]) {
            position += 1
        }
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws {
        guard try next() == scalar else { throw Failure(position: position) }
    }

    private func peek() throws -> Unicode.Scalar {
        guard position < characters.count else { throw Failure(position: position) }
        return characters[position]
    }

    private mutating func next() throws -> Unicode.Scalar {
        let scalar = try peek()
        position += 1
        return scalar
    }
}
