import CaseModel
import Console

/// Where an agent is; each screen carries all that it shows.
indirect enum AgentPlace {
    case names([String])
    case pin(name: String)
    case menu
    /// A case is entered, in the words and by the rules of the citizens' screen.
    case entry(CitizenDialogue)
    case file
    case lists
    case items(AgentListing, AgentList)
    case code
    case opened(code: String, shown: [String])
    case asking(AgentQuestion, code: String)
    /// Asks whether letters were meant as Telex.
    case spelling(AgentQuestion, code: String, typed: String, meant: String)
    case drafts(AgentList)
    case draft(AgentItem)
    case sending
    case conflicts([AgentConflict])
    case conflict(AgentConflict)

    /// How much of a line can be a command and not an answer.
    var scope: Command.Scope {
        switch self {
        case .names(let names): Command.Scope(takesNine: names.count < 9)
        case .menu, .lists, .opened, .sending, .conflict, .spelling: Command.Scope()
        case .items(_, let list), .drafts(let list):
            Command.Scope(takesNine: list.items.count < 9)
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
    /// What shows that somebody may see a case that was handed in elsewhere.
    case proof

    /// Whether words are the answer, and no numbers and codes.
    var takesProse: Bool {
        switch self {
        case .receiver, .reason: true
        case .amount, .paper, .change, .proof: false
        }
    }
}

/// Which cases a list shows; it is read anew when an agent comes back to it.
enum AgentListing: Equatable {
    case work(WorkList)
    case person(SoughtPerson)
    /// What the centre has set aside.
    case parked
}
