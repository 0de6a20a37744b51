/// Reads one entry of a file of reference data and notes what is wrong with it.
struct EntryReader {
    let json: JSONValue
    let place: String
    let code: String?
    private(set) var problems: [ImportProblem] = []
    /// Whether something was found for which the whole entry cannot be taken.
    var isRefused: Bool { problems.contains { $0.severity == .refused } }

    init(_ json: JSONValue, place: String, code: String?) {
        self.json = json
        self.place = place
        self.code = code
    }

    /// The entries of a file: the list itself, or the list under one of the keys.
    static func entries(_ json: JSONValue, _ keys: [String]) -> [JSONValue]? {
        if case .array(let entries) = json { return entries }
        for key in keys {
            if case .array(let entries)? = json[key] { return entries }
        }
        return nil
    }

    mutating func warn(_ reason: ImportProblem.Reason, at part: String = "") {
        note(reason, .warning, at: part)
    }

    mutating func refuse(_ reason: ImportProblem.Reason) {
        note(reason, .refused, at: "")
    }

    mutating func take(_ other: EntryReader) {
        problems += other.problems
    }

    /// The text under the first of the keys that has one; tidied, and cut off never.
    mutating func text(_ keys: String..., limit: Int = CaseLimits.catalogueText) -> String? {
        for key in keys {
            switch json[key] {
            case .text(let text):
                return tidied(text, key: key, limit: limit)
            case .number(let digits):
                return digits
            case .bool, .array, .object:
                warn(.wrongType(key: key))
            case .null, nil:
                continue
            }
        }
        return nil
    }

    mutating func count(_ key: String, default fallback: Int) -> Int {
        switch json[key] {
        case .number(let digits), .text(let digits):
            if let value = Digits.value(digits), value <= CaseLimits.paperCount { return value }
            warn(.unreadable(key: key))
        case .bool, .array, .object:
            warn(.wrongType(key: key))
        case .null, nil:
            break
        }
        return fallback
    }

    mutating func texts(_ keys: String..., limit: Int) -> [String] {
        for key in keys {
            guard let value = json[key], value != .null else { continue }
            guard case .array(let values) = value else { continue }
            var texts: [String] = []
            for case .text(let text) in values {
                if let text = tidied(text, key: key, limit: CaseLimits.catalogueText) {
                    texts.append(text)
                }
            }
            if texts.count != values.count { warn(.wrongType(key: key)) }
            if texts.count > limit { warn(.tooMany(limit: limit), at: key) }
            return Array(texts.prefix(limit))
        }
        return []
    }

    /// The objects of a list, each with a reader that knows its place.
    mutating func parts(_ keys: String..., limit: Int) -> [EntryReader] {
        for key in keys {
            guard let value = json[key], value != .null else { continue }
            guard case .array(let values) = value else {
                warn(.wrongType(key: key))
                continue
            }
            if values.count > limit { warn(.tooMany(limit: limit), at: key) }
            return values.prefix(limit).enumerated().map { index, value in
                EntryReader(value, place: "\(place).\(key)[\(index)]", code: code)
            }
        }
        return []
    }

    /// The object under a key, with a reader that knows its place.
    mutating func part(_ key: String) -> EntryReader? {
        switch json[key] {
        case .object?:
            return EntryReader(json[key] ?? .null, place: "\(place).\(key)", code: code)
        case .null?, nil:
            return nil
        case .bool?, .number?, .text?, .array?:
            warn(.wrongType(key: key))
            return nil
        }
    }

    /// The truth under a key; false when it is absent.
    mutating func flag(_ key: String) -> Bool {
        switch json[key] {
        case .bool(let value)?: return value
        case .null?, nil: return false
        case .number?, .text?, .array?, .object?:
            warn(.wrongType(key: key))
            return false
        }
    }

    /// The day under a key; one that cannot be read is refused, because a law without its day
    /// would be in force at once.
    mutating func day(_ key: String) -> CivilDate? {
        guard let text = text(key) else { return nil }
        // Why it is none is said by naming the key.
        guard let day = try? CivilDate(text) else {
            refuse(.noDay(key: key))
            return nil
        }
        return day
    }

    /// The condition under a key; one that cannot be read is refused.
    mutating func condition(_ key: String) -> Condition? {
        guard let text = text(key) else { return nil }
        do throws(ConditionError) {
            return try Condition(text)
        } catch {
            refuse(.condition(key: key, error))
            return nil
        }
    }

    private mutating func note(
        _ reason: ImportProblem.Reason, _ severity: ImportProblem.Severity, at part: String
    ) {
        let place = part.isEmpty ? place : "\(place).\(part)"
        problems.append(
            ImportProblem(place: place, code: code, severity: severity, reason: reason))
    }

    /// Whether single spaces within are all its white space: as nearly every text stands, which the
    /// bytes say much faster than the characters.
    private static func isSpaced(_ text: String) -> Bool {
        var isAfterSpace = true
        var last: UInt8 = 0
        for byte in text.utf8 {
            defer { last = byte }
            switch byte {
            case UInt8(ascii: " "):
                if isAfterSpace { return false }
                isAfterSpace = true
            // Control characters, and what white space beyond ASCII begins with; U+1680 alone
            // begins as Vietnamese letters do.
            case 0...0x1F, 0xC2, 0xE2, 0xE3: return false
            case 0x9A where last == 0xE1: return false
            default: isAfterSpace = false
            }
        }
        return !isAfterSpace
    }

    /// White space becomes single spaces; what nobody can see is taken out and named.
    private mutating func tidied(_ text: String, key: String, limit: Int) -> String? {
        let spaced =
            Self.isSpaced(text)
            ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var tidy = VietnameseText.nfc(spaced)
        if !VietnameseText.isClean(tidy) {
            warn(.invisibleCharacters(key: key))
            tidy = String(tidy.filter { VietnameseText.isClean(String($0)) })
        }
        guard tidy.count <= limit else {
            warn(.tooLong(key: key, limit: limit))
            return nil
        }
        return tidy.isEmpty ? nil : tidy
    }
}
