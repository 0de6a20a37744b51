/// Collects the fields of a record; absent values are left out.
struct FieldWriter {
    private(set) var fields: [(name: String, value: String)] = []

    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields.append((name, value))
    }

    /// A number as part of a list, so that sorting by name keeps the order: `unsure.01`.
    mutating func add(_ name: String, list: [String]) {
        for (index, value) in list.enumerated() {
            add("\(name).\(Digits.text(index + 1, width: 2))", value)
        }
    }

    /// The fields in the order of their names, as bytes compare.
    var sorted: [(name: String, value: String)] {
        // Names are ASCII, and then texts compare as their bytes do.
        let places = fields.indices.sorted { fields[$0].name < fields[$1].name }
        return places.map { fields[$0] }
    }
}

/// Reads the fields of a record; empty text counts as absent (that is how a field is taken back).
struct FieldReader {
    private let fields: [String: String]
    private let prefix: String

    init(_ fields: [String: String], prefix: String = "") {
        self.fields = fields
        self.prefix = prefix
    }

    func text(_ name: String) -> String? {
        guard let value = fields[prefix + name], !value.isEmpty else { return nil }
        return value
    }

    func required(_ name: String) throws(CatalogueError) -> String {
        guard let value = text(name) else { throw .missing(field: prefix + name) }
        return value
    }

    /// A value that a type can read; absent is nil, unreadable is an error.
    func value<Value>(
        _ name: String, _ read: (String) -> Value?
    ) throws(CatalogueError) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else { throw .unreadable(field: prefix + name) }
        return value
    }

    /// A condition of a newer grammar is an error, because leaving it out would demand too little.
    func condition(_ name: String) throws(CatalogueError) -> Condition? {
        // No condition is reported by `value` as a field that cannot be read.
        try value(name) { try? Condition($0) }
    }

    /// The values of `name.01`, `name.02` … in order.
    func list(_ name: String) -> [String] {
        let start = prefix + name + "."
        return fields.filter { $0.key.hasPrefix(start) && !$0.value.isEmpty }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }

    func commaList(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { VietnameseText.trimmed(String($0)) }
            .filter { !$0.isEmpty }
    }

    /// The keys of `name.<key>.…`, in their order as bytes compare.
    func keys(_ name: String) -> [String] {
        let start = prefix + name + "."
        let found = fields.keys.filter { $0.hasPrefix(start) }.compactMap {
            $0.dropFirst(start.count).split(separator: ".", maxSplits: 1).first.map(String.init)
        }
        return Set(found).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func under(_ name: String) -> FieldReader {
        FieldReader(fields, prefix: prefix + name + ".")
    }
}

/// What is wrong with the fields of a catalogue record.
package enum CatalogueError: Error, Equatable, Sendable {
    case missing(field: String)
    case unreadable(field: String)
}
