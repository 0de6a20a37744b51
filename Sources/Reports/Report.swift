import CaseModel

/// The figures of a period, in all and by group; the same code at a point and at the centre.
package struct Report: Equatable, Sendable {
    /// One group.
    package struct Group: Equatable, Sendable {
        /// A unit's id, a site's number, a procedure's code or an officer's name; empty where the
        /// case has none.
        package let key: String
        package let name: String?
        package let tally: Tally
    }

    package let period: ReportPeriod
    package let grouping: Grouping?
    package let total: Tally
    /// The largest first.
    package let groups: [Group]
    /// In the order of their numbers.
    package let points: [PointReach]
    package let settings: [IndexPoints]

    /// The setting of an indicator, nil when it brings no points.
    package func points(of indicator: Indicator) -> IndexPoints? {
        settings.last { $0.indicator == indicator.id }
    }
}

/// Counts cases and opinions one by one, in any order.
package struct ReportBuilder: Sendable {
    private let period: ReportPeriod
    private let grouping: Grouping?
    private let settings: [IndexPoints]
    private let points: [PointReach]
    private let units: [UInt32: String]
    private var total = Tally()
    private var groups: [String: Tally] = [:]

    /// Begins a report over these points.
    package init(
        _ period: ReportPeriod, by grouping: Grouping?, points: [PointReach],
        settings: [IndexPoints] = IndexPoints.standard
    ) {
        self.period = period
        self.grouping = grouping
        self.settings = settings
        self.points = points
        units = Dictionary(points.map { ($0.site, $0.unit) }) { first, _ in first }
    }

    /// Counts a case if it was received in the period.
    package mutating func add(_ facts: CaseFacts) {
        guard period.contains(facts.receivedAt) else { return }
        let own = units[facts.point] ?? ""
        let isCrossBoundary = !facts.unit.isEmpty && !own.isEmpty && own != facts.unit
        let closing = period.closing
        total.add(facts, closing: closing, isCrossBoundary: isCrossBoundary)
        let key: String
        switch grouping {
        case .unit: key = facts.unit
        case .point: key = String(facts.point)
        case .procedure: key = facts.procedure
        case .officer: key = facts.officer
        case nil: return
        }
        groups[key, default: Tally()].add(
            facts, closing: closing, isCrossBoundary: isCrossBoundary)
    }

    /// Counts what somebody said in the period.
    package mutating func add(_ opinion: OpinionFacts) {
        guard period.contains(opinion.receivedAt) else { return }
        total.add(opinion, closing: period.closing)
        let key: String
        switch grouping {
        case .unit: key = opinion.unit
        case .point: key = String(opinion.point)
        case .procedure: key = opinion.procedure
        // Nobody rates an officer by name.
        case .officer: key = ""
        case nil: return
        }
        groups[key, default: Tally()].add(opinion, closing: period.closing)
    }

    /// The report, with the names of the groups as far as they are known.
    package func report(name: (Grouping, String) -> String?) -> Report {
        let sorted = groups.sorted { first, second in
            // By size and then by key, so that no order of a dictionary shows.
            (second.value.received, first.key) < (first.value.received, second.key)
        }
        return Report(
            period: period, grouping: grouping, total: total,
            groups: sorted.map { key, tally in
                let known = key.isEmpty ? nil : grouping.flatMap { name($0, key) }
                return Report.Group(key: key, name: known, tally: tally)
            },
            points: points.sorted { $0.site < $1.site }, settings: settings)
    }
}
