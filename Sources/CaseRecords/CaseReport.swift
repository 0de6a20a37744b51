package import CaseModel
package import SyncProtocol

/// Where a case is known to be durable (design §6); never overstated.
package enum Durability: String, Sendable {
    /// On this disk.
    case saved
    /// In the central store.
    case centre
    /// In the two newest backups that were read back.
    case backup
}

/// The machine form of records, the same at the kiosk and at the centre (design §11).
package enum CaseReport {
    /// A line of `list --json`.
    package static func line(
        _ name: RecordName, _ summary: RecordSummary, durability: Durability,
        flags: [CaseFlag]? = nil
    ) -> JSONValue {
        .object(members(name, summary, durability: durability, fields: nil, flags))
    }

    /// The answer of `show --json`.
    package static func whole(
        _ name: RecordName, _ summary: RecordSummary, durability: Durability, state: RecordState,
        hubs: [SiteNumber], flags: [CaseFlag]? = nil
    ) -> JSONValue {
        let fields = state.texts(hubs: hubs).sorted { $0.name < $1.name }
            .map { JSONValue.Member(name: $0.name, value: .text($0.text)) }
        return .object(
            members(name, summary, durability: durability, fields: .object(fields), flags))
    }

    private static func members(
        _ name: RecordName, _ summary: RecordSummary, durability: Durability, fields: JSONValue?,
        _ flags: [CaseFlag]?
    ) -> [JSONValue.Member] {
        let clock = summary.clock.entries.map {
            JSONValue.Member(name: "\($0.site)", value: .number("\($0.sequence)"))
        }
        var members: [JSONValue.Member] = [
            .init(name: "record", value: .text("\(name)")),
            .init(name: "slip", value: .optional(summary.slip)),
            .init(name: "official", value: .optional(summary.official)),
            .init(name: "procedure", value: .optional(summary.texts["procedure"])),
            .init(name: "state", value: .optional(summary.state)),
            .init(name: "due", value: .optional(summary.texts["due"])),
            .init(name: "received_at", value: .optional(summary.texts["received_at"])),
            .init(name: "durability", value: .text(durability.rawValue)),
            .init(name: "clock", value: .object(clock)),
        ]
        if let fields { members.append(.init(name: "fields", value: fields)) }
        members.append(
            .init(name: "conflicts", value: .array(summary.conflicts.map { .text($0) })))
        members.append(.init(name: "events", value: .number("\(summary.events)")))
        if let flags, !flags.isEmpty {
            members.append(.init(name: "flags", value: .array(flags.map { .text($0.word) })))
        }
        return members
    }

    /// The lines of `conflicts --json` for one record.
    package static func conflicts(
        _ name: RecordName, slip: String?, state: RecordState, hubs: [SiteNumber],
        point: (SiteNumber) -> String?
    ) -> [JSONValue] {
        state.conflicts.map { register in
            let shown = register.provisional(hubs: hubs)
            let values = register.settings.map { setting in
                JSONValue.object([
                    .init(name: "value", value: .optional(setting.value.text)),
                    .init(name: "site", value: .text("\(setting.site)")),
                    .init(name: "point", value: .optional(point(setting.site))),
                    .init(name: "actor", value: .text(setting.actor)),
                    .init(name: "time", value: .text(Instant.iso(setting.time.wall))),
                    .init(name: "provisional", value: .bool(setting == shown)),
                ])
            }
            return .object([
                .init(name: "record", value: .text("\(name)")),
                .init(name: "slip", value: .optional(slip)),
                .init(name: "field", value: .text(register.name)),
                .init(name: "values", value: .array(values)),
            ])
        }
    }
}

extension JSONValue {
    /// The text, or null for none.
    package static func optional(_ text: String?) -> JSONValue {
        text.map { .text($0) } ?? .null
    }
}
