import CaseModel
import Console
import Frontend
import QRCode

/// One person's visit at the kiosk as a value: a line in, lines out, and the next screen.
///
/// It prints nothing and waits for nothing; what stores anything is said at the service.
struct CitizenDialogue {
    /// What only the terminal can do.
    enum Order: Equatable {
        /// Prints these lines.
        case print([String])
        /// Lays the lines out for other eyes or ears, from here on and for this person alone.
        case arrange(Layout)
        /// Asks the centre for a case, and gives the answer to `found`.
        case ask(code: String, proof: String)
    }

    /// What is said after a line.
    struct Reply: Equatable {
        let lines: [String]
        /// Whether the person is done, so that the next one must find nothing.
        let isFarewell: Bool
        var order: Order?
    }

    let service: any CitizenService
    /// How wide a line may be.
    var width: Int
    /// How many lines the terminal shows at once.
    var height = 24
    /// How squares are drawn; nil for those who have a screen read to them.
    var squares: QRCode.Style?
    /// Whether there is a printer.
    var canPrint = false
    /// Whether staff enter for a person who stands before them.
    let isStaffed: Bool
    private(set) var language: Language
    private(set) var screen = Screen.menu
    /// The screens that `0` leads back to, the nearest last.
    private var trail: [Screen] = []
    /// What was entered for the procedure last begun, should the person come back to it.
    private(set) var kept: HandIn?
    /// The cases that were rated at this visit: one rating a visit.
    private(set) var rated: Set<String> = []
    /// The token that was given at this visit, on the slip or before the end: one a visit.
    private(set) var visit: VisitToken?
    /// Whether a case was handed in or looked at, so that there is something to rate.
    private var isServed = false

    init(service: any CitizenService, language: Language, width: Int = 80) {
        self.service = service
        self.language = language
        self.width = width
        isStaffed = false
    }

    /// Begins at another screen than the menu, for the staff who come from theirs.
    init(
        service: any CitizenService, language: Language, width: Int, beginning screen: Screen
    ) {
        self.service = service
        self.language = language
        self.width = width
        isStaffed = true
        self.screen = screen
        kept = screen.handIn
    }

    /// Fills what is not answered yet with what was given before; it is asked for all the same, and
    /// Enter keeps it.
    mutating func offer(_ fields: [String: String]) {
        guard case .question(var handIn) = screen else { return }
        for question in handIn.questions where handIn.answer(question.path) == nil {
            if let known = fields[question.path] { handIn.set(question.path, known) }
        }
        screen = .question(handIn)
        kept = handIn
    }

    /// Whether the person is at the main menu.
    var isAtMenu: Bool {
        if case .menu = screen { true } else { false }
    }

    /// What stands before the line that is typed: how much waits to be sent.
    var prompt: String { service.state.text(language, width: width) + "> " }

    /// The lines of the screen, as it is opened and when it is to be read again.
    var opening: [String] { lines(text + [footer]) }

    /// Lines made safe to print and broken to the width.
    func lines(_ lines: [String]) -> [String] { CitizenText.lines(lines, width: width) }

    /// Takes the line that a person typed.
    mutating func handle(_ line: String) -> Reply {
        let text = VietnameseText.trimmed(line)
        let step = Command(text, screen.scope).map(carryOut) ?? unasked(text) ?? answer(text)
        return follow(step)
    }

    /// Takes what came of asking the centre.
    mutating func found(_ answer: Result<FollowedCase?, Failure>) -> Reply {
        follow(Self.step(after: answer, language))
    }

    /// Says why a line that was cut is not taken.
    var tooLong: [String] {
        lines([pick("Dòng dài quá; xin gõ ngắn hơn.", "The line is too long; type less.")])
    }

    func pick(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    private mutating func follow(_ step: Step) -> Reply {
        let notes = lines(step.notes)
        if let code = step.rated { rated.insert(code) }
        visit = step.visit ?? visit
        switch step.move {
        case .stay: return Reply(lines: notes, isFarewell: false, order: step.order)
        case .leave: return Reply(lines: notes, isFarewell: true)
        case .open(let next):
            trail.append(screen)
            screen = next
        case .replace(let next): screen = next
        case .finish(let next):
            trail = [.menu]
            screen = next
            kept = nil
            isServed = true
        case .back: screen = trail.popLast() ?? .menu
        case .home:
            trail = []
            screen = .menu
        case .speak(let language):
            self.language = language
            trail = []
            screen = .menu
        }
        if let handIn = screen.handIn { kept = handIn }
        return Reply(lines: notes + [""] + opening, isFarewell: false, order: step.order)
    }

    private func carryOut(_ command: Command) -> Step {
        switch command {
        case .help: Step(notes: help, move: .stay)
        case .again: Step(notes: text + [footer], move: .stay)
        case .leave: leave()
        case .back: back()
        }
    }

    private func leave() -> Step {
        // Nobody is asked twice whether to go.
        if case .leaving = screen { return farewell }
        if case .parting = screen { return farewell }
        if let handIn = screen.handIn, handIn.isBegun { return .open(.leaving) }
        guard isServed, !isStaffed, rated.isEmpty else { return farewell }
        let token = visit ?? service.visitToken()
        return Step(move: .open(.parting(token)), visit: token)
    }

    var farewell: Step {
        Step(notes: [pick("Xin cảm ơn, tạm biệt!", "Thank you, goodbye!")], move: .leave)
    }

    private func back() -> Step {
        switch screen {
        case .menu:
            return .stay(pick("Đây là màn hình đầu.", "This is the first screen."))
        case .question(var handIn):
            if handIn.isCorrecting {
                handIn.isCorrecting = false
                return .replace(.review(handIn))
            }
            guard handIn.position > 0 else { return Step(move: .back) }
            handIn.position -= 1
            return .replace(.question(handIn))
        case .review(var handIn):
            handIn.position = handIn.questions.count - 1
            return .replace(.question(handIn))
        case .spelling(let handIn, _, _): return .replace(.question(handIn))
        case .offer(let handIn, _): return .replace(.question(handIn))
        case .rateFactor(let entry, let factor):
            let earlier = Rating.Factor.allCases.prefix { $0 != factor }
            return .replace(earlier.last.map { .rateFactor(entry, $0) } ?? .rateScore(entry))
        case .language, .search, .events, .fields, .results, .procedure, .leaving, .receipt,
            .followCode, .followSecret, .followed, .fee, .transfer, .rateCode, .rateScore,
            .feedbackKind, .feedbackText, .feedbackContact, .parting:
            return Step(move: .back)
        }
    }

    private func answer(_ line: String) -> Step {
        switch screen {
        case .menu: chooseTask(line)
        case .language: chooseLanguage(line)
        case .search: searchOrList(line)
        case .events: chooseEvent(line)
        case .fields(let names): chooseField(line, of: names)
        case .results(let names): choose(line, of: names)
        case .procedure(let procedure): chooseAct(line, procedure)
        case .question(let handIn): answer(line, handIn)
        case .spelling(let handIn, let typed, let meant):
            chooseSpelling(line, handIn, typed: typed, meant: meant)
        case .offer(let handIn, let given): chooseOffer(line, handIn, given)
        case .review(let handIn): review(line, handIn)
        case .leaving: Step(move: .back)
        case .receipt(let receipt): actOnCase(line, receipt.slip)
        case .followCode: line.isEmpty ? unknown : .open(.followSecret(code: line))
        case .followSecret(let code): follow(code, proof: line)
        case .followed(let followed):
            actOnCase(line, followed.slip, mayPrint: followed.isReceivedHere)
        case .fee(let fee): chooseFee(line, fee)
        case .transfer: line.isEmpty ? Step(move: .back) : unknown
        case .rateCode: rateCode(line)
        case .rateScore(let entry): rate(entry, line)
        case .rateFactor(let entry, let factor): rate(factor, line, entry)
        case .feedbackKind(let about): chooseFeedback(line, about)
        case .feedbackText(let kind, let about): takeFeedback(line, kind, about)
        case .feedbackContact(let kind, let about, let text):
            sendFeedback(contact: line, kind, about, text)
        case .parting(let token): part(line, token)
        }
    }

    /// What is said to a card that is scanned where nobody is asked for.
    private func unasked(_ line: String) -> Step? {
        guard !screen.takesCard, CardScan.scanned(line) != nil else { return nil }
        return .stay(
            pick(
                "Đây là mã QR của thẻ căn cước, ở đây chưa cần. Xin quét khi được hỏi họ tên.",
                "This is the code of an identity card, not needed here. Scan it when a name is "
                    + "asked for."))
    }

    /// What is said to a line that means nothing here.
    var unknown: Step {
        .stay(
            pick(
                "Chưa hiểu. Xin gõ như hướng dẫn, hoặc ? để được giúp.",
                "Not understood. Type as shown, or ? for help."))
    }

    /// What went wrong in the store, in the person's language.
    func sorry(_ failure: Failure) -> Step { .stay(failure.text[language]) }
}
