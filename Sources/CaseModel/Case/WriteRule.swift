/// Who may write what: the one table that kiosks and the hub both ask.
///
/// The hub may write everything, and what it writes in kinds and fields unknown here is kept. From
/// a kiosk everything that does not stand in the table is refused (the hub parks it).
package enum WriteRule {
    /// Who wrote an event.
    package enum Role: String, CaseIterable, Sendable {
        case hub
        /// A point with staff: a post office, a bank, a commune hall.
        case point
        /// A kiosk that citizens use by themselves.
        case selfService
    }

    /// What the table says.
    package enum Verdict: Equatable, Sendable {
        case allowed
        case kindNotAllowed
        case fieldNotAllowed
        case valueTooLong
    }

    /// One row: who may set the field when the record is created, and who may change it later.
    package struct Row: Sendable {
        package let kind: String
        /// The name of the field; `*` stands for one key, in the second place and in the third.
        package let field: String
        package let creators: [Role]
        package let editors: [Role]
        /// In characters.
        package let lengthLimit: Int
        /// The kinds of event by which an editor may set it.
        package var acts = WriteRule.corrections
        /// The states, as the editor saw them, in which it may be changed; nil for all.
        package var states: [CaseState]?
    }

    /// The acts that correct what was handed in.
    package static let corrections = ["edit", "resolve"]

    /// Whether somebody in this role may set the field of a record of this kind, to this value if
    /// one is given.
    package static func verdict(
        kind: String, field: String, value: String? = nil, role: Role, isCreation: Bool,
        act: String = "edit"
    ) -> Verdict {
        if role == .hub { return .allowed }
        guard kinds.contains(kind) else { return .kindNotAllowed }
        guard let rule = rule(kind, field) else { return .fieldNotAllowed }
        let roles = isCreation ? rule.creators : rule.editors
        guard roles.contains(role), isCreation || rule.acts.contains(act) else {
            return .fieldNotAllowed
        }
        guard let value else { return .allowed }
        return isWithin(rule.lengthLimit, field, value) ? .allowed : .valueTooLong
    }

    /// Whether an act may set a field of a case that stood in this state on the author's screen.
    ///
    /// The state is the one seen, not the one that stands now: what two people do at once is kept
    /// and found, and only what was wrong already when it was done is refused.
    package static func isTimely(
        act: String, field: String, value: String?, in state: CaseState
    ) -> Bool {
        if let move = CaseAct(rawValue: act) {
            guard case .to(let next)? = CaseTransition.effect(move, in: state) else { return false }
            return field != "state" || value == next.rawValue
        }
        return rule("case", field)?.states?.contains(state) ?? true
    }

    /// Whether the state of the case matters to such an event at all.
    package static func dependsOnState(act: String, fields: [String]) -> Bool {
        CaseAct(rawValue: act) != nil || fields.contains { rule("case", $0)?.states != nil }
    }

    /// Whether somebody in this role may create a record of this kind at all.
    package static func mayCreate(kind: String, role: Role) -> Bool {
        role == .hub || kinds.contains(kind)
    }

    /// The longest value of a field, in characters.
    package static func lengthLimit(kind: String, field: String) -> Int {
        rule(kind, field)?.lengthLimit ?? CaseLimits.fieldValue
    }

    private static func isWithin(_ limit: Int, _ field: String, _ value: String) -> Bool {
        guard field.utf8.count <= CaseLimits.fieldName,
            value.utf8.count <= CaseLimits.fieldValue
        else { return false }
        // Counting characters is slow; no text has more characters than bytes.
        return value.utf8.count <= limit || value.count <= limit
    }

    /// Whether the value of a field has the form that its readers rely on; nil takes a field back.
    ///
    /// A document is a fact: it is written once, and nobody but the hub takes it back.
    package static func isWellFormed(kind: String, field: String, value: String?) -> Bool {
        guard kind == "case", field.hasPrefix(CaseDocument.prefix) else { return true }
        return value.map { CaseDocument(field: field, value: $0) != nil } ?? false
    }

    private static func rule(_ kind: String, _ field: String) -> Rule? {
        guard let index = kinds.firstIndex(of: kind) else { return nil }
        let length = field.utf8.count
        guard length < tables[index].plain.count else { return tables[index].pattern(field) }
        for rule in tables[index].plain[length] where rule.field == field { return rule }
        return tables[index].pattern(field)
    }

    /// A row for quick looks, because the hub asks for every field of every event.
    private struct Rule {
        let field: String
        /// What comes before and behind the key of a pattern.
        let head: [UInt8]
        let tail: [UInt8]
        /// Whether two keys stand behind the head, as in `documents.*.*`.
        let isPair: Bool
        let creators: RoleSet
        let editors: RoleSet
        let lengthLimit: Int
        let acts: [String]
        let states: [CaseState]?

        init(_ row: Row) {
            field = row.field
            let star = UInt8(ascii: "*")
            head = Array(row.field.utf8.prefix { $0 != star })
            tail = Array(row.field.utf8.dropFirst(head.count + 1))
            isPair = tail.elementsEqual(".*".utf8)
            creators = RoleSet(row.creators)
            editors = RoleSet(row.editors)
            lengthLimit = row.lengthLimit
            acts = row.acts
            states = row.states
        }

        func matches(_ name: Span<UInt8>) -> Bool {
            if isPair { return matchesPair(name) }
            let end = name.count - tail.count
            guard end > head.count else { return false }
            for index in head.indices where name[index] != head[index] { return false }
            for index in tail.indices where name[end + index] != tail[index] { return false }
            return Slug.isKey(name.extracting(head.count..<end))
        }

        private func matchesPair(_ name: Span<UInt8>) -> Bool {
            guard name.count > head.count else { return false }
            for index in head.indices where name[index] != head[index] { return false }
            var dot = head.count
            while dot < name.count && name[dot] != UInt8(ascii: ".") { dot += 1 }
            guard dot < name.count else { return false }
            return Slug.isKey(name.extracting(head.count..<dot))
                && Slug.isKey(name.extracting((dot + 1)..<name.count))
        }
    }

    /// The rules of one kind.
    private struct Table {
        /// Those of one name by the length of the name: to compare the few is less than to hash.
        var plain: [[Rule]]
        var patterns: [Rule] = []

        func pattern(_ field: String) -> Rule? {
            let name = field.utf8Span.span
            for rule in patterns where rule.matches(name) { return rule }
            return nil
        }

        init(_ rows: [Row]) {
            plain = Array(repeating: [], count: (rows.map(\.field.utf8.count).max() ?? 0) + 1)
            for row in rows {
                if row.field.utf8.contains(UInt8(ascii: "*")) {
                    patterns.append(Rule(row))
                } else {
                    plain[row.field.utf8.count].append(Rule(row))
                }
            }
        }
    }

    /// Roles as bits, because every field of every event is asked for.
    private struct RoleSet {
        private let bits: UInt8

        init(_ roles: [Role]) {
            bits = roles.reduce(0) { $0 | $1.bit }
        }

        func contains(_ role: Role) -> Bool {
            bits & role.bit != 0
        }
    }

    // Two kinds: looking through a list is faster than hashing.
    private static let kinds = Set(rows.map(\.kind)).sorted()

    private static let tables = kinds.map { kind in Table(rows.filter { $0.kind == kind }) }
}

extension WriteRule.Role {
    fileprivate var bit: UInt8 {
        switch self {
        case .hub: 1
        case .point: 2
        case .selfService: 4
        }
    }
}
