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
    }

    /// One row: who may set the field when the record is created, and who may change it later.
    package struct Row: Sendable {
        package let kind: String
        /// The name of the field; `*` at the end stands for one key.
        package let field: String
        package let creators: [Role]
        package let editors: [Role]
        /// In characters.
        package let lengthLimit: Int
    }

    /// Whether somebody in this role may set the field of a record of this kind.
    package static func verdict(
        kind: String, field: String, role: Role, isCreation: Bool
    ) -> Verdict {
        if role == .hub { return .allowed }
        guard let rows = table[kind] else { return .kindNotAllowed }
        guard let row = row(of: field, in: rows) else { return .fieldNotAllowed }
        let roles = isCreation ? row.creators : row.editors
        return roles.contains(role) ? .allowed : .fieldNotAllowed
    }

    /// Whether somebody in this role may create a record of this kind at all.
    package static func mayCreate(kind: String, role: Role) -> Bool {
        role == .hub || table[kind] != nil
    }

    /// The longest value of a field, in characters.
    package static func lengthLimit(kind: String, field: String) -> Int {
        guard let rows = table[kind], let row = row(of: field, in: rows) else {
            return CaseLimits.fieldValue
        }
        return row.lengthLimit
    }

    /// Whether the name and the value of a field keep to the limits.
    package static func isWithinLimits(kind: String, field: String, value: String) -> Bool {
        guard field.utf8.count <= CaseLimits.fieldName,
            value.utf8.count <= CaseLimits.fieldValue
        else { return false }
        let limit = lengthLimit(kind: kind, field: field)
        // Counting characters is slow; no text has more characters than bytes.
        return value.utf8.count <= limit || value.count <= limit
    }

    private static func row(of field: String, in rows: [String: Row]) -> Row? {
        // A field that is called like a pattern is not the pattern.
        if let row = rows[field] { return field.utf8.contains(UInt8(ascii: "*")) ? nil : row }
        let parts = field.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, Slug.isKey(String(parts[1])) else { return nil }
        let tail = parts.dropFirst(2).map { "." + $0 }.joined()
        return rows["\(parts[0]).*\(tail)"]
    }

    /// The whole table, by kind and field.
    private static let table: [String: [String: Row]] = Dictionary(
        grouping: rows, by: \.kind
    ).mapValues { rows in
        Dictionary(rows.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
