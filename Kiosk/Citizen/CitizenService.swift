import CaseModel
import CaseRecords
import Frontend

/// What the citizens' screens ask of the store; nothing is stored but by `take` and `rate`.
protocol CitizenService {
    /// How this point stands with the centre.
    var state: PromptState { get }

    /// The procedures that answer to a search, best first.
    func search(_ words: String, limit: Int) -> [ProcedureName]
    func procedure(_ code: String) -> Procedure?
    /// Holds a case against the rules of `submit`.
    func check(_ json: JSONValue) throws(DraftError) -> Intake.Checked
    /// Makes a checked case durable.
    func take(_ checked: Intake.Checked) throws(Failure) -> Intake.Receipt
    /// The case of a code, if the secret is that of its slip; nil does not tell which was wrong.
    func follow(code: String, secret: String) throws(Failure) -> FollowedCase?
    /// The code as it is printed; throws when no case answers to it.
    func known(_ code: String) throws(Failure) -> String
    func rate(_ code: String, _ rating: Rating) throws(Failure)
}

/// A procedure as a list of results shows it.
struct ProcedureName: Equatable {
    let code: String
    let name: String
}

/// What a person with slip and secret gets to see of a case.
struct FollowedCase: Equatable {
    let slip: String
    let official: String?
    let procedure: String
    let state: CaseState
    /// ISO 8601 at UTC+7.
    let due: String?
    let durability: Durability
}
