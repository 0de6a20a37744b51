import CaseModel
import CaseRecords
import CentralStore
import Console
import DocumentStore
import Frontend
import Hub
import SyncProtocol

/// `central list`: the cases, oldest first, or by their dates when a date is asked for.
enum ListCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let asked = try WorkList(desk)
        var sheet = Sheet(desk)
        var rows: [RecordRow] = []
        try Failure.hub(desk) { () throws(HubError) in
            try hub.records(kind: RecordKind.case) { row in
                guard asked.contains(row.summary) else { return true }
                guard desk.wantsJSON, !asked.isByDate else {
                    rows.append(row)
                    return true
                }
                return sheet.add(CaseReport.line(row.name, row.summary, durability: .centre))
            }
        }
        if asked.isByDate {
            rows.sort { ($0.summary.texts["due"] ?? "") < ($1.summary.texts["due"] ?? "") }
        }
        if desk.wantsJSON {
            for row in rows {
                _ = sheet.add(CaseReport.line(row.name, row.summary, durability: .centre))
            }
        }
        guard !desk.wantsJSON else {
            try sheet.finish()
            return .done
        }
        let table = CaseText.table(
            rows.map { ($0.summary, .centre) }, language: desk.language, width: 120)
        try desk.say(table.joined(separator: "\n"))
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
        let money = try Failure.hub(desk) { () throws(HubError) in try hub.money(of: opened) }
        let legal = LegalConflict.all(in: opened.state, money: money)
        let summary = opened.row.summary.marking(legal)
        if desk.wantsJSON {
            try desk.say(
                CaseReport.whole(
                    opened.row.name, summary, durability: .centre, state: opened.state,
                    hubs: [hub.epoch.site]))
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
        for line in lines {
            try desk.say(line)
        }
        let fee = try Failure.hub(desk) { () throws(HubError) in try hub.fee(of: fields) }
        for line in PaymentText.lines(
            money, note: fee?.note, language: desk.language, point: hub.pointName)
        {
            try desk.say(line)
        }
        for conflict in legal {
            let lines = LegalText.lines(
                conflict, slip: summary.slip, language: desk.language, point: hub.pointName)
            for line in lines { try desk.say(line) }
        }
    }
}
