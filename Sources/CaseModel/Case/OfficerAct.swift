/// What an officer does with a case.
package enum OfficerAct: Equatable, Sendable {
    case accept
    case decline(reason: String)
    case assign(officer: String)
    /// Passes the papers on to another unit (form 06).
    case handOver(unit: String, officer: String?)
    /// Asks for more papers; asking again must be meant, because it makes the case late.
    case request(SupplementRequest, isConfirmed: Bool)
    /// The papers asked for have come.
    case received
    /// Asks another agency.
    case wait(agency: String, reason: String)
    /// The other agency has answered.
    case resume
    case decide(Decision, reason: String?, result: ResultPaper? = nil)
    /// Gives a new date, with an apology (form 04).
    case extend(due: Int64, reason: String)
    case stop(reason: String)
    /// The result lies where it is handed over.
    case ready
    case finish

    /// The row of the table.
    package var act: CaseAct {
        switch self {
        case .accept: .accept
        case .decline: .decline
        case .assign: .assign
        case .handOver: .handOver
        case .request: .request
        case .received: .received
        case .wait: .wait
        case .resume: .resume
        case .decide: .decide
        case .extend: .extend
        case .stop: .stop
        case .ready: .ready
        case .finish: .finish
        }
    }

    /// The word for the act on the command line.
    package var name: String { act.rawValue }

    /// Whether the date promised is to be computed again after the act.
    package var movesClock: Bool {
        switch self {
        case .accept, .received, .resume: true
        case .decline, .assign, .handOver, .request, .wait, .decide, .extend, .stop, .ready,
            .finish:
            false
        }
    }
}

/// The paper or file that a decision is made out in.
package struct ResultPaper: Equatable, Sendable {
    package var isElectronic: Bool
    /// The digest of the file in hexadecimal digits.
    package var hash: String?
    package var signer: String?

    package init(isElectronic: Bool, hash: String? = nil, signer: String? = nil) {
        self.isElectronic = isElectronic
        self.hash = hash
        self.signer = signer
    }
}

/// Why an officer's act is not possible now.
package struct ActError: Error, Equatable, Sendable {
    package var problem: ActProblem
    /// The state that the case stands in.
    package var state: CaseState
    /// The names of the acts that this state allows.
    package var allowed: [String]

    /// Names what is wrong, where the case stands, and what is possible.
    package init(problem: ActProblem, state: CaseState, allowed: [String]) {
        self.problem = problem
        self.state = state
        self.allowed = allowed
    }
}

/// What is wrong with an officer's act.
package enum ActProblem: Equatable, Sendable {
    case notInThisState
    /// A refusal needs a reason in words.
    case reasonMissing
    case reasonTooLong(limit: Int)
    case reasonUnclean
    /// A unit, an officer or an agency is not named, or not cleanly.
    case nameUnclean
    case itemsMissing
    case tooManyItems(limit: Int)
    /// So many requests went before; another one must be confirmed.
    case askedBefore(times: Int)
    /// The new date is not later than the one promised.
    case dueNotLater
    /// The new date lies where no working calendar reaches; surely a mistyped year.
    case dueTooFar(lastYear: Int)
    /// Nobody works on the new date; this is the next day on which somebody does.
    case dueDayOff(next: CivilDate)
    /// An electronic result needs its digest, of 64 digits, and who signed it.
    case resultIncomplete
}
