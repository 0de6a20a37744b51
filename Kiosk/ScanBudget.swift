import CaseModel
import Console
import Frontend
import Replica

/// How many bytes of scans may go, by day and by the hours of the day, where a line is dear.
struct ScanBudget: Equatable {
    /// Nil for no bound.
    let bytesPerDay: Int?
    /// From one hour up to another, perhaps past midnight; nil for the whole day.
    let hours: Hours?
    /// Whether scans of this point go at all, or only what somebody asks for comes.
    var sendsScans = true

    /// Whole hours of the day.
    struct Hours: Equatable {
        let from: Int
        let until: Int

        /// Takes `22-5`: from 22:00 until 04:59.
        init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let from = Int(parts[0]), let until = Int(parts[1]),
                (0...23).contains(from), (1...24).contains(until), from != until
            else { return nil }
            (self.from, self.until) = (from, until)
        }

        func contains(_ hour: Int) -> Bool {
            from < until ? (from..<until).contains(hour) : hour >= from || hour < until
        }
    }

    /// For everything that synchronises.
    static var options: [OptionSpec] {
        [
            .value(
                "scan-megabytes", "N",
                Localized(
                    vi: "nhiều nhất N MB bản quét mỗi ngày", en: "at most N MB of scans a day")),
            .value(
                "scan-hours", "FROM-UNTIL",
                Localized(
                    vi: "chỉ gửi bản quét trong giờ này, ví dụ 20-6",
                    en: "send scans within these hours only, for example 20-6")),
        ]
    }

    init(bytesPerDay: Int?, hours: Hours?) {
        self.bytesPerDay = bytesPerDay
        self.hours = hours
    }

    init(_ desk: Desk) throws(Failure) {
        let options = desk.invocation.options
        let megabytes = try options.value("scan-megabytes").map { (text) throws(Failure) in
            guard let number = Int(text), (0...1_000_000).contains(number) else {
                throw Failure(
                    .usage, vi: "--scan-megabytes cần một số MB mỗi ngày, ví dụ 20.",
                    en: "--scan-megabytes takes a number of MB a day, for example 20.")
            }
            return number
        }
        hours = try options.value("scan-hours").map { (text) throws(Failure) in
            guard let hours = Hours(text) else {
                throw Failure(
                    .usage, vi: "--scan-hours cần GIỜ-GIỜ, ví dụ 20-6.",
                    en: "--scan-hours takes HOUR-HOUR, for example 20-6.")
            }
            return hours
        }
        bytesPerDay = megabytes.map { $0 << 20 }
    }

    /// What may go now, when so much has gone on this day.
    func bytes(hour: Int, sent: Int) -> Int {
        guard hours?.contains(hour) ?? true else { return 0 }
        return bytesPerDay.map { max(0, $0 - sent) } ?? .max
    }

    /// The hour of the day here, seven hours before universal time.
    static func hour(_ wallMilliseconds: Int64) -> Int {
        let hours = wallMilliseconds.quotientAndRemainder(dividingBy: 3_600_000).quotient
        return Int(((hours + 7) % 24 + 24) % 24)
    }
}
