/// When a point that runs by itself synchronises (design §5): at once, when there is new work, when
/// the network comes back, and now and then. Times are monotonic milliseconds.
///
/// The shell does what it is told and reports what happened. Nothing that can be reported, however
/// often, makes it synchronise more often than the gaps below allow.
package struct WatchSchedule: Sendable {
    /// Between two syncs while all is well: random, so that points do not come all at once.
    package static let pause: ClosedRange<Int64> = 4 * 60_000...6 * 60_000
    /// New work is gathered for so long, so that a batch is not sent case by case.
    package static let gathering: Int64 = 2_000
    /// After the network has changed: addresses and routes come one by one, and many points may get
    /// their network back at the same moment.
    package static let settling: ClosedRange<Int64> = 1_000...5_000
    /// The rest after a loss that a change of the network cannot cut short.
    package static let networkGap: Int64 = 5_000
    /// The rest after a loss that new work cannot cut short.
    package static let workGap: Int64 = 30_000

    /// How a synchronisation ended.
    package enum Ending: Equatable, Sendable {
        case complete
        /// The link was lost, or the hub is busy and asked to stay away for so many milliseconds.
        /// When something had been exchanged before, the line is there, and this is the first loss.
        case lost(retryAfter: Int64?, hasMoved: Bool)
        /// Trying again does not help before a person has done something.
        case refused
    }

    /// What the shell reports.
    package enum Input: Sendable {
        case begin
        case ended(Ending, chance: UInt64, now: Int64)
        /// There is work that was not there when the last synchronisation began.
        case workArrived(now: Int64)
        case networkChanged(chance: UInt64, now: Int64)
        /// The time of a `wait` has come.
        case tick(now: Int64)
        case stop
    }

    /// What the shell is to do.
    package enum Action: Equatable, Sendable {
        case sync
        /// Wait for news, at most until this time.
        case wait(until: Int64)
        case stop
    }

    /// When the next synchronisation is due, and from when on news may bring it forward.
    private struct Rest: Sendable {
        var due: Int64
        let workFrom: Int64
        /// Nil when a change of the network says nothing.
        let networkFrom: Int64?
    }

    /// Where it stands, with what exists there.
    private enum State: Sendable {
        case idle
        case syncing
        case resting(Rest)
        case stopped
    }

    private var state = State.idle
    private var retry = Retry()

    package init() {}

    /// The one door: what happened in, what to do next out.
    package mutating func handle(_ input: Input) -> Action {
        switch (state, input) {
        case (.stopped, _), (_, .stop):
            state = .stopped
            return .stop
        case (.idle, _):
            state = .syncing
            return .sync
        case (.syncing, .ended(let ending, let chance, let now)):
            return rest(rest(after: ending, chance: chance, now: now), now: now)
        case (.resting(var rest), .workArrived(let now)):
            rest.due = min(rest.due, max(now + Self.gathering, rest.workFrom))
            return self.rest(rest, now: now)
        case (.resting(var rest), .networkChanged(let chance, let now)):
            if let from = rest.networkFrom {
                let settled = now + Self.draw(Self.settling, chance)
                rest.due = min(rest.due, max(settled, from))
            }
            return self.rest(rest, now: now)
        case (.resting(let rest), .tick(let now)):
            return self.rest(rest, now: now)
        case (.syncing, _):
            // The shell has one thread: while it synchronises nothing else is reported.
            return .sync
        case (.resting(let rest), .begin), (.resting(let rest), .ended):
            return .wait(until: rest.due)
        }
    }

    private mutating func rest(_ rest: Rest, now: Int64) -> Action {
        guard rest.due > now else {
            state = .syncing
            return .sync
        }
        state = .resting(rest)
        return .wait(until: rest.due)
    }

    private mutating func rest(after ending: Ending, chance: UInt64, now: Int64) -> Rest {
        switch ending {
        case .complete:
            retry.succeed()
            return Rest(
                due: now + Self.draw(Self.pause, chance), workFrom: now, networkFrom: nil)
        case .lost(let retryAfter, let hasMoved):
            if hasMoved { retry.succeed() }
            let rest = retry.fail(chance: chance, retryAfter: retryAfter)
            let asked = now + min(retryAfter ?? 0, Retry.longest)
            return Rest(
                // A moment at least, whatever chance says.
                due: now + max(rest, Retry.first), workFrom: max(now + Self.workGap, asked),
                networkFrom: max(now + Self.networkGap, asked))
        case .refused:
            let longest = Retry.longest
            let due = now + Self.draw(longest / 2...longest, chance)
            return Rest(due: due, workFrom: due, networkFrom: nil)
        }
    }

    /// A random number within a range.
    private static func draw(_ range: ClosedRange<Int64>, _ chance: UInt64) -> Int64 {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int64(chance % width)
    }
}
