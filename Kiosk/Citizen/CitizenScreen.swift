import Console
import Frontend

/// The citizens' self-service at the terminal: carries lines to and from a `CitizenDialogue`.
///
/// A person's answers live in the dialogue alone, so to forget the person is to drop it.
struct CitizenScreen {
    /// How a person's visit ended.
    private enum Visit {
        case done
        case idle
        case stopped
        /// The program ends too.
        case last
    }

    /// After so long without a key a person is warned, and after as long again forgotten.
    private static let idleMilliseconds: Int32 = 120_000
    /// Home, clear the screen, clear what has scrolled away.
    private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

    private let desk: Desk
    private let point: Point
    private let reader = LineReader()
    /// A line that was typed where the screen waited for the next page.
    private var ahead: LineReader.Line?

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        guard desk.invocation.mayAsk else {
            throw Failure(
                .usage,
                vi: "Với --no-input cần một lệnh; 'kiosk -h' liệt kê các lệnh.",
                en: "With --no-input a command is needed; 'kiosk -h' lists them.")
        }
        var screen = CitizenScreen(desk: desk, point: try Point(desk))
        if screen.reader.isInteractive { LineReader.ignoreJobControl() }
        try screen.serve()
        return .done
    }

    private init(desk: Desk, point: Point) {
        self.desk = desk
        self.point = point
    }

    private mutating func serve() throws(Failure) {
        var notice: String?
        while true {
            try forget()
            let visit = try serveOne(notice)
            switch visit {
            case .done: notice = nil
            case .idle:
                notice = desk.language.pick(
                    "Đã xóa thông tin của người trước vì lâu không có ai gõ.",
                    "What the last person entered was deleted, as nobody typed for long.")
            case .stopped:
                notice = desk.language.pick(
                    "Đã dừng; chưa nộp gì.", "Stopped; nothing was handed in.")
            case .last: return try forget()
            }
        }
    }

    private mutating func serveOne(_ notice: String?) throws(Failure) -> Visit {
        var dialogue = CitizenDialogue(
            service: try PointService(point), language: desk.language, width: reader.columns)
        try show([notice].compactMap(\.self) + dialogue.opening)
        var isUntouched = true
        var isWarned = false
        while true {
            let line = next(dialogue, waitsForEver: isUntouched)
            if line == .idle, !isWarned {
                isWarned = true
                try warn(dialogue.language)
                continue
            }
            guard case .text(let text, let isCut) = line else {
                return visit(after: line, dialogue, isUntouched: isUntouched)
            }
            let isSignOfLife = isWarned && text.isEmpty
            isWarned = false
            if isSignOfLife { continue }
            isUntouched = false
            if isCut {
                try show(dialogue.tooLong)
                continue
            }
            let wasAtMenu = dialogue.isAtMenu
            let reply = dialogue.handle(text)
            try show(reply.lines)
            if reply.isFarewell { return reader.isInteractive || !wasAtMenu ? .done : .last }
        }
    }

    private mutating func next(
        _ dialogue: CitizenDialogue, waitsForEver: Bool
    ) -> LineReader.Line {
        if let line = ahead {
            ahead = nil
            return line
        }
        return reader.readLine(
            prompt: dialogue.prompt, idleMilliseconds: waitsForEver ? nil : idleLimit)
    }

    /// At a pipe there is nobody to be warned.
    private var idleLimit: Int32? { reader.isInteractive ? Self.idleMilliseconds : nil }

    private func visit(
        after line: LineReader.Line, _ dialogue: CitizenDialogue, isUntouched: Bool
    ) -> Visit {
        switch line {
        case .end: dialogue.isAtMenu || !reader.isInteractive ? .last : .stopped
        case .interrupted: isUntouched ? .done : .stopped
        case .idle: .idle
        case .text: .done
        }
    }

    private func warn(_ language: Language) throws(Failure) {
        let words = language.pick(
            "Ông/bà còn đó không? Bấm Enter để tiếp tục; sau 2 phút nữa mọi thứ đã nhập "
                + "sẽ bị xóa.",
            "Are you still there? Press Enter to go on; in 2 minutes all that was entered "
                + "will be deleted.")
        for line in CitizenText.lines([words], width: reader.columns) { try desk.say(line) }
    }

    /// Shows lines; at a terminal page by page, as many have nothing to scroll back with.
    private mutating func show(_ lines: [String]) throws(Failure) {
        var rest = lines[...]
        while reader.isInteractive, rest.count > max(reader.rows - 1, 5) {
            let page = max(reader.rows - 2, 4)
            try desk.say(rest.prefix(page).joined(separator: "\n"))
            rest = rest.dropFirst(page)
            let line = reader.readLine(
                prompt: desk.language.pick("— Enter: xem tiếp — ", "— Enter: more — "),
                idleMilliseconds: idleLimit)
            guard line == .text("", isCut: false) else {
                ahead = line
                return
            }
        }
        if !rest.isEmpty { try desk.say(rest.joined(separator: "\n")) }
    }

    /// Leaves nothing of a person in memory of earlier lines, on the screen, or scrolled away.
    private func forget() throws(Failure) {
        reader.forget()
        if reader.isInteractive { try desk.say(Self.cleared) }
    }
}
