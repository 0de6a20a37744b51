import CaseModel
import CaseRecords
import Console
import Frontend
import Transport

/// Which cases `central list` gives, and in which order.
struct WorkList {
    private let state: CaseState?
    private let unit: String?
    /// The words of an officer's name, without marks: all must be there.
    private let officer: [String]?
    /// Only open cases that are due by then.
    private let dueBy: String?
    /// Only open cases whose date has passed, while nothing stops their clock.
    private let overdueAt: String?

    /// Whether the cases are given by their dates, else as they came.
    var isByDate: Bool { dueBy != nil || overdueAt != nil }

    init(_ desk: Desk) throws(Failure) {
        let options = desk.invocation.options
        state = try options.value("state").map { (text) throws(Failure) in
            guard let state = CaseState(rawValue: text) else {
                let known = CaseState.allCases.map(\.rawValue).joined(separator: ", ")
                let shown = TerminalText.visible(text)
                throw Failure(
                    .usage, vi: "Không có trạng thái '\(shown)'; có: \(known).",
                    en: "There is no state '\(shown)'; known: \(known).")
            }
            return state
        }
        unit = options.value("unit")
        officer = options.value("officer").map(Self.words)
        dueBy = try options.value("due-by").map { (text) throws(Failure) in
            try Self.end(of: text)
        }
        overdueAt =
            options.has("overdue") ? Instant.iso(SystemClock.wallMilliseconds()) : nil
    }

    /// Whether a case is asked for. Instants in fields are all written at one offset, so that they
    /// compare as texts.
    func contains(_ summary: RecordSummary) -> Bool {
        let found = summary.state.flatMap { CaseState(rawValue: $0) } ?? .submitted
        if let state, state != found { return false }
        if let unit, summary.unit != unit, summary.texts["handler"] != unit { return false }
        if let officer {
            let named = Self.words(summary.texts["officer"] ?? "")
            guard !officer.isEmpty, officer.allSatisfy(named.contains) else { return false }
        }
        guard isByDate else { return true }
        guard !found.isFinal, let due = summary.texts["due"] else { return false }
        if let dueBy, due > dueBy { return false }
        if let overdueAt, due >= overdueAt || found.isPaused { return false }
        return true
    }

    private static func words(_ name: String) -> [String] {
        VietnameseText.fold(name).split(separator: " ").map(String.init)
    }

    private static func end(of text: String) throws(Failure) -> String {
        // What is no day may be an instant.
        if let date = try? CivilDate(text) { return "\(date.iso)T23:59:59+07:00" }
        // What is no instant either is refused with an example.
        guard let instant = try? Instant.milliseconds(iso: text) else {
            let shown = TerminalText.visible(text)
            throw Failure(
                .usage, vi: "--due-by cần ngày dạng yyyy-MM-dd, không phải '\(shown)'.",
                en: "--due-by takes a day as yyyy-MM-dd, not '\(shown)'.")
        }
        return Instant.iso(instant)
    }
}
