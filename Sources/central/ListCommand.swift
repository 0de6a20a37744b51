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
        let abolitions = try Failure.hub(desk, hub.abolitions)
        let doubted = try Failure.hub(desk, hub.doubtedCases)
        let levels = try Failure.hub(desk, hub.backupLevels)
        let onlyToRoute = desk.invocation.options.has("to-route")
        let duplicates =
            desk.invocation.options.has("flagged") ? try duplicates(hub, desk) : [:]
        let onlyFlagged = desk.invocation.options.has("flagged") || onlyToRoute
        var sheet = Sheet(desk)
        var rows: [(row: RecordRow, flags: [CaseFlag])] = []
        try Failure.hub(desk) { () throws(HubError) in
            var failure: HubError?
            try hub.records(kind: RecordKind.case) { row in
                guard asked.contains(row.summary) else { return true }
                var flags = duplicates[row.name] ?? []
                do throws(HubError) {
                    flags += try hub.flags(of: row, abolitions, doubted: doubted)
                } catch {
                    failure = error
                    return false
                }
                guard !onlyFlagged || !flags.isEmpty, !onlyToRoute || flags.contains(.toRoute)
                else { return true }
                guard desk.wantsJSON, !asked.isByDate else {
                    rows.append((row, flags))
                    return true
                }
                return sheet.add(
                    CaseReport.line(
                        row.name, row.summary, durability: levels.durability(of: row.summary),
                        flags: flags))
            }
            if let failure { throw failure }
        }
        if asked.isByDate {
            rows.sort { first, second in
                (first.row.summary.texts["due"] ?? "") < (second.row.summary.texts["due"] ?? "")
            }
        }
        guard !desk.wantsJSON else {
            for (row, flags) in rows {
                _ = sheet.add(
                    CaseReport.line(
                        row.name, row.summary, durability: levels.durability(of: row.summary),
                        flags: flags))
            }
            try sheet.finish()
            return .done
        }
        let table = CaseText.table(
            rows.map { ($0.row.summary, levels.durability(of: $0.row.summary)) },
            language: desk.language, width: 120)
        let remarks = rows.flatMap { row, flags in
            flags.map { CaseText.flag($0, slip: row.summary.slip, desk.language) }
        }
        try desk.say((table + remarks).joined(separator: "\n"))
        return .done
    }
}

extension ListCommand {
    /// The flags of the cases that were probably handed in twice.
    private static func duplicates(
        _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> [RecordName: [CaseFlag]] {
        var flags: [RecordName: [CaseFlag]] = [:]
        for duplicate in try Failure.hub(desk, hub.probableDuplicates) {
            let codes = duplicate.conflict.facts.map(\.matter.what)
            for name in duplicate.records { flags[name] = [.probableDuplicate(codes)] }
        }
        return flags
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
        let flags = try Failure.hub(desk) { () throws(HubError) in
            try hub.flags(of: opened.row, hub.abolitions(), doubted: hub.doubtedCases())
        }
        let durability = try Failure.hub(desk, hub.backupLevels).durability(of: summary)
        if desk.wantsJSON {
            try desk.say(
                CaseReport.whole(
                    opened.row.name, summary, durability: durability, state: opened.state,
                    hubs: hub.hubs, flags: flags))
            return
        }
        let store = DocumentStore(folder: Opening.documents(desk))
        let fields = opened.state.dictionary(hubs: hub.hubs)
        let documents = DocumentText.lines(
            CaseDocument.all(in: fields), language: desk.language,
            // What cannot be looked at now counts as not here.
            isHere: { (try? store.has($0)) ?? false })
        let procedure = try Failure.hub(desk) { () throws(HubError) in
            try hub.procedure(ofCase: fields)
        }
        let lines = CaseText.whole(
            summary, durability: durability, state: opened.state, hubs: hub.hubs,
            documents: documents, procedure: procedure, language: desk.language)
        let remarks = flags.map { CaseText.flag($0, slip: summary.slip, desk.language) }
        for line in lines + remarks {
            try desk.say(line)
        }
        let fee = try Failure.hub(desk) { () throws(HubError) in try hub.fee(of: fields) }
        for line in PaymentText.lines(
            money, note: FeeNote.words(fee, desk.language), language: desk.language,
            point: hub.pointName)
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
