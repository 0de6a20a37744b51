import CReadline
import CaseModel
import Console
import Glibc

/// Reads lines from the person at the terminal, or from a file or pipe in place of one.
///
/// At a terminal the line can be edited; a key that could stop, suspend or leave the program does
/// not, apart from Ctrl-C and Ctrl-D, which the caller gets to know. One reader serves a process.
final class LineReader {
    /// What came instead of, or as, a line.
    enum Line: Hashable {
        /// Without control characters; cut if more was typed than `LineReader.longestLine`.
        case text(String, isCut: Bool)
        /// Nothing more will come: the end of a file, or the terminal is gone.
        case end
        /// Ctrl-D on an empty line.
        case closed
        /// The program is asked to end; call `LineReader.end` when all is cleaned up.
        case stopped(by: Int32)
        /// Ctrl-C; what was typed of the line is forgotten.
        case interrupted
        /// No key for as long as was allowed; what was typed of the line is forgotten.
        case idle
    }

    /// Why waiting has ended.
    private enum Wake {
        case input
        case signal(Int32)
        case idle
        case closed
    }

    /// The most bytes of UTF-8 in a line.
    static let longestLine = 4096
    /// What `poll` takes for no limit of time.
    private static let forEver: Int32 = -1

    /// Whether a person edits lines at a terminal.
    let isInteractive: Bool
    private let remembersLines: Bool
    private let signals: SignalWatch?
    /// The terminal as others left it, and get it back.
    private let modesBefore: termios
    /// What is done while a key is waited for, until one of the descriptors can be read or the
    /// milliseconds are over; it writes nothing to the terminal.
    var meanwhile: ((_ milliseconds: Int64?, _ descriptors: [Int32]) -> Void)?
    private var typed = TypedRun(.off)
    private var filter = KeyFilter()
    /// Bytes that were typed or piped ahead.
    private var pending: ArraySlice<UInt8> = []

    /// Opens standard input; with `remembersLines` the arrow keys bring back earlier lines.
    init(remembersLines: Bool = false) {
        self.remembersLines = remembersLines
        isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        signals = isInteractive ? SignalWatch() : nil
        modesBefore = Self.terminalModes()
        guard isInteractive else { return }
        LineEditor.prepare()
        Self.setTerminal(quietModes)
    }

    deinit {
        if isInteractive { Self.setTerminal(modesBefore) }
    }

    /// Gives the terminal back as it was, and empty, should the program crash.
    func guardCrashes(clearing text: String) {
        CrashGuard.stand(clearing: text, modes: modesBefore)
    }

    /// Ignores the keys that stop or suspend a program, also while no line is being read.
    ///
    /// For a public terminal; Ctrl-C is then seen only by `readLine`.
    static func ignoreJobControl() {
        for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU] {
            _ = Glibc.signal(signal, SIG_IGN)
        }
    }

    /// Gives the terminal back and ends the program by a signal that `readLine` has given.
    func end(by signal: Int32) {
        if isInteractive { Self.setTerminal(modesBefore) }
        SignalWatch.act(signal)
    }

    /// Shows the prompt and waits for a line; with `isSecret` what is typed is not shown.
    ///
    /// Without a terminal the prompt stands on a line of its own. `typing` is how the keys compose
    /// Vietnamese letters; `idleMilliseconds` is how long to wait for each key.
    func readLine(
        prompt: String, isSecret: Bool = false, typing: TypingMethod = .off,
        idleMilliseconds: Int32? = nil
    ) -> Line {
        let prompt = TerminalText.stripped(prompt)
        typed.settle()
        typed = TypedRun(isSecret ? .off : typing)
        return isInteractive
            ? editLine(prompt, isSecret, idleMilliseconds ?? Self.forEver)
            : plainLine(prompt, idleMilliseconds ?? Self.forEver)
    }

    /// Forgets earlier lines and what was typed ahead: the next person must not find it.
    func forget() {
        guard isInteractive else { return }
        LineEditor.forget()
        typed.settle()
        pending = []
        filter = KeyFilter()
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// What can be read as soon as somebody types or a signal comes; nothing at a pipe.
    var descriptors: [Int32] {
        isInteractive ? [STDIN_FILENO] + [signals?.descriptor].compactMap(\.self) : []
    }

    /// The width of the terminal in columns; 80 where there is none.
    var columns: Int { size.columns }

    /// The height of the terminal in lines; 24 where there is none.
    var rows: Int { size.rows }

    private var size: (rows: Int, columns: Int) {
        guard isInteractive else { return (24, 80) }
        var rows: Int32 = 0
        var columns: Int32 = 0
        rl_reset_screen_size()
        unsafe rl_get_screen_size(&rows, &columns)
        return (rows > 0 ? Int(rows) : 24, columns > 0 ? Int(columns) : 80)
    }
}

extension LineReader {
    private func editLine(_ prompt: String, _ isSecret: Bool, _ idleMilliseconds: Int32) -> Line {
        let line = editQuietly(prompt, isSecret, idleMilliseconds)
        if case .text(let text, _) = line, remembersLines, !isSecret, !text.isEmpty {
            LineEditor.remember(text)
        }
        if case .text = line, isSecret { LineEditor.endHidden() }
        return line
    }

    private func editQuietly(
        _ prompt: String, _ isSecret: Bool, _ idleMilliseconds: Int32
    ) -> Line {
        if let ending = signals?.nextEnding() { return .stopped(by: ending) }
        // Again, as a shell that the program was stopped in may have set them; and what was said
        // is written before the next step, which must not take long.
        Self.setTerminal(quietModes)
        defer { Self.setTerminal(quietModes) }
        // Readline shows what is typed only where the terminal would have shown it.
        Self.setTerminal(echoingModes)
        LineEditor.begin(prompt: prompt, isSecret: isSecret)
        let editing = Self.terminalModes()
        var isCut = false
        while true {
            if let line = pressPending(&isCut) { return line }
            switch wait(idleMilliseconds) {
            case .input where readInput(): break
            case .input, .closed: return abandon(.end)
            case .idle: return abandon(.idle)
            case .signal(SIGWINCH): LineEditor.resize()
            case .signal(SIGINT): return abandon(.interrupted)
            case .signal(SIGCONT):
                // A shell in between has set the terminal as it likes it.
                Self.setTerminal(editing)
                LineEditor.redraw()
            case .signal(let ending) where SignalWatch.endsProgram(ending):
                return abandon(.stopped(by: ending))
            case .signal: break
            }
        }
    }

    private func abandon(_ line: Line) -> Line {
        LineEditor.abandon()
        return line
    }

    /// Carries out the keys typed so far, up to the one that ends the line.
    private func pressPending(_ isCut: inout Bool) -> Line? {
        var bytes: [UInt8] = []
        while let byte = pending.popFirst() {
            for key in filter.take(byte) {
                if let line = press(key, &bytes, &isCut) { return line }
            }
        }
        LineEditor.press(bytes)
        return nil
    }

    /// Collects the bytes of keys, since readline draws the line once for all of them.
    private func press(_ key: KeyFilter.Key, _ bytes: inout [UInt8], _ isCut: inout Bool) -> Line? {
        switch key {
        case .interrupt:
            pending = []
            return abandon(.interrupted)
        case .close:
            if length(with: &bytes) == 0 { return abandon(.closed) }
            typed.settle()
            bytes += LineEditor.bytes(key)
        case .text(let text):
            guard LineEditor.length + bytes.count + text.count > Self.longestLine,
                length(with: &bytes) + text.count > Self.longestLine
            else {
                bytes += composed(text)
                return nil
            }
            isCut = true
        case .erase:
            bytes += typed.undo().map(LineEditor.bytes) ?? LineEditor.bytes(key)
        case .accept:
            typed.settle()
            let line = LineEditor.press(bytes + LineEditor.bytes(key))
            return line.map { .text($0, isCut: isCut) }
        case .left, .right, .start, .finish, .eraseForward, .eraseWord, .eraseToStart,
            .eraseToFinish, .older, .newer:
            typed.settle()
            bytes += LineEditor.bytes(key)
        case .redraw: bytes += LineEditor.bytes(key)
        }
        return nil
    }

    /// The bytes for a letter that was typed; what is pasted was composed where it came from.
    private func composed(_ text: [UInt8]) -> [UInt8] {
        guard typed.method != .off, !filter.isPasting else {
            typed.settle()
            return text
        }
        return String(decoding: text, as: UTF8.self).unicodeScalars.flatMap { key in
            LineEditor.bytes(typed.type(key))
        }
    }

    /// The length of the line once the collected keys are carried out.
    private func length(with bytes: inout [UInt8]) -> Int {
        LineEditor.press(bytes)
        bytes = []
        return LineEditor.length
    }

    /// The modes between two lines: no key raises a signal or stops the output, and what is typed
    /// ahead waits unseen, as it may be a PIN, until the line that it is for shows it or does not.
    private var quietModes: termios {
        var modes = modesBefore
        modes.c_lflag &= ~tcflag_t(ISIG | ICANON | ECHO | ECHONL)
        // Enter stays what it is while a line is edited: a line end of two bytes counts once.
        modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR)
        return modes
    }

    /// The modes in which readline finds the terminal, for a moment before it sets its own.
    private var echoingModes: termios {
        var modes = quietModes
        modes.c_lflag |= tcflag_t(ECHO)
        return modes
    }

    private static func terminalModes() -> termios {
        var modes = termios()
        unsafe tcgetattr(STDIN_FILENO, &modes)
        return modes
    }

    private static func setTerminal(_ modes: termios) {
        var modes = modes
        unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    private func wait(_ idleMilliseconds: Int32) -> Wake {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        var left = idleMilliseconds
        if let meanwhile {
            meanwhile(left < 0 ? nil : Int64(left), sources.map(\.fd).filter { $0 >= 0 })
            left = left < 0 ? left : 0
        }
        while true {
            let ready = unsafe poll(&sources, nfds_t(sources.count), left)
            if ready == 0 { return .idle }
            if ready < 0, errno != EINTR { return .closed }
            if ready > 0 { break }
        }
        if let signal = signals?.next() { return .signal(signal) }
        return .input
    }
}

extension LineReader {
    private func plainLine(_ prompt: String, _ idleMilliseconds: Int32) -> Line {
        if !prompt.isEmpty { print(prompt) }
        fflush(nil)
        var line = CutBytes(limit: Self.longestLine)
        while true {
            while let byte = pending.popFirst() {
                if byte == UInt8(ascii: "\n") { return line.text }
                line.append(byte)
            }
            guard waitForInput(idleMilliseconds) else { return .idle }
            if !readInput() { return line.isEmpty ? .end : line.text }
        }
    }

    private func waitForInput(_ idleMilliseconds: Int32) -> Bool {
        var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&source, 1, idleMilliseconds) != 0
    }

    /// Reads what is there; false when nothing will come any more.
    private func readInput() -> Bool {
        var buffer = [UInt8](repeating: 0, count: Self.longestLine)
        while true {
            let count = unsafe read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            pending += buffer[..<count]
            return true
        }
    }
}

/// The bytes of one line, of which only so many are kept.
private struct CutBytes {
    let limit: Int
    private var bytes: [UInt8] = []

    /// Enough beyond the limit that a character which does not fit is there whole, and dropped.
    private static let slack = 4

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { bytes.isEmpty }

    var text: LineReader.Line {
        let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
        let whole = TerminalText.stripped(String(decoding: line, as: UTF8.self))
        guard whole.utf8.count > limit else { return .text(whole, isCut: false) }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in whole.unicodeScalars {
            used += UTF8.width(scalar)
            if used > limit { break }
            kept.append(scalar)
        }
        return .text(String(kept), isCut: true)
    }

    mutating func append(_ byte: UInt8) {
        if bytes.count < limit + Self.slack { bytes.append(byte) }
    }
}
