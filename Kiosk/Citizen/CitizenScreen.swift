import CaseModel
import Console
import Frontend
import Replica

/// The citizens' self-service at the terminal: carries lines to and from a `CitizenDialogue`.
///
/// A person's answers live in the dialogue and in the store's caches alone. Both are opened for one
/// visit; to forget the person is to drop them, and then to overwrite what they and readline have
/// left.
struct CitizenScreen {
    /// How a person's visit ended.
    private enum Visit {
        case done
        case idle
        case stopped
        /// The program ends too, by a signal if one asked for it.
        case last(signal: Int32?)
    }

    private let desk: Desk
    private let settings: CitizenSettings
    private let surroundings = Surroundings.own
    private let reader = LineReader()
    private let pager: Pager
    private let budget: ScanBudget
    private let printer: Printer?
    private var courier: Courier?
    /// A line that was typed where the screen waited for the next page.
    private var ahead: LineReader.Line?
    /// What this person has chosen; the next one begins with the settings.
    private var typing = TypingMethod.off
    private var layout = Layout.normal
    private var language = Language.vi
    private var idleSeconds = 0

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        guard desk.invocation.mayAsk else {
            throw Failure(
                .usage,
                vi: "Với --no-input cần một lệnh; 'kiosk -h' liệt kê các lệnh.",
                en: "With --no-input a command is needed; 'kiosk -h' lists them.")
        }
        let settings = try CitizenSettings(desk.invocation.options, Point.environment)
        var screen = CitizenScreen(desk, settings, try ScanBudget(desk))
        screen.guardTerminal()
        if let signal = try screen.serve() { screen.reader.end(by: signal) }
        return .done
    }

    private init(_ desk: Desk, _ settings: CitizenSettings, _ budget: ScanBudget) {
        self.desk = desk
        self.settings = settings
        self.budget = budget
        pager = Pager(desk: desk, reader: reader, surroundings: surroundings)
        printer = settings.printing.map { Printer(command: $0, clearing: settings.clearing) }
    }

    private mutating func guardTerminal() {
        guard reader.isInteractive else { return }
        LineReader.ignoreJobControl()
        reader.guardCrashes(clearing: surroundings.clearing(rows: reader.rows))
        FreedMemory.overwriteFromNowOn()
        courier = Courier(desk, budget)
        courier?.tidy = FreedMemory.overwriteRest
        reader.meanwhile = courier?.wait
    }

    /// Whether the person at the terminal may end the citizens' screen: anybody, as long as the
    /// point has no staff who could be asked for a PIN.
    private mutating func mayLeave() throws(Failure) -> Bool {
        let point = try Point(desk)
        guard !(try StaffDoor.names(point).isEmpty) else { return true }
        guard let name = ask(language.pick("Tên nhân viên: ", "Staff name: "), isSecret: false),
            let pin = ask(language.pick("Mã PIN: ", "PIN: "), isSecret: true)
        else { return false }
        switch try StaffDoor.signIn(name, pin: pin, point) {
        case .welcome: return true
        case .wrong(let wait), .tooSoon(let wait):
            try show([StaffDoor.refusal(waitMilliseconds: wait)[language]])
            return false
        }
    }

    /// A line that is typed to the terminal itself; nil when somebody thought better of it.
    private mutating func ask(_ prompt: String, isSecret: Bool) -> String? {
        let line = reader.readLine(
            prompt: pager.fitting(prompt), isSecret: isSecret, idleMilliseconds: idleLimit)
        switch line {
        case .text(let text, isCut: false) where !text.isEmpty: return VietnameseText.trimmed(text)
        case .text, .closed, .interrupted, .idle: return nil
        case .end, .stopped:
            // These concern the whole program.
            ahead = line
            return nil
        }
    }

    private mutating func serve() throws(Failure) -> Int32? {
        var notice: String?
        while true {
            let visit = try serveOne(notice)
            try forget()
            switch visit {
            case .done: notice = nil
            case .idle:
                notice = desk.language.pick(
                    "Đã xóa thông tin của người trước vì lâu không có ai gõ.",
                    "What the last person entered was deleted, as nobody typed for long.")
            case .stopped:
                notice = desk.language.pick(
                    "Đã dừng; những gì chưa nộp đã bị xóa.",
                    "Stopped; what was not handed in was deleted.")
            case .last(let signal): return signal
            }
        }
    }

    // Short texts lie on the stack itself: with a frame of its own everything of a visit is below
    // the place from which `forget` overwrites the stack.
    @inline(never)
    private mutating func serveOne(_ notice: String?) throws(Failure) -> Visit {
        beginVisit()
        let point = try Point(desk)
        point.pruneDaily(desk)
        let service = try PointService(point)
        var dialogue = CitizenDialogue(service: service, language: desk.language)
        dialogue.canPrint = printer != nil
        fit(&dialogue)
        try pager.clear()
        let notes = [notice, surroundings.remark].compactMap(\.self)
        try show(dialogue.lines(notes) + dialogue.opening)
        var isUntouched = true
        var isWarned = false
        while true {
            let line = next(dialogue, waitsForEver: isUntouched)
            if line == .idle, !isWarned {
                isWarned = true
                try warn()
                continue
            }
            guard case .text(let text, let isCut) = line else {
                if line == .closed, dialogue.isAtMenu, !(try mayLeave()) {
                    try show(dialogue.opening)
                    continue
                }
                return visit(after: line, dialogue, isUntouched: isUntouched)
            }
            let isSignOfLife = isWarned && text.isEmpty
            isWarned = false
            if isSignOfLife { continue }
            isUntouched = false
            fit(&dialogue)
            if isCut {
                try show(dialogue.tooLong)
                continue
            }
            if let answer = change(text, &dialogue) {
                try show(answer)
                continue
            }
            let wasAtMenu = dialogue.isAtMenu
            let reply = dialogue.handle(text)
            language = dialogue.language
            try show(reply.lines)
            if let order = reply.order { try carryOut(order, &dialogue, service) }
            try showTrouble(dialogue)
            if reply.isFarewell {
                return reader.isInteractive || !wasAtMenu ? .done : .last(signal: nil)
            }
        }
    }

    private mutating func beginVisit() {
        ahead = nil
        typing = settings.typing
        layout = settings.layout
        language = desk.language
        idleSeconds = settings.idleSeconds
    }

    private mutating func next(
        _ dialogue: CitizenDialogue, waitsForEver: Bool
    ) -> LineReader.Line {
        if let line = ahead {
            ahead = nil
            return line
        }
        return reader.readLine(
            prompt: pager.fitting(dialogue.prompt),
            typing: dialogue.screen.takesProse ? typing : .off,
            idleMilliseconds: waitsForEver ? nil : idleLimit)
    }

    /// At a pipe there is nobody to be warned.
    private var idleLimit: Int32? { reader.isInteractive ? Int32(idleSeconds) * 1000 : nil }

    private func visit(
        after line: LineReader.Line, _ dialogue: CitizenDialogue, isUntouched: Bool
    ) -> Visit {
        switch line {
        case .end: .last(signal: nil)
        case .stopped(let signal): .last(signal: signal)
        case .closed where dialogue.isAtMenu: .last(signal: nil)
        case .closed, .interrupted: isUntouched ? .done : .stopped
        case .idle: .idle
        case .text: .done
        }
    }
}

extension CitizenScreen {
    /// Carries out what a person asks of the terminal itself; nil when the line is for the
    /// dialogue.
    private mutating func change(_ line: String, _ dialogue: inout CitizenDialogue) -> [String]? {
        if let method = TypingMethod(request: line) {
            typing = method
            return dialogue.lines([CitizenText.typing(method)[language]])
        }
        if let asked = Layout(request: line) {
            layout = asked
            fit(&dialogue)
            return dialogue.opening
        }
        guard line == "+" else { return nil }
        idleSeconds = settings.idleSeconds * CitizenSettings.moreTime
        return dialogue.lines([CitizenText.moreTime(idleSeconds)[language]])
    }

    /// Tells the dialogue how much the terminal shows.
    private func fit(_ dialogue: inout CitizenDialogue) {
        dialogue.width = layout.width(columns: reader.columns)
        dialogue.height = reader.rows
        let style = Square.style(desk, environment: Point.environment)
        dialogue.squares = layout.hasSquares ? style : nil
    }

    private mutating func carryOut(
        _ order: CitizenDialogue.Order, _ dialogue: inout CitizenDialogue, _ service: PointService
    ) throws(Failure) {
        switch order {
        case .print(let lines):
            if printer?.print(lines) != true {
                try show(dialogue.lines([CitizenText.notPrinted[language]]))
            }
        case .arrange(let asked):
            layout = asked
            fit(&dialogue)
            try show(dialogue.opening)
        case .ask(let code, let proof):
            // One exchange at a time.
            courier?.forget()
            let isPlain = desk.invocation.options.has("plain-http")
            let answer: Result<FollowedCase?, Failure>
            do throws(Failure) {
                answer = .success(
                    try service.ask(
                        code, proof: proof, allowPlain: isPlain, watching: reader.descriptors))
            } catch {
                answer = .failure(error)
            }
            try show(dialogue.found(answer).lines)
        }
    }

    /// The printer's trouble is told with the next line, as nothing waits for it.
    private mutating func showTrouble(_ dialogue: CitizenDialogue) throws(Failure) {
        guard let printer else { return }
        printer.reap()
        if printer.takeFailure() { try show(dialogue.lines([CitizenText.notPrinted[language]])) }
    }

    private mutating func warn() throws(Failure) {
        let words = CitizenText.idleWarning(idleSeconds)[language]
        try show(CitizenText.lines([words], width: layout.width(columns: reader.columns)))
    }

    /// Shows lines as the person wants them laid out.
    private mutating func show(_ lines: [String]) throws(Failure) {
        let typed = try pager.say(
            layout.arranged(lines), language: language, hasPages: layout.hasPages,
            idleMilliseconds: idleLimit)
        ahead = typed ?? ahead
    }

    /// Leaves nothing of a person in memory, on the screen, or scrolled away.
    @inline(never)
    private mutating func forget() throws(Failure) {
        ahead = nil
        courier?.forget()
        printer?.forget()
        reader.forget()
        FreedMemory.overwriteRest()
        try pager.clear()
    }
}
