/// Reads one object of a draft: every key must be known, and stand there once.
struct DraftReader {
    let path: String
    private let members: [JSONValue.Member]

    init(_ json: JSONValue, path: String, known: [String]) throws(DraftError) {
        self.path = path
        guard case .object(let members) = json else {
            throw DraftError(field: path, problem: .wrongType(expected: .object))
        }
        self.members = members
        for (index, member) in members.enumerated() {
            guard known.contains(member.name) else {
                let suggestion = Suggestion.nearest(to: member.name, among: known)
                throw error(shown(member.name), .unknownKey(suggestion: suggestion))
            }
            // No draft has so many keys that hashing them would be quicker.
            guard !members[..<index].contains(where: { $0.name == member.name }) else {
                throw error(member.name, .givenTwice)
            }
        }
    }

    /// The value of a key; `null` counts as absent.
    func value(_ key: String) -> JSONValue? {
        guard let value = members.first(where: { $0.name == key })?.value, value != .null else {
            return nil
        }
        return value
    }

    /// The text of a key in stored form; empty text counts as absent.
    func text(
        _ key: String, limit: Int, isMultiline: Bool = false
    ) throws(DraftError) -> String? {
        guard let raw = try raw(key) else { return nil }
        let text = try FieldCheck.at(fieldPath(key)) { () throws(DraftProblem) in
            isMultiline
                ? try FieldCheck.lines(raw, limit: limit) : try FieldCheck.text(raw, limit: limit)
        }
        return text.isEmpty ? nil : text
    }

    func required(_ key: String, limit: Int) throws(DraftError) -> String {
        guard let text = try text(key, limit: limit) else { throw error(key, .missing) }
        return text
    }

    /// The value that a check makes of the text of a key, or nil when the key is absent.
    func checked<Value>(
        _ key: String, _ check: (String) throws(DraftProblem) -> Value
    ) throws(DraftError) -> Value? {
        guard let text = try text(key, limit: CaseLimits.name) else { return nil }
        return try FieldCheck.at(fieldPath(key)) { () throws(DraftProblem) in try check(text) }
    }

    /// The path of a file exactly as it was written: the name on the disk need not be composed.
    func filePath(_ key: String) throws(DraftError) -> String? {
        guard let path = try raw(key), !path.isEmpty else { return nil }
        guard path.utf8.count <= CaseLimits.filePath else {
            throw error(key, .tooLong(limit: CaseLimits.filePath))
        }
        guard VietnameseText.isClean(path) else { throw error(key, .invisibleCharacters) }
        return path
    }

    func list(_ key: String, limit: Int) throws(DraftError) -> [JSONValue] {
        switch value(key) {
        case nil: return []
        case .array(let values):
            guard values.count <= limit else { throw error(key, .tooMany(limit: limit)) }
            return values
        case .bool, .number, .text, .object, .null:
            throw error(key, .wrongType(expected: .list))
        }
    }

    func fieldPath(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    func error(_ key: String, _ problem: DraftProblem) -> DraftError {
        DraftError(field: fieldPath(key), problem: problem)
    }

    private func raw(_ key: String) throws(DraftError) -> String? {
        switch value(key) {
        case nil, .null: return nil
        case .text(let text): return text
        case .number: throw error(key, .mustBeTextInQuotes)
        case .bool, .array, .object: throw error(key, .wrongType(expected: .text))
        }
    }

    /// A key from outside as it may stand in a message.
    private func shown(_ key: String) -> String {
        let isPlain = key.utf8.count <= 60 && VietnameseText.isClean(key)
        return isPlain ? VietnameseText.nfc(key) : "?"
    }
}
