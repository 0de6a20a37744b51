/// Which days are worked (*lịch làm việc*), and when a case is due.
///
/// Provisional: the calendar that the authorities announce is synced data and stands above the rule
/// in `Holidays`. Until it is there, `isAnnounced` says which years are known to be right.
package struct WorkingCalendar: Equatable, Sendable {
    /// When the working day begins and ends.
    package var opening: TimeOfDay
    package var closing: TimeOfDay
    private let daysOff: Set<CivilDate>
    private let daysWorked: Set<CivilDate>

    /// The calendar by law for the years 2020 to 2040, with further days off and worked.
    ///
    /// A day that is said to be worked is worked even on a weekend or holiday.
    package init(daysOff: [CivilDate] = [], daysWorked: [CivilDate] = []) {
        var off = Set(daysOff)
        var worked = Set(daysWorked)
        for year in 2020...2040 {
            off.formUnion(Holidays.all(of: year))
            worked.formUnion(Holidays.announced[year]?.daysWorked ?? [])
        }
        self.daysOff = off
        self.daysWorked = worked.subtracting(daysOff)
        opening = WorkingCalendar.time(7, 30)
        closing = WorkingCalendar.time(17, 0)
    }

    /// Whether the list of the year was announced; else its days are computed and may change.
    package static func isAnnounced(year: Int) -> Bool {
        Holidays.announced[year] != nil
    }

    /// The days off of a year by law, weekends aside unless they are holidays themselves.
    package static func holidays(of year: Int) -> [CivilDate] {
        Holidays.all(of: year)
    }

    /// Whether offices work on that day.
    package func isWorkingDay(_ date: CivilDate) -> Bool {
        if daysWorked.contains(date) { return true }
        return !date.weekday.isWeekend && !daysOff.contains(date)
    }

    /// The first working day after a day.
    package func workingDay(after date: CivilDate) -> CivilDate {
        var next = date.adding(days: 1)
        // No more than ten days off follow each other; the bound keeps odd data from going on.
        let bound = date.adding(days: 366)
        while !isWorkingDay(next), next < bound { next = next.adding(days: 1) }
        return next
    }

    /// When a case received at an instant is due; nil when no limit is stated.
    ///
    /// Working days count from the next one on, up to the end of work. A limit in calendar days
    /// that ends on a day off ends on the next working day (Civil Code 2015, article 148). A
    /// same-day procedure received up to the cutoff is due the same day, later the next working
    /// day. Hours run through, but what comes on a day off or before work
    /// starts when work begins.
    package func due(
        receivedAt: Int64, limit: Procedure.Limit?, sameDayCutoff: TimeOfDay? = nil
    ) -> Int64? {
        let day = CivilDate(instantMilliseconds: receivedAt)
        if let sameDayCutoff, limit == nil || limit == Procedure.Limit(count: 1, unit: .workingDay)
        {
            let isInTime = Instant.timeOfDay(receivedAt) <= sameDayCutoff.milliseconds
            return end(of: isInTime && isWorkingDay(day) ? day : workingDay(after: day))
        }
        guard let limit else { return nil }
        let count = min(limit.count, CaseLimits.timeLimit)
        switch limit.unit {
        case .workingDay:
            return end(of: (0..<max(1, count)).reduce(day) { date, _ in workingDay(after: date) })
        case .calendarDay:
            let last = day.adding(days: count)
            return end(of: isWorkingDay(last) ? last : workingDay(after: last))
        case .hour:
            let first = begin(of: isWorkingDay(day) ? day : workingDay(after: day))
            return max(receivedAt, first) + Int64(count) * Instant.millisecondsPerHour
        }
    }

    private func end(of date: CivilDate) -> Int64 {
        Instant.milliseconds(on: date, hour: closing.hour, minute: closing.minute)
    }

    private func begin(of date: CivilDate) -> Int64 {
        Instant.milliseconds(on: date, hour: opening.hour, minute: opening.minute)
    }

    private static func time(_ hour: Int, _ minute: Int) -> TimeOfDay {
        TimeOfDay(hour: hour, minute: minute)
    }
}

extension WorkingCalendar {
    /// When a case of this procedure, received through this channel, is due.
    package func due(receivedAt: Int64, procedure: Procedure, channel: ChannelKind) -> Int64? {
        due(
            receivedAt: receivedAt, limit: procedure.channel(channel)?.limit,
            sameDayCutoff: procedure.sameDayCutoff.flatMap(TimeOfDay.init(text:)))
    }
}
