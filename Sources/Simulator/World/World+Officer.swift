import CaseModel
import CaseRecords
import CentralStore
import Hub
import SQLite
import SyncProtocol

/// What officers do at the centre.
extension World {
    func lookAtCentre() throws(Broken) {
        guard let record = dice.pick(ledger.records) else { return }
        guard
            let opened = try useHub({ (centre) throws(HubError) in
                try centre.open("\(record)")
            })
        else { return }
        let screen = try screen(of: record, opened.events)
        if hub.screens.count == 6 { hub.screens.removeFirst() }
        hub.screens.append(screen)
    }

    func actAtCentre() throws(Broken) {
        guard !hub.screens.isEmpty else { return }
        let screen = hub.screens.remove(at: dice.below(hub.screens.count))
        let code = "\(screen.record)"
        let now = wall(hub.clockError)
        hub.attempts.append(
            Attempt(record: screen.record, screen: screen.shown, isLie: false, time: now))
        let choice = dice.below(4)
        let failures = hub.disk.failures
        let bug = settings.bug
        let after = try useHub { (centre) throws(HubError) in
            let before = try centre.open(code)
            let seen = bug?.context(
                screen.clock, saving: before.state.clock, on: hub.site)
            let officer = Hub.Officer(name: "Hà", now: now, seen: seen ?? screen.clock)
            if let conflict = before.state.conflicts.first {
                return try centre.resolve(
                    conflict.name, of: code, choosing: .keep(1), by: officer)
            }
            let act: OfficerAct =
                switch choice {
                case 0, 1: .accept
                case 2: .decide(.approved, reason: nil)
                default: .finish
                }
            return try centre.perform(act, on: code, by: officer)
        }
        if after != nil {
            try observe([hub.site])
        } else if hub.disk.failures == failures {
            // It was refused: nothing of it can turn up.
            hub.attempts.removeLast()
        }
    }

    /// Runs an act at the centre; nil when it did not run, failed, or was refused.
    func useHub<T>(_ body: (Hub) throws(HubError) -> T) throws(Broken) -> T? {
        guard let centre = try openHub() else { return nil }
        var result: T?
        do throws(HubError) {
            result = try body(centre)
        } catch {
            switch error {
            case .store(let failure):
                try failHub("\(failure)")
            case .act, .resolve, .notFound, .payment, .unknownUnit, .finished:
                note("refused: \(error)")
            // What was seen has another place since the centre was put back: one looks again.
            case .unknownClock where hub.lives > 1:
                note("refused: \(error)")
            case .notInitialised, .alreadyInitialised, .ambiguous, .unknownClock:
                throw Broken(.unexpected, "\(error)")
            }
        }
        checkHubPower()
        return result
    }

    /// Finds the act of which an event of the hub came; nil for reference data.
    func adoptAtCentre(
        _ hash: Digest, _ store: any CentralStore
    ) throws(StoreError) -> Int? {
        for attempt in hub.attempts {
            guard let record = attempt.record else { continue }
            for event in try store.trunk(record, 1...UInt64.max)
            where event.site == hub.site && event.hash == hash {
                let placed = try event.placed()
                guard placed.event.time.wall == attempt.time else { continue }
                tally.events += 1
                return ledger.add(placed, of: attempt)
            }
        }
        return nil
    }
}
