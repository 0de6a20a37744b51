package import CaseModel
package import SyncProtocol

/// The rules of the application as the hub's session asks for them (design §4).
package enum Rulebook {
    /// The acts by which a kiosk changes a record that exists.
    private static let changes =
        WriteRule.corrections + [Stage.act, CaseAct.return.rawValue, CaseAct.withdraw.rawValue]

    /// Every kind of event that this version knows; another one comes from a newer kiosk.
    private static let known =
        changes + RecordKind.reference + [RecordKind.case, RecordKind.rating, RecordKind.payment]
        + [RecordKind.feedback] + CaseAct.allCases.map(\.rawValue)
        + ["abolish", "amend", "answer", "confirm", reception, recount, "refund", "route"]

    /// The kind of event by which the hub changes a promised date when a newer calendar comes.
    package static let recount = "recount"

    /// The kind of event by which a person at the centre sets when a case was received.
    package static let reception = "reception"

    /// What may pass from a site of this type; a value is text or null, clean and in NFC.
    package static func verdict(forSiteType type: String) -> HubSession.Verdict {
        let role: WriteRule.Role = type == "kiosk" ? .selfService : .point
        return { event, recordKind in
            let isCreation = recordKind == nil
            let kind = recordKind ?? event.kind
            guard known.contains(event.kind) else { return .unknownKind }
            guard let table = WriteRule.table(kind), isCreation || changes.contains(event.kind)
            else { return .kindNotAllowed }
            for field in event.fields {
                let text = field.value.text
                switch table.verdict(
                    field: field.name, value: text, role: role, isCreation: isCreation,
                    act: event.kind)
                {
                case .allowed: break
                case .kindNotAllowed: return .kindNotAllowed
                case .fieldNotAllowed: return .fieldNotAllowed
                case .valueTooLong: return .valueNotAllowed
                }
                guard text.map(VietnameseText.isStorable) ?? (field.value == .null),
                    WriteRule.isWellFormed(kind: kind, field: field.name, value: text)
                else { return .valueNotAllowed }
            }
            return nil
        }
    }

    /// Whether the state of the record matters to an event that passed the verdict.
    package static func dependsOnState(_ event: Event, recordKind: String) -> Bool {
        recordKind == RecordKind.case
            && WriteRule.dependsOnState(act: event.kind, fields: event.fields.map(\.name))
    }

    /// Whether the event was right in the state that its author saw.
    package static func isTimely(_ event: Event, seen state: CaseState) -> Bool {
        event.fields.allSatisfy {
            WriteRule.isTimely(
                act: event.kind, field: $0.name, value: $0.value.text, in: state)
        }
    }
}
