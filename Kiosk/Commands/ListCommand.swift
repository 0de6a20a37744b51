import CaseModel
import CaseRecords
import Console
import DocumentStore
import Frontend
import Replica
import SyncProtocol

/// `kiosk list`: the cases held here, all of them or what `CaseChoice` picks.
enum ListCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        if desk.invocation.options.has("drafts") { return try DraftCommand.list(desk) }
        let point = try Point(desk)
        let progress = try point.progress()
        var sheet = Sheet(desk)
        var rows: [(RecordSummary, Durability)] = []
        try point.cases(try CaseChoice(desk.invocation.options)) { row in
            let durability = point.durability(of: row, progress)
            if desk.wantsJSON {
                return sheet.add(CaseReport.line(row.name, row.summary, durability: durability))
            }
            rows.append((row.summary, durability))
            return true
        }
        guard !desk.wantsJSON else {
            try sheet.finish()
            return .done
        }
        guard !rows.isEmpty else {
            try desk.say(vi: "Không có hồ sơ nào như vậy tại đây.", en: "No such cases here.")
            return .done
        }
        let table = CaseText.table(rows, language: desk.language, width: 120)
        try desk.say(table.joined(separator: "\n"))
        return .done
    }
}

/// `kiosk show`: one case with all its fields.
enum ShowCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        try say(try point.find(desk.invocation.arguments[0]).name, point, desk)
        return .done
    }

    static func say(_ record: RecordName, _ point: Point, _ desk: Desk) throws(Failure) {
        let row = try point.store { () throws(ReplicaError) in try point.replica.record(record) }
        guard let row else { throw .notFound("\(record)") }
        if let time = try point.prunedTime(of: record) {
            return try say(row, prunedAt: time, point, desk)
        }
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        let hubs = try point.hubs()
        let durability = point.durability(of: row, try point.progress())
        let fields = state.dictionary(hubs: hubs)
        let money = try point.money(of: fields, row.name)
        let legal = LegalConflict.all(in: state, money: money)
        let summary = row.summary.marking(legal)
        if desk.wantsJSON {
            try desk.say(
                CaseReport.whole(
                    row.name, summary, durability: durability, state: state, hubs: hubs))
            return
        }
        var lines =
            desk.invocation.options.has("short")
            ? CaseBrief(
                summary: summary, durability: durability, view: CaseView(fields: fields),
                procedure: Catalogue(point).procedure(ofCase: fields), language: desk.language
            ).lines.map(TerminalText.visible)
            : CaseText.whole(
                summary, durability: durability, state: state, hubs: hubs,
                documents: documents(fields, point, desk.language),
                procedure: Catalogue(point).procedure(ofCase: fields), language: desk.language)
        lines += PaymentText.lines(
            money, note: FeeNote.words(point.fee(of: fields), desk.language),
            language: desk.language,
            point: point.pointName)
        lines += legal.flatMap {
            LegalText.lines(
                $0, slip: summary.slip, language: desk.language, atCentre: false,
                point: point.pointName)
        }
        try desk.say(lines.joined(separator: "\n"))
    }

    /// A case of which only the codes are here.
    private static func say(
        _ row: ReplicaRow, prunedAt time: Int64, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let durability = point.durability(of: row, try point.progress())
        guard !desk.wantsJSON else {
            var line = CaseReport.line(row.name, row.summary, durability: durability)
            if case .object(let members) = line {
                line = .object(
                    members + [.init(name: "kept_at_centre", value: .text(Instant.iso(time)))])
            }
            return try desk.say(line)
        }
        let codes = [row.summary.slip, row.summary.official].compactMap(\.self)
        let code = codes.first ?? "\(row.name)"
        let day = CivilDate(instantMilliseconds: time)
        try desk.say(
            vi: "\(codes.joined(separator: " / ")): "
                + "\(CaseText.state(row.summary, desk.language)); nội dung giữ tại trung tâm từ "
                + "\(day.vietnamese), ở đây chỉ còn mã. Lấy về bằng: kiosk fetch \(code) --proof "
                + "MÃ-TRA-CỨU",
            en: "\(codes.joined(separator: " / ")): \(CaseText.state(row.summary, desk.language)); "
                + "kept at the centre since \(day.iso), only its codes are here. Bring it back "
                + "with: kiosk fetch \(code) --proof SECRET")
    }

    private static func documents(
        _ fields: [String: String], _ point: Point, _ language: Language
    ) -> [String] {
        let procedure = Catalogue(point).procedure(ofCase: fields)
        let store = DocumentStore(folder: point.documents)
        return DocumentText.lines(
            CaseDocument.all(in: fields), language: language,
            paperName: { key in
                CaseView(fields: fields).paperName(key, of: procedure).map {
                    language.pick($0.vi, $0.en)
                }
            },
            // What cannot be looked at now counts as not here.
            isHere: { (try? store.has($0)) ?? false })
    }
}
