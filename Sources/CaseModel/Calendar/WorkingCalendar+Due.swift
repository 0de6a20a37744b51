extension WorkingCalendar {
    /// When a case received at an instant is due; nil when no limit is stated.
    ///
    /// Working days count from the next one on, up to the end of work. A limit in calendar days
    /// that ends on a day off ends on the next working day (Civil Code 2015, article 148). A
    /// same-day procedure received up to the cutoff is due the same day, later the next working
    /// day. Hours run through, begin when work begins, and what would end while nobody works ends
    /// when work begins again.
    package func due(
        receivedAt: Int64, limit: Procedure.Limit?, sameDayCutoff: TimeOfDay? = nil
    ) -> Int64? {
        let day = CivilDate(instantMilliseconds: receivedAt)
        if let sameDayCutoff, limit == nil || limit == Procedure.Limit(count: 1, unit: .workingDay)
        {
            let isInTime =
                isWorkingDay(day) && Instant.timeOfDay(receivedAt) <= sameDayCutoff.milliseconds
                && receivedAt <= end(of: day)
            return end(of: isInTime ? day : workingDay(after: day))
        }
        guard let limit else { return nil }
        let count = min(max(limit.count, 1), CaseLimits.timeLimit)
        switch limit.unit {
        case .workingDay:
            return end(of: workingDay(count, after: day))
        case .calendarDay:
            return end(of: orNext(day.adding(days: count)))
        case .hour:
            return orOpen(orOpen(receivedAt) + Int64(count) * Instant.millisecondsPerHour)
        }
    }

    /// When a case of this procedure, received through this channel, is due.
    package func due(receivedAt: Int64, procedure: Procedure, channel: ChannelKind) -> Int64? {
        let limit = TimeLimit(procedure, channel)
        return due(receivedAt: receivedAt, limit: limit.limit, sameDayCutoff: limit.cutoff)
    }

    /// The day, or the next one worked.
    func orNext(_ date: CivilDate) -> CivilDate {
        isWorkingDay(date) ? date : workingDay(after: date)
    }

    /// The instant, unless its day is off: then the end of the next day that is worked.
    func kept(_ instant: Int64) -> Int64 {
        let day = CivilDate(instantMilliseconds: instant)
        return isWorkingDay(day) ? instant : end(of: workingDay(after: day))
    }

    /// The instant, or when work begins again if nobody works then.
    func orOpen(_ instant: Int64) -> Int64 {
        let day = CivilDate(instantMilliseconds: instant)
        guard isWorkingDay(day) else { return begin(of: workingDay(after: day)) }
        if instant > end(of: day) { return begin(of: workingDay(after: day)) }
        return max(instant, begin(of: day))
    }
}

/// What a procedure promises through one channel, as a case keeps it from its reception on.
package struct TimeLimit: Hashable, Sendable {
    package var limit: Procedure.Limit?
    /// Received up to then, due the same day.
    package var cutoff: TimeOfDay?

    package init(limit: Procedure.Limit? = nil, cutoff: TimeOfDay? = nil) {
        self.limit = limit
        self.cutoff = cutoff
    }

    /// What the catalogue states now.
    package init(_ procedure: Procedure, _ channel: ChannelKind) {
        limit = procedure.channel(channel)?.limit
        cutoff = procedure.sameDayCutoff.flatMap(TimeOfDay.init(text:))
    }

    /// `5 workingDay`, `1 workingDay 15:00`, `15:00`; nil when nothing is stated.
    package var text: String? {
        let parts = [limit?.text, cutoff?.text].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Reads what `text` writes.
    package init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        let time = words.last.flatMap(TimeOfDay.init(text:))
        let rest = words.dropLast(time == nil ? 0 : 1).joined(separator: " ")
        guard time != nil || !rest.isEmpty else { return nil }
        limit = Procedure.Limit(text: rest)
        if limit == nil, !rest.isEmpty { return nil }
        cutoff = time
    }
}
