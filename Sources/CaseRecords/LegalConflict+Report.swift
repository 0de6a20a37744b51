package import CaseModel
package import SyncProtocol

extension LegalConflict.Matter {
    /// The words of the machine form, the same in all languages.
    package var what: String {
        switch self {
        case .accepted: CaseState.accepted.rawValue
        case .state(let state): state.rawValue
        case .payment(let payment, _): payment.summary
        case .returned: CaseState.returned.rawValue
        case .requested(let request): request.items.joined(separator: "; ")
        case .extended(let due): Instant.iso(due)
        case .unit(let id): id
        case .handedIn(let code): code
        }
    }
}

extension Payment {
    /// `8000 cash C-3-261122-1-K`, the same in all languages.
    fileprivate var summary: String {
        ["\(amount)", kind.rawValue, receipt ?? bankReference].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension RecordSummary {
    /// How many things a person has to decide, in fields and beside them.
    package var contests: Int { conflicts.count + (texts["legal"] == nil ? 0 : 1) }

    /// The same with what no single field shows named among the conflicts.
    package func marking(_ legal: [LegalConflict]) -> RecordSummary {
        var summary = self
        for conflict in legal where !summary.conflicts.contains(conflict.field) {
            summary.conflicts.append(conflict.field)
        }
        return summary
    }
}

extension CaseReport {
    /// The lines of `conflicts --json` for one case: its fields in conflict, and what no single
    /// field shows.
    package static func conflicts(
        _ name: RecordName, slip: String?, state: RecordState, legal: [LegalConflict],
        hubs: [SiteNumber], point: (SiteNumber) -> String?
    ) -> [JSONValue] {
        let shown = Set(state.conflicts.map(\.name))
        return conflicts(name, slip: slip, state: state, hubs: hubs, point: point)
            + legal.filter { !shown.contains($0.field) }.map { conflict in
                let values = conflict.facts.map { fact in
                    JSONValue.object([
                        .init(name: "value", value: .text(fact.matter.what)),
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
                    .init(name: "field", value: .text(conflict.field)),
                    .init(name: "values", value: .array(values)),
                ])
            }
    }
}
