import CaseModel
import CaseRecords
import Console
import Frontend
import Hub
import SyncProtocol

/// `central ratings`: what people said, one by one, and which of it does not count.
enum RatingsCommand {
    static var spec: CommandSpec {
        CommandSpec(
            "ratings", Localized(vi: "các lần đánh giá", en: "ratings one by one"),
            details: Localized(
                vi: "Mỗi lượt đến chỉ tính một lần đánh giá, lần về trung tâm trước; những lần sau "
                    + "vẫn được giữ và liệt kê ở đây.",
                en: "Of each visit the rating that came first counts; later ones are kept, and "
                    + "listed here."),
            options: [
                .flag(
                    "repeated",
                    Localized(
                        vi: "chỉ những lần không tính, vì lượt đó đã được đánh giá",
                        en: "only those that do not count, as the visit had been rated"))
            ])
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let onlyRepeated = desk.invocation.options.has("repeated")
        let rows = try Failure.hub(desk) { () throws(HubError) in
            try hub.ratings(onlyRepeated: onlyRepeated)
        }
        for row in rows { try say(row, desk) }
        if rows.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có lần đánh giá nào.", en: "There are no ratings.")
        }
        return .done
    }

    private static func say(_ row: Hub.RatingRow, _ desk: Desk) throws(Failure) {
        guard desk.wantsJSON else { return try desk.say(line(row, desk.language)) }
        try desk.say(
            .object([
                .init(name: "record", value: .text("\(row.name)")),
                .init(name: "point", value: .text("\(row.site)")),
                .init(name: "day", value: .text(row.day.iso)),
                .init(name: "score", value: .number("\(row.rating.score)")),
                .init(name: "comment", value: .optional(row.rating.comment)),
                .init(name: "counted", value: .bool(row.counted == nil)),
                .init(name: "counted_instead", value: .optional(row.counted.map { "\($0)" })),
            ]))
    }

    private static func line(_ row: Hub.RatingRow, _ language: Language) -> String {
        let folded = row.counted.map { first in
            language.pick(
                "không tính, lượt này đã được đánh giá: \(first)",
                "not counted, the visit had been rated: \(first)")
        }
        let parts = [
            "\(row.name)  " + language.pick("điểm", "point") + " \(row.site)",
            row.day.vietnamese, "\(row.rating.score)/5",
            row.rating.comment.map(TerminalText.visible), folded,
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }
}
