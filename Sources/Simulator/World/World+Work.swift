import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol

/// What people do at the points.
extension World {
    private static let texts = ["một", "hai", "ba"]
    private static let editable = [
        "note", "applicant.phone", "applicant.address", "applicant.name", "delivery.point",
    ]
    private static let screensAtOnce = 6

    /// One person does one thing.
    func work() throws(Broken) {
        guard let kiosk = dice.pick(hasSilentPoint ? Array(kiosks.dropFirst()) : kiosks) else {
            return
        }
        switch dice.below(13) {
        case 0, 1, 2: try submit(at: kiosk)
        case 3: try rate(at: kiosk)
        case 4, 5, 6: try look(at: kiosk)
        case 7, 8, 9: try save(at: kiosk)
        case 10, 11: try lookAtCentre()
        default: try actAtCentre()
        }
    }

    private func submit(at kiosk: KioskMachine) throws(Broken) {
        let wall = wall(kiosk.clockError)
        var fields: [Event.Field] = [
            .init("procedure", .text("1.001193")), .init("applicant.name", .text(text())),
            .init("note", .text(text())),
        ]
        if dice.once(in: 3) { fields.append(.init("delivery.point", .text(point()))) }
        tally.cases += 1
        try write(at: kiosk, Attempt(record: nil, screen: [], isLie: false)) {
            (replica) throws(ReplicaError) in
            let number = try replica.next("slip/261122")
            let slip = Event.Field("slip", .text("T-\(kiosk.site)-261122-\(number)"))
            return Replica.Draft(
                kind: RecordKind.case, actor: "Lan", time: EventTime(wall: wall),
                fields: fields + [slip])
        }
    }

    private func rate(at kiosk: KioskMachine) throws(Broken) {
        let fields: [Event.Field] = [
            .init("score", .text("\(1 + dice.below(5))")), .init("day", .text("2026-11-22")),
            .init("procedure", .text("1.001193")),
        ]
        let wall = wall(kiosk.clockError)
        try write(at: kiosk, Attempt(record: nil, screen: [], isLie: false)) { _ in
            Replica.Draft(
                kind: RecordKind.rating, actor: "", time: EventTime(wall: wall), fields: fields)
        }
    }

    /// Somebody opens a case and will save it later.
    private func look(at kiosk: KioskMachine) throws(Broken) {
        let names = try use(kiosk) { (replica) throws(ReplicaError) in
            var names: [RecordName] = []
            try replica.records(kind: RecordKind.case) { row in
                names.append(row.name)
                return true
            }
            var here: [RecordName] = []
            for name in names where try replica.prunedTime(of: name) == nil { here.append(name) }
            return here
        }
        guard let record = names.flatMap({ dice.pick($0) }) else { return }
        let found = try use(kiosk) { (replica) throws(ReplicaError) in
            (events: try replica.events(of: record), tree: try replica.tree())
        }
        guard let found else { return }
        let screen = try screen(of: record, found.events) {
            found.tree.context($0, of: kiosk.site)
        }
        if kiosk.screens.count == Self.screensAtOnce { kiosk.screens.removeFirst() }
        kiosk.screens.append(screen)
    }

    /// What stands before somebody who opens a record.
    func screen(
        of record: RecordName, _ events: [PlacedEvent],
        clock: (VectorClock) -> VectorClock = { $0 }
    ) throws(Broken) -> Screen {
        var shown: [Int] = []
        for placed in events {
            guard let number = ledger.number(of: placed.hash) else {
                throw Broken(.counted, "nobody wrote an event of record \(record)")
            }
            shown.append(number)
        }
        let creation = ledger.history(of: record).first.map { ledger[$0].placed }
        return Screen(
            record: record, clock: clock(RecordState(record, folding: events).clock),
            shown: shown, creation: creation.map { EventPlace($0.site, $0.sequence) })
    }

    private func save(at kiosk: KioskMachine) throws(Broken) {
        guard !kiosk.screens.isEmpty else { return }
        let screen = kiosk.screens.remove(at: dice.below(kiosk.screens.count))
        let lie = lie(screen, by: kiosk)
        let wanted = edits()
        let wall = wall(kiosk.clockError)
        let bug = settings.bug
        let attempt = Attempt(record: screen.record, screen: screen.shown, isLie: lie != nil)
        try write(at: kiosk, attempt) { (replica) throws(ReplicaError) in
            // It was removed meanwhile, and comes back when somebody asks for it.
            guard try replica.prunedTime(of: screen.record) == nil else { return nil }
            let events = try replica.events(of: screen.record)
            let tree = try replica.tree()
            let seen = tree.resolve(screen.clock, on: kiosk.site)
            var context = seen
            if let lie { context.witness(lie.sequence, of: lie.site) }
            let shown = Edit.state(of: screen.record, events: events, seen: seen, tree: tree)
            let hubs = try replica.hubSites()
            let fields = Edit.fields(wanted, in: shown, hubs: hubs)
            guard !fields.isEmpty else { return nil }
            let state = RecordState(screen.record, folding: events)
            let record = try bug?.record(on: screen, at: replica) ?? screen.record
            return Replica.Draft(
                record: record, kind: "edit", actor: "Minh", time: EventTime(wall: wall),
                context: bug?.context(context, saving: state.clock, on: kiosk.site) ?? context,
                fields: fields)
        }
    }

    /// What the author says to have seen beside the truth; nothing, as a rule.
    private func lie(_ screen: Screen, by kiosk: KioskMachine) -> EventPlace? {
        guard weather.has(.lie), dice.percent(10) else { return nil }
        let unseen = ledger.history(of: screen.record)
            .filter { !kiosk.branch.contains($0) && !screen.shown.contains($0) }
            .map { ledger[$0].placed }
        let event = dice.pick(unseen)
        return event.map { EventPlace($0.site, $0.sequence) }
            ?? EventPlace(hub.site, 1_000_000)
    }

    /// Writes one event and notes it once the store says that it is kept.
    private func write(
        at kiosk: KioskMachine, _ attempt: Attempt,
        _ draft: (Replica) throws(ReplicaError) -> Replica.Draft?
    ) throws(Broken) {
        guard try open(kiosk) != nil else { return }
        kiosk.attempt = attempt
        let written = try use(kiosk) { (replica) throws(ReplicaError) in
            try replica.transaction { () throws(ReplicaError) in
                guard let draft = try draft(replica) else { return PlacedEvent?.none }
                return try replica.write(draft)
            }
        }
        guard let written else { return }
        guard let placed = written else { return kiosk.attempt = nil }
        let number = ledger.add(placed, of: attempt)
        append(number, Head(sequence: placed.sequence, hash: placed.hash), to: kiosk)
    }

    /// One or two fields with values of a small set, so that equal ones meet.
    private func edits() -> [(name: String, text: String?)] {
        (0...dice.below(2)).map { _ in
            let name = dice.pick(Self.editable) ?? "note"
            if name == "delivery.point" { return (name, point()) }
            return (name, dice.once(in: 6) ? nil : text())
        }
    }

    private func text() -> String { dice.pick(Self.texts) ?? "" }

    /// A point of this province, or a number that was never given.
    private func point() -> String {
        "\(dice.once(in: 12) ? SiteNumber(900) : dice.pick(kiosks)?.site ?? SiteNumber(900))"
    }
}
