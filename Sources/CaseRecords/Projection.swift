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
        let kind = state.creation?.kind ?? ""
        let isCase = kind == RecordKind.case
        let isRating = kind == RecordKind.rating
        let keyField = isCase ? nil : RecordKind.keyFields.first { $0.kind == kind }?.field
        let fields = kind == RecordKind.payment ? Reading.ofPayment : Reading.ofOthers
        let read = state.texts(of: fields.names, hubs: hubs)
        var shown = ListedTexts()
        for index in fields.names.indices where fields.isListed[index] {
            if let text = read[index] { shown[fields.names[index]] = text }
        }
        if kind == RecordKind.procedure {
            shown["search"] = ProcedureIndex.searchKeys(
                name: shown["name"] ?? "", field: shown["field"] ?? "",
                keywords: read[fields.englishName] ?? "")
        }
        if isCase, events > 1 {
            // Noted where it is folded anyway, so that lists need not fold every case.
            shown["legal"] = LegalConflict.beyondFields(of: state)
        }
        return RecordSummary(
            kind: kind, key: keyField.flatMap { state.text($0, hubs: hubs) },
            slip: isCase ? slip(of: state, base: read[fields.slip]) : nil,
            official: read[fields.official],
            // A spent visit is looked up as a caller's reference is.
            reference: read[fields.reference] ?? (isRating ? read[fields.visit] : nil),
            state: isCase ? read[fields.state] ?? CaseState.submitted.rawValue : nil,
            unit: read[fields.unit], conflicts: state.conflicts.map(\.name), clock: state.clock,
            events: events, texts: shown)
    }

    /// The fields that a summary is made of, in the order of the wire.
    private struct Reading {
        let names: [String]
        /// Which of them lists show.
        let isListed: [Bool]
        /// Where the others stand among the names.
        let slip, unit, state, englishName, official, reference, visit: Int

        static let ofPayment = Reading(RecordKind.payment)
        static let ofOthers = Reading(RecordKind.case)

        private init(_ kind: String) {
            let listed = RecordSummary.listed(kind)
            let others = [
                "slip", "unit", "state", "name_en", "official", "reference", Rating.visitField,
            ]
            let names = (listed + others).sorted(by: CBOREncoder.isAscending)
            let place = { (name: String) in names.firstIndex(of: name) ?? names.endIndex }
            self.names = names
            isListed = names.map(listed.contains)
            slip = place("slip")
            unit = place("unit")
            state = place("state")
            englishName = place("name_en")
            official = place("official")
            reference = place("reference")
            visit = place(Rating.visitField)
        }
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
    /// to be handed over (design §5), by what stands and by what the newest event says: of events
    /// that a restored hub gets back the newer one may have come before.
    package static func entitled(
        to state: RecordState, creator: SiteNumber, newest: Event
    ) -> [SiteNumber] {
        let standing = state.register(deliveryPoint)?.values ?? []
        // What creates a record says nothing beside what stands.
        let said = newest.record == nil ? [] : newest.fields.filter { $0.name == deliveryPoint }
        let values = standing + said.map(\.value)
        guard !values.isEmpty else { return [creator] }
        let points = values.compactMap(\.text).compactMap { UInt32($0) }.map { SiteNumber($0) }
        return Set([creator] + points.filter { $0 != .own }).sorted()
    }

    private static let deliveryPoint = "delivery.point"
}

/// The kinds of creating events, each a kind of record.
package enum RecordKind {
    package static let `case` = "case"
    package static let rating = "rating"
    package static let payment = "payment"
    package static let feedback = "feedback"
    package static let procedure = "procedure"
    package static let unit = "unit"
    package static let point = "point"
    package static let calendar = "calendar"

    package static let reference = [calendar, point, procedure, unit]
    /// The field that names a record in the application's own words.
    static let keyFields = [
        (kind: procedure, field: "code"), (kind: unit, field: "id"), (kind: point, field: "site"),
        (kind: rating, field: "case"), (kind: payment, field: "case"),
        (kind: calendar, field: "key"), (kind: feedback, field: "case"),
    ]
    /// The kinds of records that belong to the case named in their field `case`: whoever may see
    /// the case sees them too, and nobody else may add one.
    package static let attached = [payment]
}
