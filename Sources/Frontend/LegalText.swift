import CaseModel
package import CaseRecords
package import Console
package import SyncProtocol

/// Conflicts of law in words: what happened, each fact with who, where and when, what it means,
/// and the commands by which a person settles it; at a point only those that a point has.
package enum LegalText {
    /// The paragraph about one conflict.
    package static func lines(
        _ conflict: LegalConflict, slip: String?, language: Language, atCentre: Bool = true,
        point: (SiteNumber) -> String?
    ) -> [String] {
        let code = slip ?? conflict.facts.lazy.compactMap(\.matter.code).first ?? "?"
        let head = language.pick("Hồ sơ \(code): ", "Case \(code): ")
        let facts = conflict.facts.enumerated().map { index, fact in
            let place = point(fact.site) ?? "\(fact.site)"
            let whence = [fact.actor, place, TimeText.words(fact.time)].filter { !$0.isEmpty }
            return "  \(index + 1). "
                + TerminalText.visible(
                    fact.matter.words(language) + " — " + whence.joined(separator: ", "))
        }
        let known = conflict.commands(code: code)
            .filter { atCentre || !$0.hasPrefix("central ") }
        let commands = known.map { "    " + TerminalText.visible($0) }
        let who = language.pick(
            "    Việc này do trung tâm quyết định; xin báo trung tâm.",
            "    The centre decides on this; please tell the centre.")
        return [head + conflict.kind.happened[language]] + facts
            + ["  " + conflict.kind.means[language], "  " + conflict.kind.advice[language]]
            + (commands.isEmpty && !atCentre ? [who] : commands)
    }
}

extension LegalConflict.Matter {
    /// The code of a case that was handed in.
    fileprivate var code: String? {
        if case .handedIn(let code) = self { code } else { nil }
    }

    fileprivate func words(_ language: Language) -> String {
        switch self {
        case .accepted: language.pick("tiếp nhận hồ sơ", "accepted the case")
        case .state(let state): language.pick(state.nameVi, state.nameEn)
        case .payment(let payment, _): PaymentText.words(payment, language)
        case .returned: language.pick("trả kết quả", "handed the result over")
        case .requested(let request):
            language.pick("yêu cầu bổ sung: ", "asked for: ")
                + (request.items + [request.reason]).joined(separator: "; ")
        case .extended(let due):
            language.pick("hẹn lại ", "gave a new date, ") + TimeText.words(due)
        case .unit(let id): language.pick("chuyển cho đơn vị ", "sent to unit ") + id
        case .handedIn(let code): language.pick("nhận hồ sơ ", "received case ") + code
        }
    }
}

extension LegalConflict {
    /// What a person types to settle it; the numbers are those of the facts.
    fileprivate func commands(code: String) -> [String] {
        let resolve = "central resolve \(code) \(field)"
        switch kind {
        case .acceptedTwice, .returnedTwice, .requestedTwice, .withdrawnAgainstDecided:
            return facts.indices.map { "\(resolve) --keep \($0 + 1)" }
        case .paidTwice:
            return facts.compactMap { fact in
                guard case .payment(_, let name) = fact.matter else { return nil }
                return "central refund-payment \(name) --reason \"…\""
            }
        case .extendedAgainstFinished:
            return ["\(resolve) --keep 1", "\(resolve) --value DATE"]
        case .changedUnit:
            let units = facts.filter { if case .unit = $0.matter { true } else { false } }
            return units.indices.map { "\(resolve) --keep \($0 + 1)" } + ["\(resolve) --value ID"]
        case .probableDuplicate:
            return facts.compactMap { fact in fact.matter.code.map { "kiosk withdraw \($0)" } }
        }
    }
}

extension LegalConflict.Kind {
    fileprivate var happened: Localized {
        switch self {
        case .acceptedTwice:
            Localized(vi: "được tiếp nhận hai lần.", en: "it was accepted twice.")
        case .paidTwice:
            Localized(vi: "lệ phí đã được nộp hai lần.", en: "the fee was paid twice.")
        case .returnedTwice:
            Localized(
                vi: "kết quả được ghi là đã trả hai lần.",
                en: "the result was recorded as handed over twice.")
        case .requestedTwice:
            Localized(
                vi: "hai người cùng lúc yêu cầu bổ sung.",
                en: "two people asked for more papers at once.")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "người dân rút hồ sơ trong khi cơ quan đã giải quyết.",
                en: "the citizen withdrew the case while the office decided it.")
        case .extendedAgainstFinished:
            Localized(
                vi: "có người hẹn lại ngày trong khi hồ sơ được kết thúc.",
                en: "a new date was given while the case was finished.")
        case .changedUnit:
            Localized(
                vi: "đơn vị có thẩm quyền thay đổi trong khi hồ sơ đang được xử lý.",
                en: "the competent unit changed while the case was worked on.")
        case .probableDuplicate:
            Localized(
                vi: "có thể đã nộp trùng: cùng người, cùng thủ tục, ở hai điểm.",
                en: "probably handed in twice: same person, same procedure, two points.")
        }
    }

    fileprivate var means: Localized {
        switch self {
        case .acceptedTwice:
            Localized(
                vi: "Cả hai lần đều được giữ; chỉ một lần tính ngày và người chịu trách nhiệm.",
                en: "Both are kept; only one of them counts for the date and who is responsible.")
        case .paidTwice:
            Localized(
                vi: "Cả hai lần nộp đều được giữ; số tiền nộp thừa phải hoàn lại.",
                en: "Both payments are kept; the surplus is to be given back.")
        case .returnedTwice:
            Localized(
                vi: "Kết quả chỉ có một bản chính: một trong hai lần ghi có thể nhầm.",
                en: "There is one original of the result: one of the two may be a mistake.")
        case .requestedTwice:
            Localized(
                vi: "Cả hai phiếu đều được giữ; người dân chỉ phải bổ sung một lần cho đủ.",
                en: "Both requests are kept; the person is to be asked once, for everything.")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "Cả hai việc đều được giữ; việc nào có hiệu lực phải do người quyết định.",
                en: "Both are kept; which of them has effect is for a person to decide.")
        case .extendedAgainstFinished:
            Localized(
                vi: "Cả hai việc đều được giữ; ngày hẹn nào được tính phải do người quyết định.",
                en: "Both are kept; which date counts is for a person to decide.")
        case .changedUnit:
            Localized(
                vi: "Mọi việc đều được giữ; việc của đơn vị không có thẩm quyền có thể không "
                    + "có hiệu lực.",
                en: "Everything is kept; what a unit did that is not competent may have no effect.")
        case .probableDuplicate:
            Localized(
                vi: "Các hồ sơ đều được giữ và không tự gộp; có thể người dân nộp phí hai lần.",
                en: "All are kept, none is merged by itself; the person may pay the fee twice.")
        }
    }

    fileprivate var advice: Localized {
        switch self {
        case .acceptedTwice:
            Localized(
                vi: "Có thể làm: chọn lần tiếp nhận được tính.",
                en: "What can be done: choose the acceptance that counts.")
        case .paidTwice:
            Localized(
                vi: "Có thể làm: trung tâm hoàn lại một lần nộp.",
                en: "What can be done: the centre refunds one of them.")
        case .returnedTwice:
            Localized(
                vi: "Có thể làm: hỏi hai điểm, rồi chọn lần ghi đúng.",
                en: "What can be done: ask both points, then keep the right one.")
        case .requestedTwice:
            Localized(
                vi: "Có thể làm: chọn phiếu đầy đủ hơn, báo cho người dân phần còn lại.",
                en: "What can be done: keep the fuller one, tell the person of the rest.")
        case .withdrawnAgainstDecided:
            Localized(
                vi: "Có thể làm: hỏi người dân và cơ quan, rồi chọn.",
                en: "What can be done: ask the citizen and the office, then choose.")
        case .extendedAgainstFinished:
            Localized(
                vi: "Có thể làm: giữ ngày hẹn mới, hoặc ghi ngày hẹn được tính.",
                en: "What can be done: keep the new date, or set the one that counts.")
        case .changedUnit:
            Localized(
                vi: "Có thể làm: hỏi các đơn vị, rồi chọn đơn vị giải quyết.",
                en: "What can be done: ask the units, then choose the one that decides.")
        case .probableDuplicate:
            Localized(
                vi: "Có thể làm: hỏi người dân, rồi rút hồ sơ thừa.",
                en: "What can be done: ask the person, then withdraw the one too many.")
        }
    }
}
