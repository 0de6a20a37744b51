/// A JSON value as it stood in its text: members in their order, numbers as they were written.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The number's source text, for example "1.50".
    case number(String)
    case text(String)
    case array([JSONValue])
    case object([Member])

    /// One named value of an object.
    package struct Member: Equatable, Sendable {
        package let name: String
        package let value: JSONValue

        /// Names a value.
        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of an object's member; nil if there is no such member, or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension JSONValue {
    /// Gives the value as compact JSON text (RFC 8259).
    package func write() -> String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the value as compact JSON text (RFC 8259).
    package func append(to output: inout String) {
        output += write()
    }

    /// Appends the value as compact JSON text (RFC 8259) in UTF-8.
    package func append(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += value ? "true".utf8 : "false".utf8
        case .number(let source): output += source.utf8
        case .text(let text): JSONValue.append(quoted: text, to: &output)
        case .array(let elements): JSONValue.append(elements, to: &output)
        case .object(let members): JSONValue.append(members, to: &output)
        }
    }

    private static func append(_ elements: [JSONValue], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            element.append(to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func append(_ members: [Member], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(quoted: member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.append(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

extension JSONValue {
    /// Appends a text in quotes; Vietnamese letters stay as they are.
    private static func append(quoted text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: mayNeedEscape) {
            for scalar in text.unicodeScalars {
                append(escaped: scalar, to: &output)
            }
        } else {
            output += text.utf8
        }
        output.append(UInt8(ascii: "\""))
    }

    /// U+2028 and U+2029 begin with byte E2; the few other characters that do only take longer.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7f
            || byte == 0xe2
    }

    private static func append(escaped scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar {
        case "\"": output += "\\\"".utf8
        case "\\": output += "\\\\".utf8
        case "\n": output += "\\n".utf8
        case "\r": output += "\\r".utf8
        case "\t": output += "\\t".utf8
        // The line separators are legal in JSON, but end a line for JavaScript and some viewers.
        case "\u{0}"..."\u{1f}", "\u{7f}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            output += "\\u".utf8
            output += repeatElement(UInt8(ascii: "0"), count: 4 - digits.count)
            output += digits.utf8
        default: output += scalar.utf8
        }
    }
}
