/// What people do with a case; the raw value is the word on the command line and the kind of event.
package enum CaseAct: String, CaseIterable, Sendable {
    case accept, decline, assign
    case handOver = "hand-over"
    case request, received, wait, resume, decide, extend, stop, ready, finish
    case `return`, withdraw
}

/// The life of a case as a table: act × state → state; what has no row is refused.
package enum CaseTransition {
    /// What an act makes of the state.
    package enum Effect: Equatable, Sendable {
        case to(CaseState)
        /// The state stays.
        case stays
        /// Work goes on where it was before the case had to wait.
        case resumes
    }

    /// One row: in these states the act is possible, with this effect.
    package struct Row: Sendable {
        package let act: CaseAct
        package let states: [CaseState]
        package let effect: Effect

        fileprivate init(_ act: CaseAct, _ states: [CaseState], _ effect: Effect) {
            self.act = act
            self.states = states
            self.effect = effect
        }
    }

    private static let atWork: [CaseState] = [.accepted, .processing, .payment]
    private static let waiting: [CaseState] = [.supplement, .waiting]

    /// The table.
    package static let rows: [Row] = [
        Row(.accept, [.submitted], .to(.accepted)),
        Row(.decline, [.submitted], .to(.declined)),
        Row(.assign, [.submitted, .processing, .payment] + waiting, .stays),
        Row(.assign, [.accepted], .to(.processing)),
        Row(.handOver, [.submitted, .processing, .payment] + waiting, .stays),
        Row(.handOver, [.accepted], .to(.processing)),
        Row(.request, [.submitted] + atWork, .to(.supplement)),
        Row(.received, [.supplement], .resumes),
        Row(.wait, atWork, .to(.waiting)),
        Row(.resume, [.waiting], .resumes),
        Row(.decide, atWork, .to(.done)),
        Row(.extend, atWork + waiting, .stays),
        Row(.stop, atWork + waiting, .to(.stopped)),
        Row(.ready, [.done], .to(.ready)),
        Row(.finish, [.done, .ready], .to(.returned)),
        Row(.return, [.done, .ready], .to(.returned)),
        Row(.withdraw, [.submitted] + atWork + waiting, .to(.withdrawn)),
    ]

    /// What the act does in that state; nil when it is not possible there.
    package static func effect(_ act: CaseAct, in state: CaseState) -> Effect? {
        rows.first { $0.act == act && $0.states.contains(state) }?.effect
    }

    /// The acts that a state allows, in the order of the table.
    package static func allowed(in state: CaseState) -> [CaseAct] {
        CaseAct.allCases.filter { effect($0, in: state) != nil }
    }
}
