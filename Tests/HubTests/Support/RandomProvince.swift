import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol

/// A province in which random things happen, with what stood on every author's screen.
///
/// The oracle keeps the sets of events on the screens as sets of hashes: no clock has a part in
/// what it expects.
final class RandomProvince {
    /// An event with the events that its author had opened.
    struct Written {
        let placed: PlacedEvent
        let screen: Set<Digest>
    }

    /// What a person has open, at a kiosk or (nil) at the centre.
    private struct Screen {
        let kiosk: Int?
        let record: RecordName
        let clock: VectorClock
        let events: Set<Digest>
    }

    let province: Province
    private(set) var written: [Written] = []
    private var generator: SeededGenerator
    private var screens: [Screen] = []

    init(seed: UInt64) throws {
        generator = SeededGenerator(seed: seed)
        province = try Province(isInMemory: true)
        for _ in 0..<(2 + generator.below(5)) { try province.addKiosk() }
    }

    var kiosks: [Replica] { province.kiosks }

    /// The records in the order in which they were created.
    var records: [RecordName] {
        written.filter { $0.placed.event.record == nil }.map(\.placed.record)
    }

    /// The first kiosk has the site number 2: the hub is site 1.
    func site(of kiosk: Int) -> SiteNumber { SiteNumber(UInt32(kiosk + 2)) }

    func step() throws {
        switch generator.below(12) {
        case 0, 1: try submit(at: generator.below(kiosks.count))
        case 2, 3: try open(at: generator.below(kiosks.count))
        case 4, 5, 6: try save()
        case 7: try openAtCentre()
        case 8: try actAtCentre()
        default: try sync(generator.below(kiosks.count))
        }
    }

    /// Everybody exchanges everything, without cuts, in a random order.
    func exchange() throws {
        province.cut = nil
        for kiosk in Array(kiosks.indices).shuffled(using: &generator) {
            try province.sync(kiosks[kiosk])
        }
    }

    private func submit(at kiosk: Int) throws {
        var fields = ["note": text()]
        if generator.once(in: 2) { fields["delivery.point"] = anyPoint() }
        let record = try province.submit(at: kiosks[kiosk], fields)
        let events = try kiosks[kiosk].events(of: record)
        written += events.map { Written(placed: $0, screen: []) }
    }

    private func open(at kiosk: Int) throws {
        var known: [RecordName] = []
        try kiosks[kiosk].records(kind: RecordKind.case) { row in
            known.append(row.name)
            return true
        }
        guard !known.isEmpty else { return }
        let record = generator.pick(known)
        let events = try kiosks[kiosk].events(of: record)
        let clock = try kiosks[kiosk].state(of: record).clock
        screens.append(
            Screen(kiosk: kiosk, record: record, clock: clock, events: Set(events.map(\.hash))))
    }

    private func save() throws {
        let open = screens.indices.filter { screens[$0].kiosk != nil }
        guard !open.isEmpty else { return }
        let screen = screens.remove(at: generator.pick(open))
        guard let kiosk = screen.kiosk else { return }
        province.now += 1
        let fields = edits()
        let placed = try kiosks[kiosk].transaction { () throws(ReplicaError) in
            try kiosks[kiosk].write(
                .init(
                    record: screen.record, kind: "edit", actor: "Minh",
                    time: EventTime(wall: province.now), context: screen.clock, fields: fields))
        }
        written.append(Written(placed: placed, screen: screen.events))
    }

    private func openAtCentre() throws {
        var known: [RecordName] = []
        try province.hub.records(kind: RecordKind.case) { row in
            known.append(row.name)
            return true
        }
        guard !known.isEmpty else { return }
        let opened = try province.hub.open("\(generator.pick(known))")
        screens.append(
            Screen(
                kiosk: nil, record: opened.row.name, clock: opened.state.clock,
                events: Set(opened.events.map(\.hash))))
    }

    private func actAtCentre() throws {
        let open = screens.indices.filter { screens[$0].kiosk == nil }
        guard !open.isEmpty else { return }
        let screen = screens.remove(at: generator.pick(open))
        province.now += 1
        let officer = Hub.Officer(name: "Hà", now: province.now, seen: screen.clock)
        let code = "\(screen.record)"
        let before = try province.hub.open(code)
        do throws(HubError) {
            if let conflict = before.state.conflicts.first {
                _ = try province.hub.resolve(
                    conflict.name, of: code, choosing: .keep(1), by: officer)
            } else {
                _ = try province.hub.perform(
                    generator.once(in: 2) ? .accept : .decide(.approved, reason: nil), on: code,
                    by: officer)
            }
        } catch {
            guard case .act = error else { throw error }
            return
        }
        let after = try province.hub.open(code)
        written += after.events.dropFirst(before.events.count).map {
            Written(placed: $0, screen: screen.events)
        }
    }

    private func sync(_ kiosk: Int) throws {
        province.cut = generator.pick([nil, nil, .beforeHub, .afterCommit])
        province.exchangesBeforeCut = generator.below(2)
        try province.sync(kiosks[kiosk])
        province.cut = nil
    }

    /// One or two fields with values of a small set, so that equal ones meet.
    private func edits() -> [Event.Field] {
        let names = ["note", "applicant.phone", "applicant.address", "delivery.point"]
        return (0...generator.below(2)).map { _ in
            let name = generator.pick(names)
            if name == "delivery.point" { return .init(name, .text(anyPoint())) }
            return .init(name, generator.once(in: 6) ? .null : .text(text()))
        }
    }

    private func text() -> String { generator.pick(["một", "hai", "ba"]) }

    private func anyPoint() -> String { "\(site(of: generator.below(kiosks.count)))" }
}
