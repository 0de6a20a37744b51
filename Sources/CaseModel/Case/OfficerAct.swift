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
}

/// What an officer does with a case.
package enum OfficerAct: Equatable, Sendable {
    case accept
    case decline(reason: String)
    case decide(Decision, reason: String?)
    case finish

    /// The word for the act on the command line.
    package var name: String {
        switch self {
        case .accept: "accept"
        case .decline: "decline"
        case .decide: "decide"
        case .finish: "finish"
        }
    }

    /// Throws unless the act is possible in a state, and complete in itself.
    package func check(state: CaseState) throws(ActError) {
        guard OfficerAct.allowed(in: state).contains(name) else {
            throw error(.notInThisState, state)
        }
        switch self {
        case .accept, .finish, .decide(.approved, reason: nil):
            return
        case .decline(let reason), .decide(.refused, reason: .some(let reason)):
            if VietnameseText.trimmed(reason).isEmpty { throw error(.reasonMissing, state) }
            try checkText(reason, state)
        case .decide(.refused, reason: nil):
            throw error(.reasonMissing, state)
        case .decide(.approved, reason: .some(let reason)):
            try checkText(reason, state)
        }
    }

    /// The fields that the act sets, in the order of their names.
    ///
    /// The official code is added by the hub when it accepts: only it counts the day's codes.
    package var fields: [(name: String, value: String)] {
        var writer = FieldWriter()
        switch self {
        case .accept:
            writer.add("state", CaseState.accepted.rawValue)
        case .decline(let reason):
            writer.add("state", CaseState.declined.rawValue)
            writer.add("decision.reason", VietnameseText.trimmed(reason))
        case .decide(let decision, let reason):
            writer.add("state", CaseState.done.rawValue)
            writer.add("decision", decision.rawValue)
            writer.add("decision.reason", reason.map(VietnameseText.trimmed))
        case .finish:
            writer.add("state", CaseState.returned.rawValue)
        }
        return writer.sorted
    }

    /// The names of the acts that a state allows.
    package static func allowed(in state: CaseState) -> [String] {
        switch state {
        case .submitted: ["accept", "decline"]
        case .accepted, .processing: ["decide"]
        case .done: ["finish"]
        case .declined, .supplement, .payment, .withdrawn, .stopped, .returned: []
        }
    }

    private func checkText(_ reason: String, _ state: CaseState) throws(ActError) {
        do throws(DraftProblem) {
            _ = try FieldCheck.text(reason, limit: CaseLimits.reason)
        } catch {
            let isLong = error == .tooLong(limit: CaseLimits.reason)
            throw self.error(
                isLong ? .reasonTooLong(limit: CaseLimits.reason) : .reasonUnclean, state)
        }
    }

    private func error(_ problem: ActProblem, _ state: CaseState) -> ActError {
        ActError(problem: problem, state: state, allowed: OfficerAct.allowed(in: state))
    }
}
