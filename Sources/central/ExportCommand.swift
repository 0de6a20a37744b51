import CaseModel
import CentralStore
import Console
import Frontend
import Hub
import Reports
import Transport

/// `central export open-data`: figures for everybody, without persons and small counts.
enum ExportCommand {
    static var command: CommandSpec {
        CommandSpec(
            "export open-data",
            Localized(vi: "xuất dữ liệu mở (CSV, JSON)", en: "write open data (CSV, JSON)"),
            details: Localized(
                vi: "Không có dữ liệu cá nhân; số đếm dưới 5 không được nêu.",
                en: "No personal data; counts below 5 are not given."),
            options: ReportChoice.command.options.filter {
                ["from", "to", "as-of"].contains($0.name)
            },
            arguments: [ArgumentSpec("DIR")])
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try ReportChoice(desk, now: SystemClock.wallMilliseconds())
        let folder = desk.invocation.arguments[0]
        let (hub, store) = try Opening.hubAndStore(desk)
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        for grouping in OpenData.groupings {
            let report = try Failure.hub(desk) { () throws(HubError) in
                try hub.report(choice.period, by: grouping, settings: [], in: store)
            }
            let name = "\(folder)/by-\(grouping.rawValue)"
            try write(OpenData.csv(report, desk.language), to: name + ".csv")
            try write(OpenData.json(report, desk.language).write() + "\n", to: name + ".json")
        }
        try desk.say(
            vi: "Đã ghi dữ liệu mở vào '\(TerminalText.visible(folder))'.",
            en: "The open data is in '\(TerminalText.visible(folder))'.")
        return .done
    }

    private static func write(_ text: String, to path: String) throws(Failure) {
        do throws(FileFailure) {
            try Files.writePrivate(path, Array(text.utf8))
        } catch {
            throw Failure(error)
        }
    }
}
