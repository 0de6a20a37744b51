import SyncProtocol

/// A record's history among several sites, with what stood on every author's screen.
///
/// The sites hold replicas: the trunk as far as it came, and what was written there. The sets of
/// events on the screens are recorded as sets; no clock has a part in what `standing` says.
struct History {
    /// How an author's context is made; all but the first are deliberate mistakes.
    enum ContextRule {
        case atOpening, atSaving, atOpeningAndAllOwn
    }

    struct Written {
        let placed: PlacedEvent
        let screen: EventSet
    }

    /// A replica with its branch.
    struct Site {
        var branch: Branch
        var own: [Int] = []
        var pushed = 0
        var pulled = 0
        var known = EventSet()
        var state: RecordState
    }

    /// What a person has open: the events that stood there, and the clock of the screen.
    struct Screen {
        let events: EventSet
        let context: VectorClock
    }

    /// Somebody at a site; two may work at one.
    struct Person {
        let site: Int
        var screen: Screen?
    }

    static let fields = ["name", "phone", "note", "fee"]

    private(set) var events: [Written] = []
    private(set) var trunk: [Int] = []
    private(set) var sites: [Site] = []
    private(set) var people: [Person] = []
    private var generator: SeededGenerator
    private let rule: ContextRule
    private let name: RecordName

    /// The hub and up to five kiosks; one of them creates the record.
    init(seed: UInt64, rule: ContextRule = .atOpening) {
        generator = SeededGenerator(seed: seed)
        self.rule = rule
        let count = 2 + generator.below(5)
        var branches = (1...UInt32(count)).map { Branch(SiteNumber($0), epoch: seed) }
        let author = generator.below(count)
        let created = branches[author].write(.sample(fields: Self.draw(&generator)))
        name = created.record
        sites = branches.map { Site(branch: $0, state: RecordState(created.record)) }
        // Two officers at the hub, two processes of the first kiosk, one person elsewhere.
        people = (Array(0..<count) + [0, 1]).map { Person(site: $0) }
        record(Written(placed: created, screen: EventSet()), at: author)
    }

    /// Lets random things happen: opening, saving, pushing, pulling.
    mutating func run(steps: Int) {
        for _ in 0..<steps {
            switch generator.below(6) {
            case 0, 1, 2: act(generator.below(people.count))
            case 3: push(generator.below(sites.count), upTo: 1 + generator.below(3))
            default: pull(generator.below(sites.count), upTo: 1 + generator.below(4))
            }
        }
    }

    /// One person after another works, and each has seen everything.
    mutating func runInTurn(steps: Int) {
        for _ in 0..<steps {
            let person = generator.below(people.count)
            exchange()
            act(person)
            act(person)
        }
    }

    /// Everybody pushes all and pulls all.
    mutating func exchange() {
        for site in sites.indices { push(site, upTo: .max) }
        for site in sites.indices { pull(site, upTo: .max) }
    }

    /// The events of a set in a random order, some of them twice when asked for.
    mutating func shuffled(_ set: EventSet, repeating: Bool) -> [PlacedEvent] {
        let once = events.indices.filter(set.contains)
        let again = repeating ? once.filter { _ in generator.once(in: 2) } : []
        return (once + again).shuffled(using: &generator).map { events[$0].placed }
    }

    /// The settings of a field that nobody replaced who had them on the screen, among these events.
    func standing(_ field: String, among known: EventSet) -> EventSet {
        var setters = EventSet()
        var replaced = EventSet()
        for (id, event) in events.enumerated()
        where known.contains(id) && event.placed.event.fields.contains(where: { $0.name == field })
        {
            setters.insert(id)
            replaced.formUnion(event.screen)
        }
        return setters.subtracting(replaced)
    }

    private mutating func act(_ index: Int) {
        let person = people[index]
        guard let screen = person.screen else {
            open(index)
            return
        }
        people[index].screen = nil
        // Events of other records stand between those of this one.
        if generator.once(in: 3) { sites[person.site].branch.skip() }
        let event = Event.sample(
            name, context: context(of: screen, at: person.site),
            fields: Self.draw(&generator))
        let placed = sites[person.site].branch.write(event)
        record(Written(placed: placed, screen: screen.events), at: person.site)
    }

    private mutating func open(_ index: Int) {
        let site = sites[people[index].site]
        guard !site.known.isEmpty else { return }
        var shown = EventSet()
        for field in Self.fields {
            shown.formUnion(standing(field, among: site.known))
        }
        people[index].screen = Screen(events: shown, context: site.state.clock)
    }

    private func context(of screen: Screen, at index: Int) -> VectorClock {
        let site = sites[index]
        var seen = rule == .atSaving ? site.state.clock : screen.context
        if rule == .atOpeningAndAllOwn {
            seen.witness(site.branch.head.sequence, of: site.branch.site)
        }
        return VectorClock(
            seen.entries.map {
                .init(site: $0.site == site.branch.site ? .own : $0.site, sequence: $0.sequence)
            })
    }

    /// One to three fields with values of a small set, so that equal ones meet.
    private static func draw(_ generator: inout SeededGenerator) -> [Event.Field] {
        let first = generator.below(fields.count)
        return (0...generator.below(3)).map { offset in
            .init(
                fields[(first + offset) % fields.count],
                generator.once(in: 6) ? .null : .unsigned(UInt64(generator.below(3))))
        }
    }

    private mutating func record(_ written: Written, at site: Int) {
        events.append(written)
        sites[site].own.append(events.count - 1)
        learn(events.count - 1, at: site)
        // The hub's own events stand in the trunk at once.
        if site == 0 { push(0, upTo: 1) }
    }

    private mutating func push(_ site: Int, upTo limit: Int) {
        for id in sites[site].own[sites[site].pushed...].prefix(limit) {
            sites[site].pushed += 1
            trunk.append(id)
            learn(id, at: 0)
        }
    }

    private mutating func pull(_ site: Int, upTo limit: Int) {
        for id in trunk[sites[site].pulled...].prefix(limit) {
            sites[site].pulled += 1
            learn(id, at: site)
        }
    }

    private mutating func learn(_ id: Int, at site: Int) {
        guard !sites[site].known.contains(id) else { return }
        sites[site].known.insert(id)
        sites[site].state.apply(events[id].placed)
    }
}

/// A set of events of one history, by their numbers.
struct EventSet: Equatable {
    private var bits: UInt64 = 0

    var isEmpty: Bool { bits == 0 }
    var count: Int { bits.nonzeroBitCount }

    func contains(_ id: Int) -> Bool { bits & mask(id) != 0 }
    mutating func insert(_ id: Int) { bits |= mask(id) }
    mutating func formUnion(_ other: EventSet) { bits |= other.bits }

    func subtracting(_ other: EventSet) -> EventSet {
        var rest = self
        rest.bits &= ~other.bits
        return rest
    }

    private func mask(_ id: Int) -> UInt64 {
        precondition(id < UInt64.bitWidth, "a history has at most 64 events")
        return 1 << UInt64(id)
    }
}
