import CaseModel
import CaseRecords
import Console
import Frontend

/// A case on half a screen: what an agent has to know of it at the counter.
struct CaseBrief {
    let summary: RecordSummary
    let durability: Durability
    let view: CaseView
    /// The procedure as it holds for the case, where it can be read.
    let procedure: Procedure?
    let language: Language

    /// The lines, without those about money and conflicts of law, which stand below them.
    var lines: [String] {
        let fields = view.fields
        let person = ["applicant.name", "applicant.identity", "applicant.phone"]
        let name = fields["procedure.name"] ?? procedure?.nameVi
        let lines = [
            ("", [summary.slip, summary.official, CaseText.state(summary, language), stored]),
            (pick("Người nộp: ", "Applicant: "), person.map { fields[$0] }),
            (pick("Nộp thay: ", "Handed in by: "), [fields["helper.name"]]),
            (pick("Thủ tục: ", "Procedure: "), [name, fields["procedure"]]),
            (pick("Hẹn trả: ", "Due: "), [CitizenText.due(fields["due"], language), standing]),
            (pick("Giấy tờ: ", "Papers: "), view.papers.map(paper)),
            (pick("Ghi chú: ", "Note: "), [fields["note"]]),
        ]
        return lines.compactMap { title, parts in
            let parts = parts.compactMap(\.self).filter { !$0.isEmpty }
            return parts.isEmpty ? nil : title + parts.joined(separator: " · ")
        } + conflicts + WaitText.lines(view, language: language)
    }

    private var stored: String { CaseText.durability(durability, language) }

    /// While somebody outside is waited for, the date moves on.
    private var standing: String? {
        guard view.openWait != nil else { return nil }
        return pick("đồng hồ đang dừng, sẽ hẹn lại", "the clock stands, the date will move")
    }

    private var conflicts: [String] {
        guard !summary.conflicts.isEmpty else { return [] }
        return [
            pick("Xung đột, xem mục 8 của quầy: ", "Conflicts, see 8 of the desk: ")
                + summary.conflicts.map { FieldText.words($0, of: procedure, language) }
                .joined(separator: ", ")
        ]
    }

    private func paper(_ key: String, _ count: PaperCount) -> String {
        let name = view.paperName(key, of: procedure).map { pick($0.vi, $0.en) } ?? key
        let counts = [
            count.originals > 0
                ? pick("\(count.originals) chính", "\(count.originals) orig.") : nil,
            count.copies > 0
                ? pick("\(count.copies) sao", English.counted(count.copies, "copy", "copies"))
                : nil,
        ]
        return "\(name) (\(counts.compactMap(\.self).joined(separator: ", ")))"
    }

    private func pick(_ vi: String, _ en: String) -> String { language.pick(vi, en) }
}
