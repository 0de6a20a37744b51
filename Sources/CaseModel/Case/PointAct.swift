/// What a point does with a case that exists, beside correcting it: an event of the case.
///
/// Done at two places at once, both facts
/// stand, because both set the same fields without having seen each other (design §4).
package enum PointAct: Equatable, Sendable {
    /// The result was handed over, to the applicant when nobody else is named.
    case handOver(to: String?)
    case withdraw(reason: String?)

    /// The word for the act on the command line, and the kind of its event.
    package var name: String {
        switch self {
        case .handOver: CaseAct.return.rawValue
        case .withdraw: CaseAct.withdraw.rawValue
        }
    }

    /// The names of the point's acts that a state allows, by the table of transitions.
    package static func allowed(in state: CaseState) -> [String] {
        [CaseAct.return, .withdraw].filter { CaseTransition.effect($0, in: state) != nil }
            .map(\.rawValue)
    }

    /// Throws unless the act is possible in a state, and complete in itself.
    package func check(state: CaseState) throws(ActError) {
        let allowed = PointAct.allowed(in: state)
        guard allowed.contains(name) else {
            throw ActError(problem: .notInThisState, state: state, allowed: allowed)
        }
        let (text, limit) = words
        do throws(DraftProblem) {
            _ = try FieldCheck.text(text, limit: limit)
        } catch {
            let isLong = error == .tooLong(limit: limit)
            throw ActError(
                problem: isLong ? .reasonTooLong(limit: limit) : .reasonUnclean, state: state,
                allowed: allowed)
        }
    }

    /// The fields that the act sets, in the order of their names; when, and to whom or why.
    package func fields(at time: Int64) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        let words = VietnameseText.trimmed(words.text)
        switch self {
        case .handOver:
            writer.add("state", CaseState.returned.rawValue)
            writer.add("returned.at", Instant.iso(time))
            writer.add("returned.to", words)
        case .withdraw:
            writer.add("state", CaseState.withdrawn.rawValue)
            writer.add("withdrawn.at", Instant.iso(time))
            writer.add("withdrawn.reason", words)
        }
        return writer.sorted
    }

    private var words: (text: String, limit: Int) {
        switch self {
        case .handOver(let receiver): (receiver ?? "", CaseLimits.name)
        case .withdraw(let reason): (reason ?? "", CaseLimits.reason)
        }
    }
}
