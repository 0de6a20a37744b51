/// The clock of one case: what was promised, what stopped it, and what moved it.
package struct Deadline: Equatable, Sendable {
    /// A time in which the case waits for somebody outside.
    package struct Pause: Equatable, Sendable {
        /// For whom it waits.
        package enum Reason: String, Sendable {
            /// The person was asked for more papers.
            case supplement
            /// Another agency was asked, for instance on land records.
            case agency
        }

        package let from: Int64
        /// Nil while it lasts.
        package let to: Int64?
        package let reason: Reason

        package init(from: Int64, to: Int64?, reason: Reason) {
            self.from = from
            self.to = to
            self.reason = reason
        }
    }

    /// A new date, given with an apology.
    package struct Extension: Equatable, Sendable {
        package let at: Int64
        package let due: Int64

        package init(at: Int64, due: Int64) {
            self.at = at
            self.due = due
        }
    }

    /// Valid reception, from which the limit counts.
    package var receivedAt: Int64
    package var limit: TimeLimit
    package var pauses: [Pause]
    package var extensions: [Extension]

    package init(
        receivedAt: Int64, limit: TimeLimit, pauses: [Pause] = [], extensions: [Extension] = []
    ) {
        self.receivedAt = receivedAt
        self.limit = limit
        self.pauses = pauses
        self.extensions = extensions
    }

    /// Whether the clock stands still now.
    package var isPaused: Bool { pauses.contains { $0.to == nil } }

    /// When the case is due; nil when no limit is stated and no date was given.
    ///
    /// While a pause lasts the date stands as it was. A pause that begins when the case is late
    /// already changes nothing. A new date that a later calendar makes a day off moves on.
    package func due(_ calendar: WorkingCalendar) -> Int64? {
        var due = calendar.due(
            receivedAt: receivedAt, limit: limit.limit, sameDayCutoff: limit.cutoff)
        var rest = extensions.sorted { $0.at < $1.at }
        for pause in merged {
            while let next = rest.first, next.at <= pause.from {
                due = calendar.kept(next.due)
                rest.removeFirst()
            }
            if let known = due, known >= pause.from {
                due = shifted(known, from: pause.from, to: pause.to, calendar)
            }
        }
        return rest.last.map { calendar.kept($0.due) } ?? due
    }

    /// Days lost count whole: the rest of the limit counts from the day on which work goes on, and
    /// is never less than one day. Hours count as they are.
    private func shifted(
        _ due: Int64, from: Int64, to: Int64, _ calendar: WorkingCalendar
    ) -> Int64 {
        let start = CivilDate(instantMilliseconds: from)
        let end = CivilDate(instantMilliseconds: to)
        let last = CivilDate(instantMilliseconds: due)
        switch limit.limit?.unit {
        case .hour:
            return calendar.orOpen(calendar.orOpen(to) + (due - from))
        case .calendarDay:
            let left = max(1, last.dayNumber - start.dayNumber)
            return calendar.end(of: calendar.orNext(end.adding(days: left)))
        case .workingDay, nil:
            let left = max(1, calendar.workingDays(after: start, through: last))
            return calendar.end(of: calendar.workingDay(left, after: end))
        }
    }

    /// The pauses that have ended, in order; those that overlap are one.
    private var merged: [(from: Int64, to: Int64)] {
        var spans: [(from: Int64, to: Int64)] = []
        let ended = pauses.compactMap { pause in pause.to.map { (from: pause.from, to: $0) } }
        for span in ended.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) })
        where span.to >= span.from {
            if let last = spans.last, span.from <= last.to {
                spans[spans.count - 1].to = max(last.to, span.to)
            } else {
                spans.append(span)
            }
        }
        return spans
    }
}
