package import CaseModel
package import CaseRecords
package import Console
package import SyncProtocol

/// Cases in words, for people; values from outside are made visible first.
package enum CaseText {
    /// The table of `list`.
    package static func table(
        _ rows: [(RecordSummary, Durability)], language: Language, width: Int
    ) -> [String] {
        var table = Table([
            .init(language.pick("Số giấy hẹn", "Slip"), .left, staysWhole: true),
            .init(language.pick("Mã chính thức", "Official"), .left, staysWhole: true),
            .init(language.pick("Trạng thái", "State")),
            .init(language.pick("Nơi lưu", "Stored")),
            .init(language.pick("Người nộp", "Applicant")),
            .init(language.pick("Thủ tục", "Procedure")),
        ])
        for (summary, durability) in rows {
            table.add([
                summary.slip ?? "", summary.official ?? "—", state(summary, language),
                self.durability(durability, language),
                TerminalText.visible(summary.texts["applicant.name"] ?? ""),
                TerminalText.visible(summary.texts["procedure.name"] ?? ""),
            ])
        }
        return table.lines(width: width)
    }

    /// The state's name, with a mark when something is in conflict.
    package static func state(_ summary: RecordSummary, _ language: Language) -> String {
        let state = summary.state.flatMap { CaseState(rawValue: $0) } ?? .submitted
        let mark = summary.contests == 0 ? "" : language.pick(" (xung đột)", " (conflict)")
        return language.pick(state.nameVi, state.nameEn) + mark
    }

    /// What a person has to look at, and what can be done.
    package static func flag(_ flag: CaseFlag, slip: String?, _ language: Language) -> String {
        let code = slip ?? "?"
        return switch flag {
        case .procedureAbolished(let day):
            language.pick(
                "\(code): thủ tục đã bãi bỏ từ \(day.vietnamese) khi điểm nhận hồ sơ; cần người "
                    + "quyết định: accept, hoặc decline kèm lý do.",
                "\(code): its procedure had been abolished since \(day.iso) when it was taken; "
                    + "a person decides: accept, or decline with a reason.")
        case .probableDuplicate(let codes):
            language.pick(
                "\(code): có thể đã nộp trùng (\(codes.joined(separator: ", "))); xem: "
                    + "central conflicts",
                "\(code): probably handed in twice (\(codes.joined(separator: ", "))); see: "
                    + "central conflicts")
        case .toRoute:
            language.pick(
                "\(code): chưa rõ đơn vị giải quyết; chuyển bằng: central route \(code) --unit ID",
                "\(code): no competent unit yet; send it on: central route \(code) --unit ID")
        case .receptionUnsure(let claimed, let arrived):
            language.pick(
                "\(code): giờ nhận \(TimeText.words(claimed)) không chắc vì đồng hồ của điểm; về "
                    + "trung tâm lúc \(TimeText.words(arrived)). Ghi giờ đúng: "
                    + "central reception \(code) --at TIME",
                "\(code): received at \(TimeText.words(claimed)) by a clock that is not trusted; "
                    + "it came to the centre at \(TimeText.words(arrived)). Set it: "
                    + "central reception \(code) --at TIME")
        case .revokedPoint(let site):
            language.pick(
                "\(code): điểm \(site) đã bị thu hồi có ghi vào hồ sơ này; xin đối chiếu với người "
                    + "nộp rồi mới quyết định.",
                "\(code): point \(site), which was revoked, wrote in this case; check it with the "
                    + "applicant before deciding.")
        }
    }

    /// Where a case is durable, in words.
    package static func durability(_ durability: Durability, _ language: Language) -> String {
        switch durability {
        case .saved: language.pick("đã lưu tại đây", "saved here")
        case .centre: language.pick("đã ở trung tâm", "at the centre")
        case .backup: language.pick("đã có bản sao lưu", "in a backup")
        }
    }

    /// The lines of `show`; `documents` are those that `DocumentText` makes.
    package static func whole(
        _ summary: RecordSummary, durability: Durability, state: RecordState,
        hubs: [SiteNumber], documents: [String] = [], procedure: Procedure? = nil,
        language: Language
    ) -> [String] {
        var lines = [
            language.pick("Hồ sơ ", "Case ") + (summary.slip ?? "\(state.name)"),
            language.pick("Mã chính thức: ", "Official code: ")
                + (summary.official ?? language.pick("chưa có", "none yet")),
            language.pick("Trạng thái: ", "State: ") + self.state(summary, language) + " · "
                + self.durability(durability, language),
            "",
        ]
        let fields = state.texts(hubs: hubs).sorted { $0.name < $1.name }
        // What cannot be read as a document is shown like any other field.
        let isDocument = { CaseDocument(field: $0, value: $1) != nil }
        let view = CaseView(fields: state.dictionary(hubs: hubs))
        for (name, text) in fields
        where name != "slip" && !isDocument(name, text) {
            let isConflict = summary.conflicts.contains(name)
            if WaitText.isCovered(name), !isConflict { continue }
            let mark = isConflict ? " (!)" : ""
            let words = FieldText.named(name, of: procedure, language)
            lines.append("  \(words)\(mark): \(TerminalText.visible(text))")
        }
        lines += WaitText.lines(view, language: language)
        lines += documents
        if let change = view.dueChange {
            lines.append(
                language.pick(CalendarText.vietnamese(change), CalendarText.english(change)))
        }
        lines.append("")
        lines.append(
            language.pick("Đồng hồ: ", "Clock: ") + summary.clock.text
                + language.pick(" · số sự kiện: ", " · events: ") + "\(summary.events)")
        return lines
    }

    /// A conflict with all its values: who, where, when, and what can be done.
    package static func conflict(
        _ register: Register, slip: String?, hubs: [SiteNumber], language: Language,
        procedure: Procedure? = nil, point: (SiteNumber) -> String?
    ) -> [String] {
        let shown = register.provisional(hubs: hubs)
        let code = slip ?? "?"
        var lines = [
            language.pick("Hồ sơ \(code), mục ", "Case \(code), field ")
                + FieldText.named(register.name, of: procedure, language) + ":"
        ]
        for (index, setting) in register.settings.enumerated() {
            let place = point(setting.site).map(TerminalText.visible) ?? "\(setting.site)"
            let mark =
                setting == shown ? language.pick(" [tạm dùng]", " [shown for now]") : ""
            let value = setting.value.text ?? language.pick("(để trống)", "(cleared)")
            lines.append(
                "  \(index + 1). \(TerminalText.visible(value))\(mark) — "
                    + "\(TerminalText.visible(setting.actor)), \(place), "
                    + TimeText.words(setting.time.wall))
        }
        lines.append(
            language.pick("  Chọn: ", "  Choose: ")
                + "resolve \(code) \(TerminalText.visible(register.name)) --keep "
                + (1...register.settings.count).map(String.init).joined(separator: "|"))
        return lines
    }
}
