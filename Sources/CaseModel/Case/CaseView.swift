/// A case as people look at it, read from its merged fields.
///
/// Reading never fails: what cannot be read counts as not there, because a screen must show the
/// rest all the same.
package struct CaseView: Equatable, Sendable {
    package let fields: [String: String]

    /// Looks at merged fields.
    package init(fields: [String: String]) {
        self.fields = fields
    }

    package var procedure: String { fields["procedure"] ?? "" }
    package var procedureName: String? { text("procedure.name") }

    /// A case without a state is submitted; so is one whose state this version does not know.
    package var state: CaseState {
        fields["state"].flatMap(CaseState.init(rawValue:)) ?? .submitted
    }

    /// The official code, once the case is accepted.
    package var official: String? { text("official") }
    /// Who works on the case, and in which unit if not in the competent one.
    package var officer: String? { text("officer") }
    package var handler: String? { text("handler") }
    package var decision: Decision? { fields["decision"].flatMap(Decision.init(rawValue:)) }
    package var decisionReason: String? { text("decision.reason") }
    package var due: Int64? { instant("due") }
    /// When the paper form was received; nil when the case was entered at once.
    package var receivedAt: Int64? { instant("received_at") }
    package var unit: String? { text("unit") }
    package var channel: ChannelKind {
        fields["channel"].flatMap(ChannelKind.init(rawValue:)) ?? .counter
    }
    package var delivery: DeliveryKind {
        fields["delivery"].flatMap(DeliveryKind.init(rawValue:)) ?? .counter
    }
    package var applicantName: String { fields["applicant.name"] ?? "" }
    package var applicantIdentity: String? { text("applicant.identity") }
    package var applicantPhone: String? { text("applicant.phone") }
    package var helperName: String? { text("helper.name") }
    package var note: String? { text("note") }
    package var reference: String? { text("reference") }

    /// The answers by key, in the order of the keys.
    package var answers: [(key: String, value: String)] {
        entries("answers.")
    }

    /// The papers by key, in the order of the keys.
    package var papers: [(key: String, count: PaperCount)] {
        entries("papers.").compactMap { key, value in
            PaperCount(text: value).map { (key, $0) }
        }
    }

    private func entries(_ prefix: String) -> [(key: String, value: String)] {
        fields.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }
            .map { (key: String($0.key.dropFirst(prefix.count)), value: $0.value) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private func text(_ name: String) -> String? {
        guard let value = fields[name], !value.isEmpty else { return nil }
        return value
    }

    /// The instant in a field; nil when there is none, or none that can be read.
    package func instant(_ name: String) -> Int64? {
        // An unreadable time counts as none, see above.
        fields[name].flatMap { try? Instant.milliseconds(iso: $0) }
    }
}

/// What was decided on a case.
package enum Decision: String, CaseIterable, Sendable {
    case approved
    case refused
}
