import Hub
import Replica
import SQLite
import SyncProtocol

/// The end of a world: the faults stop, and everything has to become quiet.
extension World {
    /// Rounds in which every point synchronises once, the last of which must be idle.
    private static let rounds = 3
    /// Round trips of a point beyond what its backlog needs.
    private static let exchanges: UInt64 = 3
    /// Round trips more of a point whose disk was copied or put back: it is told so, asks for a
    /// branch, gets back what it had lost, and that up to three times when clones ask with one key.
    private static let branching: UInt64 = 9
    private static let mostSteps = 500_000

    /// Ends the faults and lets everybody exchange everything.
    func becomeQuiet() throws(Broken) {
        weather.isCalm = true
        note("calm")
        for kiosk in kiosks {
            kiosk.disk.trouble = nil
            kiosk.cutOff = (0, 0)
        }
        hub.disk.trouble = nil
        try settle()
        _ = try openHub()
        for kiosk in kiosks { _ = try open(kiosk) }
        for kiosk in kiosks where kiosk.isRevoked { try readmit(kiosk) }
        try settle()
        var spent: [Int: UInt64] = [:]
        // What goes back to a centre that was put back comes a round later to the others.
        let rounds = Self.rounds + (hub.lives > 1 ? 1 : 0)
        var (round, last) = (1, rounds)
        let first = branchings
        let mostRounds = rounds + kiosks.count(where: \.isForked)
        while round <= min(last, mostRounds) {
            let asked = branchings
            let news = try exchange(&spent, since: first)
            if !news.isAny { return }
            note("round \(round) is over")
            // What a branch brings the others get a round later, and the next may be idle.
            if branchings > asked { last = max(last, round + 2) }
            if news.hasMet { last = max(last, round + 1) }
            round += 1
        }
        throw Broken(.quiet, "still not quiet after \(round - 1) rounds")
    }

    /// Lets everything happen that is planned.
    private func settle() throws(Broken) {
        let limit = steps + Self.mostSteps
        while !agenda.isEmpty {
            try step()
            guard steps < limit else { throw Broken(.quiet, "it does not come to rest") }
        }
    }

    /// What a round brought.
    private struct News {
        var isAny = false
        /// Whether a copy was told that its number was used already. Copies without work of their
        /// own learn of each other only by that, some time.
        var hasMet = false
    }

    /// Every point synchronises once. Each branch that was asked for `since` so many brings the
    /// others one exchange more.
    private func exchange(
        _ spent: inout [Int: UInt64], since first: Int
    ) throws(Broken) -> News {
        var news = News()
        for kiosk in dice.shuffled(kiosks) where !kiosk.isDamaged {
            kiosk.result = nil
            try synchronise(kiosk)
            try settle()
            guard let result = kiosk.result else {
                throw Broken(.quiet, "point \(kiosk.number) does not finish")
            }
            guard try isWell(kiosk, result) else { continue }
            let isTold = result.roundTrips > 1 && !kiosk.isTainted
            let isNews = result.sent > 0 || result.received > 0 || isTold
            news.isAny = news.isAny || isNews
            let isCopy = kiosks.count { $0.point == kiosk.point } > 1
            let isOnlyTold = isNews && result.sent == 0 && result.received == 0
            news.hasMet = news.hasMet || isOnlyTold && isCopy && result.roundTrips == 2
            spent[kiosk.number, default: 0] += isNews ? result.roundTrips : 0
            // What is sent and what comes may need more than one envelope.
            let volume = (result.sent + result.received) / 16 + UInt64(branchings - first)
            let most = Self.exchanges + volume + (kiosk.isForked ? Self.branching : 0)
            let isWithin = spent[kiosk.number, default: 0] <= most
            guard isWithin || kiosk.isTainted else {
                throw Broken(
                    .quiet, "point \(kiosk.number) needs \(spent[kiosk.number] ?? 0) exchanges")
            }
        }
        return news
    }

    /// Whether a point takes part; one that is refused must have a reason.
    private func isWell(
        _ kiosk: KioskMachine, _ result: SyncRun.Result
    ) throws(Broken) -> Bool {
        switch result.outcome {
        case .complete:
            return true
        case .offline, .stalled:
            guard kiosk.isTainted else {
                throw Broken(.quiet, "point \(kiosk.number) ends \(result.outcome)")
            }
        case .refused, .behindHub, .diverged, .foreignHub, .formerHub:
            guard kiosk.isTainted else {
                throw Broken(
                    .unexpected, "point \(kiosk.number) is refused: \(result.outcome)")
            }
        }
        return false
    }
}
