import Console
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// `kiosk sync --watch`: exchanges whenever `WatchSchedule` says so, until a signal asks to end.
///
/// Other processes write meanwhile. Their work is found by asking once a second how far the own
/// branch goes: one row, and unlike a watch on the folder it is not woken by this process's own
/// writing, by another's reading, or by what another one has sent already.
final class WatchCommand {
    private static let lookMilliseconds: Int64 = 1_000

    private let desk: Desk
    private let signals: StopSignals
    private var point: Point
    private var line: Line
    private let budget: ScanBudget
    private let network = NetworkWatch()
    private var random = SecureRandom()
    private var schedule = WatchSchedule()
    /// How far the branch went when work was last noticed.
    private var known: UInt64 = 0
    private var told: Told?

    /// What was said last; it is said again only when it changes.
    private enum Told: Equatable {
        case report(KioskSession.Outcome, parked: Int, problem: Failure?)
        case trouble(Failure)
    }

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        // Before the first request: the threads that look names up must not get the signals.
        let signals = try Failure.wrap(
            { (error: ServerError) in
                Failure(
                    .failed, vi: "Không chờ được tín hiệu dừng: \(error).",
                    en: "Cannot wait for signals: \(error).")
            }, StopSignals.install)
        return try WatchCommand(desk, signals).run()
    }

    private init(_ desk: Desk, _ signals: StopSignals) throws(Failure) {
        self.desk = desk
        self.signals = signals
        point = try Point(desk)
        budget = try ScanBudget(desk)
        line = try Self.line(point, desk, signals)
    }

    private static func line(
        _ point: Point, _ desk: Desk, _ signals: StopSignals
    ) throws(Failure) -> Line {
        try Line(point, allowPlain: desk.invocation.options.has("plain-http"), until: signals)
    }

    /// Somebody may have enrolled the point again meanwhile, with a centre at another address.
    private func followIdentity() throws(Failure) {
        let now = try point.store { () throws(ReplicaError) in try point.replica.identity() }
        guard now?.hubAddress != point.identity.hubAddress else { return }
        point = try Point(desk)
        line = try Self.line(point, desk, signals)
    }

    private func run() throws(Failure) -> ExitCode {
        ScanTransfer(point, budget).tidy()
        var action = schedule.handle(.begin)
        while true {
            switch action {
            case .sync: action = schedule.handle(try synchronise())
            case .wait(let time): action = schedule.handle(news(until: time))
            case .stop: return .done
            }
        }
    }

    /// Waits until there is something that the schedule wants to know.
    private func news(until time: Int64) -> WatchSchedule.Input {
        while true {
            if line.isStopped { return .stop }
            let now = SystemClock.monotonicMilliseconds()
            if network.takeNews() {
                return .networkChanged(chance: random.next(), now: now)
            }
            // A store that cannot be read now is told about by the next synchronisation.
            if let head = try? progress().head.sequence, head > known {
                known = head
                return .workArrived(now: now)
            }
            if now >= time { return .tick(now: now) }
            line.rest(
                milliseconds: min(time - now, Self.lookMilliseconds),
                watching: [network.descriptor].compactMap(\.self))
        }
    }

    private func synchronise() throws(Failure) -> WatchSchedule.Input {
        line.beginAgain()
        let ending: WatchSchedule.Ending
        switch attempt() {
        case .success(let report):
            if !line.isStopped || report.hasMoved { try tell(report) }
            ending = report.ending(line)
        case .failure(let failure):
            // The store may be busy, or the disk full: that passes.
            try tell(.trouble(failure), failure)
            ending = .lost(retryAfter: nil, hasMoved: false)
        }
        if line.isStopped { return .stop }
        return .ended(
            ending, chance: random.next(), now: SystemClock.monotonicMilliseconds())
    }

    private func attempt() -> Result<SyncCommand.Report, Failure> {
        do throws(Failure) {
            try followIdentity()
            try point.renewKey(desk)
            known = try progress().head.sequence
            let report = try SyncCommand.exchange(point, line, budget)
            // What came during the exchange and went with it is not new.
            known = max(known, try progress().acknowledged.number)
            point.pruneDaily(desk)
            return .success(report)
        } catch {
            return .failure(error)
        }
    }

    private func progress() throws(Failure) -> Progress {
        try point.store { () throws(ReplicaError) in try point.replica.progress() }
    }

    private func tell(_ report: SyncCommand.Report) throws(Failure) {
        let failure = report.failure(line)
        let now = Told.report(report.result.outcome, parked: report.parked, problem: failure)
        if report.hasMoved || now != told { try report.say(desk) }
        if let words = report.restored { try desk.remark(vi: words.vi, en: words.en) }
        try tell(now, failure)
    }

    /// Says what is wrong, on standard error, unless it was so before.
    private func tell(_ now: Told, _ failure: Failure?) throws(Failure) {
        if let failure, now != told { try desk.remark(failure.text[desk.language]) }
        told = now
    }
}

extension SyncCommand.Report {
    /// How it ended, as far as the time of the next try goes.
    func ending(_ line: Line) -> WatchSchedule.Ending {
        switch result.outcome {
        case .complete: .complete
        case .offline where line.refusal != nil: .refused
        case .offline: .lost(retryAfter: line.retryAfter, hasMoved: hasMoved)
        // Each of these was answered: only the growing rests keep it from going round.
        case .stalled, .refused(.early), .refused(.replayed), .refused(.otherLife):
            .lost(retryAfter: nil, hasMoved: false)
        case .refused(.diverged), .refused(.unknownCursor), .refused(.revoked), .behindHub,
            .diverged, .foreignHub, .formerHub:
            .refused
        }
    }
}
