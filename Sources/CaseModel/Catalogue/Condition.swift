/// When a paper or a question is needed, or what an answer must keep to: a small expression over
/// the answers, for example `age < 18 and answer.married = Có`.
///
/// It is held in the catalogue beside the words for people. Evaluation is three-valued: what is not
/// known yet makes neither true nor false, so that nothing is demanded on a guess.
package struct Condition: Equatable, Sendable {
    /// As it is written.
    package let text: String
    let root: Node

    /// A part of the expression.
    indirect enum Node: Equatable, Sendable {
        case all([Node])
        case any([Node])
        case not(Node)
        /// There is something under this name.
        case given(Name)
        case compare(Name, Relation, Operand)
    }

    /// How two values are held against each other.
    enum Relation: String, CaseIterable, Sendable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
    }

    /// What a value is held against.
    enum Operand: Equatable, Sendable {
        case literal(String)
        case name(Name)
    }

    /// What a condition may ask about.
    package enum Name: Hashable, Sendable {
        case fact(Fact)
        /// An answer of the form by its key.
        case answer(String)
    }

    /// What is known of a case beside its answers.
    package enum Fact: String, CaseIterable, Sendable {
        /// Whole years of the applicant on the day of reception.
        case age
        case sex = "applicant.sex"
        case commune = "applicant.commune"
        /// Somebody hands in for the applicant.
        case helper
        case channel
        case delivery
        case today
        /// The answer itself; only in a rule.
        case value
    }

    /// The keys of the answers that it asks about, each once, in order.
    package var answers: [String] {
        names.compactMap { name in
            if case .answer(let key) = name { key } else { nil }
        }
    }

    /// Whether it asks about the answer that it stands beside, as only a rule may.
    package var asksValue: Bool { names.contains(.fact(.value)) }

    private var names: [Name] {
        var names: [Name] = []
        root.collect(&names)
        return names
    }

    /// True, false, or nil when that cannot be told from what is known.
    package func holds(_ facts: Facts) -> Bool? {
        root.holds(facts)
    }
}

extension Condition.Node {
    fileprivate func collect(_ names: inout [Condition.Name]) {
        switch self {
        case .all(let nodes), .any(let nodes):
            for node in nodes { node.collect(&names) }
        case .not(let node):
            node.collect(&names)
        case .given(let name):
            if !names.contains(name) { names.append(name) }
        case .compare(let name, _, let operand):
            if !names.contains(name) { names.append(name) }
            if case .name(let other) = operand, !names.contains(other) { names.append(other) }
        }
    }

    fileprivate func holds(_ facts: Facts) -> Bool? {
        switch self {
        case .all(let nodes):
            let parts = nodes.map { $0.holds(facts) }
            if parts.contains(false) { return false }
            return parts.contains(nil) ? nil : true
        case .any(let nodes):
            let parts = nodes.map { $0.holds(facts) }
            if parts.contains(true) { return true }
            return parts.contains(nil) ? nil : false
        case .not(let node):
            return node.holds(facts).map { !$0 }
        case .given(let name):
            return facts.text(name) != nil
        case .compare(let name, let relation, let operand):
            let right: String? =
                switch operand {
                case .literal(let text): text
                case .name(let other): facts.text(other)
                }
            guard let left = facts.text(name), let right else { return nil }
            return relation.holds(left, right)
        }
    }
}

extension Condition.Relation {
    /// Whether a value has an order at all, as numbers and days have.
    static func isOrdered(_ text: String) -> Bool {
        Magnitude(text) != nil
    }

    /// Numbers compare as numbers, days as days, all else as words without marks and capitals.
    fileprivate func holds(_ left: String, _ right: String) -> Bool? {
        if let left = Magnitude(left), let right = Magnitude(right), left.isDay == right.isDay {
            return switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .atMost: left <= right
            case .more: left > right
            case .atLeast: left >= right
            }
        }
        let isSame = VietnameseText.fold(left) == VietnameseText.fold(right)
        return switch self {
        case .equal: isSame
        case .unequal: !isSame
        case .less, .atMost, .more, .atLeast: nil
        }
    }
}

/// A number or a day, to be compared with others of its kind.
private struct Magnitude: Comparable {
    let isDay: Bool
    let whole: Int
    /// Millionths.
    let fraction: Int

    init?(_ text: String) {
        if text.utf8.contains(UInt8(ascii: "-")) || text.utf8.contains(UInt8(ascii: "/")) {
            // A text that is no day has no order, which is all that is asked here.
            guard let day = try? CivilDate(text) else { return nil }
            (isDay, whole, fraction) = (true, day.dayNumber, 0)
            return
        }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard (1...2).contains(parts.count), let whole = Digits.value(parts[0]) else { return nil }
        let digits = parts.count == 2 ? String(parts[1]) : "0"
        guard digits.utf8.count <= 6, Digits.areAll(digits),
            let fraction = Digits.value(
                digits + String(repeating: "0", count: 6 - digits.utf8.count))
        else { return nil }
        (isDay, self.whole, self.fraction) = (false, whole, fraction)
    }

    static func < (left: Magnitude, right: Magnitude) -> Bool {
        (left.whole, left.fraction) < (right.whole, right.fraction)
    }
}
