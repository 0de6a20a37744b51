import CaseRecords
import Console
import Replica
import SyncProtocol

/// What waits to be sent, and how long that takes on this line as it was last measured.
struct Backlog: Equatable {
    let cases: Int
    let others: Int
    /// Nil when the line was never measured.
    let seconds: Int64?

    init(cases: Int, others: Int, seconds: Int64?) {
        self.cases = cases
        self.others = others
        self.seconds = seconds
    }

    /// Takes the outbox, and bytes of events that the line carries in a second.
    init(_ items: [Replica.OutboxItem], bytesPerSecond: Int64?) {
        let waiting = items.filter { $0.parked == nil }
        cases = waiting.count { item in
            // What was written here can be read here; else it is no case that counts.
            (try? Event(decoding: item.bytes))?.kind == RecordKind.case
        }
        others = waiting.count - cases
        let bytes = waiting.reduce(0) { $0 + Int64($1.bytes.count) }
        seconds = bytesPerSecond.map { max((bytes + $0 - 1) / $0, 1) }
    }

    /// `3 hồ sơ, 2 việc khác, khoảng 4 giây`; nil when nothing waits or the line is not known.
    var words: Localized? {
        guard cases + others > 0, let time else { return nil }
        var vi: [String] = []
        var en: [String] = []
        if cases > 0 {
            vi.append("\(cases) hồ sơ")
            en.append(cases == 1 ? "1 case" : "\(cases) cases")
        }
        if others > 0 {
            vi.append("\(others) việc khác")
            en.append(others == 1 ? "1 other act" : "\(others) other acts")
        }
        return Localized(
            vi: (vi + ["khoảng \(time.vi)"]).joined(separator: ", "),
            en: (en + ["about \(time.en)"]).joined(separator: ", "))
    }

    /// The time in the unit that a person would use, rounded up.
    private var time: Localized? {
        guard let seconds else { return nil }
        let minutes = (seconds + 59) / 60
        if seconds < 100 { return Localized(vi: "\(seconds) giây", en: "\(seconds) s") }
        if minutes < 100 { return Localized(vi: "\(minutes) phút", en: "\(minutes) min") }
        let hours = (minutes + 59) / 60
        return Localized(vi: "\(hours) giờ", en: "\(hours) h")
    }
}
