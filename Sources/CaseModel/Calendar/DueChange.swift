/// A promised date that a newer calendar changes: from when to when, and why.
package struct DueChange: Equatable, Sendable {
    /// A day whose meaning changed.
    package struct Cause: Equatable, Sendable {
        package let date: CivilDate
        package let isWorked: Bool

        package init(date: CivilDate, isWorked: Bool) {
            self.date = date
            self.isWorked = isWorked
        }
    }

    package let old: Int64
    package let new: Int64
    /// The days that changed between reception and the later date, in order; empty when the hours
    /// changed.
    package let causes: [Cause]

    package init(old: Int64, new: Int64, causes: [Cause]) {
        self.old = old
        self.new = new
        self.causes = causes
    }

    /// What a newer calendar makes of a deadline; nil when the date stays.
    package init?(
        _ deadline: Deadline, from old: WorkingCalendar, to new: WorkingCalendar
    ) {
        guard let before = deadline.due(old), let after = deadline.due(new), before != after
        else { return nil }
        let days =
            CivilDate(
                instantMilliseconds: deadline.receivedAt)...CivilDate(
                instantMilliseconds: max(before, after))
        self.init(old: before, new: after, causes: new.changes(since: old, in: days))
    }
}

extension WorkingCalendar {
    /// The days on which two calendars differ, in order; at most ten years are looked at.
    package func changes(
        since old: WorkingCalendar, in days: ClosedRange<CivilDate>
    ) -> [DueChange.Cause] {
        let first = days.lowerBound.dayNumber
        let last = min(days.upperBound.dayNumber, first + 3660)
        return (first...last).compactMap { number in
            let date = CivilDate(dayNumber: number)
            let isWorked = isWorkingDay(date)
            return isWorked == old.isWorkingDay(date)
                ? nil : DueChange.Cause(date: date, isWorked: isWorked)
        }
    }

    /// The first day on which two calendars differ, nil when they are alike for every date.
    package func firstChange(since old: WorkingCalendar) -> CivilDate? {
        guard self != old else { return nil }
        let number = zip(0..., zip(kinds, old.kinds)).first { $1.0 != $1.1 }?.0 ?? 0
        return CivilDate(dayNumber: Self.first + number)
    }
}
