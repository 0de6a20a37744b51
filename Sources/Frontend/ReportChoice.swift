import CaseModel
package import Console
package import Reports

/// What `report` asks for at a point and at the centre, and how it is answered.
package struct ReportChoice {
    /// The forms in which a report is written.
    private enum Format: String, CaseIterable {
        case text
        case json
        case csv
        case html
    }

    package let period: ReportPeriod
    package let grouping: Grouping?
    package let settings: [IndexPoints]
    private let format: Format

    /// The command, the same in both programs.
    package static var command: CommandSpec {
        CommandSpec(
            "report",
            Localized(
                vi: "báo cáo: đúng hạn, hài lòng, số hóa, thanh toán…",
                en: "the report: on time, satisfaction, digitisation, payments …"),
            details: Localized(
                vi: "Tính hồ sơ nhận trong kỳ. Mỗi chỉ số có tử số và mẫu số; không có mẫu số thì "
                    + "ghi 'không có'. --format html là một trang in được, không cần mạng.",
                en: "Counts the cases received in the period. Every figure has a numerator and a "
                    + "denominator; without one it says 'none'. --format html is one page that "
                    + "prints well and needs no network."),
            options: [
                .value(
                    "from", "DATE",
                    Localized(
                        vi: "từ ngày (mặc định: đầu tháng)", en: "first day (start of the month)")),
                .value(
                    "to", "DATE",
                    Localized(vi: "đến hết ngày (mặc định: hôm nay)", en: "last day (today)")),
                .choice(
                    "by", Grouping.allCases.map(\.rawValue),
                    Localized(
                        vi: "chia theo đơn vị, điểm, thủ tục, cán bộ", en: "divide the figures")),
                .choice(
                    "format", Format.allCases.map(\.rawValue),
                    Localized(
                        vi: "dạng kết quả (mặc định: text)", en: "the form of the answer (text)")),
                .value(
                    "as-of", "TIME",
                    Localized(
                        vi: "thời điểm xem số liệu, ISO 8601 (mặc định: bây giờ)",
                        en: "the moment to look from, ISO 8601 (now)")),
                .value(
                    "points", "ID=MAX/MARK",
                    Localized(
                        vi: "điểm tối đa của một chỉ số, và tỷ lệ % đạt điểm tối đa",
                        en: "an indicator's points, and the per cent that brings them all"),
                    isRepeated: true),
            ],
            examples: [
                Example(
                    "report --from 2026-11-01 --to 2026-11-30 --by unit --format html > 11.html",
                    Localized(vi: "trang báo cáo tháng 11", en: "the page of November"))
            ])
    }

    /// Reads the options.
    package init(_ desk: Desk, now: Int64) throws(Failure) {
        let options = desk.invocation.options
        let asOf = try Self.instant(options.value("as-of")) ?? now
        let to = try Self.date("to", desk) ?? CivilDate(instantMilliseconds: asOf)
        let month = CivilDate(year: to.year, month: to.month, day: 1)
        let from = try Self.date("from", desk) ?? month ?? to
        guard let period = ReportPeriod(from: from, to: to, asOf: asOf) else {
            throw Failure(
                .usage, vi: "--from phải trước hoặc bằng --to.",
                en: "--from must not be later than --to.")
        }
        self.period = period
        grouping = options.value("by").flatMap(Grouping.init)
        var settings = IndexPoints.standard
        for text in options.values("points") {
            guard let setting = IndexPoints(text: text) else {
                throw Failure(
                    .usage,
                    vi: "--points cần dạng CHỈ_SỐ=ĐIỂM/TỶ_LỆ, ví dụ 3.3=12/50; "
                        + "chỉ số phải là một tỷ lệ phần trăm.",
                    en: "--points takes INDICATOR=POINTS/PERCENT, for instance 3.3=12/50; the "
                        + "indicator must be a percentage.")
            }
            settings.append(setting)
        }
        self.settings = settings
        format = options.value("format").flatMap(Format.init) ?? (desk.wantsJSON ? .json : .text)
    }

    /// Writes the report in the form that was asked for.
    package func say(_ report: Report, _ desk: Desk) throws(Failure) {
        switch format {
        case .text:
            let lines = ReportText.lines(report, desk.language, width: 120)
            try desk.say(lines.joined(separator: "\n"))
        case .json: try desk.say(ReportFile.json(report, desk.language))
        case .csv: try desk.say(Self.withoutEnd(ReportFile.csv(report, desk.language)))
        case .html: try desk.say(Self.withoutEnd(ReportPage.html(report, desk.language)))
        }
    }

    /// Without its last line feed, which the desk adds.
    private static func withoutEnd(_ text: String) -> String {
        var bytes = Array(text.utf8)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func date(_ name: String, _ desk: Desk) throws(Failure) -> CivilDate? {
        guard let text = desk.invocation.options.value(name) else { return nil }
        do throws(DateError) {
            return try CivilDate(text)
        } catch {
            throw Failure(
                .usage, vi: "--\(name) cần một ngày như 2026-11-22.",
                en: "--\(name) takes a day such as 2026-11-22.")
        }
    }

    private static func instant(_ text: String?) throws(Failure) -> Int64? {
        guard let text else { return nil }
        do throws(DateError) {
            return try Instant.milliseconds(iso: text)
        } catch {
            throw Failure(
                .usage, vi: "--as-of cần thời điểm ISO 8601 như 2026-11-22T17:00:00+07:00.",
                en: "--as-of takes an ISO 8601 time such as 2026-11-22T17:00:00+07:00.")
        }
    }
}
