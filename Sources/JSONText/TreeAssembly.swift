internal import CaseModel
internal import SQLite

/// Puts a value together from the rows of `json_tree`, which come in the order of the text.
struct TreeAssembly {
    /// The columns that `add` reads.
    static let columns = "id, parent, key, type, atom"

    /// An array or object whose end has not come yet.
    private struct Container {
        let id: Int64
        let name: String
        let isObject: Bool
        var members: [JSONValue.Member] = []
        var elements: [JSONValue] = []
    }

    /// The first object that was found to have two members of one name.
    private(set) var duplicate: String?
    private var root: JSONValue?
    private var open: [Container] = []
    private var numbers: ArraySlice<Range<Int>>
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], numbers: [Range<Int>]) {
        self.bytes = bytes
        self.numbers = numbers[...]
    }

    /// Adds the next row; false says that a duplicate was found.
    mutating func add(_ row: borrowing Row) -> Bool {
        let parent = row.int(1)
        while let last = open.last, last.id != parent {
            close()
        }
        let name = open.last?.isObject == true ? row.text(2) : ""
        switch row.text(3) {
        case "object": open.append(Container(id: row.int(0), name: name, isObject: true))
        case "array": open.append(Container(id: row.int(0), name: name, isObject: false))
        case "text": attach(.text(row.text(4)), name)
        case "true": attach(.bool(true), name)
        case "false": attach(.bool(false), name)
        case "null": attach(.null, name)
        case "integer", "real": attach(.number(nextNumber()), name)
        case let other: preconditionFailure("json_tree gave the type '\(other)'")
        }
        return duplicate == nil
    }

    /// Gives the whole value after the last row; nil if there was no row.
    mutating func finish() -> JSONValue? {
        while !open.isEmpty {
            close()
        }
        return root
    }

    private mutating func nextNumber() -> String {
        guard let place = numbers.popFirst() else {
            preconditionFailure("json_tree gave more numbers than the text has")
        }
        return String(decoding: bytes[place], as: UTF8.self)
    }

    private mutating func attach(_ value: JSONValue, _ name: String) {
        if open.isEmpty {
            root = value
        } else if open[open.count - 1].isObject {
            open[open.count - 1].members.append(JSONValue.Member(name: name, value: value))
        } else {
            open[open.count - 1].elements.append(value)
        }
    }

    private mutating func close() {
        if let name = TreeAssembly.duplicateName(in: open[open.count - 1].members) {
            duplicate = duplicate ?? path() + "." + TreeAssembly.pathName(name)
        }
        let container = open.removeLast()
        attach(
            container.isObject ? .object(container.members) : .array(container.elements),
            container.name)
    }
}

extension TreeAssembly {
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

    /// The path of the innermost open container, in SQLite's notation.
    private func path() -> String {
        var path = "$"
        for (outer, inner) in zip(open, open.dropFirst()) {
            path +=
                outer.isObject
                ? "." + TreeAssembly.pathName(inner.name) : "[\(outer.elements.count)]"
        }
        return path
    }

    private static func pathName(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isPlain ? name : JSONValue.text(name).write()
    }
}
