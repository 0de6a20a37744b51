import CaseModel
import CaseRecords
import CentralStore
import Console
import Forms
import Frontend
import Hub
import SyncProtocol
import Transport

/// `central form`: a form of one case, or the register of a day.
enum FormCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let form = FormChoice.form(desk)
        let style = Square.style(desk, environment: Opening.environment)
        if let code = desk.invocation.arguments.first {
            let opened = try Failure.hub(desk) { () throws(HubError) in try hub.open(code) }
            let lines = try forms(opened, hub, desk).lines(
                form, width: FormChoice.width(desk), style: style, language: desk.language)
            try FormChoice.say(lines, desk)
        } else {
            guard form == .register else {
                throw Failure(
                    .usage, vi: "Mẫu \(form.rawValue) cần mã hồ sơ; chỉ mẫu 07 in theo ngày.",
                    en: "Form \(form.rawValue) needs the code of a case; only 07 is by day.")
            }
            try FormChoice.say(register(hub, desk), desk)
        }
        return .done
    }

    private static func forms(
        _ opened: Hub.OpenCase, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> CaseForms {
        let fields = opened.state.dictionary(hubs: hub.hubs)
        return try Failure.hub(desk) { () throws(HubError) in
            CaseForms(
                opened.state, events: opened.events, hubs: hub.hubs,
                .init(
                    money: try hub.money(of: opened),
                    procedure: try hub.procedure(ofCase: fields),
                    unit: hub.unitName, point: hub.pointName, secret: nil, place: "",
                    actor: opened.state.creation?.actor ?? "",
                    now: SystemClock.wallMilliseconds()))
        }
    }

    /// The cases that came to the centre on a day, of one unit if one is named.
    private static func register(_ hub: Hub, _ desk: Desk) throws(Failure) -> [String] {
        let now = SystemClock.wallMilliseconds()
        let day = try self.day(desk) ?? CivilDate(instantMilliseconds: now)
        let unit = desk.invocation.options.value("unit")
        var names: [RecordName] = []
        try Failure.hub(desk) { () throws(HubError) in
            try hub.records(kind: RecordKind.case) { row in
                let isOfDay = CivilDate(instantMilliseconds: row.arrived) == day
                if isOfDay, unit == nil || row.summary.unit == unit { names.append(row.name) }
                return true
            }
        }
        var sheet = CaseSheet()
        sheet.unit = unit.map { hub.unitName($0) ?? $0 } ?? ""
        sheet.slip = day.vietnamese
        sheet.printedAt = now
        var rows: [RegisterRow] = []
        for name in names {
            let opened = try Failure.hub(desk) { () throws(HubError) in
                try hub.open("\(name)")
            }
            rows.append(try forms(opened, hub, desk).row)
        }
        return FormWriter(width: try FormChoice.width(desk), language: desk.language)
            .register(sheet, rows)
    }

    private static func day(_ desk: Desk) throws(Failure) -> CivilDate? {
        guard let text = desk.invocation.options.value("day") else { return nil }
        do throws(DateError) {
            return try CivilDate(text)
        } catch {
            throw Failure(
                .usage, vi: "--day cần một ngày như 31/12/2026 hoặc 2026-12-31.",
                en: "--day takes a day such as 31/12/2026 or 2026-12-31.")
        }
    }
}
