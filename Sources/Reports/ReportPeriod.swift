package import CaseModel

/// Which cases a report counts, and the moment at which it looks at them.
package struct ReportPeriod: Equatable, Sendable {
    package let from: CivilDate
    package let to: CivilDate
    /// Whatever was received later is not there yet.
    package let asOf: Int64

    /// Nil when it ends before it begins.
    package init?(from: CivilDate, to: CivilDate, asOf: Int64) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
        self.asOf = asOf
    }

    /// The first instant that counts.
    package var first: Int64 { Instant.milliseconds(on: from, hour: 0) }
    /// The last one.
    package var last: Int64 { min(end, asOf) }
    /// When open cases are judged: the end of the period, or now.
    package var closing: Int64 { last }

    private var end: Int64 { Instant.milliseconds(on: to.adding(days: 1), hour: 0) - 1 }

    /// Whether something of this instant counts.
    package func contains(_ instant: Int64) -> Bool {
        first <= instant && instant <= last
    }
}

/// By what a report is divided.
package enum Grouping: String, CaseIterable, Sendable {
    case unit
    case point
    case procedure
    case officer
}
