import CaseModel
import Console

/// Where a person is; each screen carries all that it shows.
enum Screen {
    case menu
    case language
    /// Asks for words; to look, or to hand in.
    case search(isHandingIn: Bool)
    case events
    /// The fields of administration.
    case fields([String])
    case results([ProcedureName])
    case procedure(Procedure)
    case question(HandIn)
    /// Asks whether letters were meant as Telex.
    case spelling(HandIn, typed: String, meant: String)
    /// Asks whether what this person gave before is to be used again.
    case offer(HandIn, given: GivenAgain)
    case review(HandIn)
    /// Asks whether what was entered may be dropped.
    case leaving
    case receipt(Intake.Receipt)
    case followCode
    case followSecret(code: String)
    case followed(FollowedCase)
    case fee(CitizenFee)
    case transfer(Transfer)
    case rateCode
    case rateScore(RatingEntry)
    /// Asks for the score of one factor.
    case rateFactor(RatingEntry, Rating.Factor)
    case feedbackKind(about: String?)
    case feedbackText(FeedbackKind, about: String?)
    case feedbackContact(FeedbackKind, about: String?, text: String)
    /// Asks for a rating before the person goes, and gives the token for a later one.
    case parting(VisitToken)

    /// What a line may mean beside an answer.
    var scope: Command.Scope {
        switch self {
        case .menu, .language, .events, .procedure, .spelling, .offer, .leaving, .receipt,
            .followed, .fee, .transfer, .rateFactor, .feedbackKind, .parting:
            Command.Scope()
        case .search, .followCode, .followSecret, .rateCode, .rateScore, .feedbackText,
            .feedbackContact:
            Command.Scope(takesWords: false)
        case .fields(let names):
            Command.Scope(takesNine: names.count < 9)
        case .results(let names):
            Command.Scope(takesNine: names.count < 9)
        case .review(let handIn):
            Command.Scope(takesNine: handIn.questions.count + 1 < 9)
        case .question(let handIn):
            switch handIn.question.kind {
            case .words: Command.Scope(takesWords: false)
            case .digits, .consents: Command.Scope()
            case .number: Command.Scope(takesNine: false)
            case .choice(let choices): Command.Scope(takesNine: choices.count < 9)
            case .papers: Command.Scope(takesNine: handIn.procedure.papers.count < 9)
            }
        }
    }

    /// Whether words of the person's own are typed here, and no numbers and codes.
    var takesProse: Bool {
        switch self {
        case .search, .receipt, .followed, .rateScore, .feedbackText, .parting: true
        case .question(let handIn): handIn.question.kind == .words
        case .menu, .language, .events, .fields, .results, .procedure, .spelling, .offer, .review,
            .leaving, .followCode, .followSecret, .fee, .transfer, .rateCode, .rateFactor,
            .feedbackKind, .feedbackContact:
            false
        }
    }

    /// Whether somebody is asked for who may have a card to scan.
    var takesCard: Bool {
        switch self {
        case .question, .followSecret, .feedbackContact: true
        case .menu, .language, .search, .events, .fields, .results, .procedure, .spelling, .offer,
            .review, .leaving, .receipt, .followCode, .followed, .fee, .transfer, .rateCode,
            .rateScore, .rateFactor, .feedbackKind, .feedbackText, .parting:
            false
        }
    }

    /// What is being entered here, if anything.
    var handIn: HandIn? {
        switch self {
        case .question(let handIn), .spelling(let handIn, _, _), .offer(let handIn, _),
            .review(let handIn):
            handIn
        case .menu, .language, .search, .events, .fields, .results, .procedure, .leaving,
            .receipt, .followCode, .followSecret, .followed, .fee, .transfer, .rateCode,
            .rateScore, .rateFactor, .feedbackKind, .feedbackText, .feedbackContact, .parting:
            nil
        }
    }
}

/// A rating as far as it is entered; it is stored with its score.
struct RatingEntry {
    /// The case; nil for whoever has no slip at hand.
    let code: String?
    /// What stands for a token that is spent on it.
    var visit: String?
    var factors: [Rating.FactorScore] = []
    var isAnonymous = false
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
    /// What the terminal is to do meanwhile.
    var order: CitizenDialogue.Order?
    /// The case that was rated with this line.
    var rated: String?
    /// The token that was given with this line.
    var visit: VisitToken?

    /// The person stays where they are and is told why.
    static func stay(_ notes: String...) -> Step { Step(notes: notes, move: .stay) }
    static func open(_ screen: Screen) -> Step { Step(move: .open(screen)) }
    static func replace(_ screen: Screen, _ notes: String...) -> Step {
        Step(notes: notes, move: .replace(screen))
    }
}
