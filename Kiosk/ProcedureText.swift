import CaseModel
import Console
import Frontend

/// A procedure in words: what a citizen has to bring, to pay and to wait for.
enum ProcedureText {
    static func lines(_ procedure: Procedure, language: Language) -> [String] {
        let name = language.pick(procedure.nameVi, procedure.nameEn ?? procedure.nameVi)
        var lines = ["\(procedure.code)  \(TerminalText.visible(name))", ""]
        lines += channels(procedure.channels, language)
        if let cutoff = procedure.sameDayCutoff {
            lines.append(
                language.pick(
                    "  Nộp trước \(cutoff) trả trong ngày.",
                    "  Handed in before \(cutoff): ready the same day."))
        }
        lines += papers(procedure, language)
        if let result = procedure.resultVi {
            lines += ["", language.pick("Kết quả: ", "Result: ") + TerminalText.visible(result)]
        }
        for doubt in procedure.unsure {
            lines.append(
                language.pick("Cần xem lại: ", "To be confirmed: ") + TerminalText.visible(doubt))
        }
        return lines
    }

    /// Time and fee of each channel; channels with the same ones share a line.
    private static func channels(
        _ channels: [Procedure.Channel], _ language: Language
    ) -> [String] {
        var lines: [(names: [String], terms: String)] = []
        for channel in channels {
            let terms = limit(channel.limit, language) + "; " + fee(channel.fee, language)
            let name = name(channel.kind, language)
            if let index = lines.firstIndex(where: { $0.terms == terms }) {
                lines[index].names.append(name.prefix(1).lowercased() + name.dropFirst())
            } else {
                lines.append(([name], terms))
            }
        }
        return lines.map { "  \($0.names.joined(separator: ", ")): \($0.terms)" }
    }

    /// Why a procedure cannot be chosen today; nil when it can.
    static func standing(_ offer: Offer, language: Language) -> String? {
        let validity = offer.procedure.validity
        switch offer.standing {
        case .inForce:
            return nil
        case .notYet:
            let day = validity.effective.map { language.pick($0.vietnamese, $0.iso) } ?? "?"
            return language.pick("Có hiệu lực từ \(day).", "In force from \(day).")
        case .abolished:
            let day = validity.abolished.map { language.pick($0.vietnamese, $0.iso) } ?? "?"
            let decision = validity.abolishedBy.map {
                language.pick(" theo Quyết định ", " by decision ") + TerminalText.visible($0)
            }
            return language.pick("Đã bãi bỏ từ \(day)", "Abolished since \(day)")
                + (decision ?? "")
                + language.pick("; không nhận hồ sơ mới.", "; no new cases are taken.")
        }
    }

    private static func papers(_ procedure: Procedure, _ language: Language) -> [String] {
        guard !procedure.papers.isEmpty else { return [] }
        let title = language.pick("Giấy tờ:", "Papers:")
        return ["", title]
            + procedure.papers.enumerated().map { index, paper in
                line(paper, number: index + 1, language)
            }
    }

    /// One line of the checklist.
    static func line(_ paper: Procedure.Paper, number: Int, _ language: Language) -> String {
        let name = language.pick(paper.nameVi, paper.nameEn ?? paper.nameVi)
        let counts = [
            paper.originals > 0
                ? language.pick(
                    "\(paper.originals) bản chính",
                    English.counted(paper.originals, "original", "originals")) : nil,
            paper.copies > 0
                ? language.pick(
                    "\(paper.copies) bản sao", English.counted(paper.copies, "copy", "copies"))
                : nil,
            paper.kind == .present ? language.pick("xuất trình", "to show") : nil,
            paper.required ? language.pick("bắt buộc", "required") : nil,
        ].compactMap(\.self).joined(separator: ", ")
        let condition = paper.condition.map { " — \(TerminalText.visible($0))" } ?? ""
        return "  \(number). \(TerminalText.visible(name)) (\(counts))\(condition)"
    }

    static func name(_ kind: ChannelKind, _ language: Language) -> String {
        switch kind {
        case .counter: language.pick("Tại quầy", "At the counter")
        case .online: language.pick("Trực tuyến", "Online")
        case .post: language.pick("Qua bưu chính", "By post")
        }
    }

    static func limit(_ limit: Procedure.Limit?, _ language: Language) -> String {
        guard let limit else { return language.pick("chưa nêu thời hạn", "time not stated") }
        return switch limit.unit {
        case .workingDay:
            language.pick(
                "\(limit.count) ngày làm việc",
                English.counted(limit.count, "working day", "working days"))
        case .calendarDay:
            language.pick(
                "\(limit.count) ngày",
                English.counted(limit.count, "calendar day", "calendar days"))
        case .hour:
            language.pick(
                "\(limit.count) giờ", English.counted(limit.count, "hour", "hours"))
        }
    }

    /// The price with its exemptions beside it (domain §6).
    static func fee(_ fee: Procedure.Fee?, _ language: Language) -> String {
        var terms = fee
        terms?.byPage = nil
        let note = FeeNote.words(terms, language).map { " (\($0))" } ?? ""
        if let pages = fee?.byPage {
            return language.pick("lệ phí ", "fee ") + FeeNote.byPage(pages, language) + note
        }
        guard let amount = fee?.amount else {
            return language.pick("chưa nêu lệ phí", "fee not stated") + note
        }
        guard amount > 0 else { return language.pick("miễn phí", "free") + note }
        return language.pick(
            "lệ phí " + MoneyText.vietnamese(amount), "fee " + MoneyText.english(amount)) + note
    }
}
