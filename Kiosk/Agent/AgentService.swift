import CaseModel
import Frontend
import Replica

/// What the agent's desk asks of this point. Acts are the commands of `kiosk` themselves, so that
/// the desk has no rule of its own.
protocol AgentService {
    var state: PromptState { get }
    /// Who can sign in; nobody where there are no staff.
    func staff() throws(Failure) -> [String]
    func signIn(_ name: String, pin: String) throws(Failure) -> Replica.SignIn
    /// The questions and rules of a case that is handed in.
    func intake(by actor: String) throws(Failure) -> any CitizenService
    /// What a person gave at this point before, by the name of the field.
    func given(before identity: IdentityNumber) throws(Failure) -> [String: String]
    /// Keeps a case that is not complete and gives the draft's code.
    func keepDraft(_ json: JSONValue) throws(Failure) -> String
    func drafts() throws(Failure) -> [AgentItem]
    func work(_ list: WorkList) throws(Failure) -> [AgentItem]
    func conflicts() throws(Failure) -> [AgentConflict]
    /// The papers of a case's procedure.
    func papers(of code: String) throws(Failure) -> [Procedure.Paper]
    func closing() throws(Failure) -> DayClosing
    /// Carries out a command of `kiosk` and gives what it says.
    func perform(_ words: [String]) throws(Failure) -> [String]
    /// Synchronises as soon as nobody types.
    func hurry()
}

/// A line of a list, with the code by which it is opened.
struct AgentItem: Equatable {
    let code: String
    let words: String
}

/// A field with several values, one of which a person has to choose.
struct AgentConflict: Equatable {
    let code: String
    let field: String
    /// What happened, with each value, who, where and when.
    let lines: [String]
    let values: Int
}

/// The lists of work at a point.
enum WorkList: CaseIterable {
    case dueToday
    case overdue
    case toHandOver
    case waitingForPapers
    case sent
}
