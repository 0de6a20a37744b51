/// One event of a case in plain values: what was done, by whom, where and when.
package struct CaseStep: Equatable, Sendable {
    /// The kind of the event.
    package let kind: String
    /// Whether it created the case.
    package let isReception: Bool
    package let actor: String
    /// The point, or the centre.
    package let place: String
    package let time: Int64
    /// The fields set; nil for one that was taken back.
    package let fields: [String: String?]

    package init(
        kind: String, isReception: Bool, actor: String, place: String, time: Int64,
        fields: [String: String?]
    ) {
        self.kind = kind
        self.isReception = isReception
        self.actor = actor
        self.place = place
        self.time = time
        self.fields = fields
    }

    func text(_ field: String) -> String? {
        fields[field].flatMap(\.self).flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// The six things that a point does for people (domain §1).
package enum Stage: String, CaseIterable, Sendable {
    case guide
    case receive
    case digitise
    /// Hands the result over.
    case returnResult = "return"
    case collectFee = "collect"
    /// Makes an electronic document, for instance an account or an online form.
    case electronicDocument = "electronic"

    package var nameVi: String {
        switch self {
        case .guide: "Hướng dẫn"
        case .receive: "Tiếp nhận"
        case .digitise: "Số hóa"
        case .returnResult: "Trả kết quả"
        case .collectFee: "Thu phí, lệ phí"
        case .electronicDocument: "Tạo văn bản điện tử"
        }
    }

    package var nameEn: String {
        switch self {
        case .guide: "Guidance"
        case .receive: "Reception"
        case .digitise: "Digitisation"
        case .returnResult: "Result handed over"
        case .collectFee: "Fee collected"
        case .electronicDocument: "Electronic document made"
        }
    }

    /// The kind of event by which a stage is noted that no other act shows.
    package static let act = "stage"

    /// The field that notes a stage; in its name the instant, so that two never meet in one field.
    package func field(at instant: Int64) -> String { "stage.\(rawValue).\(instant)" }

    /// The stages that a step shows, in the order of the enum.
    package static func shown(by step: CaseStep) -> [Stage] {
        allCases.filter { stage in
            let isNoted = step.fields.keys.contains { $0.hasPrefix("stage.\(stage.rawValue).") }
            switch stage {
            case .receive: return isNoted || step.isReception
            case .digitise:
                return isNoted
                    || step.fields.keys.contains { $0.hasPrefix(CaseDocument.prefix) }
            case .returnResult:
                return isNoted || step.kind == CaseAct.return.rawValue
                    || step.kind == CaseAct.finish.rawValue
            case .collectFee: return isNoted || step.kind == "pay"
            case .guide, .electronicDocument: return isNoted
            }
        }
    }
}

/// A stage with who did it, where and when.
package struct StageEntry: Equatable, Sendable {
    package let stage: Stage
    package let actor: String
    package let place: String
    package let time: Int64

    /// The stages of a case, in the order of its steps.
    package static func all(in steps: [CaseStep]) -> [StageEntry] {
        steps.flatMap { step in
            Stage.shown(by: step).map {
                StageEntry(stage: $0, actor: step.actor, place: step.place, time: step.time)
            }
        }
    }
}
