import CaseRecords
import Console
import Replica
import SyncProtocol

/// What waits to be sent, and how long that takes on this line as it was last measured.
struct Backlog: Equatable {
    let cases: Int
    let others: Int
    let scans: Int
    /// Nil when the line was never measured.
    let seconds: Int64?

    init(cases: Int, others: Int, scans: Int = 0, seconds: Int64?) {
        self.cases = cases
        self.others = others
        self.scans = scans
        self.seconds = seconds
    }

    /// What the line carries in a second: bytes of events, which shrink, and plain bytes.
    struct Rates: Equatable {
        let events: Int64?
        let plain: Int64?
    }

    /// Takes the outbox, and what the line carries.
    init(
        _ items: [Replica.OutboxItem], _ documents: [Replica.WaitingDocument] = [], _ rates: Rates
    ) {
        let waiting = items.filter { $0.parked == nil }
        let open = documents.filter { $0.refusal == nil }
        cases = waiting.count { item in
            // What was written here can be read here; else it is no case that counts.
            (try? Event(decoding: item.bytes))?.kind == RecordKind.case
        }
        others = waiting.count - cases
        scans = open.count
        seconds = Self.seconds(
            events: waiting.reduce(0) { $0 + $1.bytes.count },
            plain: open.reduce(0) { $0 + $1.missingBytes }, rates)
    }

    /// How long these bytes take; nil when the line was never measured.
    static func seconds(events: Int, plain: Int, _ rates: Rates) -> Int64? {
        let events = seconds(events, rates.events)
        let plain = seconds(plain, rates.plain)
        guard let events, let plain else { return nil }
        return max(events + plain, 1)
    }

    /// Rounded up; nothing takes no time on any line.
    private static func seconds(_ bytes: Int, _ rate: Int64?) -> Int64? {
        bytes == 0 ? 0 : rate.map { (Int64(bytes) + $0 - 1) / $0 }
    }

    /// `3 hồ sơ, 2 bản quét, khoảng 14 phút`; nil when nothing waits or the line is not known.
    var words: Localized? {
        guard cases + others + scans > 0, let time else { return nil }
        var vi: [String] = []
        var en: [String] = []
        if cases > 0 {
            vi.append("\(cases) hồ sơ")
            en.append(English.counted(cases, "case", "cases"))
        }
        if others > 0 {
            vi.append("\(others) việc khác")
            en.append(English.counted(others, "other act", "other acts"))
        }
        if scans > 0 {
            vi.append("\(scans) bản quét")
            en.append(English.counted(scans, "scan", "scans"))
        }
        return Localized(
            vi: (vi + ["khoảng \(time.vi)"]).joined(separator: ", "),
            en: (en + ["about \(time.en)"]).joined(separator: ", "))
    }

    /// The time in the unit that a person would use, rounded up.
    private var time: Localized? { seconds.map(Self.time) }

    /// `14 phút`.
    static func time(_ seconds: Int64) -> Localized {
        let minutes = (seconds + 59) / 60
        if seconds < 100 { return Localized(vi: "\(seconds) giây", en: "\(seconds) s") }
        if minutes < 100 { return Localized(vi: "\(minutes) phút", en: "\(minutes) min") }
        let hours = (minutes + 59) / 60
        return Localized(vi: "\(hours) giờ", en: "\(hours) h")
    }
}
