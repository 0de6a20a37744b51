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
        var words = ActWords(
            act: act, options: desk.invocation.options, line: nil,
            closing: try Failure.hub(desk) { () throws(HubError) in
                try hub.calendarBook().hours.closing
            })
        if act == .decide { words.document = try result(of: code, hub, desk) }
        let officerAct = try words.officerAct()
        let officer = try Opening.officer(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.perform(officerAct, on: code, by: officer, with: words.document)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }

    /// The file that is the result; its content is durable when this returns.
    private static func result(
        of code: String, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> CaseDocument? {
        guard let path = desk.invocation.options.value("document") else { return nil }
        let opened = try Failure.hub(desk) { () throws(HubError) in try hub.open(code) }
        return try AttachCommand.add(
            path, to: CaseDocument.resultPaper, of: opened, hub, desk)
    }
}
