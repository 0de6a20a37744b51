import CaseModel
import CaseRecords
import CentralStore
import Console
import DocumentStore
import Frontend
import Hub
import SyncProtocol

/// `central list`: the cases, oldest first.
enum ListCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let state = desk.invocation.options.value("state")
        let unit = desk.invocation.options.value("unit")
        if let state, CaseState(rawValue: state) == nil {
            let known = CaseState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, vi: "Không có trạng thái '\(TerminalText.visible(state))'; có: \(known).",
                en: "There is no state '\(TerminalText.visible(state))'; known: \(known).")
        }
        let abolitions = try Failure.hub(desk, hub.abolitions)
        let onlyToRoute = desk.invocation.options.has("to-route")
        let onlyFlagged = desk.invocation.options.has("flagged") || onlyToRoute
        var sheet = Sheet(desk)
        var rows: [(RecordSummary, Durability)] = []
        var remarks: [String] = []
        try Failure.hub(desk) { () throws(HubError) in
            var failure: HubError?
            try hub.records(kind: RecordKind.case) { row in
                guard state == nil || row.summary.state == state,
                    unit == nil || row.summary.unit == unit
                else { return true }
                let flags: [CaseFlag]
                do throws(HubError) {
                    flags = try hub.flags(of: row, abolitions)
                } catch {
                    failure = error
                    return false
                }
                guard !onlyFlagged || !flags.isEmpty, !onlyToRoute || flags.contains(.toRoute)
                else { return true }
                if desk.wantsJSON {
                    return sheet.add(
                        CaseReport.line(
                            row.name, row.summary, durability: .centre, flags: flags))
                }
                rows.append((row.summary, .centre))
                remarks += flags.map { CaseText.flag($0, slip: row.summary.slip, desk.language) }
                return true
            }
            if let failure { throw failure }
        }
        guard !desk.wantsJSON else {
            try sheet.finish()
            return .done
        }
        let table = CaseText.table(rows, language: desk.language, width: 120)
        try desk.say((table + remarks).joined(separator: "\n"))
        return .done
    }
}

/// `central show`: one case with all its fields.
enum ShowCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.open(desk.invocation.arguments[0])
        }
        try say(opened, hub: hub, desk)
        return .done
    }

    static func say(_ opened: Hub.OpenCase, hub: Hub, _ desk: Desk) throws(Failure) {
        let summary = opened.row.summary
        let flags = try Failure.hub(desk) { () throws(HubError) in
            try hub.flags(of: opened.row, hub.abolitions())
        }
        if desk.wantsJSON {
            try desk.say(
                CaseReport.whole(
                    opened.row.name, summary, durability: .centre, state: opened.state,
                    hubs: [hub.epoch.site], flags: flags))
            return
        }
        let store = DocumentStore(folder: Opening.documents(desk))
        let fields = opened.state.dictionary(hubs: [hub.epoch.site])
        let documents = DocumentText.lines(
            CaseDocument.all(in: fields), language: desk.language,
            // What cannot be looked at now counts as not here.
            isHere: { (try? store.has($0)) ?? false })
        let lines = CaseText.whole(
            summary, durability: .centre, state: opened.state, hubs: [hub.epoch.site],
            documents: documents, language: desk.language)
        let remarks = flags.map { CaseText.flag($0, slip: summary.slip, desk.language) }
        for line in lines + remarks {
            try desk.say(line)
        }
    }
}
