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
        let cells: [(name: String, value: JSONValue)]
    }

    /// The figures of one report as CSV.
    package static func csv(_ report: Report, _ language: Language) -> String {
        let lines = lines(report, language)
        guard let first = lines.first else { return "" }
        return ([first.cells.map(\.name)] + lines.map { $0.cells.map { text($0.value) } })
            .map(CSV.line).joined()
    }

    /// The same as JSON.
    package static func json(_ report: Report, _ language: Language) -> JSONValue {
        .array(
            lines(report, language).map { line in
                .object(line.cells.map { .init(name: $0.name, value: $0.value) })
            })
    }

    /// A cell as text: what is not given is empty.
    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .text(let text), .number(let text): text
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .null: ""
        case .array, .object: value.write()
        }
    }

    private static func number(_ text: String?) -> JSONValue { text.map { .number($0) } ?? .null }

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
                    ("from", .text(report.period.from.iso)), ("to", .text(report.period.to.iso)),
                    ("by", .text(report.grouping?.rawValue ?? "")), ("key", .text(part.key)),
                    ("name", .text(part.name)), ("indicator", .text(indicator.id)),
                    ("indicator_name", .text(indicator.name[language])),
                    ("numerator", number(isShown ? "\(share.numerator)" : nil)),
                    ("denominator", number(isShown ? "\(share.denominator)" : nil)),
                    ("value", number(isShown ? share.number : nil)),
                    ("suppressed", .bool(!isShown)),
                ])
            }
        }
    }
}
