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
                for name in try hub.casesPaidOften()
                where !open.contains(where: { $0.name == name }) {
                    open.append((name, try hub.open("\(name)").row.summary.slip))
                }
            }
        }
        var isAny = false
        for (name, slip) in open {
            let (state, legal) = try Failure.hub(desk) { () throws(HubError) in
                let opened = try hub.open("\(name)")
                let money = try hub.money(of: opened)
                return (opened.state, LegalConflict.all(in: opened.state, money: money))
            }
            isAny = isAny || !state.conflicts.isEmpty || !legal.isEmpty
            try say(state, legal, slip: slip, hub: hub, desk)
        }
        if desk.invocation.arguments.isEmpty, !desk.wantsJSON {
            let duplicates = try Failure.hub(desk, hub.probableDuplicates)
            isAny = isAny || !duplicates.isEmpty
            for duplicate in duplicates { try say(duplicate.conflict, slip: nil, hub, desk) }
        }
        if !isAny, !desk.wantsJSON {
            try desk.say(vi: "Không có xung đột nào.", en: "There is no conflict.")
        }
        return .done
    }

    static func resolve(_ desk: Desk) throws(Failure) -> ExitCode {
        let officer = try Opening.officer(desk)
        let hub = try Opening.hub(desk)
        let choice = try dated(Choosing.choice(desk), desk.invocation.arguments[1], hub, desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.resolve(
                desk.invocation.arguments[1], of: desk.invocation.arguments[0], choosing: choice,
                by: officer)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }

    /// A date that counts is written as the acts write it.
    private static func dated(
        _ choice: Choice, _ field: String, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> Choice {
        guard field == "due", case .value(let text) = choice else { return choice }
        let closing = try Failure.hub(desk) { () throws(HubError) in
            try hub.calendarBook().hours.closing
        }
        return .value(Instant.iso(try ActWords.instant(text, of: "--value", closing: closing)))
    }

    private static func say(
        _ state: RecordState, _ legal: [LegalConflict], slip: String?, hub: Hub, _ desk: Desk
    ) throws(Failure) {
        let hubs = hub.hubs
        if desk.wantsJSON {
            let lines = CaseReport.conflicts(
                state.name, slip: slip, state: state, legal: legal, hubs: hubs,
                point: hub.pointName)
            for line in lines {
                try desk.say(line)
            }
            return
        }
        for conflict in legal { try say(conflict, slip: slip, hub, desk) }
        let said = Set(legal.map(\.field))
        for register in state.conflicts where !said.contains(register.name) {
            let lines = CaseText.conflict(
                register, slip: slip, hubs: hubs, language: desk.language, point: hub.pointName)
            for line in lines {
                try desk.say(line)
            }
        }
    }

    private static func say(
        _ conflict: LegalConflict, slip: String?, _ hub: Hub, _ desk: Desk
    ) throws(Failure) {
        let lines = LegalText.lines(
            conflict, slip: slip, language: desk.language, point: hub.pointName)
        for line in lines { try desk.say(line) }
    }
}
