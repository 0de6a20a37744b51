package import CaseModel

extension CaseFacts.Spent {
    /// The time from valid reception to the end, without the pauses; nil when the clock has no
    /// limit.
    ///
    /// Days count as limits do: from the day after the first, to the last.
    package init?(_ deadline: Deadline, endedAt: Int64, calendar: WorkingCalendar) {
        guard deadline.limit.limit != nil || deadline.limit.cutoff != nil else { return nil }
        let unit = deadline.limit.limit?.unit ?? .workingDay
        let pauses = deadline.pauses.map { (from: $0.from, to: min($0.to ?? endedAt, endedAt)) }
            .filter { $0.to > $0.from }
        let length = { (from: Int64, to: Int64) in
            Self.length(unit, from: from, to: to, calendar)
        }
        let paused = pauses.reduce(0) { $0 + length($1.from, $1.to) }
        self.init(unit: unit, count: max(0, length(deadline.receivedAt, endedAt) - paused))
    }

    private static func length(
        _ unit: Procedure.LimitUnit, from: Int64, to: Int64, _ calendar: WorkingCalendar
    ) -> Int {
        let start = CivilDate(instantMilliseconds: from)
        let end = CivilDate(instantMilliseconds: to)
        switch unit {
        case .workingDay: return calendar.workingDays(after: start, through: end)
        case .calendarDay: return max(0, end.dayNumber - start.dayNumber)
        case .hour: return Int(max(0, to - from) / Instant.millisecondsPerMinute)
        }
    }
}
