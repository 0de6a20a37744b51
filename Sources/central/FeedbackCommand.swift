import CaseModel
import CaseRecords
import Console
import Frontend
import Hub
import Transport

/// `central feedback` and `answer-feedback`: what people told the authorities, and the answers.
enum FeedbackCommand {
    static var commands: [CommandSpec] {
        [
            CommandSpec(
                "feedback", Localized(vi: "phản ánh, kiến nghị", en: "what people told us"),
                options: [
                    .flag(
                        "open", Localized(vi: "chỉ việc chưa xong", en: "only what is open")),
                    .flag("overdue", Localized(vi: "chỉ việc quá hạn", en: "only what is overdue")),
                ]),
            CommandSpec(
                "answer-feedback", Localized(vi: "trả lời phản ánh", en: "answer feedback"),
                details: Localized(
                    vi: "Hạn: từ chối 2, hỏi thêm 5, giải quyết 15, công khai 2 ngày làm việc. "
                        + "Mỗi bước ghi một lần, không sửa.",
                    en: "Working days: refuse 2, ask for more 5, resolve 15, publish 2. Each step "
                        + "is written once and never changed."),
                options: [
                    .value(
                        "text", "TEXT", Localized(vi: "lời trả lời", en: "the answer"),
                        isRequired: true),
                    .choice(
                        "step", Feedback.Step.allCases.map(\.rawValue),
                        Localized(
                            vi: "refused, asked, resolved (mặc định), published",
                            en: "refused, asked, resolved (default), published")),
                    .value(
                        "actor", "NAME", Localized(vi: "người trả lời", en: "who answers")),
                ], arguments: [ArgumentSpec("ID")]),
        ]
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = desk.invocation.options
        let now = SystemClock.wallMilliseconds()
        let hub = try Opening.hub(desk)
        let rows = try Failure.hub(desk) { () throws(HubError) in try hub.feedback() }.filter {
            (!options.has("open") || $0.feedback.end == nil)
                && (!options.has("overdue") || $0.clock.isOverdue($0.feedback, at: now))
        }
        for row in rows { try say(row, now, desk) }
        if rows.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có phản ánh nào.", en: "There is no feedback.")
        }
        return .done
    }

    static func answer(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = desk.invocation.options
        let officer = try Opening.officer(desk)
        let step = options.value("step").flatMap(Feedback.Step.init) ?? .resolved
        let text = VietnameseText.nfc(VietnameseText.trimmed(options.value("text") ?? ""))
        guard !text.isEmpty, text.count <= CaseLimits.comment, VietnameseText.isClean(text) else {
            throw Failure(
                .refused,
                vi: "--text cần một lời trả lời, nhiều nhất \(CaseLimits.comment) ký tự.",
                en: "--text takes an answer of at most \(CaseLimits.comment) characters.")
        }
        let hub = try Opening.hub(desk)
        let row = try Failure.hub(desk) { () throws(HubError) in
            try hub.answer(desk.invocation.arguments[0], step, text: text, by: officer)
        }
        guard let row else {
            throw Failure(
                .refused,
                vi: "Bước này đã làm rồi hoặc chưa đến lượt; không thay đổi gì.",
                en: "This step was made already, or comes too early; nothing changed.")
        }
        try say(row, officer.now, desk)
        return .done
    }

    private static func say(
        _ row: Hub.FeedbackRow, _ now: Int64, _ desk: Desk
    ) throws(Failure) {
        let feedback = row.feedback
        let isOverdue = row.clock.isOverdue(feedback, at: now)
        guard desk.wantsJSON else {
            let kind = desk.language.pick(feedback.kind.nameVi, feedback.kind.nameEn)
            let due = CivilDate(instantMilliseconds: row.clock.due).vietnamese
            let late = isOverdue ? desk.language.pick(", quá hạn", ", overdue") : ""
            let end = feedback.end.map { ", \($0.step.rawValue)" } ?? late
            try desk.say(
                "\(row.name)  \(kind), \(desk.language.pick("hạn", "due")) \(due)\(end): "
                    + TerminalText.visible(feedback.text))
            return
        }
        let answers = feedback.answers.map { answer in
            JSONValue.object([
                .init(name: "step", value: .text(answer.step.rawValue)),
                .init(name: "at", value: .text(Instant.iso(answer.at))),
                .init(name: "text", value: .text(answer.text)),
            ])
        }
        try desk.say(
            .object([
                .init(name: "record", value: .text("\(row.name)")),
                .init(name: "case", value: .optional(row.caseName)),
                .init(name: "unit", value: .optional(row.unit)),
                .init(name: "kind", value: .text(feedback.kind.rawValue)),
                .init(name: "text", value: .text(feedback.text)),
                .init(name: "contact", value: .optional(feedback.contact)),
                .init(name: "anonymous", value: .bool(feedback.isAnonymous)),
                .init(name: "received_at", value: .text(Instant.iso(row.receivedAt))),
                .init(name: "refuse_by", value: .text(Instant.iso(row.clock.refuseBy))),
                .init(name: "ask_by", value: .text(Instant.iso(row.clock.askBy))),
                .init(name: "resolve_by", value: .text(Instant.iso(row.clock.resolveBy))),
                .init(
                    name: "publish_by",
                    value: .optional(row.clock.publishBy.map { Instant.iso($0) })
                ),
                .init(name: "overdue", value: .bool(isOverdue)),
                .init(name: "answers", value: .array(answers)),
            ]))
    }
}
