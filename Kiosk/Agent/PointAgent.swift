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
    /// What is done when somebody wants it sent now.
    var onHurry: () -> Void = {}

    init(_ desk: Desk, folder: String) throws(Failure) {
        self.desk = try Self.desk([], folder, desk.language, Transcript())
        self.folder = folder
        point = try Point(self.desk)
    }

    var state: PromptState {
        // What cannot be read now is left out; the act itself will say what is wrong.
        (try? point.promptState()) ?? PromptState()
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

    func keepDraft(_ json: JSONValue) throws(Failure) -> String {
        try Drafts(point: point).keep(json)
    }

    func drafts() throws(Failure) -> [AgentItem] {
        try Drafts(point: point).all(try Intake(point)).map { entry in
            AgentItem(code: entry.code, words: DraftCommand.line(entry, desk.language))
        }
    }

    func papers(of code: String) throws(Failure) -> [Procedure.Paper] {
        let fields = try point.fields(of: try point.open(code).name)
        return Catalogue(point).procedure(ofCase: fields)?.papers ?? []
    }

    func perform(_ words: [String]) throws(Failure) -> [String] {
        let transcript = Transcript()
        let desk = try Self.desk(words, folder, desk.language, transcript)
        let exit = try KioskProgram.run(desk)
        guard exit == .done || !transcript.lines.isEmpty else {
            throw Failure(exit, vi: "Không làm được việc này.", en: "This could not be done.")
        }
        return transcript.lines
    }

    func hurry() { onHurry() }

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

/// The lists of work, the conflicts and the closing of the day.
extension PointAgent {
    func work(_ list: WorkList) throws(Failure) -> [AgentItem] {
        let now = SystemClock.wallMilliseconds()
        let acknowledged = try point.progress().acknowledged.number
        var found: [ReplicaRow] = []
        try point.store { () throws(ReplicaError) in
            try point.replica.records(kind: RecordKind.case) { row in
                if list.holds(row, isSent: row.ownSequence <= acknowledged, now: now) {
                    found.append(row)
                }
                return true
            }
        }
        // Texts of instants of one offset stand in the order of their times.
        return found.sorted { ($0.summary.texts["due"] ?? "") < ($1.summary.texts["due"] ?? "") }
            .map { item($0.summary, name: $0.name) }
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

    func conflicts() throws(Failure) -> [AgentConflict] {
        let hubs = try point.hubs()
        var rows: [ReplicaRow] = []
        try point.store { () throws(ReplicaError) in
            try point.replica.records(kind: RecordKind.case, onlyConflicts: true) { row in
                rows.append(row)
                return true
            }
        }
        var all: [AgentConflict] = []
        for row in rows {
            let state = try point.store { () throws(ReplicaError) in
                try point.replica.state(of: row.name)
            }
            for register in state.conflicts {
                let slip = row.summary.slip ?? "\(row.name)"
                let lines = CaseText.conflict(
                    register, slip: slip, hubs: hubs, language: desk.language,
                    point: point.pointName)
                // The last line names the command, which the desk asks for in its own way.
                all.append(
                    AgentConflict(
                        code: slip, field: register.name, lines: lines.dropLast(),
                        values: register.settings.count))
            }
        }
        return all
    }

    func closing() throws(Failure) -> DayClosing {
        let day = CivilDate(instantMilliseconds: SystemClock.wallMilliseconds())
        var shares: [String: DayClosing.Share] = [:]
        for actor in try authors(of: "-\(day.compact)-") {
            shares[actor, default: .init(actor: actor)].cases += 1
        }
        let payments = try payments(on: day)
        for record in payments where record.payment.kind == .cash {
            let amount = record.payment.amount
            shares[record.actor, default: .init(actor: record.actor)].cash += amount
        }
        let transfers = payments.filter { $0.payment.kind == .vietqr }
        return try point.store { () throws(ReplicaError) in
            let progress = try point.replica.progress()
            let head = progress.head.sequence
            return DayClosing(
                day: day,
                shares: shares.values.sorted {
                    VietnameseOrder($0.actor) < VietnameseOrder($1.actor)
                },
                slips: Int(try point.replica.last(of: "slip/\(day.compact)")),
                receipts: Int(try point.replica.last(of: "receipt/\(day.compact)")),
                cashPayments: payments.count - transfers.count, transfers: transfers.count,
                transferred: transfers.reduce(0) { $0 + $1.payment.amount },
                unsent: Int(clamping: head - min(head, progress.acknowledged.number)))
        }
    }

    /// Who took in each case of this point whose slip has this day in it.
    private func authors(of day: String) throws(Failure) -> [String] {
        let site = point.identity.site
        return try point.store { () throws(ReplicaError) in
            var names: [RecordName] = []
            try point.replica.records(kind: RecordKind.case) { row in
                if row.site == site, row.summary.slip?.contains(day) == true {
                    names.append(row.name)
                }
                return true
            }
            return try names.map { name throws(ReplicaError) in
                try point.replica.state(of: name).creation?.actor ?? "?"
            }
        }
    }

    private func payments(on day: CivilDate) throws(Failure) -> [PaymentRecord] {
        let hubs = try point.hubs()
        return try point.store { () throws(ReplicaError) in
            var names: [RecordName] = []
            try point.replica.records(kind: RecordKind.payment) { row in
                if row.site == point.identity.site { names.append(row.name) }
                return true
            }
            var payments: [PaymentRecord] = []
            for name in names {
                let state = try point.replica.state(of: name)
                guard let payment = PaymentRecord(state, hubs: hubs),
                    CivilDate(instantMilliseconds: payment.time) == day
                else { continue }
                payments.append(payment)
            }
            return payments
        }
    }
}

extension WorkList {
    /// Whether a case belongs in the list.
    fileprivate func holds(_ row: ReplicaRow, isSent: Bool, now: Int64) -> Bool {
        let state = row.summary.state.flatMap(CaseState.init(rawValue:)) ?? .submitted
        // A due time that cannot be read counts as none, as on every screen.
        let due = row.summary.texts["due"].flatMap { try? Instant.milliseconds(iso: $0) }
        let runs = !state.isFinal && !state.isPaused
        let today = CivilDate(instantMilliseconds: now)
        switch self {
        case .dueToday:
            return runs
                && due.map { $0 >= now && CivilDate(instantMilliseconds: $0) == today }
                    ?? false
        case .overdue: return runs && due.map { $0 < now } ?? false
        case .toHandOver: return state == .done || state == .ready
        case .waitingForPapers: return state == .supplement
        case .sent: return isSent && row.summary.slip?.contains("-\(today.compact)-") == true
        }
    }
}
