package import CaseModel
package import SyncProtocol

/// Facts about one case that the law does not let stand together (design §4): both are kept, and a
/// person decides.
package struct LegalConflict: Equatable, Sendable {
    /// What happened.
    package enum Kind: String, CaseIterable, Sendable {
        case paidTwice = "paid_twice"
        case returnedTwice = "returned_twice"
        /// Withdrawn by the citizen while the office decided.
        case withdrawnAgainstDecided = "withdrawn_decided"
    }

    /// One of the facts: what, by whom, where and when.
    package struct Fact: Equatable, Sendable {
        package let what: String
        package let site: SiteNumber
        package let actor: String
        package let time: Int64
    }

    package let kind: Kind
    package let facts: [Fact]

    /// The name under which the contract lists it beside the fields in conflict.
    package static let paymentField = "payment"

    /// All that stand for a case, in the order of the kinds.
    package static func all(in state: RecordState, money: CaseMoney) -> [LegalConflict] {
        [paidTwice(money), returnedTwice(state), withdrawn(state)].compactMap(\.self)
    }

    private static func paidTwice(_ money: CaseMoney) -> LegalConflict? {
        guard money.finance.state == .paidTwice else { return nil }
        let settled = money.payments.filter { $0.payment.standing == .settled }
        return LegalConflict(
            kind: .paidTwice,
            facts: settled.map {
                Fact(what: $0.payment.summary, site: $0.site, actor: $0.actor, time: $0.time)
            })
    }

    private static func returnedTwice(_ state: RecordState) -> LegalConflict? {
        // Two clocks may show the same moment: the settings count, not their values.
        guard let register = state.register("returned.at"), register.settings.count > 1 else {
            return nil
        }
        return LegalConflict(kind: .returnedTwice, facts: register.settings.map(fact))
    }

    private static func withdrawn(_ state: RecordState) -> LegalConflict? {
        guard let register = state.register("state") else { return nil }
        let states = register.values.compactMap { $0.text.flatMap(CaseState.init) }
        guard states.contains(.withdrawn), states.contains(where: \.isOutcome) else { return nil }
        return LegalConflict(kind: .withdrawnAgainstDecided, facts: register.settings.map(fact))
    }

    private static func fact(_ setting: Register.Setting) -> Fact {
        Fact(
            what: setting.value.text ?? "", site: setting.site, actor: setting.actor,
            time: setting.time.wall)
    }
}

extension CaseState {
    /// Whether the office has said its last word.
    fileprivate var isOutcome: Bool {
        switch self {
        case .declined, .stopped, .done, .ready, .returned: true
        case .draft, .submitted, .accepted, .processing, .supplement, .payment, .waiting,
            .withdrawn:
            false
        }
    }
}

extension Payment {
    /// `8000 cash C-3-261122-1-K`, the same in all languages.
    package var summary: String {
        ["\(amount)", kind.rawValue, receipt ?? bankReference].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension RecordSummary {
    /// The same with what no single field shows named among the conflicts.
    package func marking(_ legal: [LegalConflict]) -> RecordSummary {
        guard legal.contains(where: { $0.kind == .paidTwice }) else { return self }
        var summary = self
        summary.conflicts.append(LegalConflict.paymentField)
        return summary
    }
}

extension CaseReport {
    /// The lines of `conflicts --json` for one case: its fields in conflict, and being paid twice,
    /// which no single field shows.
    package static func conflicts(
        _ name: RecordName, slip: String?, state: RecordState, legal: [LegalConflict],
        hubs: [SiteNumber], point: (SiteNumber) -> String?
    ) -> [JSONValue] {
        conflicts(name, slip: slip, state: state, hubs: hubs, point: point)
            + legal.filter { $0.kind == .paidTwice }.map { conflict in
                let values = conflict.facts.map { fact in
                    JSONValue.object([
                        .init(name: "value", value: .text(fact.what)),
                        .init(name: "site", value: .text("\(fact.site)")),
                        .init(name: "point", value: .optional(point(fact.site))),
                        .init(name: "actor", value: .text(fact.actor)),
                        .init(name: "time", value: .text(Instant.iso(fact.time))),
                        .init(name: "provisional", value: .bool(false)),
                    ])
                }
                return .object([
                    .init(name: "record", value: .text("\(name)")),
                    .init(name: "slip", value: .optional(slip)),
                    .init(name: "field", value: .text(LegalConflict.paymentField)),
                    .init(name: "values", value: .array(values)),
                ])
            }
    }
}
