import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol
import Transport

/// The agent's desk on the store of this point.
final class PointAgent: AgentService {
    private let desk: Desk
    /// The folder on which all of it works: the point's own, or that of the practice.
    private let folder: String
    private let point: Point
    private let allowsPlain: Bool
    /// What is done when somebody wants it sent now.
    var onRetry: () -> Void = {}
    /// What is done before the centre is asked, as there is one exchange at a time.
    var onAsk: () -> Void = {}
    /// What ends the waiting when it can be read.
    var watched: () -> [Int32] = { [] }

    init(_ desk: Desk, folder: String) throws(Failure) {
        self.desk = try Self.desk([], folder, desk.language, Transcript())
        self.folder = folder
        allowsPlain = desk.invocation.options.has("plain-http")
        point = try Point(self.desk)
    }

    var state: PromptState {
        // What cannot be read now is left out; the act itself will say what is wrong.
        (try? point.promptState()) ?? PromptState()
    }

    var counts: AgentCounts {
        // As above: what cannot be counted now is left out.
        (try? count()) ?? AgentCounts()
    }

    private func count() throws(Failure) -> AgentCounts {
        var counts = AgentCounts()
        for list in AgentDialogue.workLists {
            var choice = CaseChoice()
            choice.work = list
            counts.work[list] = try point.count(choice)
        }
        try point.store { () throws(ReplicaError) in
            counts.drafts = try point.replica.draftCount()
            counts.parked = try point.replica.parkedCount()
            try point.replica.records(kind: RecordKind.case, onlyConflicts: true) { row in
                counts.conflicts += row.summary.conflicts.count
                return counts.conflicts < AgentList.longest
            }
        }
        return counts
    }

    func staff() throws(Failure) -> [String] { try StaffDoor.names(point) }

    func signIn(_ name: String, pin: String) throws(Failure) -> Replica.SignIn {
        try StaffDoor.signIn(name, pin: pin, point)
    }

    func intake(by actor: String) throws(Failure) -> any CitizenService {
        try PointService(try Point(desk), actor: actor)
    }

    func given(before identity: IdentityNumber) throws(Failure) -> [String: String] {
        try point.givenBefore(identity).fields
    }

    func keepDraft(_ json: JSONValue, in draft: String?) throws(Failure) -> String {
        let drafts = Drafts(point: point)
        guard let draft else { return try drafts.keep(json) }
        let entry = try drafts.open(draft, try Intake(point))
        try drafts.change(entry, to: json)
        return entry.code
    }

    func resume(_ draft: String) throws(Failure) -> HandIn? {
        let entry = try Drafts(point: point).open(draft, try Intake(point))
        guard let code = entry.text("procedure"), let offer = Catalogue(point).offer(code),
            offer.standing == .inForce
        else { return nil }
        return HandIn(draft: entry.code, entry.json, offer.procedure)
    }

    func drafts() throws(Failure) -> AgentList {
        var list = AgentList()
        for entry in try Drafts(point: point).all(try Intake(point)) {
            list.add {
                AgentItem(
                    code: entry.code, words: draft(entry), missing: entry.missing.map(\.field))
            }
        }
        return list
    }

    /// `D-1 · Trần Văn Bình · Chứng thực chữ ký · 22/11/2026 · còn thiếu: Tên giấy tờ`.
    private func draft(_ entry: Drafts.Entry) -> String {
        let language = desk.language
        let procedure = entry.text("procedure").flatMap { Catalogue(point).procedure($0) }
        let missing = entry.missing.map { FieldText.words($0.field, of: procedure, language) }
        let parts = [
            entry.code, entry.text("applicant", "name"),
            procedure.map { language.pick($0.nameVi, $0.nameEn ?? $0.nameVi) },
            CivilDate(instantMilliseconds: entry.kept).vietnamese,
            missing.isEmpty
                ? language.pick("đủ, có thể nộp", "complete, can be handed in")
                : language.pick("còn thiếu: ", "missing: ") + missing.joined(separator: ", "),
        ]
        return parts.compactMap(\.self).map(TerminalText.visible).joined(separator: " · ")
    }

    func requested(of code: String) -> [String] {
        // What cannot be read now is left out; the act itself will say what is wrong.
        let fields = (try? point.fields(of: point.open(code).name)) ?? [:]
        return WaitText.open(CaseView(fields: fields), language: desk.language)
    }

    func fetch(_ code: String, proof: String) throws(Failure) -> String {
        onAsk()
        let service = try PointService(point)
        let found = try service.ask(
            code, proof: proof, allowPlain: allowsPlain, watching: watched())
        guard let found else { throw .unproved }
        return found.slip
    }

    func papers(of code: String) throws(Failure) -> [AgentPaper] {
        let fields = try point.fields(of: try point.open(code).name)
        let view = CaseView(fields: fields)
        let procedure = Catalogue(point).procedure(ofCase: fields)
        let wanted = view.openKeys(of: procedure)
        let here = Set(view.papers.map(\.key))
        let keys =
            (procedure?.papers ?? []).map(\.key)
            + view.askedPapers(beside: procedure).map(\.key)
        let papers = keys.map { key in
            let marks = [
                view.paperName(key, of: procedure).map { language.pick($0.vi, $0.en) },
                wanted.contains(key) ? language.pick("được yêu cầu", "asked for") : nil,
                here.contains(key) ? language.pick("đã có", "here") : nil,
            ]
            return AgentPaper(
                key: key,
                words: marks.compactMap(\.self).map(TerminalText.visible)
                    .joined(separator: " · "))
        }
        return papers.filter { wanted.contains($0.key) }
            + papers.filter { !wanted.contains($0.key) }
    }

    func changeable(_ code: String) throws(Failure) -> [AgentField] {
        let fields = try point.fields(of: try point.open(code).name)
        let procedure = Catalogue(point).procedure(ofCase: fields)
        let questions = procedure.map(Question.all) ?? Question.applicant
        let asked = questions.filter { !$0.isList }.map { question in
            AgentField(
                field: question.path,
                words: question.label[language] + question.choices + ": "
                    + (question.shown(fields[question.path]) ?? "—"))
        }
        let note = FieldText.words("note", of: procedure, language)
        return asked + [AgentField(field: "note", words: "\(note): \(fields["note"] ?? "—")")]
    }

    private var language: Language { desk.language }

    func perform(_ words: [String]) throws(Failure) -> [String] {
        let transcript = Transcript()
        let desk = try Self.desk(words, folder, desk.language, transcript)
        let exit = try KioskProgram.run(desk)
        guard exit == .done || !transcript.lines.isEmpty else {
            throw Failure(exit, vi: "Không làm được việc này.", en: "This could not be done.")
        }
        return transcript.lines
    }

    func retry() throws(Failure) {
        try point.store { () throws(ReplicaError) in try point.replica.retryDocuments() }
        onRetry()
    }

    private static func desk(
        _ words: [String], _ folder: String, _ language: Language, _ transcript: Transcript
    ) throws(Failure) -> Desk {
        let arguments = ["--home=\(folder)", "--lang=\(language.rawValue)", "--no-input"] + words
        do throws(UsageError) {
            return Desk(
                invocation: try KioskProgram.spec.parse(arguments), transcript: transcript)
        } catch {
            let said = Console.Output(error, in: language).stderr.joined(separator: " ")
            throw Failure(.usage, vi: said, en: said)
        }
    }
}

/// The lists of cases, the conflicts and the closing of the day.
extension PointAgent {
    func work(_ list: WorkList) throws(Failure) -> AgentList {
        var choice = CaseChoice()
        choice.work = list
        choice.order = .due
        return try cases(choice)
    }

    func cases(of person: SoughtPerson) throws(Failure) -> AgentList {
        var choice = CaseChoice()
        choice.order = .name
        switch person {
        case .named(let name): choice.name = name
        case .numbered(let identity): choice.identity = identity
        }
        return try cases(choice)
    }

    private func cases(_ choice: CaseChoice) throws(Failure) -> AgentList {
        let (rows, total) = try point.cases(choice, first: AgentList.longest)
        return AgentList(items: rows.map { item($0.summary, name: $0.name) }, total: total)
    }

    private func item(_ summary: RecordSummary, name: RecordName) -> AgentItem {
        let code = summary.slip ?? "\(name)"
        let parts = [
            code, summary.texts["applicant.name"], summary.texts["procedure.name"],
            CaseText.state(summary, desk.language),
            CitizenText.due(summary.texts["due"], desk.language),
        ]
        return AgentItem(
            code: code,
            words: parts.compactMap(\.self).map(TerminalText.visible).joined(separator: " · "))
    }

    func parked() throws(Failure) -> AgentList {
        let (items, documents) = try OutboxCommand.parked(point)
        var list = AgentList()
        let parked =
            items.map { ($0.record, OutboxCommand.words($0, language)) }
            + documents.map { ($0.record, OutboxCommand.words($0, language)) }
        for (record, words) in parked {
            let code = try OutboxCommand.code(of: record, point)
            list.add { AgentItem(code: code, words: "\(code) · \(words)") }
        }
        return list
    }

    func conflicts() throws(Failure) -> [AgentConflict] {
        let hubs = try point.hubs()
        var rows: [ReplicaRow] = []
        try point.store { () throws(ReplicaError) in
            try point.replica.records(kind: RecordKind.case, onlyConflicts: true) { row in
                rows.append(row)
                return rows.count < AgentList.longest
            }
        }
        var all: [AgentConflict] = []
        for row in rows {
            let state = try point.store { () throws(ReplicaError) in
                try point.replica.state(of: row.name)
            }
            let procedure = Catalogue(point).procedure(ofCase: state.dictionary(hubs: hubs))
            for register in state.conflicts {
                let slip = row.summary.slip ?? "\(row.name)"
                let lines = CaseText.conflict(
                    register, slip: slip, hubs: hubs, language: desk.language,
                    procedure: procedure, point: point.pointName)
                // The last line names the command, which the desk asks for in its own way.
                all.append(
                    AgentConflict(
                        code: slip, field: register.name,
                        name: FieldText.words(register.name, of: procedure, desk.language),
                        lines: lines.dropLast(), values: register.settings.count))
            }
        }
        return all
    }

    func closing() throws(Failure) -> DayClosing {
        try point.closing(on: CivilDate(instantMilliseconds: SystemClock.wallMilliseconds()))
    }
}

extension Question {
    /// ` (Nam / Nữ)`; nothing for what is not chosen.
    fileprivate var choices: String {
        guard case .choice(let choices) = kind else { return "" }
        return " (\(choices.joined(separator: " / ")))"
    }

    /// A stored value as people write it: days stand in the store as ISO 8601.
    fileprivate func shown(_ value: String?) -> String? {
        guard let value, kind == .digits, value.count == 10, value.contains("-") else {
            return value
        }
        // What is no day stands as it is.
        return (try? CivilDate(value))?.vietnamese ?? value
    }
}
