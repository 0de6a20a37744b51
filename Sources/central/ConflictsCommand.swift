import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol

/// `central conflicts` and `central resolve`.
enum ConflictsCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        var open: [(name: RecordName, slip: String?)] = []
        if let code = desk.invocation.arguments.first {
            let opened = try Failure.hub(desk) { () throws(HubError) in try hub.open(code) }
            open = [(opened.row.name, opened.row.summary.slip)]
        } else {
            try Failure.hub(desk) { () throws(HubError) in
                try hub.records(kind: RecordKind.case, onlyConflicts: true) { row in
                    open.append((row.name, row.summary.slip))
                    return true
                }
            }
        }
        for (name, slip) in open {
            let state = try Failure.hub(desk) { () throws(HubError) in try hub.fold(of: name) }
            try say(state, slip: slip, hub: hub, desk)
        }
        if open.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có xung đột nào.", en: "There is no conflict.")
        }
        return .done
    }

    static func resolve(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try Choosing.choice(desk)
        let officer = try Opening.officer(desk)
        let hub = try Opening.hub(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.resolve(
                desk.invocation.arguments[1], of: desk.invocation.arguments[0], choosing: choice,
                by: officer)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }

    private static func say(
        _ state: RecordState, slip: String?, hub: Hub, _ desk: Desk
    ) throws(Failure) {
        let hubs = [hub.epoch.site]
        if desk.wantsJSON {
            let lines = CaseReport.conflicts(
                state.name, slip: slip, state: state, hubs: hubs, point: hub.pointName)
            for line in lines {
                try desk.say(line)
            }
            return
        }
        for register in state.conflicts {
            let lines = CaseText.conflict(
                register, slip: slip, hubs: hubs, language: desk.language, point: hub.pointName)
            for line in lines {
                try desk.say(line)
            }
        }
    }
}
