import CaseModel
import Console

/// Forms that the offices keep: 06 and 07.
extension FormWriter {
    /// Form 06: who gave the case to whom and when, never overwritten.
    package func control(_ sheet: CaseSheet, _ rows: [HandOverRow]) -> [String] {
        var page = begin(.control, sheet)
        identify(sheet, on: &page)
        page.field(
            pick("Nội dung yêu cầu giải quyết", "Procedure"),
            "\(sheet.procedureName) (\(sheet.procedureCode))")
        page.field(pick("Hẹn trả", "Due at"), sheet.due.map(time))
        page.blank()
        if page.isWide {
            page.table(
                [
                    .init(title: pick("Bên giao", "Given by"), width: 19),
                    .init(title: pick("Bên nhận", "Received by"), width: 19),
                    .init(title: pick("Giao nhận lúc", "At"), width: 16),
                    .init(title: pick("Kết quả", "Timing"), width: 9),
                    .init(title: pick("Ghi chú", "Note"), width: nil),
                ],
                rows.map {
                    [$0.giver, $0.receiver, moment($0.at), timing($0), $0.note ?? ""]
                })
        } else {
            for (index, row) in rows.enumerated() {
                page.item("\(index + 1).", "\(row.giver) → \(row.receiver)")
                page.item("  ", parts([moment(row.at), timing(row), row.note]))
            }
        }
        lookUp(sheet, on: &page)
        return page.lines
    }

    /// Form 07: the cases of an office in the order of reception; the sheet says which office.
    package func register(_ sheet: CaseSheet, _ rows: [RegisterRow]) -> [String] {
        var page = begin(.register, sheet)
        if page.isWide {
            page.table(
                [
                    .init(title: pick("STT", "No."), width: 4, isRight: true),
                    .init(title: pick("Mã hồ sơ, người nộp", "Code, applicant"), width: 24),
                    .init(title: pick("Thủ tục", "Procedure"), width: nil),
                    .init(title: pick("Nhận", "Received"), width: 10),
                    .init(title: pick("Hẹn trả", "Due"), width: 10),
                    .init(title: pick("Đã trả", "Returned"), width: 10),
                ],
                rows.enumerated().map { index, row in
                    [
                        "\(index + 1)", parts([row.code, row.applicant, row.contact]),
                        "\(row.procedure) (\(state(row)))", date(row.receivedAt),
                        row.due.map(date) ?? "", row.returnedAt.map(date) ?? "",
                    ]
                })
        } else {
            for (index, row) in rows.enumerated() {
                page.item("\(index + 1).", parts([row.code, row.applicant, row.contact]))
                page.item("  ", "\(row.procedure) (\(state(row)))")
                page.item("  ", days(row))
            }
        }
        if rows.isEmpty { page.paragraph(pick("(chưa có hồ sơ)", "(no cases)")) }
        return page.lines
    }

    private func days(_ row: RegisterRow) -> String {
        parts([
            pick("nhận ", "received ") + date(row.receivedAt),
            row.due.map { pick("hẹn ", "due ") + date($0) },
            row.returnedAt.map { pick("đã trả ", "returned ") + date($0) },
        ])
    }

    private func parts(_ texts: [String?]) -> String {
        texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func state(_ row: RegisterRow) -> String {
        pick(row.state.nameVi, row.state.nameEn)
    }

    private func date(_ instant: Int64) -> String {
        CivilDate(instantMilliseconds: instant).vietnamese
    }

    /// `14:03 22/11/2026`, to stand in a column.
    private func moment(_ instant: Int64) -> String {
        Instant.iso(instant).dropFirst(11).prefix(5) + " " + date(instant)
    }

    private func timing(_ row: HandOverRow) -> String {
        switch row.timing {
        case .early: pick("sớm", "early")
        case .onTime: pick("đúng hạn", "on time")
        case .late: pick("quá hạn", "late")
        case nil: ""
        }
    }
}
