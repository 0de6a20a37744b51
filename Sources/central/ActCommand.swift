import CaseModel
import Console
import Frontend
import Hub

/// `central accept|decline|assign|…`: what an officer does with one case, or with those of a file.
enum ActCommand {
    /// The commands, each an act of the table that is not a point's alone.
    static let names = CaseAct.allCases.filter { $0 != .return && $0 != .withdraw }
        .map(\.rawValue)

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        guard let act = CaseAct(rawValue: desk.invocation.name) else {
            preconditionFailure("'\(desk.invocation.name)' is no act")
        }
        let code = desk.invocation.arguments.first
        guard (code == nil) == desk.invocation.options.has("file") else {
            throw Failure(
                .usage, vi: "Cần đúng một trong hai: mã hồ sơ hoặc --file TỆP.",
                en: "Give exactly one of a case's code and --file FILE.")
        }
        guard let code else { return try BulkActs.run(desk, act: act) }
        let hub = try Opening.hub(desk)
        let words = ActWords(
            act: act, options: desk.invocation.options, line: nil,
            closing: try Failure.hub(desk) { () throws(HubError) in
                try hub.calendarBook().hours.closing
            })
        let officerAct = try words.officerAct()
        let officer = try Opening.officer(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.perform(officerAct, on: code, by: officer)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }
}
