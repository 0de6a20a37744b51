import CaseModel
import Console

/// Where a person is; each screen carries all that it shows.
enum Screen {
    case menu
    case language
    /// Asks for words; to look, or to hand in.
    case search(isHandingIn: Bool)
    case results([ProcedureName])
    case procedure(Procedure)
    case question(HandIn)
    /// Asks whether letters were meant as Telex.
    case spelling(HandIn, typed: String, meant: String)
    case review(HandIn)
    /// Asks whether what was entered may be dropped.
    case leaving
    case receipt(Intake.Receipt)
    case followCode
    case followSecret(code: String)
    case followed(FollowedCase)
    case rateCode
    case rateScore(code: String)

    /// What a line may mean beside an answer.
    var scope: Command.Scope {
        switch self {
        case .menu, .language, .procedure, .spelling, .leaving, .receipt, .followed:
            Command.Scope()
        case .search, .followCode, .followSecret, .rateCode, .rateScore:
            Command.Scope(takesWords: false)
        case .results(let names):
            Command.Scope(takesNine: names.count < 9)
        case .review(let handIn):
            Command.Scope(takesNine: handIn.questions.count + 1 < 9)
        case .question(let handIn):
            switch handIn.question.kind {
            case .words: Command.Scope(takesWords: false)
            case .digits: Command.Scope()
            case .number: Command.Scope(takesNine: false)
            case .choice(let choices): Command.Scope(takesNine: choices.count < 9)
            case .papers: Command.Scope(takesNine: handIn.procedure.papers.count < 9)
            }
        }
    }

    /// Whether words of the person's own are typed here, and no numbers and codes.
    var takesProse: Bool {
        switch self {
        case .search, .rateScore: true
        case .question(let handIn): handIn.question.kind == .words
        case .menu, .language, .results, .procedure, .spelling, .review, .leaving, .receipt,
            .followCode, .followSecret, .followed, .rateCode:
            false
        }
    }

    /// What is being entered here, if anything.
    var handIn: HandIn? {
        switch self {
        case .question(let handIn), .spelling(let handIn, _, _), .review(let handIn): handIn
        case .menu, .language, .search, .results, .procedure, .leaving, .receipt, .followCode,
            .followSecret, .followed, .rateCode, .rateScore:
            nil
        }
    }
}

/// What a line leads to.
struct Step {
    /// Where the person goes.
    enum Move {
        case stay
        /// To a screen from which `0` comes back.
        case open(Screen)
        /// To a screen that stands in place of this one.
        case replace(Screen)
        /// To a screen from which nothing leads back but the menu.
        case finish(Screen)
        case back
        case home
        case speak(Language)
        case leave
    }

    var notes: [String] = []
    let move: Move

    /// The person stays where they are and is told why.
    static func stay(_ notes: String...) -> Step { Step(notes: notes, move: .stay) }
    static func open(_ screen: Screen) -> Step { Step(move: .open(screen)) }
    static func replace(_ screen: Screen, _ notes: String...) -> Step {
        Step(notes: notes, move: .replace(screen))
    }
}
