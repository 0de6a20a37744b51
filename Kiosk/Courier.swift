import Console
import Frontend
import Glibc
import Replica
import Sealing
import SyncProtocol
import Transport

/// Synchronises while somebody is at the terminal: in the same thread, and only while a key is
/// waited for. It writes nothing to the terminal and asks `WatchSchedule` when to go.
///
/// What a trip has in memory may be what a person has handed in, so it keeps the store open for a
/// trip alone, and `forget` gives up the trip under way: that costs a piece that is sent again.
final class Courier {
    private static let lookMilliseconds: Int64 = 1_000

    private let desk: Desk
    private let budget: ScanBudget
    private let network = NetworkWatch()
    private var random = SecureRandom()
    private var schedule: WatchSchedule
    private var action: WatchSchedule.Action
    private var line: Line
    private var trip: Exchange?
    /// How far the branch went when work was last noticed.
    private var known: UInt64 = 0
    private var asksAgain = false
    /// Called when the store was closed again: it may have held what a person has handed in.
    var tidy: () -> Void = {}

    /// Nil where the centre's address cannot be used; `kiosk sync` says why.
    init?(_ desk: Desk, _ budget: ScanBudget) {
        let isPlain = desk.invocation.options.has("plain-http")
        // What is wrong is said by `kiosk sync`, too.
        guard let point = try? Point(desk), let line = try? Line(point, allowPlain: isPlain)
        else { return nil }
        self.budget = budget
        self.desk = desk
        self.line = line
        var schedule = WatchSchedule()
        action = schedule.handle(.begin)
        self.schedule = schedule
    }

    /// Carries the synchronisation on until one of the descriptors can be read or the time is up.
    func wait(milliseconds: Int64?, watching descriptors: [Int32]) {
        let end = milliseconds.map { SystemClock.monotonicMilliseconds() + $0 }
        while !Self.isReadable(descriptors) {
            let now = SystemClock.monotonicMilliseconds()
            if let end, now >= end { return }
            step(until: end, now: now, descriptors)
            // Only here is nothing held any more that a trip has read.
            if trip == nil { tidy() }
        }
    }

    // With a frame of its own all that a trip has on the stack is below that of `wait`, from which
    // `tidy` overwrites it.
    @inline(never)
    private func step(until end: Int64?, now: Int64, _ descriptors: [Int32]) {
        if let trip {
            carryOn(trip, until: end, descriptors)
        } else if action == .sync {
            depart()
        } else {
            rest(until: end ?? .max, now: now, descriptors)
        }
    }

    /// Goes as soon as nobody types, unless it is under way, and has the centre judge again what it
    /// set aside.
    func retry() {
        asksAgain = true
        // Whatever it waits for, its time has come.
        if case .wait = action { action = schedule.handle(.tick(now: .max)) }
    }

    /// Gives up what is under way, so that nothing of a person is left in memory.
    func forget() {
        guard trip != nil else { return }
        trip = nil
        line.beginAgain()
        arrive(.lost(retryAfter: nil, hasMoved: true))
    }

    private func depart() {
        line.beginAgain()
        do throws(Failure) {
            let point = try Point(desk)
            known = try point.store { () throws(ReplicaError) in
                try point.replica.progress().head.sequence
            }
            // What stands in the way of that is told by `kiosk sync`, and work goes on.
            try? point.renewKey(desk)
            var exchange = try Exchange(point, line, budget, asksAgain: asksAgain)
            let ended = try point.store { () throws(ReplicaError) in try exchange.run.begin() }
            trip = exchange
            if let ended { try finish(exchange, ended) }
        } catch {
            fail()
        }
    }

    private func carryOn(_ trip: Exchange, until end: Int64?, _ descriptors: [Int32]) {
        var trip = trip
        self.trip = nil
        do throws(Failure) {
            guard !line.isSilent(until: trip.run.wake) else {
                return try finish(trip, trip.run.unanswered)
            }
            let wake = trip.run.wake
            let time = [wake, end].compactMap(\.self).min()
            let news = line.look(until: time, watching: descriptors)
            // The end of the caller's time is no news for the session.
            if let news, !news.isDue || (wake ?? .max) <= SystemClock.monotonicMilliseconds() {
                let ended = try trip.point.store { () throws(ReplicaError) in
                    try trip.run.handle(news)
                }
                if let ended { return try finish(trip, ended) }
            }
            self.trip = trip
        } catch {
            fail()
        }
    }

    private func finish(_ exchange: Exchange, _ result: SyncRun.Result) throws(Failure) {
        trip = nil
        asksAgain = false
        var next = exchange
        if result.outcome.isFork, try next.goOnBranch() {
            let ended = try next.point.store { () throws(ReplicaError) in try next.run.begin() }
            guard let ended else { return trip = next }
            return try finish(next, ended)
        }
        let report = try exchange.report(result)
        let progress = try exchange.point.store { () throws(ReplicaError) in
            try exchange.point.replica.progress()
        }
        known = max(known, progress.acknowledged.number)
        arrive(report.ending(line))
    }

    /// The store may be busy, or the disk full: that passes, and the person's own act will say so.
    private func fail() {
        trip = nil
        arrive(.lost(retryAfter: nil, hasMoved: false))
    }

    private func arrive(_ ending: WatchSchedule.Ending) {
        action = schedule.handle(
            .ended(ending, chance: random.next(), now: SystemClock.monotonicMilliseconds()))
    }

    private func rest(until end: Int64, now: Int64, _ descriptors: [Int32]) {
        if network.takeNews() {
            action = schedule.handle(.networkChanged(chance: random.next(), now: now))
        } else if let head, head > known {
            known = head
            action = schedule.handle(.workArrived(now: now))
        }
        guard case .wait(let time) = action else { return }
        if now >= time {
            action = schedule.handle(.tick(now: now))
        } else {
            line.rest(
                milliseconds: min(time - now, end - now, Self.lookMilliseconds),
                watching: descriptors + [network.descriptor].compactMap(\.self))
        }
    }

    private var head: UInt64? {
        // A store that cannot be read now is asked again in a second.
        try? Point(desk).replica.progress().head.sequence
    }

    /// Whether somebody has typed, or a signal has come.
    static func isReadable(_ descriptors: [Int32]) -> Bool {
        var sources = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        return unsafe poll(&sources, nfds_t(sources.count), 0) > 0
    }
}

extension SyncRun.News {
    fileprivate var isDue: Bool {
        switch self {
        case .due: true
        case .written, .answered, .lost, .stranger: false
        }
    }
}
