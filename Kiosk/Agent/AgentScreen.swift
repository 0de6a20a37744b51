import CaseModel
import Console
import Frontend
import Transport

/// The agent's desk at the terminal: carries lines to and from an `AgentDialogue`.
struct AgentScreen {
    /// After so long without a key the desk locks itself.
    private static let idleSeconds = 600

    static var spec: CommandSpec {
        CommandSpec(
            "agent", Localized(vi: "quầy tiếp nhận của nhân viên", en: "the staff's desk"),
            details: Localized(
                vi: "Đăng nhập bằng mã PIN nếu điểm có nhân viên (kiosk staff). Với --practice: "
                    + "tập làm trên bộ thủ tục thật, không đụng tới hồ sơ nào.",
                en: "Asks for a PIN where there are staff (kiosk staff). With --practice: the real "
                    + "catalogue to practise on, and nobody's cases."),
            options: [
                .flag("practice", Localized(vi: "tập làm", en: "practise")),
                .choice(
                    "typing", TypingMethod.allCases.map(\.rawValue),
                    Localized(
                        vi: "kiểu gõ tiếng Việt lúc đầu (KIOSK_TYPING; mặc định: off)",
                        en: "how Vietnamese is typed at first (KIOSK_TYPING; default: off)")),
                .value(
                    "actor", "NAME",
                    Localized(
                        vi: "người thực hiện khi chưa có nhân viên (mặc định: USER)",
                        en: "who acts where there are no staff (default: USER)")),
                CitizenSettings.plainHTTP,
            ] + ScanBudget.options)
    }

    private let desk: Desk
    private let surroundings = Surroundings.own
    private let reader = LineReader()
    private let pager: Pager
    private let courier: Courier?
    private var dialogue: AgentDialogue
    private var typing: TypingMethod
    /// A line that was typed where the screen waited for the next page.
    private var ahead: LineReader.Line?

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        guard desk.invocation.mayAsk else {
            throw Failure(
                .usage, vi: "Quầy tiếp nhận cần hỏi; mỗi việc cũng là một lệnh, xem 'kiosk -h'.",
                en: "The desk has to ask; each act is a command, too: 'kiosk -h'.")
        }
        var screen = try AgentScreen(desk)
        let signal = try screen.serve()
        if let signal { screen.reader.end(by: signal) }
        return .done
    }

    private init(_ desk: Desk) throws(Failure) {
        self.desk = desk
        pager = Pager(desk: desk, reader: reader, surroundings: surroundings)
        let budget = try ScanBudget(desk)
        let isPractice = desk.invocation.options.has("practice")
        let point = try Point(desk)
        if !isPractice { point.pruneDaily(desk) }
        let actor = try point.actor(desk)
        let folder = isPractice ? try Practice.folder(beside: desk) : Point.folder(desk)
        let service = try PointAgent(desk, folder: folder)
        dialogue = try AgentDialogue(
            service: service, language: desk.language, actor: actor, isPractice: isPractice)
        typing = try CitizenSettings(desk.invocation.options, Point.environment).typing
        courier = isPractice || !reader.isInteractive ? nil : Courier(desk, budget)
        let reader = reader
        service.watched = { reader.descriptors }
        if let courier {
            reader.meanwhile = courier.wait
            service.onRetry = courier.retry
            service.onAsk = courier.forget
        }
    }

    private mutating func serve() throws(Failure) -> Int32? {
        dialogue.width = reader.columns
        let notes = [surroundings.remark].compactMap(\.self)
        try show(dialogue.lines(notes) + dialogue.opening)
        while true {
            switch next() {
            case .text(let text, let isCut):
                dialogue.width = reader.columns
                if isCut {
                    try show([
                        desk.language.pick(
                            "Dòng dài quá; xin gõ ngắn hơn.", "The line is too long; type less.")
                    ])
                } else if let method = TypingMethod(request: text) {
                    typing = method
                    try show(dialogue.lines([CitizenText.typing(method)[desk.language]]))
                } else if try takesLeave(text) {
                    return nil
                }
            case .idle, .interrupted:
                try hide()
                try show(dialogue.lock().lines)
            case .closed, .end:
                try hide()
                return nil
            case .stopped(let signal):
                try hide()
                return signal
            }
        }
    }

    /// Gives a line to the dialogue; true when the agent has left.
    private mutating func takesLeave(_ line: String) throws(Failure) -> Bool {
        let wasLocked = dialogue.isLocked
        let reply = dialogue.handle(line)
        // What was typed ahead is kept: it may be the PIN of who takes over.
        if reply.isFarewell || (dialogue.isLocked && !wasLocked) { try pager.clear() }
        try show(reply.lines)
        return reply.isFarewell
    }

    private mutating func next() -> LineReader.Line {
        if let line = ahead {
            ahead = nil
            return line
        }
        return reader.readLine(
            prompt: pager.fitting(dialogue.prompt), isSecret: dialogue.isSecret,
            typing: dialogue.takesProse ? typing : .off, idleMilliseconds: idleLimit)
    }

    private var idleLimit: Int32? {
        reader.isInteractive ? Int32(Self.idleSeconds) * 1_000 : nil
    }

    /// What stands on the screen is of people who have come to the counter: it goes with whoever
    /// was signed in.
    private func hide() throws(Failure) {
        reader.forget()
        try pager.clear()
    }

    private mutating func show(_ lines: [String]) throws(Failure) {
        ahead = try pager.say(lines, language: desk.language, idleMilliseconds: idleLimit)
    }
}
