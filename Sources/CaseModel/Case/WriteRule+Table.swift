extension WriteRule {
    /// The rows of one kind, laid out for quick looks: the hub asks for every field of every event.
    package struct Table: Sendable {
        /// Those of one name by the length of the name: to compare the few is less than to hash.
        private var plain: [[Rule]]
        private var patterns: [Rule] = []

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

        /// Whether somebody who is not the hub may set a field, to this value if one is given.
        package func verdict(
            field: String, value: String?, role: Role, isCreation: Bool, act: String
        ) -> Verdict {
            guard let rule = rule(field) else { return .fieldNotAllowed }
            let roles = isCreation ? rule.creators : rule.editors
            guard roles.contains(role), isCreation || rule.acts.contains(act) else {
                return .fieldNotAllowed
            }
            guard let value else { return .allowed }
            return isWithin(rule.lengthLimit, field, value) ? .allowed : .valueTooLong
        }

        func rule(_ field: String) -> Rule? {
            let length = field.utf8.count
            if length < plain.count {
                for rule in plain[length] where rule.field == field { return rule }
            }
            let name = field.utf8Span.span
            for rule in patterns where rule.matches(name) { return rule }
            return nil
        }

        private func isWithin(_ limit: Int, _ field: String, _ value: String) -> Bool {
            guard field.utf8.count <= CaseLimits.fieldName,
                value.utf8.count <= CaseLimits.fieldValue
            else { return false }
            // Counting characters is slow; no text has more characters than bytes.
            return value.utf8.count <= limit || value.count <= limit
        }
    }

    /// A row of a table; a class, so that a look copies one reference.
    final class Rule: Sendable {
        let field: String
        /// What comes before and behind the key of a pattern.
        private let head: [UInt8]
        private let tail: [UInt8]
        /// Whether two keys stand behind the head, as in `documents.*.*`.
        private let isPair: Bool
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
            guard name.count > head.count else { return false }
            for index in head.indices where name[index] != head[index] { return false }
            if isPair { return matchesPair(name) }
            let end = name.count - tail.count
            guard end > head.count else { return false }
            for index in tail.indices where name[end + index] != tail[index] { return false }
            return Slug.isKey(name.extracting(head.count..<end))
        }

        private func matchesPair(_ name: Span<UInt8>) -> Bool {
            var dot = head.count
            while dot < name.count && name[dot] != UInt8(ascii: ".") { dot += 1 }
            guard dot < name.count else { return false }
            return Slug.isKey(name.extracting(head.count..<dot))
                && Slug.isKey(name.extracting((dot + 1)..<name.count))
        }
    }

    /// Roles as bits.
    struct RoleSet {
        private let bits: UInt8

        init(_ roles: [Role]) {
            bits = roles.reduce(0) { $0 | $1.bit }
        }

        func contains(_ role: Role) -> Bool {
            bits & role.bit != 0
        }
    }
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
