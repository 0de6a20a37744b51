package import CaseModel
package import Console

/// A report for programs: JSON and CSV.
package enum ReportFile {
    /// The whole report as one object.
    package static func json(_ report: Report, _ language: Language) -> JSONValue {
        .object([
            .init(name: "from", value: .text(report.period.from.iso)),
            .init(name: "to", value: .text(report.period.to.iso)),
            .init(name: "as_of", value: .text(Instant.iso(report.period.asOf))),
            .init(name: "by", value: report.grouping.map { .text($0.rawValue) } ?? .null),
            .init(name: "total", value: .object(members(report.total, report, language))),
            .init(
                name: "groups",
                value: .array(
                    report.groups.map { group in
                        .object(
                            [
                                .init(name: "key", value: .text(group.key)),
                                .init(name: "name", value: group.name.map { .text($0) } ?? .null),
                            ] + members(group.tally, report, language))
                    })),
            .init(name: "points", value: .array(report.points.map { json($0, report) })),
            .init(name: "reconciliation", value: .object(counts(report.reconciliation))),
        ])
    }

    private static func members(
        _ tally: Tally, _ report: Report, _ language: Language
    ) -> [JSONValue.Member] {
        let counts = tally.counts.map {
            JSONValue.Member(name: $0.name, value: .number("\($0.count)"))
        }
        let indicators = Indicator.all.map { indicator in
            let share = indicator.share(tally)
            let points = report.points(of: indicator)?.hundredths(of: share)
            return JSONValue.object([
                .init(name: "id", value: .text(indicator.id)),
                .init(name: "name", value: .text(indicator.name[language])),
                .init(name: "numerator", value: .number("\(share.numerator)")),
                .init(name: "denominator", value: .number("\(share.denominator)")),
                .init(name: "value", value: share.number.map { .number($0) } ?? .null),
                .init(
                    name: "points",
                    value: points.map { .number(Share.decimal($0, ".")) } ?? .null),
            ])
        }
        return counts + [.init(name: "indicators", value: .array(indicators))]
    }

    private static func json(_ point: PointReach, _ report: Report) -> JSONValue {
        let age = point.ageMinutes(asOf: report.period.asOf)
        return .object(
            [
                .init(name: "site", value: .text("\(point.site)")),
                .init(name: "name", value: .text(point.name)),
                .init(
                    name: "last_seen", value: point.lastSeen.map { .text(Instant.iso($0)) } ?? .null
                ),
                .init(name: "age_minutes", value: age.map { .number("\($0)") } ?? .null),
                .init(name: "stale", value: .bool(point.isStale(asOf: report.period.asOf))),
            ] + counts(point))
    }

    private static func counts(_ point: PointReach) -> [JSONValue.Member] {
        [
            .init(name: "sent", value: .number("\(point.sent)")),
            .init(name: "acknowledged", value: .number("\(point.acknowledged)")),
            .init(name: "parked", value: .number("\(point.parked)")),
            .init(name: "waiting", value: .number("\(point.waiting)")),
            .init(name: "difference", value: .number("\(point.difference)")),
        ]
    }

    /// RFC 4180: one line an indicator and group, the whole first.
    package static func csv(_ report: Report, _ language: Language) -> String {
        let titles = [
            "from", "to", "as_of", "by", "key", "name", "indicator", "indicator_name", "numerator",
            "denominator", "value",
        ]
        let period = [
            report.period.from.iso, report.period.to.iso, Instant.iso(report.period.asOf),
            report.grouping?.rawValue ?? "",
        ]
        var text = CSV.line(titles)
        let parts =
            [(key: "", name: language.pick("Tất cả", "All"), tally: report.total)]
            + report.groups.map {
                (key: $0.key, name: $0.name ?? ReportText.key($0, language), tally: $0.tally)
            }
        for part in parts {
            for indicator in Indicator.all {
                let share = indicator.share(part.tally)
                text += CSV.line(
                    period + [
                        part.key, part.name, indicator.id, indicator.name[language],
                        "\(share.numerator)", "\(share.denominator)", share.number ?? "",
                    ])
            }
        }
        return text
    }
}

/// Lines of comma-separated values (RFC 4180).
package enum CSV {
    /// One line with its end. A cell that a spreadsheet would take for a formula gets an
    /// apostrophe: it may come from outside.
    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t".contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) })
        else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}

extension Tally {
    /// The plain counts by their names in JSON.
    package var counts: [(name: String, count: Int)] {
        [
            ("received", received), ("counter", counter), ("online", online), ("post", post),
            ("ended_early", endedEarly), ("ended_on_time", endedOnTime), ("ended_late", endedLate),
            ("open_on_time", openOnTime), ("open_late", openLate), ("without_date", withoutDate),
            ("ratings", ratings), ("ratings_repeated", repeatedRatings),
            ("feedback", feedbackInAll),
        ]
    }
}
