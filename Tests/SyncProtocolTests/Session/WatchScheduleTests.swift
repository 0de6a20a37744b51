import SyncProtocol
import Testing

/// Transcripts: what a point that runs by itself hears, and when it synchronises.
@Suite struct WatchScheduleTests {
    private static let hour: Int64 = 3_600_000
    private var schedule = WatchSchedule()

    /// Begins and ends the first synchronisation at time zero.
    private mutating func rest(
        after ending: WatchSchedule.Ending, chance: UInt64 = 0
    ) -> WatchSchedule.Action {
        #expect(schedule.handle(.begin) == .sync)
        return schedule.handle(.ended(ending, chance: chance, now: 0))
    }

    private func lost(_ retryAfter: Int64? = nil, hasMoved: Bool = false) -> WatchSchedule.Ending {
        .lost(retryAfter: retryAfter, hasMoved: hasMoved)
    }

    @Test mutating func `while all is well it synchronises every five minutes or so`() {
        #expect(rest(after: .complete) == .wait(until: 240_000))
        #expect(schedule.handle(.tick(now: 239_999)) == .wait(until: 240_000))
        #expect(schedule.handle(.tick(now: 240_000)) == .sync)
        #expect(
            schedule.handle(.ended(.complete, chance: 120_000, now: 1_000_000))
                == .wait(until: 1_360_000))
    }

    @Test mutating func `what is reported at the wrong time changes nothing`() {
        #expect(schedule.handle(.begin) == .sync)
        #expect(schedule.handle(.workArrived(now: 5)) == .sync)
        #expect(schedule.handle(.tick(now: 6)) == .sync)
        #expect(
            schedule.handle(.ended(.complete, chance: 0, now: 0)) == .wait(until: 240_000))
        #expect(schedule.handle(.begin) == .wait(until: 240_000))
        #expect(
            schedule.handle(.ended(lost(), chance: 9, now: 9)) == .wait(until: 240_000))
    }

    @Test mutating func `new work is gathered, and more work does not put it off`() {
        _ = rest(after: .complete)
        #expect(schedule.handle(.workArrived(now: 10_000)) == .wait(until: 12_000))
        #expect(schedule.handle(.workArrived(now: 11_500)) == .wait(until: 12_000))
        #expect(schedule.handle(.tick(now: 12_000)) == .sync)
    }

    @Test mutating func `while all is well a change of the network means nothing`() {
        _ = rest(after: .complete)
        #expect(
            schedule.handle(.networkChanged(chance: 0, now: 5_000)) == .wait(until: 240_000))
    }

    @Test mutating func `the rests after losses double, at random within the bound`() {
        #expect(rest(after: lost(), chance: 500) == .wait(until: 500))
        for bound: Int64 in [1_000, 2_000, 4_000, 8_000] {
            #expect(schedule.handle(.tick(now: Self.hour)) == .sync)
            let action = schedule.handle(.ended(lost(), chance: UInt64(bound), now: 0))
            #expect(action == .wait(until: bound))
        }
        #expect(schedule.handle(.tick(now: Self.hour)) == .sync)
        // No chance makes it a loop without any rest.
        #expect(schedule.handle(.ended(lost(), chance: 0, now: 0)) == .wait(until: 500))
    }

    @Test mutating func `a line that had carried something is tried soon again`() {
        _ = rest(after: lost())
        for _ in 0..<8 {
            #expect(schedule.handle(.tick(now: Self.hour)) == .sync)
            _ = schedule.handle(.ended(lost(), chance: 0, now: 0))
        }
        #expect(schedule.handle(.tick(now: Self.hour)) == .sync)
        let action = schedule.handle(.ended(lost(hasMoved: true), chance: .max, now: 0))
        #expect(action == .wait(until: Int64(UInt64.max % 501)) || action == .wait(until: 500))
    }

    @Test mutating func `what the hub asked for is obeyed whatever else happens`() {
        #expect(rest(after: lost(60_000)) == .wait(until: 60_000))
        #expect(schedule.handle(.workArrived(now: 1_000)) == .wait(until: 60_000))
        #expect(schedule.handle(.networkChanged(chance: 0, now: 50_000)) == .wait(until: 60_000))
        #expect(schedule.handle(.tick(now: 60_000)) == .sync)
    }

    /// Loses until the rest is a long one, and returns when it began.
    private mutating func loseOften() -> Int64 {
        _ = rest(after: lost())
        for _ in 0..<12 {
            #expect(schedule.handle(.tick(now: Self.hour)) == .sync)
            _ = schedule.handle(.ended(lost(), chance: 700_000, now: 0))
        }
        return 0
    }

    @Test mutating func `a network that comes back cuts the rest after a loss short`() {
        _ = loseOften()
        #expect(schedule.handle(.tick(now: 1)) == .wait(until: 700_000))
        #expect(
            schedule.handle(.networkChanged(chance: 500, now: 100_000)) == .wait(until: 101_500))
        // Addresses and routes that follow do not put it off.
        #expect(
            schedule.handle(.networkChanged(chance: 4_000, now: 101_000)) == .wait(until: 101_500))
        #expect(schedule.handle(.tick(now: 101_500)) == .sync)
    }

    @Test mutating func `right after a loss the network may change as it likes`() {
        _ = loseOften()
        #expect(
            schedule.handle(.networkChanged(chance: 0, now: 10))
                == .wait(until: WatchSchedule.networkGap))
    }

    @Test mutating func `new work cuts the rest after a loss short, but not below half a minute`() {
        _ = loseOften()
        #expect(schedule.handle(.workArrived(now: 1_000)) == .wait(until: 30_000))
        _ = schedule.handle(.tick(now: 30_000))
        _ = schedule.handle(.ended(lost(), chance: 700_000, now: 31_000))
        #expect(schedule.handle(.workArrived(now: 100_000)) == .wait(until: 102_000))
    }

    @Test mutating func `what only a person can mend is not tried more often for any news`() {
        #expect(rest(after: .refused) == .wait(until: 450_000))
        #expect(schedule.handle(.workArrived(now: 1)) == .wait(until: 450_000))
        #expect(schedule.handle(.networkChanged(chance: 0, now: 2)) == .wait(until: 450_000))
        #expect(schedule.handle(.tick(now: 450_000)) == .sync)
    }

    @Test mutating func `a stop is final`() {
        #expect(rest(after: .complete) == .wait(until: 240_000))
        #expect(schedule.handle(.stop) == .stop)
        #expect(schedule.handle(.workArrived(now: 1)) == .stop)
        #expect(schedule.handle(.tick(now: Self.hour)) == .stop)
        var fresh = WatchSchedule()
        #expect(fresh.handle(.stop) == .stop)
        var busy = WatchSchedule()
        #expect(busy.handle(.begin) == .sync && busy.handle(.stop) == .stop)
    }

    /// What happened in a stretch of time.
    private struct Count {
        var wakeUps = 0
        var syncs = 0
    }

    /// Lives through so many hours; each synchronisation takes no time, and this news comes every
    /// `milliseconds`.
    private func count(
        hours: Int64, ending: WatchSchedule.Ending, every milliseconds: Int64? = nil,
        news: (Int64) -> WatchSchedule.Input = { .tick(now: $0) }
    ) -> Count {
        var generator = SeededGenerator(seed: 5)
        var schedule = WatchSchedule()
        var count = Count()
        var now: Int64 = 0
        var action = schedule.handle(.begin)
        while now < hours * Self.hour {
            switch action {
            case .sync:
                count.syncs += 1
                action = schedule.handle(.ended(ending, chance: generator.next(), now: now))
            case .wait(let time):
                #expect(time > now, "it waits for what has been")
                count.wakeUps += 1
                let next = milliseconds.map { now + $0 } ?? time
                now = min(time, next)
                action = schedule.handle(now == time ? .tick(now: now) : news(now))
            case .stop:
                return count
            }
        }
        return count
    }

    @Test func `a quiet day wakes it less than once in four minutes, with or without a line`() {
        let well = count(hours: 24, ending: .complete)
        #expect(well.wakeUps <= 24 * 15 && well.syncs == well.wakeUps)
        #expect(well.syncs >= 24 * 10)
        let offline = count(hours: 24, ending: lost())
        #expect(offline.wakeUps <= 24 * 15)
        #expect(offline.syncs >= 24 * 4)
        #expect(count(hours: 24, ending: .refused).syncs <= 24 * 8 + 1)
    }

    @Test func `no storm of news makes it synchronise without rest`() {
        let flapping = count(hours: 1, ending: lost(), every: 10) {
            .networkChanged(chance: UInt64($0), now: $0)
        }
        #expect(flapping.syncs <= 3_600 / 5 + 20)
        let offline = count(hours: 1, ending: lost(), every: 10) { .workArrived(now: $0) }
        #expect(offline.syncs <= 3_600 / 30 + 20)
        let busy = count(hours: 1, ending: .complete, every: 10) { .workArrived(now: $0) }
        #expect(busy.syncs <= 3_600 / 2 + 1)
        let refused = count(hours: 1, ending: .refused, every: 10) { .workArrived(now: $0) }
        #expect(refused.syncs <= 9)
    }
}
