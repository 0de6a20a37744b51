import CaseModel
import Frontend
import Replica

/// What the agent's desk asks of this point. Acts are the commands of `kiosk` themselves, so that
/// the desk has no rule of its own.
protocol AgentService {
    var state: PromptState { get }
    /// How much there is to do.
    var counts: AgentCounts { get }
    /// Who can sign in; nobody where there are no staff.
    func staff() throws(Failure) -> [String]
    func signIn(_ name: String, pin: String) throws(Failure) -> Replica.SignIn
    /// The questions and rules of a case that is handed in.
    func intake(by actor: String) throws(Failure) -> any CitizenService
    /// What a person gave at this point before, by the name of the field.
    func given(before identity: IdentityNumber) throws(Failure) -> [String: String]
    /// Keeps a case that is not complete and gives the draft's code.
    func keepDraft(_ json: JSONValue) throws(Failure) -> String
    func drafts() throws(Failure) -> AgentList
    func work(_ list: WorkList) throws(Failure) -> AgentList
    func cases(of person: SoughtPerson) throws(Failure) -> AgentList
    func conflicts() throws(Failure) -> [AgentConflict]
    /// What the centre has asked for and still waits for, in words.
    func requested(of code: String) -> [String]
    /// The papers of a case's procedure.
    func papers(of code: String) throws(Failure) -> [Procedure.Paper]
    func closing() throws(Failure) -> DayClosing
    /// Carries out a command of `kiosk` and gives what it says.
    func perform(_ words: [String]) throws(Failure) -> [String]
    /// Offers refused scans once more, and synchronises as soon as nobody types.
    func retry() throws(Failure)
}

/// How much there is to do, for the menus.
struct AgentCounts: Equatable {
    var work: [WorkList: Int] = [:]
    var drafts = 0
    /// Acts and scans that the centre has set aside.
    var parked = 0
    /// Fields in conflict.
    var conflicts = 0
}

/// A line of a list, with the code by which it is opened.
struct AgentItem: Equatable {
    let code: String
    let words: String
    /// The names of the fields that a draft lacks.
    var missing: [String] = []
}

/// The beginning of a list, as long as somebody reads one.
struct AgentList: Equatable {
    static let longest = 99

    var items: [AgentItem] = []
    /// How many there are in all.
    var total = 0

    /// Adds an item while there is room for it, and counts it all the same.
    mutating func add(_ item: () -> AgentItem) {
        total += 1
        if items.count < Self.longest { items.append(item()) }
    }
}

/// A field with several values, one of which a person has to choose.
struct AgentConflict: Equatable {
    let code: String
    let field: String
    /// What the field is called.
    let name: String
    /// What happened, with each value, who, where and when.
    let lines: [String]
    let values: Int
}

/// Whose cases are looked for.
enum SoughtPerson: Equatable {
    case named(String)
    /// By the number, typed or scanned.
    case numbered(IdentityNumber)
}
