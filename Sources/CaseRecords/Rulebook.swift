import CaseModel
package import SyncProtocol

/// The rules of the application as the hub's session asks for them (design §4).
package enum Rulebook {
    /// The acts by which a kiosk changes a record that exists.
    private static let changes = ["edit", "resolve"]

    /// Every kind of event that this version knows; another one comes from a newer kiosk.
    private static let known =
        changes + RecordKind.reference + [RecordKind.case, RecordKind.rating]
        + ["abolish", "accept", "amend", "decide", "decline", "finish", "route"]

    /// What may pass from a site of this type; a value is text or null, clean and in NFC.
    package static func verdict(forSiteType type: String) -> HubSession.Verdict {
        let role: WriteRule.Role = type == "kiosk" ? .selfService : .point
        return { event, recordKind in
            let isCreation = recordKind == nil
            let kind = recordKind ?? event.kind
            guard known.contains(event.kind) else { return .unknownKind }
            guard WriteRule.mayCreate(kind: kind, role: role),
                isCreation || changes.contains(event.kind)
            else { return .kindNotAllowed }
            for field in event.fields {
                let text = field.value.text
                switch WriteRule.verdict(
                    kind: kind, field: field.name, value: text, role: role,
                    isCreation: isCreation)
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
}
