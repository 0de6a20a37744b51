import CaseModel
import Console
import Frontend

/// One person's visit at the kiosk as a value: a line in, lines out, and the next screen.
///
/// It prints nothing and waits for nothing; only `take` and `rate` of the service store anything.
struct CitizenDialogue {
    /// What is said after a line.
    struct Reply: Equatable {
        let lines: [String]
        /// Whether the person is done, so that the next one must find nothing.
        let isFarewell: Bool
    }

    let service: any CitizenService
    /// How wide a line may be.
    var width: Int
    private(set) var language: Language
    private(set) var screen = Screen.menu
    /// The screens that `0` leads back to, the nearest last.
    private var trail: [Screen] = []
    /// What was entered for the procedure last begun, should the person come back to it.
    private(set) var kept: HandIn?

    init(service: any CitizenService, language: Language, width: Int = 80) {
        self.service = service
        self.language = language
        self.width = width
    }

    /// Begins at another screen than the menu, for the staff who come from theirs.
    init(
        service: any CitizenService, language: Language, width: Int, beginning screen: Screen
    ) {
        self.init(service: service, language: language, width: width)
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
    var prompt: String { service.state.text(language) + "> " }

    /// The lines of the screen, as it is opened and when it is to be read again.
    var opening: [String] { lines(text + [footer]) }

    /// Lines made safe to print and broken to the width.
    func lines(_ lines: [String]) -> [String] { CitizenText.lines(lines, width: width) }

    /// Takes the line that a person typed.
    mutating func handle(_ line: String) -> Reply {
        let text = VietnameseText.trimmed(line)
        let step = Command(text, screen.scope).map(carryOut) ?? answer(text)
        return follow(step)
    }

    /// Says why a line that was cut is not taken.
    var tooLong: [String] {
        lines([pick("Dòng dài quá; xin gõ ngắn hơn.", "The line is too long; type less.")])
    }

    func pick(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    private mutating func follow(_ step: Step) -> Reply {
        let notes = lines(step.notes)
        switch step.move {
        case .stay: return Reply(lines: notes, isFarewell: false)
        case .leave: return Reply(lines: notes, isFarewell: true)
        case .open(let next):
            trail.append(screen)
            screen = next
        case .replace(let next): screen = next
        case .finish(let next):
            trail = [.menu]
            screen = next
            kept = nil
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
        return Reply(lines: notes + [""] + opening, isFarewell: false)
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
        if case .leaving = screen { return farewell }
        if let handIn = screen.handIn, handIn.isBegun { return .open(.leaving) }
        return farewell
    }

    private var farewell: Step {
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
        case .language, .search, .results, .procedure, .leaving, .receipt, .followCode,
            .followSecret, .followed, .rateCode, .rateScore:
            return Step(move: .back)
        }
    }

    private func answer(_ line: String) -> Step {
        switch screen {
        case .menu: chooseTask(line)
        case .language: chooseLanguage(line)
        case .search: search(line)
        case .results(let names): choose(line, of: names)
        case .procedure(let procedure): chooseAct(line, procedure)
        case .question(let handIn): answer(line, handIn)
        case .spelling(let handIn, let typed, let meant):
            chooseSpelling(line, handIn, typed: typed, meant: meant)
        case .review(let handIn): review(line, handIn)
        case .leaving: Step(move: .back)
        case .receipt(let receipt): afterReceipt(line, receipt)
        case .followCode: line.isEmpty ? unknown : .open(.followSecret(code: line))
        case .followSecret(let code): follow(code, secret: line)
        case .followed: line.isEmpty ? Step(move: .home) : unknown
        case .rateCode: rateCode(line)
        case .rateScore(let code): rate(code, line)
        }
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
