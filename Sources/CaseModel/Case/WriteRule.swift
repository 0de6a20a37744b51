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
        guard let table = table(kind) else { return .kindNotAllowed }
        return table.verdict(
            field: field, value: value, role: role, isCreation: isCreation, act: act)
    }

    /// The rows of one kind, for who asks about all fields of an event; nil when there are none.
    package static func table(_ kind: String) -> Table? {
        kinds.firstIndex(of: kind).map { tables[$0] }
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

    /// Whether the value of a field has the form that its readers rely on; nil takes a field back.
    ///
    /// A document and a payment are facts: written once, and nobody but the hub takes it back. A
    /// result comes from the centre alone.
    package static func isWellFormed(kind: String, field: String, value: String?) -> Bool {
        switch kind {
        case "case" where CaseDocument.isField(field):
            value.flatMap { CaseDocument(field: field, value: $0) }.map { !$0.isResult } ?? false
        case "payment":
            value.map { Payment.isWellFormed(field: field, value: $0) } ?? false
        default: true
        }
    }

    private static func rule(_ kind: String, _ field: String) -> Rule? {
        table(kind)?.rule(field)
    }

    // Few kinds: looking through a list is faster than hashing.
    private static let kinds = Set(rows.map(\.kind)).sorted()

    private static let tables = kinds.map { kind in Table(rows.filter { $0.kind == kind }) }
}
