/// One pass over the bytes of a JSON text, by the grammar of RFC 8259.
struct JSONParser {
    /// The way into an open array or object, for the path of a name that comes twice.
    private enum Step {
        case member(String)
        case element(Int)
    }

    private var cursor: JSONCursor
    private var path: [Step] = []
    private var depth = 0

    init(_ bytes: [UInt8], from start: Int) {
        cursor = JSONCursor(bytes, from: start)
    }

    /// Reads the one value of the text, and nothing may follow it.
    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(nil)
        cursor.skipSpace()
        guard cursor.isAtEnd else { throw cursor.malformed }
        return value
    }

    private mutating func value(_ step: Step?) throws(JSONError) -> JSONValue {
        cursor.skipSpace()
        switch cursor.peek {
        case UInt8(ascii: "\""): return .text(try cursor.string())
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try container(step)
        case UInt8(ascii: "t"): return try cursor.word("true", .bool(true))
        case UInt8(ascii: "f"): return try cursor.word("false", .bool(false))
        case UInt8(ascii: "n"): return try cursor.word("null", .null)
        default: return .number(try cursor.number())
        }
    }

    private mutating func container(_ step: Step?) throws(JSONError) -> JSONValue {
        depth += 1
        guard depth <= JSONReader.deepest else { throw .tooDeep(limit: JSONReader.deepest) }
        if let step { path.append(step) }
        let isObject = cursor.take(UInt8(ascii: "{"))
        let value: JSONValue = isObject ? .object(try members()) : .array(try elements())
        if step != nil { path.removeLast() }
        depth -= 1
        return value
    }

    private mutating func elements() throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        guard cursor.take(UInt8(ascii: "[")) else { throw cursor.malformed }
        cursor.skipSpace()
        if cursor.take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(.element(elements.count)))
            cursor.skipSpace()
            if cursor.take(UInt8(ascii: "]")) { return elements }
            guard cursor.take(UInt8(ascii: ",")) else { throw cursor.malformed }
        }
    }

    private mutating func members() throws(JSONError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        cursor.skipSpace()
        if cursor.take(UInt8(ascii: "}")) { return members }
        while true {
            cursor.skipSpace()
            let name = try cursor.string()
            cursor.skipSpace()
            guard cursor.take(UInt8(ascii: ":")) else { throw cursor.malformed }
            members.append(.init(name: name, value: try value(.member(name))))
            cursor.skipSpace()
            if cursor.take(UInt8(ascii: "}")) { break }
            guard cursor.take(UInt8(ascii: ",")) else { throw cursor.malformed }
        }
        if let name = Self.duplicateName(in: members) {
            throw .duplicateName(path: text(of: path + [.member(name)]))
        }
        return members
    }
}

extension JSONParser {
    private static func duplicateName(in members: [JSONValue.Member]) -> String? {
        // For the few members that most objects have, comparing is cheaper than hashing.
        if members.count <= 16 {
            return members.indices.first { index in
                members[..<index].contains { $0.name == members[index].name }
            }.map { members[$0].name }
        }
        var seen: Set<String> = []
        return members.first { !seen.insert($0.name).inserted }?.name
    }

    private func text(of path: [Step]) -> String {
        path.reduce("$") { text, step in
            switch step {
            case .element(let index): "\(text)[\(index)]"
            case .member(let name): "\(text).\(Self.pathName(name))"
            }
        }
    }

    private static func pathName(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isPlain ? name : JSONValue.text(name).write()
    }
}
