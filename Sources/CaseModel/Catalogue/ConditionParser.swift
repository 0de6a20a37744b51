/// What is wrong with a condition of the catalogue.
package enum ConditionError: Error, Equatable, Sendable {
    /// It cannot be read from this place on, in characters from 1.
    case unreadable(at: Int)
    /// It asks about something that no case has.
    case unknownName(String)
    case tooLong(limit: Int)
}

extension Condition {
    /// Reads an expression: names, `= != < <= > >=`, `and or not`, parentheses; a value of several
    /// words stands in quotes.
    package init(_ text: String) throws(ConditionError) {
        guard text.utf8.count <= CaseLimits.condition else {
            throw .tooLong(limit: CaseLimits.condition)
        }
        var parser = ConditionParser(text)
        self.init(text: text, root: try parser.whole())
    }
}

/// Reads a condition by recursive descent; the depth is bounded.
private struct ConditionParser {
    private static let deepest = 16

    /// A piece of the expression, with the place of its first character from 1.
    private struct Piece {
        /// What sort of piece it is.
        enum Kind: Equatable {
            case word(String)
            case quoted(String)
            case sign(String)
        }

        let kind: Kind
        let place: Int
    }

    private let pieces: [Piece]?
    private let unreadable: Int
    private var index = 0
    private let end: Int

    init(_ text: String) {
        let characters = Array(text)
        end = characters.count + 1
        switch Self.split(characters) {
        case .success(let pieces): (self.pieces, unreadable) = (pieces, 0)
        case .failure(let error): (self.pieces, unreadable) = (nil, error.place)
        }
    }

    mutating func whole() throws(ConditionError) -> Condition.Node {
        guard pieces != nil else { throw .unreadable(at: unreadable) }
        let node = try either(depth: 0)
        guard next == nil else { throw .unreadable(at: place) }
        return node
    }

    private mutating func either(depth: Int) throws(ConditionError) -> Condition.Node {
        var parts = [try both(depth: depth)]
        while take(word: "or") { parts.append(try both(depth: depth)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func both(depth: Int) throws(ConditionError) -> Condition.Node {
        var parts = [try one(depth: depth)]
        while take(word: "and") { parts.append(try one(depth: depth)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func one(depth: Int) throws(ConditionError) -> Condition.Node {
        guard depth < Self.deepest else { throw .unreadable(at: place) }
        if take(word: "not") { return .not(try one(depth: depth + 1)) }
        if take(sign: "(") {
            let node = try either(depth: depth + 1)
            guard take(sign: ")") else { throw .unreadable(at: place) }
            return node
        }
        guard case .word(let word)? = next?.kind else { throw .unreadable(at: place) }
        guard let name = Condition.Name(word) else { throw .unknownName(word) }
        index += 1
        guard case .sign(let sign)? = next?.kind, let relation = Condition.Relation(rawValue: sign)
        else { return .given(name) }
        index += 1
        return try comparison(name, relation)
    }

    private mutating func comparison(
        _ name: Condition.Name, _ relation: Condition.Relation
    ) throws(ConditionError) -> Condition.Node {
        let isOrder = relation != .equal && relation != .unequal
        switch next?.kind {
        case .quoted(let text)?:
            guard !isOrder || Condition.Relation.isOrdered(text) else {
                throw .unreadable(at: place)
            }
            index += 1
            return .compare(name, relation, .literal(text))
        case .word(let word)?:
            if let other = Condition.Name(word) {
                index += 1
                return .compare(name, relation, .name(other))
            }
            guard !isOrder || Condition.Relation.isOrdered(word) else {
                throw .unreadable(at: place)
            }
            index += 1
            return .compare(name, relation, .literal(word))
        case .sign?, nil:
            throw .unreadable(at: place)
        }
    }

    private var next: Piece? {
        guard let pieces, index < pieces.count else { return nil }
        return pieces[index]
    }

    private var place: Int { next?.place ?? end }

    private mutating func take(word: String) -> Bool {
        guard next?.kind == .word(word) else { return false }
        index += 1
        return true
    }

    private mutating func take(sign: String) -> Bool {
        guard next?.kind == .sign(sign) else { return false }
        index += 1
        return true
    }

    /// A character that begins no piece, with its place from 1.
    private struct Unreadable: Error {
        let place: Int
    }

    private static func split(_ text: [Character]) -> Result<[Piece], Unreadable> {
        var pieces: [Piece] = []
        var index = 0
        while index < text.count {
            let start = index
            let character = text[index]
            if character == " " {
                index += 1
            } else if character == "\"" {
                guard let close = text[(index + 1)...].firstIndex(of: "\"") else {
                    return .failure(Unreadable(place: start + 1))
                }
                pieces.append(
                    .init(kind: .quoted(String(text[(index + 1)..<close])), place: start + 1))
                index = close + 1
            } else if "()".contains(character) {
                pieces.append(.init(kind: .sign(String(character)), place: start + 1))
                index += 1
            } else if "=!<>".contains(character) {
                while index < text.count, "=!<>".contains(text[index]) { index += 1 }
                pieces.append(.init(kind: .sign(String(text[start..<index])), place: start + 1))
            } else if isPart(character) {
                while index < text.count, isPart(text[index]) { index += 1 }
                pieces.append(.init(kind: .word(String(text[start..<index])), place: start + 1))
            } else {
                return .failure(Unreadable(place: start + 1))
            }
        }
        return .success(pieces)
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-/,".contains(character)
    }
}

extension Condition.Name {
    /// `age`, `applicant.sex`, `answer.<key>` …; `answers.` is read as `answer.`.
    fileprivate init?(_ word: String) {
        if let fact = Condition.Fact(rawValue: word) {
            self = .fact(fact)
            return
        }
        for prefix in ["answer.", "answers."] where word.hasPrefix(prefix) {
            let key = String(word.dropFirst(prefix.count))
            guard Slug.isKey(key) else { return nil }
            self = .answer(key)
            return
        }
        return nil
    }
}
