import CaseModel
import Console

/// Lines of the citizens' screens.
enum CitizenText {
    /// The lines made safe to print and broken to the width; what goes on is indented.
    static func lines(_ lines: [String], width: Int) -> [String] {
        lines.flatMap { broken(TerminalText.visible($0), width: max(width, 20)) }
    }

    private static func broken(_ line: String, width: Int) -> [String] {
        guard line.displayWidth > width else { return [line] }
        let indent = String(line.prefix { $0 == " " })
        let hanging = indent + "    "
        let parts = line.wrapped(toWidth: max(width - hanging.count, 2))
        return parts.enumerated().map { index, part in (index == 0 ? indent : hanging) + part }
    }

    /// `17:00 ngày 23/11/2026` of an instant in ISO 8601 at UTC+7.
    static func due(_ iso: String?, _ language: Language) -> String {
        // A time that cannot be read is as good as none; the slip number leads to it.
        guard let iso, let day = try? CivilDate(String(iso.prefix(10))) else {
            return language.pick("chưa hẹn ngày", "no date promised")
        }
        let time = iso.dropFirst(11).prefix(5)
        return language.pick("\(time) ngày \(day.vietnamese)", "\(time) on \(day.vietnamese)")
    }

    static func word(_ score: Int, _ language: Language) -> String {
        let words = language.pick(
            ["rất không hài lòng", "không hài lòng", "bình thường", "hài lòng", "rất hài lòng"],
            ["very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"])
        return words[score - 1]
    }
}
