import CaseModel
import Console
import Frontend
import Replica

/// The agent's desk as a value: a line in, lines out, and the next screen.
///
/// It prints nothing and waits for nothing; what is stored is stored by a command of `kiosk`, or by
/// the entry of a case, both in the name of who has signed in.
struct AgentDialogue {
    /// What is said after a line.
    struct Reply: Equatable {
        let lines: [String]
        let isFarewell: Bool
    }

    /// What a line leads to.
    struct Step {
        /// Where the agent goes.
        enum Move {
            case stay
            case open(AgentPlace)
            case replace(AgentPlace)
            case back
            /// To the screen before, as it is now.
            case backTo(AgentPlace)
            case home
            /// To the names of who may sign in, or to the PIN of one of them.
            case lock([String], next: String?)
            case leave
        }

        var notes: [String] = []
        let move: Move

        static func stay(_ notes: String...) -> Step { Step(notes: notes, move: .stay) }
        static func open(_ place: AgentPlace) -> Step { Step(move: .open(place)) }
    }

    let service: any AgentService
    let language: Language
    let isPractice: Bool
    var width: Int
    /// Who has signed in; where there are no staff, who the system says.
    private(set) var actor: String
    let needsPIN: Bool
    private(set) var place: AgentPlace
    private var trail: [AgentPlace] = []
    /// The case that was handed in last, for the next person of the same procedure.
    private(set) var last: HandIn?

    /// Begins at the sign-in where there are staff, else at the menu.
    init(
        service: any AgentService, language: Language, actor: String, isPractice: Bool = false,
        width: Int = 80
    ) throws(Failure) {
        self.service = service
        self.language = language
        self.isPractice = isPractice
        self.width = width
        self.actor = actor
        let names = isPractice ? [] : try service.staff()
        needsPIN = !names.isEmpty
        place = needsPIN ? .names(names) : .menu
    }

    /// What stands before the line that is typed.
    var prompt: String {
        if isSecret { return pick("Mã PIN: ", "PIN: ") }
        // Nothing of the practice is sent, so that nothing of it waits either.
        if isPractice { return pick("[TẬP LÀM] > ", "[PRACTICE] > ") }
        return service.state.text(language, width: width) + "> "
    }

    /// Whether what is typed must not be seen.
    var isSecret: Bool {
        if case .pin = place { true } else { false }
    }

    /// Whether words of a person's are typed here, and no numbers and codes.
    var takesProse: Bool {
        switch place {
        case .entry(let entry): entry.screen.takesProse
        case .asking(let question, _): question.takesProse
        case .names, .pin, .menu, .file, .lists, .items, .code, .opened, .spelling, .drafts, .draft,
            .sending, .conflicts, .conflict:
            false
        }
    }

    /// Whether nobody is signed in, so that nothing of anybody's work may stand on the screen.
    var isLocked: Bool {
        switch place {
        case .names, .pin: true
        case .menu, .entry, .file, .lists, .items, .code, .opened, .asking, .spelling, .drafts,
            .draft, .sending, .conflicts, .conflict:
            false
        }
    }

    /// The lines of the screen, as it is opened and when it is to be read again.
    var opening: [String] { lines(text) + (isEntering ? [] : lines([footer])) }

    private var isEntering: Bool {
        if case .entry = place { true } else { false }
    }

    func lines(_ lines: [String]) -> [String] { CitizenText.lines(lines, width: width) }
    func pick(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    /// Takes the line that the agent typed.
    mutating func handle(_ line: String) -> Reply {
        let text = VietnameseText.trimmed(line)
        if case .entry(let entry) = place { return enter(text, entry) }
        let step = Command(text, place.scope).map(carryOut) ?? lockStep(text) ?? answer(text)
        return follow(step)
    }

    /// Forgets who has signed in; the next one begins at the names. A case that was being entered
    /// is kept as a draft.
    mutating func lock() -> Reply {
        do throws(Failure) {
            let names = needsPIN ? try service.staff() : []
            let notes = try keptDraft()
            last = nil
            return follow(Step(notes: notes, move: needsPIN ? .lock(names, next: nil) : .home))
        } catch {
            return Reply(lines: lines([error.text[language]]), isFarewell: true)
        }
    }

    private func keptDraft() throws(Failure) -> [String] {
        guard case .entry(let entry) = place, let handIn = entry.screen.handIn, handIn.isBegun
        else { return [] }
        let code = try service.keepDraft(handIn.json, in: handIn.draft)
        return [pick("Đã giữ bản nháp \(code).", "Kept as draft \(code).")]
    }

    private mutating func follow(_ step: Step) -> Reply {
        switch step.move {
        case .stay: return Reply(lines: lines(step.notes), isFarewell: false)
        case .leave: return Reply(lines: lines(step.notes), isFarewell: true)
        case .open(let next):
            if case .menu = next { trail = [] } else { trail.append(place) }
            place = next
        case .replace(let next): place = next
        case .back: place = trail.popLast().map(renewed) ?? .menu
        case .backTo(let now):
            _ = trail.popLast()
            place = now
        case .home:
            trail = []
            place = .menu
        case .lock(let names, let next):
            last = nil
            trail = next == nil ? [] : [.names(names)]
            place = next.map { .pin(name: $0) } ?? .names(names)
        }
        return Reply(lines: lines(step.notes) + [""] + opening, isFarewell: false)
    }

    private func carryOut(_ command: Command) -> Step {
        switch command {
        case .help: return Step(notes: help, move: .stay)
        case .again: return Step(notes: text + [footer], move: .stay)
        case .leave:
            return Step(notes: [pick("Đã kết thúc phiên làm việc.", "Signed out.")], move: .leave)
        case .back:
            if case .menu = place {
                return .stay(pick("Đây là màn hình đầu.", "This is the first screen."))
            }
            if case .names = place {
                return .stay(pick("Đây là màn hình đầu.", "This is the first screen."))
            }
            return Step(move: .back)
        }
    }

    private mutating func answer(_ line: String) -> Step {
        switch place {
        case .names(let names): chooseName(line, names)
        case .pin(let name): signIn(name, pin: line)
        case .menu: chooseTask(line)
        case .entry: unknown
        case .file: takeFile(line)
        case .lists: chooseList(line)
        case .items(_, let list): chosen(line, list.items).map { open($0.code) } ?? unknown
        case .code: find(line)
        case .opened(let code, _): chooseAct(line, code)
        case .asking(let question, let code): answer(question, line, code)
        case .spelling(let question, let code, let typed, let meant):
            chooseSpelling(line, question, code, typed: typed, meant: meant)
        case .drafts(let list):
            chosen(line, list.items).map { .open(.draft($0)) } ?? unknown
        case .draft(let item): change(line, draft: item.code)
        case .sending: chooseSending(line)
        case .conflicts(let all): chosen(line, all).map { .open(.conflict($0)) } ?? unknown
        case .conflict(let conflict): settle(line, conflict)
        }
    }

    func chosen<Item>(_ line: String, _ items: [Item]) -> Item? {
        guard let number = Int(line), items.indices.contains(number - 1) else { return nil }
        return items[number - 1]
    }

    /// What is said to a line that means nothing here.
    var unknown: Step {
        .stay(
            pick(
                "Chưa hiểu. Xin gõ như hướng dẫn, hoặc ? để được giúp.",
                "Not understood. Type as shown, or ? for help."))
    }

    private func chooseName(_ line: String, _ names: [String]) -> Step {
        guard !line.isEmpty else { return unknown }
        return name(line, in: names).map { .open(.pin(name: $0)) } ?? sharedName
    }

    /// Somebody's name, by its number in the list, without its marks, or the given name alone; nil
    /// where several bear it.
    func name(_ line: String, in names: [String]) -> String? {
        if let name = chosen(line, names) { return name }
        let meant = StaffDoor.meant(line, among: names)
        return meant.count > 1 ? nil : meant.first ?? line
    }

    var sharedName: Step {
        .stay(
            pick(
                "Có nhiều người tên này; xin gõ số hoặc cả họ tên.",
                "Several people have this name; type the number or the whole name."))
    }

    private mutating func signIn(_ name: String, pin: String) -> Step {
        do throws(Failure) {
            switch try service.signIn(name, pin: pin) {
            case .welcome(let name):
                actor = name
                trail = []
                let words = pick("Xin chào ", "Welcome, ") + name + "."
                return Step(notes: [words], move: .replace(.menu))
            case .wrong(let wait), .tooSoon(let wait):
                let words = StaffDoor.refusal(waitMilliseconds: wait)[language]
                return Step(notes: [words], move: .back)
            }
        } catch {
            return Step(notes: [error.text[language]], move: .back)
        }
    }
}

/// The entry of a case: the citizens' questions, with several answers on a line.
extension AgentDialogue {
    /// Begins with the search, or with the questions of the procedure that was last handed in.
    func begin(_ handIn: HandIn?) -> Step {
        do throws(Failure) {
            let screen =
                handIn.map { $0.isAnswered ? Screen.review($0) : .question($0) }
                ?? .search(isHandingIn: true)
            return .open(
                .entry(
                    CitizenDialogue(
                        service: try service.intake(by: actor), language: language, width: width,
                        beginning: screen)))
        } catch {
            return .stay(error.text[language])
        }
    }

    /// Takes a line of the entry; `;` stands for Enter, so that a whole case fits into one line.
    private mutating func enter(_ line: String, _ entry: CitizenDialogue) -> Reply {
        var entry = entry
        entry.width = width
        if ["/nhap", "/draft"].contains(VietnameseText.fold(line)) { return keepDraft(entry) }
        var said: [String] = []
        for answer in answers(line) {
            let before = entry.screen
            let identity = before.handIn?.answer("applicant.identity")
            let reply = entry.handle(answer)
            said = reply.lines
            if case .receipt(let receipt) = entry.screen {
                last = before.handIn ?? last
                if let draft = before.handIn?.draft {
                    // The case is stored. A draft that stays can be dropped by hand; handed in once
                    // more it is the same case.
                    _ = try? service.perform(["discard", draft])
                }
                return handedIn(receipt)
            }
            if reply.isFarewell || entry.isAtMenu {
                place = .menu
                trail = []
                return Reply(lines: [""] + opening, isFarewell: false)
            }
            place = .entry(entry)
            if let known = entry.screen.handIn?.answer("applicant.identity"), known != identity {
                let offered = offer(known, &entry)
                if !offered.isEmpty { said = reply.lines.prefix { !$0.isEmpty } + offered }
            }
            // An answer that was refused, or asked about, leaves its question open: what follows
            // was meant for others.
            if entry.isSame(as: before) || entry.asksBack { break }
        }
        place = .entry(entry)
        return Reply(lines: said, isFarewell: false)
    }

    /// What was handed in is opened at once: what comes next is its fee, its slip, or the next
    /// person.
    private mutating func handedIn(_ receipt: Intake.Receipt) -> Reply {
        let notes = [
            isPractice
                ? pick(
                    "ĐÃ NỘP, TẬP LÀM: không gửi đi đâu.", "HANDED IN, PRACTICE: it is sent nowhere."
                )
                : pick(
                    "ĐÃ NỘP. Hồ sơ sẽ tự gửi về trung tâm khi có mạng.",
                    "HANDED IN. The case goes to the centre as soon as there is a link."),
            pick("Số giấy tiếp nhận: ", "Slip number: ") + receipt.slip,
            pick("Mã tra cứu: ", "Look-up secret: ") + receipt.secret,
        ]
        // It is stored: what cannot be shown now is found by its number.
        let shown = (try? brief(receipt.slip)) ?? []
        trail = []
        place = .opened(code: receipt.slip, shown: shown)
        return Reply(lines: lines(notes) + opening, isFarewell: false)
    }

    private func answers(_ line: String) -> [String] {
        guard !line.contains("|") || line.contains(";") else { return [line] }
        return line.split(separator: ";", omittingEmptySubsequences: false)
            .map { VietnameseText.trimmed(String($0)) }
    }

    private func offer(_ identity: String, _ entry: inout CitizenDialogue) -> [String] {
        // What was given before is a help alone: a number that cannot be read has none.
        guard let number = try? IdentityNumber(identity) else { return [] }
        // As above; the act itself will say what is wrong.
        let known = (try? service.given(before: number)) ?? [:]
        guard !known.isEmpty else { return [] }
        entry.offer(known)
        return lines([
            pick(
                "Người này đã nộp tại đây; các mục đã biết hiện ở 'Đang có', Enter để giữ.",
                "This person was here before; what is known stands at 'Now', Enter keeps it."),
            "",
        ]) + entry.opening
    }

    private mutating func keepDraft(_ entry: CitizenDialogue) -> Reply {
        guard let handIn = entry.screen.handIn else {
            return Reply(lines: lines([unknown.notes[0]]), isFarewell: false)
        }
        do throws(Failure) {
            let code = try service.keepDraft(handIn.json, in: handIn.draft)
            trail = []
            place = .menu
            let words = pick("Đã giữ bản nháp \(code).", "Kept as draft \(code).")
            return Reply(lines: lines([words, ""]) + opening, isFarewell: false)
        } catch {
            return Reply(lines: lines([error.text[language]]), isFarewell: false)
        }
    }
}

extension CitizenDialogue {
    /// Whether something is asked that nobody could foresee when they typed their answers.
    fileprivate var asksBack: Bool {
        switch screen {
        case .spelling, .offer, .leaving: true
        case .menu, .language, .search, .events, .fields, .results, .procedure, .question, .review,
            .receipt, .followCode, .followSecret, .followed, .fee, .transfer, .rateCode,
            .rateScore, .rateFactor, .feedbackKind, .feedbackText, .feedbackContact, .parting:
            false
        }
    }

    /// Whether the same question, or the same list, is still asked.
    fileprivate func isSame(as before: Screen) -> Bool {
        switch (screen, before) {
        case (.question(let now), .question(let then)): now.position == then.position
        case (.search, .search), (.results, .results), (.review, .review): true
        default: false
        }
    }
}
