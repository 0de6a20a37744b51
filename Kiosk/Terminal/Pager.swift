import Console
import Frontend

/// Says lines at the terminal page by page, as many terminals have nothing to scroll back with; a
/// pipe gets all of them at once.
struct Pager {
    let desk: Desk
    let reader: LineReader
    let surroundings: Surroundings

    /// Says the lines; gives what was typed at the end of a page instead of a mere Enter, which is
    /// an answer to what stands there already.
    func say(
        _ lines: [String], language: Language, hasPages: Bool = true, idleMilliseconds: Int32?
    ) throws(Failure) -> LineReader.Line? {
        var rest = lines[...]
        let more = language.pick("— Enter: xem tiếp — ", "— Enter: more — ")
        while reader.isInteractive, hasPages, rest.count > max(reader.rows - 1, 5) {
            let page = max(reader.rows - 2, 4)
            try say(rest.prefix(page))
            rest = rest.dropFirst(page)
            let line = reader.readLine(prompt: fitting(more), idleMilliseconds: idleMilliseconds)
            guard line == .text("", isCut: false) else { return line }
        }
        try say(rest)
        return nil
    }

    /// Leaves nothing on the screen, nor scrolled away.
    func clear() throws(Failure) {
        if reader.isInteractive { try desk.say(surroundings.clearing(rows: reader.rows)) }
    }

    /// The text as the terminal can show it; a pipe gets all of it.
    func fitting(_ text: String) -> String {
        reader.isInteractive ? surroundings.fitting(text) : text
    }

    private func say(_ lines: ArraySlice<String>) throws(Failure) {
        if !lines.isEmpty { try desk.say(fitting(lines.joined(separator: "\n"))) }
    }
}
