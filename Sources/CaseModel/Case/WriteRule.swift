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
    }

    /// Whether somebody in this role may set the field of a record of this kind, to this value if
    /// one is given.
    package static func verdict(
        kind: String, field: String, value: String? = nil, role: Role, isCreation: Bool
    ) -> Verdict {
        if role == .hub { return .allowed }
        guard kinds.contains(kind) else { return .kindNotAllowed }
        guard let rule = rule(kind, field) else { return .fieldNotAllowed }
        let roles = isCreation ? rule.creators : rule.editors
        guard roles.contains(role) else { return .fieldNotAllowed }
        guard let value else { return .allowed }
        return isWithin(rule.lengthLimit, field, value) ? .allowed : .valueTooLong
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
        // A field that is called like a pattern is not the pattern.
        if let rule = tables[index][field] { return rule.isPattern ? nil : rule }
        let bytes = field.utf8
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let rest = bytes[bytes.index(after: dot)...]
        let end = rest.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
        guard Slug.isKey(Substring(rest[..<end])) else { return nil }
        let beginning = Substring(bytes[...dot])
        let ending = Substring(rest[end...])
        if let rule = tables[index]["\(beginning)*\(ending)"] { return rule }
        return Slug.isKey(ending.dropFirst()) ? tables[index]["\(beginning)*.*"] : nil
    }

    /// A row without its names: plain bits, because the hub asks for every field of every event.
    private struct Rule {
        let creators: RoleSet
        let editors: RoleSet
        let isPattern: Bool
        let lengthLimit: Int
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

    /// The rules of each kind by field.
    private static let tables: [[String: Rule]] = kinds.map { kind in
        rows.reduce(into: [:]) { table, row in
            guard row.kind == kind else { return }
            table[row.field] = Rule(
                creators: RoleSet(row.creators), editors: RoleSet(row.editors),
                isPattern: row.field.utf8.contains(UInt8(ascii: "*")),
                lengthLimit: row.lengthLimit)
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
