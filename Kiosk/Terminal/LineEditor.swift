import CReadline
import CaseModel
import Glibc
import Synchronization

/// Readline with nothing in it but the editing of one line.
///
/// Readline is one global thing, hence static functions; one thread calls them. It reads no file
/// of the user, handles no signal, completes nothing, and has a key map of our own that holds only
/// the functions below: none that runs a command, reads a file, shows an earlier person's text
/// (yank, macros, search), or waits for more input.
enum LineEditor {
    /// What passes between us and readline, which calls back without a context.
    private struct Exchange {
        var keys: ArraySlice<UInt8> = []
        var line: String?
    }

    private static let exchange = Mutex(Exchange())

    /// Prepares readline, once in a process; later calls do nothing.
    static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        unsafe setenv("INPUTRC", "/dev/null", 1)
        useUTF8()
        motcua_readline_leave_process_alone()
        for (name, value) in [
            ("bell-style", "none"), ("bind-tty-special-chars", "off"),
            ("enable-active-region", "off"), ("enable-bracketed-paste", "on"),
            ("convert-meta", "off"), ("input-meta", "on"), ("output-meta", "on"),
        ] {
            unsafe rl_variable_bind(name, value)
        }
        unsafe motcua_readline_set_source(
            { _ in LineEditor.nextKey() }, { LineEditor.hasNextKey() })
        motcua_readline_own_output()
        rl_initialize()
        bindKeys()
        return true
    }()

    /// Readline follows the environment at every line, so the environment is what has to be right.
    private static func useUTF8() {
        unsafe setlocale(LC_CTYPE, "")
        guard unsafe String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" else { return }
        unsafe setenv("LC_ALL", "C.UTF-8", 1)
        unsafe setlocale(LC_CTYPE, "C.UTF-8")
    }

    private static func bindKeys() {
        guard let map = unsafe rl_make_bare_keymap() else { return }
        for byte in Array(0x20..<0x7F) + Array(0x80...0xFF) {
            unsafe rl_bind_key_in_map(Int32(byte), rl_insert, map)
        }
        unsafe rl_bind_key_in_map(Command.start, rl_beg_of_line, map)
        unsafe rl_bind_key_in_map(Command.finish, rl_end_of_line, map)
        unsafe rl_bind_key_in_map(Command.left, rl_backward_char, map)
        unsafe rl_bind_key_in_map(Command.right, rl_forward_char, map)
        unsafe rl_bind_key_in_map(Command.erase, rl_rubout, map)
        unsafe rl_bind_key_in_map(Command.eraseForward, rl_delete, map)
        unsafe rl_bind_key_in_map(Command.older, rl_get_previous_history, map)
        unsafe rl_bind_key_in_map(Command.newer, rl_get_next_history, map)
        unsafe rl_bind_key_in_map(Command.redraw, rl_clear_screen, map)
        unsafe rl_bind_key_in_map(Command.accept, rl_newline, map)
        unsafe bindErasers(map)
        unsafe rl_set_keymap(map)
    }

    /// Readline's own commands for these keep what they cut for the next person to insert.
    private static func bindErasers(_ map: Keymap) {
        unsafe rl_bind_key_in_map(
            Command.eraseToStart, { _, _ in LineEditor.erase(from: 0) }, map)
        unsafe rl_bind_key_in_map(
            Command.eraseToFinish,
            { _, _ in LineEditor.erase(from: motcua_readline_length()) }, map)
        unsafe rl_bind_key_in_map(
            Command.eraseWord,
            { _, _ in
                let end = motcua_readline_position()
                rl_backward_word(1, 0)
                let start = motcua_readline_position()
                motcua_readline_move(end)
                return LineEditor.erase(from: start)
            }, map)
    }

    /// Erases what stands between a place and the cursor.
    private static func erase(from place: Int32) -> Int32 {
        let cursor = motcua_readline_position()
        rl_delete_text(min(place, cursor), max(place, cursor))
        motcua_readline_move(min(place, cursor))
        return 0
    }
}

extension LineEditor {
    /// How many bytes the line has that is being edited.
    static var length: Int { Int(motcua_readline_length()) }

    /// Shows the prompt and begins an empty line.
    static func begin(prompt: String, isSecret: Bool) {
        exchange.withLock { $0 = Exchange() }
        if isSecret {
            motcua_readline_hide {}
            print(prompt, terminator: "")
        } else {
            motcua_readline_show()
        }
        unsafe rl_callback_handler_install(isSecret ? "" : prompt) {
            unsafe LineEditor.finish($0)
        }
        flush()
    }

    /// Ends the line of what was typed unseen.
    static func endHidden() {
        print()
        flush()
    }

    /// Carries out the bytes of keys, and gives the line if one of them has ended it.
    @discardableResult
    static func press(_ keys: [UInt8]) -> String? {
        exchange.withLock { $0.keys += keys }
        while hasNextKey() != 0, exchange.withLock({ $0.line == nil }) { rl_callback_read_char() }
        flush()
        return exchange.withLock { $0.line }
    }

    /// Leaves the line as it is on the screen, forgets it, and gives the terminal back.
    static func abandon() {
        motcua_readline_move(motcua_readline_length())
        motcua_readline_redraw()
        rl_crlf()
        rl_free_line_state()
        rl_callback_sigcleanup()
        rl_callback_handler_remove()
        flush()
    }

    /// Draws the line again where something else may have written.
    static func redraw() {
        rl_forced_update_display()
        flush()
    }

    /// Draws the line again after the window has changed its size.
    static func resize() {
        rl_resize_terminal()
        flush()
    }

    /// Keeps a line for the arrow keys.
    static func remember(_ line: String) { unsafe add_history(line) }

    /// Forgets all lines that were kept, and overwrites what readline holds of the last ones.
    static func forget() {
        rl_clear_history()
        exchange.withLock { $0 = Exchange() }
        blankDisplay()
        motcua_readline_scrub()
    }

    /// Readline remembers what it has drawn last and before, to draw only what changes; so two
    /// lines of blanks as long as any line replace both.
    private static func blankDisplay() {
        guard motcua_readline_draw_nowhere(1) != 0 else { return }
        for length in [LineReader.longestLine, LineReader.longestLine + 64] {
            unsafe rl_callback_handler_install("") { _ in }
            unsafe rl_insert_text(String(repeating: " ", count: length))
            rl_forced_update_display()
            rl_free_line_state()
            rl_callback_handler_remove()
        }
        _ = motcua_readline_draw_nowhere(0)
    }

    private static func flush() { fflush(nil) }

    private static func finish(_ line: UnsafeMutablePointer<CChar>?) {
        rl_callback_handler_remove()
        guard let line = unsafe line else { return }
        let text = unsafe String(cString: line)
        unsafe motcua_readline_drop(line)
        exchange.withLock { $0.line = text }
    }

    private static func nextKey() -> Int32 {
        exchange.withLock { $0.keys.popFirst().map(Int32.init) ?? EOF }
    }

    private static func hasNextKey() -> Int32 {
        exchange.withLock { $0.keys.isEmpty ? 0 : 1 }
    }
}

extension LineEditor {
    /// The bytes by which our commands are known to readline.
    private enum Command {
        static let start: Int32 = 0x01
        static let left: Int32 = 0x02
        static let finish: Int32 = 0x05
        static let right: Int32 = 0x06
        static let eraseToFinish: Int32 = 0x0B
        static let redraw: Int32 = 0x0C
        static let accept: Int32 = 0x0D
        static let newer: Int32 = 0x0E
        static let older: Int32 = 0x10
        static let eraseToStart: Int32 = 0x15
        static let eraseWord: Int32 = 0x17
        static let eraseForward: Int32 = 0x1C
        static let erase: Int32 = 0x7F
    }

    /// The bytes for a key; none for those that the line reader decides about.
    static func bytes(_ key: KeyFilter.Key) -> [UInt8] {
        switch key {
        case .text(let bytes): bytes
        case .left: [UInt8(Command.left)]
        case .right: [UInt8(Command.right)]
        case .start: [UInt8(Command.start)]
        case .finish: [UInt8(Command.finish)]
        case .erase: [UInt8(Command.erase)]
        case .eraseForward, .close: [UInt8(Command.eraseForward)]
        case .eraseWord: [UInt8(Command.eraseWord)]
        case .eraseToStart: [UInt8(Command.eraseToStart)]
        case .eraseToFinish: [UInt8(Command.eraseToFinish)]
        case .older: [UInt8(Command.older)]
        case .newer: [UInt8(Command.newer)]
        case .redraw: [UInt8(Command.redraw)]
        case .accept: [UInt8(Command.accept)]
        case .interrupt: []
        }
    }
    /// The bytes for a change before the cursor.
    static func bytes(_ change: TypedRun.Change) -> [UInt8] {
        Array(repeating: UInt8(Command.erase), count: change.erased) + Array(change.inserted.utf8)
    }
}
