package import CaseModel
package import Console

/// Figures for everybody: no person, no officer, and no count so small that it tells of one, nor
/// one that can be computed from the others.
package enum OpenData {
    /// Counts below this are not given.
    package static let leastCount = Disclosure.leastCount
    /// What the figures are divided by; officers are persons.
    package static let groupings: [Grouping] = [.unit, .point, .procedure]

    /// One figure of one group.
    private struct Line {
        let cells: [(name: String, value: String)]
    }

    /// The figures of one report as CSV.
    package static func csv(_ report: Report, _ language: Language) -> String {
        let lines = lines(report, language)
        guard let first = lines.first else { return "" }
        return ([first.cells.map(\.name)] + lines.map { $0.cells.map(\.value) })
            .map(CSV.line).joined()
    }

    /// The same as JSON.
    package static func json(_ report: Report, _ language: Language) -> JSONValue {
        .array(
            lines(report, language).map { line in
                .object(line.cells.map { .init(name: $0.name, value: .text($0.value)) })
            })
    }

    private static func lines(_ report: Report, _ language: Language) -> [Line] {
        let parts =
            [(key: "", name: language.pick("Tất cả", "All"), tally: report.total)]
            + report.groups.map { (key: $0.key, name: $0.name ?? "", tally: $0.tally) }
        let disclosure = Disclosure(whole: report.total, groups: report.groups.map(\.tally))
        return parts.enumerated().flatMap { place, part in
            Indicator.all.map { indicator in
                let share = indicator.share(part.tally)
                let isShown = disclosure.shows(indicator.id, of: place)
                return Line(cells: [
                    ("from", report.period.from.iso), ("to", report.period.to.iso),
                    ("by", report.grouping?.rawValue ?? ""), ("key", part.key),
                    ("name", part.name), ("indicator", indicator.id),
                    ("indicator_name", indicator.name[language]),
                    ("numerator", isShown ? "\(share.numerator)" : ""),
                    ("denominator", isShown ? "\(share.denominator)" : ""),
                    ("value", isShown ? share.number ?? "" : ""),
                    ("suppressed", isShown ? "no" : "yes"),
                ])
            }
        }
    }
}
