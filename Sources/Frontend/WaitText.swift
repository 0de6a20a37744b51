package import CaseModel
package import Console

/// What a case waits or waited for, in words.
package enum WaitText {
    /// What is still waited for.
    package static func open(_ view: CaseView, language: Language) -> [String] {
        lines(view.waits.filter { $0.endedAt == nil }, language)
    }

    /// One line for each supplement request and each wait for another agency.
    package static func lines(_ view: CaseView, language: Language) -> [String] {
        lines(view.waits, language)
    }

    private static func lines(_ waits: [CaseWait], _ language: Language) -> [String] {
        waits.map { wait in
            let head: String
            var parts: [String]
            switch wait.kind {
            case .supplement(let request):
                head =
                    language.pick("Yêu cầu bổ sung lần", "Supplement request") + " \(wait.number)"
                parts = request.items + [language.pick("lý do: ", "reason: ") + request.reason]
                parts +=
                    request.guidance.map { [language.pick("cách làm: ", "what to do: ") + $0] }
                    ?? []
            case .agency(let name, let reason):
                head = language.pick("Chờ cơ quan khác: ", "Waiting for another agency: ") + name
                parts = [reason]
            }
            let since = language.pick("từ ", "since ") + TimeText.words(wait.at)
            let until =
                wait.endedAt.map { language.pick("đến ", "until ") + TimeText.words($0) }
                ?? language.pick("đang chờ", "still waiting")
            let text = parts.joined(separator: "; ")
            return TerminalText.visible(
                "\(head): \(text) — \(wait.by), \(since), \(until)")
        }
    }

    /// Whether a field is said by these lines, so that it need not stand there raw.
    static func isCovered(_ field: String) -> Bool {
        field.hasPrefix("supplement.") || field.hasPrefix("waiting.") || field.hasPrefix("due.")
    }
}
