import CaseModel
import CaseRecords
import Console
import Frontend

/// What an import of the catalogue changes, in words and for machines.
enum CatalogueReport {
    /// Lines of one act that are shown before the rest is only counted.
    private static let shownLines = 50

    static func say(_ plan: CataloguePlan, _ desk: Desk) throws(Failure) {
        for act in CataloguePlan.Act.allCases {
            let changes = plan.changes.filter { $0.act == act }
            for change in changes.prefix(shownLines) {
                try desk.say(line(change, desk.language))
            }
            if changes.count > shownLines {
                let rest = changes.count - shownLines
                try desk.say(
                    vi: "… và \(rest) mục nữa (--json liệt kê đủ).",
                    en: "… and \(rest) more (--json lists all).")
            }
        }
    }

    /// The counts, after everything or instead of it.
    static func close(
        _ plan: CataloguePlan, _ problems: [ImportProblem], isDone: Bool, _ desk: Desk
    ) throws(Failure) {
        let refused = problems.count { $0.severity == .refused }
        let counts = [
            ("announced", plan.count(.announced)), ("amended", plan.count(.amended)),
            ("abolished", plan.count(.abolished)), ("unchanged", plan.unchanged.count),
            ("refused", refused), ("warnings", problems.count - refused),
        ]
        guard !desk.wantsJSON else {
            var members = counts.map { JSONValue.Member(name: $0.0, value: .number("\($0.1)")) }
            members.append(.init(name: "done", value: .bool(isDone)))
            members.append(.init(name: "changes", value: .array(plan.changes.map(json))))
            return try desk.say(.object(members))
        }
        let (mark, remark) = isDone ? ("", "") : ("Chưa nhập: ", "Not done: ")
        try desk.say(
            vi: mark + "Mới \(counts[0].1), sửa đổi \(counts[1].1), bãi bỏ \(counts[2].1), "
                + "không đổi \(counts[3].1); không dùng được \(counts[4].1), "
                + "cần xem lại \(counts[5].1).",
            en: remark + "New \(counts[0].1), amended \(counts[1].1), abolished \(counts[2].1), "
                + "unchanged \(counts[3].1); refused \(counts[4].1), "
                + "with a warning \(counts[5].1).")
    }

    private static func line(_ change: CataloguePlan.Change, _ language: Language) -> String {
        let word =
            switch change.act {
            case .announced: language.pick("Công bố", "Announce")
            case .amended: language.pick("Sửa đổi", "Amend")
            case .abolished: language.pick("Bãi bỏ", "Abolish")
            }
        let day = (change.value("abolished") ?? change.value("effective")).map {
            language.pick(" (từ \($0))", " (from \($0))")
        }
        let name = TerminalText.visible(change.name)
        let head = "\(word) \(TerminalText.visible(change.code))  \(name)\(day ?? "")"
        guard change.act == .amended else { return head }
        let none = language.pick("(không có)", "(none)")
        return
            ([head]
            + change.fields.map { field in
                let from = field.from.map(TerminalText.visible) ?? none
                let to = field.to.map(TerminalText.visible) ?? none
                return "    \(field.name): \(from) → \(to)"
            }).joined(separator: "\n")
    }

    private static func json(_ change: CataloguePlan.Change) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "act", value: .text(change.act.rawValue)),
            .init(name: "code", value: .text(change.code)),
            .init(name: "name", value: .text(change.name)),
            .init(name: "effective", value: .optional(change.value("effective"))),
        ]
        if change.act == .abolished {
            members.append(.init(name: "abolished", value: .optional(change.value("abolished"))))
        }
        if change.act == .amended {
            let fields = change.fields.map { field in
                JSONValue.Member(
                    name: field.name,
                    value: .object([
                        .init(name: "from", value: .optional(field.from)),
                        .init(name: "to", value: .optional(field.to)),
                    ]))
            }
            members.append(.init(name: "fields", value: .object(fields)))
        }
        return .object(members)
    }
}
