import Console
import Frontend
import Replica
import SyncProtocol

/// How this point stands with the centre, as short as it fits into a prompt.
struct PromptState: Equatable {
    /// Whether the centre did not answer when it was last tried.
    var isOffline = false
    /// Acts and scans that are not known to be at the centre.
    var waiting = 0
    /// How long they take; nil when the line was never measured.
    var seconds: Int64?

    /// What a prompt leaves of a line at least, to type in.
    private static let room = 12

    /// `[ngoại tuyến · 3 chờ gửi · khoảng 2 phút] `; nothing when all is well. On a narrow screen
    /// the last part is left out first.
    func text(_ language: Language, width: Int = .max) -> String {
        var parts = parts(language)
        while !parts.isEmpty {
            let text = "[\(parts.joined(separator: " · "))] "
            if text.displayWidth <= width - Self.room { return text }
            parts.removeLast()
        }
        return ""
    }

    private func parts(_ language: Language) -> [String] {
        var parts: [String] = []
        if isOffline { parts.append(language.pick("ngoại tuyến", "offline")) }
        if waiting > 0 {
            parts.append(language.pick("\(waiting) chờ gửi", "\(waiting) to send"))
            if let seconds {
                let time = Backlog.time(seconds)[language]
                parts.append(language.pick("khoảng \(time)", "about \(time)"))
            }
        }
        return parts
    }
}

extension Point {
    /// How this point stands with the centre now.
    ///
    /// It is asked for at every prompt: own events are numbered without a gap, so the difference
    /// counts them, and nothing of them is read, nor of scans.
    func promptState() throws(Failure) -> PromptState {
        return try store { () throws(ReplicaError) in
            let documents = try replica.waitingDocumentsTotal()
            let progress = try replica.progress()
            let head = progress.head.sequence
            let acts = Int(clamping: head - min(head, progress.acknowledged.number))
            let rates = Backlog.Rates(
                events: try replica.lineRate(), plain: try replica.plainLineRate())
            let bytes = acts == 0 ? 0 : Int(try replica.waitingBytes())
            let isKnown = acts == 0 || bytes > 0
            return PromptState(
                isOffline: try replica.isLineLost(), waiting: acts + documents.count,
                seconds: isKnown
                    ? Backlog.seconds(events: bytes, plain: documents.missingBytes, rates) : nil)
        }
    }
}
