import CaseModel
import CaseRecords
import Console
import Frontend

/// What the citizens' screens ask of the store; nothing is stored but by `take`, `rate`, `tell` and
/// `transfer`.
protocol CitizenService {
    /// How this point stands with the centre.
    var state: PromptState { get }

    /// The procedures that answer to a search, best first.
    func search(_ words: String, limit: Int) -> [ProcedureName]
    func procedure(_ code: String) -> Procedure?
    /// The fields of administration with a procedure that can be chosen, in order.
    func fields() -> [String]
    func procedures(ofField field: String, limit: Int) -> [ProcedureName]
    /// What this person gave before and agreed to have used again, as far as it serves here.
    func given(
        before person: ProvenPerson, for procedure: Procedure
    ) throws(Failure) -> GivenAgain
    /// Holds a case against the rules of `submit`; the scans are of papers in it.
    func check(_ json: JSONValue, scans: [CaseDocument]) throws(DraftError) -> Intake.Checked
    /// Makes a checked case durable.
    func take(_ checked: Intake.Checked) throws(Failure) -> Intake.Receipt
    /// The case of a code, if the proof is the secret of its slip or the last four digits of the
    /// applicant's number; nil when the centre alone can tell. A wrong proof is thrown, and counts.
    func follow(code: String, proof: String) throws(Failure) -> FollowedCase?
    /// The code as it is printed; throws when no case answers to it.
    func known(_ code: String) throws(Failure) -> String
    /// Keeps a rating of a case, or without a code of this point.
    func rate(_ code: String?, _ rating: Rating) throws(Failure)
    /// Keeps feedback, about a case if there is a code.
    func tell(_ feedback: Feedback, about code: String?) throws(Failure)
    /// What a case costs and what was paid.
    func fee(_ code: String, _ language: Language) throws(Failure) -> CitizenFee
    /// The code of a transfer of what is still to be paid; it is kept as shown.
    func transfer(_ code: String) throws(Failure) -> Transfer
    /// The lines of a case's slip with the token of this visit, for the printer.
    func slip(
        _ code: String, visit: VisitToken?, _ language: Language
    ) throws(Failure) -> [String]
    /// A new token for whoever may rate this visit later; nothing is kept of it.
    func visitToken() -> VisitToken
    /// What a rating says of a token; throws when it is none, or spent.
    func spend(_ typed: String) throws(Failure) -> String
}

/// What a person gave before and may use again.
struct GivenAgain: Equatable {
    /// By the name of the field.
    var fields: [String: String] = [:]
    /// Scans that are here, of papers that the procedure asks for.
    var scans: [CaseDocument] = []

    var isEmpty: Bool { fields.isEmpty && scans.isEmpty }
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
    /// Whether it was received at this point; of others the slip, which says more than the proof
    /// that opened them, is not printed here.
    var isReceivedHere = true
    /// What the person is asked for, or who else is waited for, in words; meanwhile the clock
    /// stands.
    var waits: [Localized] = []
}

/// What a case costs, in the person's language.
struct CitizenFee: Equatable {
    let code: String
    let lines: [String]
    /// Whether something is still to be paid.
    let isOpen: Bool
    /// Whether the unit has an account that money can be sent to.
    let canTransfer: Bool
}

/// A transfer as a bank's application takes it.
struct Transfer: Equatable {
    /// What the square says.
    let payload: String
    /// The same for somebody who types it.
    let words: Localized
}
