import CaseRecords
import CentralStore
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol

/// A province with its points, its centre and everything between them, all of it from one seed.
///
/// Nothing here reads a clock, draws a random number that is not of the seed, or goes through a
/// dictionary in its own order.
final class World {
    /// Virtual time begins here: 22 November 2026.
    static let dawn: Int64 = 1_795_300_000_000
    static let unit = "H57.19815"

    let settings: Settings
    let templates: Templates
    var dice: Dice
    var weather: Weather
    /// Monotonic milliseconds of the world.
    var now: Int64 = 1_000
    var agenda = Agenda<Happening>()
    var trace = Trace()
    var tally = Tally()
    var steps = 0
    /// How often a point asked for a branch.
    var branchings = 0
    var ledger = Ledger()
    var kiosks: [KioskMachine] = []
    let hub: HubMachine
    private(set) var interceptor: Interceptor?
    let clock = Clock()
    /// Whether one point only hands over what others have received.
    let hasSilentPoint: Bool
    /// The first promise that the judgement found broken.
    var verdict: Broken?

    /// The time, where closures see it.
    final class Clock {
        var now: Int64 = 0
    }

    init(_ settings: Settings, _ templates: Templates) throws(Broken) {
        self.settings = settings
        self.templates = templates
        dice = Dice(seed: settings.seed)
        VirtualDisk.seedSQLite(dice.next())
        weather = Weather(settings.faults, needed: settings.bug?.needs ?? [], dice)
        hasSilentPoint = dice.once(in: 3)
        var keys = KeyList(using: &dice)
        keys.addVoucher(using: &dice)
        hub = HubMachine(
            seal: HubSeal(
                keys: keys, generator: Dice(seed: dice.next()), compression: templates.compression)
        )
        interceptor = settings.bug.flatMap { bug in
            Interceptor(bug, keys, templates.compression, dice) { [weak self] in
                self?.prefix(of: $0, at: $1)
            }
        }
        try found()
        for _ in 0..<(settings.sites ?? dice.among(2...5)) { try enrol() }
        note("weather \(weather.names)")
    }

    /// Runs to the end and gives what was found.
    static func run(_ settings: Settings, _ templates: Templates) -> Outcome {
        var world: World?
        var finding: Broken?
        do throws(Broken) {
            let new = try World(settings, templates)
            world = new
            try new.live()
            try new.becomeQuiet()
            try new.judge()
        } catch {
            finding = error
        }
        let steps = world?.steps ?? 0
        return Outcome(
            seed: settings.seed, steps: steps, trace: world?.trace.hash ?? 0,
            tally: world?.tally ?? Tally(),
            finding: finding.map {
                Finding(
                    seed: settings.seed, step: steps, invariant: $0.invariant, words: $0.words,
                    trace: world?.trace.last ?? [])
            })
    }

    /// The first bytes of the hash of an event of a branch.
    private func prefix(of kiosk: KioskMachine, at sequence: UInt64) -> UInt64? {
        guard sequence > 0, sequence <= UInt64(kiosk.branch.count) else { return nil }
        return ledger[kiosk.branch[Int(sequence) - 1]].placed.hash.prefix
    }

    /// The wall clock of a machine with this error.
    func wall(_ error: Int64) -> Int64 { Self.dawn + now + error }

    func note(_ line: String) { trace.note(line) }

    func plan(_ happening: Happening, in delay: Int64) {
        agenda.plan(happening, at: now + max(delay, 0))
    }

    /// Lets so many things happen, faults included.
    private func live() throws(Broken) {
        plan(.work, in: 0)
        plan(.misfortune, in: Int64(dice.below(weather.misfortunes)))
        for kiosk in kiosks {
            plan(.synchronise(machine: kiosk.number), in: Int64(dice.below(60_000)))
        }
        while steps < settings.steps { try step() }
    }

    /// Lets what is next happen.
    func step() throws(Broken) {
        guard let next = agenda.next() else { return }
        now = max(now, next.time)
        clock.now = now
        steps += 1
        note("\(now) \(next.happening.word)")
        try happen(next.happening)
    }

    private func happen(_ happening: Happening) throws(Broken) {
        switch happening {
        case .work:
            try work()
            if !weather.isCalm { plan(.work, in: Int64(dice.below(20_000))) }
        case .synchronise(let machine):
            try synchronise(kiosks[machine])
            if !weather.isCalm { plan(happening, in: Int64(dice.below(240_000))) }
        case .wake(let machine, let run):
            try wake(kiosks[machine], run)
        case .news(let delivery):
            try deliver(delivery)
        case .arrival(let parcel):
            arrive(parcel)
        case .turn:
            try turn()
        case .misfortune:
            guard !weather.isCalm else { return }
            try strike()
            plan(.misfortune, in: Int64(dice.below(2 * weather.misfortunes)))
        case .switchOn(let machine):
            try switchOn(kiosks[machine])
        case .switchOnHub:
            try switchOnHub()
        case .bundleAtHub(let file, let machine):
            try accept(file, of: kiosks[machine])
        case .bundleAtHome(let file, let machine):
            try bring(file, to: kiosks[machine])
        }
    }
}
