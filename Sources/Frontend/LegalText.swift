import CaseModel
package import CaseRecords
package import Console
package import SyncProtocol

/// Conflicts of law in words: what happened, both facts, what it means, what a person can do.
package enum LegalText {
    /// The paragraph about one conflict.
    package static func lines(
        _ conflict: LegalConflict, slip: String?, language: Language,
        point: (SiteNumber) -> String?
    ) -> [String] {
        let code = slip ?? "?"
        let facts = conflict.facts.enumerated().map { index, fact in
            let place = point(fact.site).map(TerminalText.visible) ?? "\(fact.site)"
            return "  \(index + 1). \(TerminalText.visible(fact.what)) — "
                + "\(TerminalText.visible(fact.actor)), \(place), \(Instant.iso(fact.time))"
        }
        return [
            language.pick("Hồ sơ \(code): ", "Case \(code): ") + happened(conflict.kind)[language]
        ] + facts + ["  " + means(conflict.kind)[language], "  " + advice(conflict.kind)[language]]
    }

    private static func happened(_ kind: LegalConflict.Kind) -> Localized {
        switch kind {
        case .paidTwice:
            Localized(vi: "lệ phí đã được nộp hai lần.", en: "the fee was paid twice.")
        case .returnedTwice:
            Localized(
                vi: "kết quả được ghi là đã trả hai lần.",
                en: "the result was recorded as handed over twice.")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "người dân rút hồ sơ trong khi cơ quan đã giải quyết.",
                en: "the citizen withdrew the case while the office decided it.")
        }
    }

    private static func means(_ kind: LegalConflict.Kind) -> Localized {
        switch kind {
        case .paidTwice:
            Localized(
                vi: "Cả hai lần nộp đều được giữ; số tiền nộp thừa phải hoàn lại.",
                en: "Both payments are kept; the surplus is to be given back.")
        case .returnedTwice:
            Localized(
                vi: "Kết quả chỉ có một bản chính: một trong hai lần ghi có thể nhầm.",
                en: "There is one original of the result: one of the two may be a mistake.")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "Cả hai việc đều được giữ; việc nào có hiệu lực phải do người quyết định.",
                en: "Both are kept; which of them has effect is for a person to decide.")
        }
    }

    private static func advice(_ kind: LegalConflict.Kind) -> Localized {
        switch kind {
        case .paidTwice:
            Localized(
                vi: "Có thể làm: trung tâm hoàn lại một lần nộp (central refund-payment).",
                en: "What can be done: the centre refunds one of them (central refund-payment).")
        case .returnedTwice:
            Localized(
                vi: "Có thể làm: hỏi hai điểm, rồi chọn lần ghi đúng (resolve … returned.at).",
                en: "What can be done: ask both points, then keep the right one "
                    + "(resolve … returned.at).")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "Có thể làm: hỏi người dân và cơ quan, rồi chọn (central resolve … state).",
                en: "What can be done: ask the citizen and the office, then choose "
                    + "(central resolve … state).")
        }
    }
}
