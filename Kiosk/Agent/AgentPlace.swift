import CaseModel

/// Where an agent is; each screen carries all that it shows.
indirect enum AgentPlace {
    case names([String])
    case pin(name: String)
    case menu
    /// A case is entered, in the words and by the rules of the citizens' screen.
    case entry(CitizenDialogue)
    case file
    case lists
    case items(WorkList, [AgentItem])
    case code
    case opened(code: String, shown: [String])
    case asking(AgentQuestion, code: String)
    case drafts([AgentItem])
    case draft(code: String)
    case sending
    case conflicts([AgentConflict])
    case conflict(AgentConflict)

    /// How much of a line can be a command and not an answer.
    var scope: Command.Scope {
        switch self {
        case .names, .menu, .lists, .opened, .sending, .conflict: Command.Scope()
        case .items(_, let items), .drafts(let items): Command.Scope(takesNine: items.count < 9)
        case .conflicts(let conflicts): Command.Scope(takesNine: conflicts.count < 9)
        case .pin, .entry, .file, .code, .asking, .draft: Command.Scope(takesWords: false)
        }
    }
}

/// What is asked before an act on an opened case.
enum AgentQuestion: CaseIterable {
    case amount
    case receiver
    case paper
    case change
    case reason
}
