extension WriteRule {
    /// The table. Catalogue, units, points, calendar, staff and policy have no row: hub only.
    package static let rows: [Row] =
        caseRows + actRows + personRows + ratingRows + feedbackRows + paymentRows

    private static let kiosks: [Role] = [.point, .selfService]

    // Official code, decision and result of a case have no row either: hub only.
    private static let caseRows: [Row] = [
        onlyAtCreation("case", "procedure", CaseLimits.code),
        onlyAtCreation("case", "procedure.name", CaseLimits.procedureName),
        onlyAtCreation("case", "procedure.version", CaseLimits.code),
        // Points of an older version said the limit in this field too.
        onlyAtCreation("case", "procedure.limit", CaseLimits.code),
        onlyAtCreation("case", "procedure.fee", CaseLimits.code),
        onlyAtCreation("case", "unit", CaseLimits.code),
        onlyAtCreation("case", "due", CaseLimits.code),
        onlyAtCreation("case", "limit", CaseLimits.code),
        onlyAtCreation("case", "slip", CaseLimits.code),
        onlyAtCreation("case", "reference", CaseLimits.reference),
        // A paper form entered later needs somebody who saw it come in.
        onlyAtCreation("case", "received_at", CaseLimits.code, [.point]),
        editable("channel", CaseLimits.code, undecided),
        editable("delivery", CaseLimits.code, uncollected),
        editable("delivery.point", CaseLimits.code, uncollected),
        editable("delivery.address", CaseLimits.address, uncollected),
        editable("note", CaseLimits.note),
        // Whoever agreed may take it back at any time.
        editable("consent.*", CaseLimits.code),
        editable("answers.*", CaseLimits.answer, undecided),
        editable("papers.*", CaseLimits.code, undecided),
        editable("papers.*.name", CaseLimits.name, undecided),
        // Adding a scan changes nothing that was handed in, so a self-service kiosk may do it too.
        Row(
            kind: "case", field: "documents.*.*", creators: kiosks, editors: kiosks,
            lengthLimit: CaseLimits.documentField),
    ]

    /// Until something was decided, what was handed in can be corrected.
    private static let undecided = CaseState.allCases.filter { !$0.isFinal }
    /// Until the result is with the person, it can be sent elsewhere.
    private static let uncollected = undecided + [.done, .ready]

    // What a point does with a case by an act: the state that the table of transitions gives.
    private static let actRows: [Row] = [
        byAct("state", CaseLimits.code, [.return, .withdraw]),
        byAct("returned.at", CaseLimits.code, [.return]),
        byAct("returned.to", CaseLimits.name, [.return]),
        byAct("withdrawn.at", CaseLimits.code, [.withdraw]),
        byAct("withdrawn.reason", CaseLimits.reason, [.withdraw]),
        Row(
            kind: "case", field: "stage.*.*", creators: [.point], editors: [.point],
            lengthLimit: CaseLimits.name, acts: [Stage.act]),
    ]

    private static let paymentRows: [Row] = [
        onlyAtCreation("payment", "case", CaseLimits.code),
        onlyAtCreation("payment", "kind", CaseLimits.code),
        onlyAtCreation("payment", "amount", CaseLimits.code),
        onlyAtCreation("payment", "payload", CaseLimits.name),
        // Cash needs somebody who takes it.
        onlyAtCreation("payment", "receipt", CaseLimits.code, [.point]),
    ]

    private static let personRows: [Row] = ["applicant", "helper"].flatMap { person in
        Person.Key.allCases.map { key in
            let limit = key == .address ? CaseLimits.address : CaseLimits.name
            // How to reach somebody may change at any time; who it is may not.
            let isReach = key == .address || key == .phone || key == .commune
            return editable("\(person).\(key.rawValue)", limit, isReach ? nil : undecided)
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
            onlyAtCreation("rating", "harassment", 4),
            onlyAtCreation("rating", "extra_money", 4),
            onlyAtCreation("rating", Rating.visitField, 32),
        ]
        + Rating.Factor.allCases.map { onlyAtCreation("rating", "factor.\($0.rawValue)", 1) }

    // What the centre answers has no row: hub only.
    private static let feedbackRows: [Row] = [
        onlyAtCreation("feedback", "case", CaseLimits.code),
        onlyAtCreation("feedback", "procedure", CaseLimits.code),
        onlyAtCreation("feedback", "unit", CaseLimits.code),
        onlyAtCreation("feedback", "day", CaseLimits.code),
        onlyAtCreation("feedback", "about", CaseLimits.code),
        onlyAtCreation("feedback", "text", CaseLimits.comment),
        onlyAtCreation("feedback", "contact", CaseLimits.name),
        onlyAtCreation("feedback", "anonymous", 3),
    ]

    private static func onlyAtCreation(
        _ kind: String, _ field: String, _ limit: Int, _ creators: [Role] = kiosks
    ) -> Row {
        Row(kind: kind, field: field, creators: creators, editors: [], lengthLimit: limit)
    }

    /// A point corrects what was handed in; a self-service kiosk changes no case that exists.
    private static func editable(
        _ field: String, _ limit: Int, _ states: [CaseState]? = nil
    ) -> Row {
        Row(
            kind: "case", field: field, creators: kiosks, editors: [.point], lengthLimit: limit,
            states: states)
    }

    private static func byAct(_ field: String, _ limit: Int, _ acts: [CaseAct]) -> Row {
        Row(
            kind: "case", field: field, creators: [], editors: [.point], lengthLimit: limit,
            acts: acts.map(\.rawValue))
    }
}
