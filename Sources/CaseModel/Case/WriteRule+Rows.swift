extension WriteRule {
    /// The table. Catalogue, units, points, calendar, staff and policy have no row: hub only.
    package static let rows: [Row] = caseRows + personRows + ratingRows

    private static let kiosks: [Role] = [.point, .selfService]

    // Official code, state, decision and result of a case have no row either: hub only.
    private static let caseRows: [Row] = [
        onlyAtCreation("case", "procedure", CaseLimits.code),
        onlyAtCreation("case", "procedure.name", CaseLimits.procedureName),
        onlyAtCreation("case", "procedure.version", CaseLimits.code),
        onlyAtCreation("case", "procedure.limit", CaseLimits.code),
        onlyAtCreation("case", "procedure.fee", CaseLimits.code),
        onlyAtCreation("case", "unit", CaseLimits.code),
        onlyAtCreation("case", "due", CaseLimits.code),
        onlyAtCreation("case", "slip", CaseLimits.code),
        onlyAtCreation("case", "reference", CaseLimits.reference),
        // A paper form entered later needs somebody who saw it come in.
        onlyAtCreation("case", "received_at", CaseLimits.code, [.point]),
        editable("channel", CaseLimits.code),
        editable("delivery", CaseLimits.code),
        editable("delivery.point", CaseLimits.code),
        editable("delivery.address", CaseLimits.address),
        editable("note", CaseLimits.note),
        editable("answers.*", CaseLimits.answer),
        editable("papers.*", CaseLimits.code),
        editable("papers.*.name", CaseLimits.name),
        // Adding a scan changes nothing that was handed in, so a self-service kiosk may do it too.
        Row(
            kind: "case", field: "documents.*.*", creators: kiosks, editors: kiosks,
            lengthLimit: CaseLimits.documentField),
    ]

    private static let personRows: [Row] = ["applicant", "helper"].flatMap { person in
        Person.Key.allCases.map { key in
            let limit = key == .address ? CaseLimits.address : CaseLimits.name
            return editable("\(person).\(key.rawValue)", limit)
        }
    }

    private static let ratingRows: [Row] =
        [
            onlyAtCreation("rating", "case", CaseLimits.code),
            onlyAtCreation("rating", "procedure", CaseLimits.code),
            onlyAtCreation("rating", "unit", CaseLimits.code),
            onlyAtCreation("rating", "day", CaseLimits.code),
            onlyAtCreation("rating", "score", 1),
            onlyAtCreation("rating", "comment", CaseLimits.comment),
            onlyAtCreation("rating", "anonymous", 3),
        ]
        + Rating.Factor.allCases.map { onlyAtCreation("rating", "factor.\($0.rawValue)", 1) }

    private static func onlyAtCreation(
        _ kind: String, _ field: String, _ limit: Int, _ creators: [Role] = kiosks
    ) -> Row {
        Row(kind: kind, field: field, creators: creators, editors: [], lengthLimit: limit)
    }

    /// A point corrects what was handed in; a self-service kiosk changes no case that exists.
    private static func editable(_ field: String, _ limit: Int) -> Row {
        Row(kind: "case", field: field, creators: kiosks, editors: [.point], lengthLimit: limit)
    }
}
