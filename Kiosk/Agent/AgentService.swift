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
    /// Keeps a case that is not complete, in the place of the draft that it goes on with, and gives
    /// the draft's code.
    func keepDraft(_ json: JSONValue, in draft: String?) throws(Failure) -> String
    /// A draft as its questions take it up again; nil when they do not show all of it.
    func resume(_ draft: String) throws(Failure) -> HandIn?
    func drafts() throws(Failure) -> AgentList
    func work(_ list: WorkList) throws(Failure) -> AgentList
    func cases(of person: SoughtPerson) throws(Failure) -> AgentList
    /// What the centre has set aside, each with the reason and what can be done.
    func parked() throws(Failure) -> AgentList
    func conflicts() throws(Failure) -> [AgentConflict]
    /// What the centre has asked for and still waits for, in words.
    func requested(of code: String) -> [String]
    /// Asks the centre for a case that was handed in elsewhere, and gives the code by which it is
    /// opened here from now on; it takes up to 20 seconds.
    func fetch(_ code: String, proof: String) throws(Failure) -> String
    /// The papers that can be handed in for a case; first those that the centre waits for.
    func papers(of code: String) throws(Failure) -> [AgentPaper]
    /// What can be corrected in a case, in the order in which it was asked for.
    func changeable(_ code: String) throws(Failure) -> [AgentField]
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

/// A paper that can be handed in.
struct AgentPaper: Equatable {
    let key: String
    /// Its name, and whether it is asked for or here already.
    let words: String
}

/// A field that can be corrected.
struct AgentField: Equatable {
    /// As `kiosk edit` takes it.
    let field: String
    /// What it is called, and what stands there.
    let words: String
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
