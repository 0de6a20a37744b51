import CaseModel
package import SyncProtocol

/// From the fold of a record to what the application says about it.
package enum Projection {
    /// What lists and look-ups keep of a record.
    ///
    /// - Parameters:
    ///   - events: how many events were folded.
    ///   - hubs: the site numbers under which the centre writes; their value is shown while a
    ///     conflict stands.
    package static func summary(
        of state: RecordState, events: UInt64, hubs: [SiteNumber]
    ) -> RecordSummary {
        let text = { (field: String) in state.text(field, hubs: hubs) }
        let kind = state.creation?.kind ?? ""
        let isCase = kind == RecordKind.case
        let keyField = RecordKind.keyFields[kind]
        var shown = [String: String](minimumCapacity: RecordSummary.listed.count)
        for field in RecordSummary.listed {
            shown[field] = text(field)
        }
        if kind == RecordKind.procedure {
            shown["search"] = ProcedureIndex.searchKeys(
                name: text("name") ?? "", field: text("field") ?? "",
                keywords: text("name_en") ?? "")
        }
        return RecordSummary(
            kind: kind, key: keyField.flatMap(text),
            slip: isCase ? slip(of: state, base: text("slip")) : nil,
            official: text("official"), reference: text("reference"),
            state: isCase ? text("state") ?? CaseState.submitted.rawValue : nil,
            unit: text("unit"), conflicts: state.conflicts.map(\.name), clock: state.clock,
            events: events, texts: shown)
    }

    /// The slip number as printed: the base that the point gave, with characters of the hash.
    package static func slip(of state: RecordState, base: String?) -> String? {
        guard let base, let creation = state.creation else { return nil }
        return SlipNumber.make(base: base, hashBytes: creation.hash.bytes)
    }

    /// Whether a record is reference data, which every site gets.
    package static func isReference(_ kind: String) -> Bool {
        RecordKind.reference.contains(kind)
    }

    /// The sites that may see and change a record: where it was received, and where its result is
    /// to be handed over (design §5).
    package static func entitled(
        to state: RecordState, creator: SiteNumber
    ) -> [SiteNumber] {
        let point = state.register("delivery.point")?.values.compactMap(\.text) ?? []
        let points = point.compactMap { UInt32($0) }.map { SiteNumber($0) }
        return Set([creator] + points.filter { $0 != .own }).sorted()
    }
}

/// The kinds of creating events, each a kind of record.
package enum RecordKind {
    package static let `case` = "case"
    package static let rating = "rating"
    package static let procedure = "procedure"
    package static let unit = "unit"
    package static let point = "point"
    package static let calendar = "calendar"

    static let reference = [calendar, point, procedure, unit]
    /// The field that names a record in the application's own words.
    static let keyFields = [
        procedure: "code", unit: "id", point: "site", rating: "case", calendar: "key",
    ]
}
