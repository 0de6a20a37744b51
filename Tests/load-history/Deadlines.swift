import CaseModel

/// What it costs to compute when a case is due, from a calendar in memory.
enum Deadlines {
    private static let rounds = 200_000

    /// Nanoseconds each, as a line of JSON: of a plain case, and of one that waited once.
    static func measure(_ sample: Sample) -> String {
        let calendar = WorkingCalendar()
        let first = Instant.milliseconds(on: CivilDate(dayNumber: 20_500), hour: 8)
        let limits = sample.procedures.map { TimeLimit($0, .counter) }
        let plain = nanoseconds { round in
            Deadline(
                receivedAt: first + Int64(round) * 600_000, limit: limits[round % limits.count]
            ).due(calendar)
        }
        let paused = nanoseconds { round in
            let from = first + Int64(round) * 600_000
            let day = Instant.millisecondsPerDay
            return Deadline(
                receivedAt: from, limit: limits[round % limits.count],
                pauses: [.init(from: from + day / 2, to: from + 3 * day, reason: .supplement)]
            ).due(calendar)
        }
        return "{\"rounds\":\(rounds),\"nanoseconds\":\(plain),\"nanoseconds_paused\":\(paused)}"
    }

    private static func nanoseconds(_ body: (Int) -> Int64?) -> Int64 {
        var sum: Int64 = 0
        let time = ContinuousClock().measure {
            for round in 0..<rounds { sum &+= body(round) ?? 1 }
        }
        precondition(sum != 0, "the results are used, so that nothing is left out")
        let (seconds, attoseconds) = time.components
        return (seconds * 1_000_000_000 + attoseconds / 1_000_000_000) / Int64(rounds)
    }
}
