import CaseModel
import CaseRecords
import Console
import Frontend
import Replica

@testable import kiosk

/// An agent's desk without a store: commands are noted, and their answers are prepared.
final class Counter: AgentService {
    let booth = Booth()
    var names = ["Nguyễn Thị Lan", "Trần Minh"]
    /// What was asked of `kiosk`, in order.
    var performed: [[String]] = []
    var actors: [String] = []
    var kept: [JSONValue] = []
    var known: [String: String] = [:]
    /// Whose cases were looked for.
    var sought: [SoughtPerson] = []
    var retries = 0
    /// What the acts answer with instead, for instance a refusal.
    var refusal: Failure?
    var state = PromptState()
    var parkedItems: [AgentItem] = []
    /// A case that is not here before it was fetched.
    static let elsewhere = "T-9-261123-1-ABC"
    private var hasFetched = false

    static let pin = "4821"
    static let item = AgentItem(code: Booth.someCase.slip, words: "T-3-261123-1-K5Q · Hằng")
    static let conflict = AgentConflict(
        code: Booth.someCase.slip, field: "applicant.phone", name: "Số điện thoại",
        lines: [
            "Hồ sơ T-3-261123-1-K5Q, mục Số điện thoại (applicant.phone):",
            "  1. 0905218446 [tạm dùng] — Lan, Điểm A, 10:00 23/11/2026",
            "  2. 0905218447 — Minh, Điểm B, 10:05 23/11/2026",
        ], values: 2)

    var counts: AgentCounts {
        AgentCounts(work: [.dueToday: 1], drafts: kept.count, parked: parkedItems.count)
    }
    func requested(of code: String) -> [String] { [] }

    func staff() throws(Failure) -> [String] { names }

    func signIn(_ name: String, pin: String) throws(Failure) -> Replica.SignIn {
        names.contains(name) && pin == Self.pin ? .welcome(name) : .wrong(waitMilliseconds: 0)
    }

    func intake(by actor: String) throws(Failure) -> any CitizenService {
        actors.append(actor)
        return booth
    }

    func given(before identity: IdentityNumber) throws(Failure) -> [String: String] { known }

    func resume(_ draft: String) throws(Failure) -> HandIn? {
        let number = Int(draft.drop { !$0.isNumber }) ?? 0
        return HandIn(draft: draft, kept[number - 1], Booth.birth)
    }

    func keepDraft(_ json: JSONValue, in draft: String?) throws(Failure) -> String {
        if let draft, let number = Int(draft.drop { !$0.isNumber }) {
            kept[number - 1] = json
            return draft
        }
        kept.append(json)
        return "D-\(kept.count)"
    }

    func drafts() throws(Failure) -> AgentList {
        Self.list(kept.indices.map { AgentItem(code: "D-\($0 + 1)", words: "D-\($0 + 1)") })
    }

    func work(_ list: WorkList) throws(Failure) -> AgentList {
        switch list {
        case .overdue: AgentList()
        case .waitingForPapers: Self.list(Array(repeating: Self.item, count: 120))
        // What was handed over is not to be handed over any more.
        case .toHandOver:
            Self.list(performed.contains { $0[0] == "return" } ? [] : [Self.item])
        case .dueToday, .sent: Self.list([Self.item])
        }
    }

    func cases(of person: SoughtPerson) throws(Failure) -> AgentList {
        sought.append(person)
        return person == .named("Không Ai") ? AgentList() : Self.list([Self.item])
    }

    private static func list(_ items: [AgentItem]) -> AgentList {
        var list = AgentList()
        for item in items { list.add { item } }
        return list
    }

    func conflicts() throws(Failure) -> [AgentConflict] { [Self.conflict] }

    func papers(of code: String) throws(Failure) -> [AgentPaper] {
        [AgentPaper(key: "anh-3x4", words: "Ảnh 3x4 · được yêu cầu")]
            + Booth.birth.papers.map { AgentPaper(key: $0.key, words: $0.nameVi) }
    }

    func changeable(_ code: String) throws(Failure) -> [AgentField] {
        [
            AgentField(field: "applicant.phone", words: "Số điện thoại: 0905218446"),
            AgentField(field: "applicant.address", words: "Địa chỉ: —"),
        ]
    }

    func parked() throws(Failure) -> AgentList { Self.list(parkedItems) }

    func closing() throws(Failure) -> DayClosing {
        DayClosing(
            day: CivilDate(dayNumber: 20_780),
            shares: [.init(actor: "Nguyễn Thị Lan", cases: 2, cash: 15_000)], slips: 2,
            receipts: 1, cashPayments: 1, transfers: 1, transferred: 8_000, unsent: 3)
    }

    func fetch(_ code: String, proof: String) throws(Failure) -> String {
        guard proof == "3217" else { throw .unproved }
        hasFetched = true
        return code
    }

    func perform(_ words: [String]) throws(Failure) -> [String] {
        if words[0] == "show", words.last == Self.elsewhere, !hasFetched {
            throw .notFound(Self.elsewhere)
        }
        performed.append(words)
        if let refusal { throw refusal }
        return ["(\(words[0]))"]
    }

    func retry() throws(Failure) { retries += 1 }
}

/// One agent who types lines and reads what is said.
struct Shift {
    let counter: Counter
    private(set) var last: String
    private(set) var isOver = false
    private var dialogue: AgentDialogue

    /// Signs in unless told not to.
    init(
        _ counter: Counter = Counter(), isSignedIn: Bool = true, isPractice: Bool = false,
        width: Int = 80
    ) throws {
        self.counter = counter
        dialogue = try AgentDialogue(
            service: counter, language: .vi, actor: "agent", isPractice: isPractice, width: width)
        last = dialogue.opening.joined(separator: "\n")
        if isSignedIn, !isPractice { type("1", Counter.pin) }
    }

    var prompt: String { dialogue.prompt }
    var isSecret: Bool { dialogue.isSecret }

    /// The name of the screen's case, without what it carries.
    var placeName: String { caseName(of: dialogue.place) }

    mutating func type(_ lines: String...) { type(lines) }

    mutating func type(_ lines: [String]) {
        for line in lines {
            let reply = dialogue.handle(line)
            last = reply.lines.joined(separator: "\n")
            isOver = reply.isFarewell
        }
    }

    var isLocked: Bool { dialogue.isLocked }
    /// Who has signed in.
    var actor: String { dialogue.actor }

    mutating func lock() { last = dialogue.lock().lines.joined(separator: "\n") }
}
