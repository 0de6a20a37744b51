import CaseModel
import Console
import Frontend
import Hub
import Reports
import SyncProtocol
import Transport

/// `central stages`: which of the six stages each person did how often, point by point.
enum StagesCommand {
    static var spec: CommandSpec {
        CommandSpec(
            "stages",
            Localized(
                vi: "các công đoạn đã làm, theo điểm và người",
                en: "the stages that were done, by point and person"),
            details: Localized(
                vi: "Hướng dẫn, tiếp nhận, số hóa, trả kết quả, thu phí, tạo văn bản điện tử; đếm "
                    + "từ các sự kiện trong kỳ.",
                en: "Guidance, reception, digitisation, results, fees, electronic documents; "
                    + "counted from the events of the period."),
            options: ReportChoice.command.options.filter { ["from", "to"].contains($0.name) })
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try ReportChoice(desk, now: SystemClock.wallMilliseconds())
        let hub = try Opening.hub(desk)
        let first = choice.period.first
        let counts = try Failure.hub(desk) { () throws(HubError) in
            try hub.stageCounts(during: first...max(first, choice.period.last))
        }
        for count in counts {
            let name = hub.pointName(count.site) ?? "\(count.site)"
            if desk.wantsJSON {
                try desk.say(json(count, name))
            } else {
                let done = Stage.allCases.compactMap { stage in
                    count.counts[stage].map {
                        "\(desk.language.pick(stage.nameVi, stage.nameEn)) \($0)"
                    }
                }
                try desk.say(
                    TerminalText.visible("\(name) · \(count.actor): ")
                        + done.joined(separator: ", "))
            }
        }
        if counts.isEmpty, !desk.wantsJSON {
            try desk.say(
                vi: "Trong kỳ không có công đoạn nào.", en: "There was no stage in the period.")
        }
        return .done
    }

    private static func json(_ count: Hub.StageCount, _ name: String) -> JSONValue {
        .object(
            [
                .init(name: "site", value: .text("\(count.site)")),
                .init(name: "point", value: .text(name)),
                .init(name: "actor", value: .text(count.actor)),
            ]
                + Stage.allCases.map {
                    .init(name: $0.rawValue, value: .number("\(count.counts[$0] ?? 0)"))
                })
    }
}
