import CaseModel
import CaseRecords
import CentralStore
import Sealing
import SyncProtocol

/// What is handed in, and under which procedures.
struct Sample {
    let drafts: [CaseDraft]
    let procedures: [Procedure]
}

/// A generator of a published rule (SplitMix64), so that the same seed gives the same years.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func one<Value>(of values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &self)]
    }
}

/// A record while it is written: its fold, and where it began.
struct Story {
    var state: RecordState
    let creation: EventPlace
    let arrived: Int64
    var length: UInt64 = 1

    var name: RecordName { state.name }
}

/// The branches of twelve points and of the hub, and the records that they write.
struct Province {
    private static let points = 12
    private static let casesPerCommit = 5_000

    let store: SQLiteStore
    let sample: Sample
    let calendar = WorkingCalendar()
    let hub: SiteNumber
    var random: SeededGenerator
    private(set) var events = 0
    /// How many tokens of visits were spent.
    var visits = 0
    private(set) var sites: [Site] = []
    private var heads: [SiteNumber: Head] = [:]

    init(store: SQLiteStore, sample: Sample, seed: UInt64) throws {
        self.store = store
        self.sample = sample
        random = SeededGenerator(state: seed)
        guard let epoch = try store.hub(), let own = try store.site(epoch.site) else {
            throw StoreError.damaged("this is no central store")
        }
        hub = own.number
        heads[hub] = own.head
        let units = sample.drafts.compactMap(\.unit).sorted()
        try store.transaction { () throws(StoreError) in
            for number in 0..<Self.points {
                var site = Site(
                    number: try store.reserveSite(), name: "Điểm \(number + 1)",
                    unit: units[number % units.count], type: number % 3 == 0 ? "bank" : "post")
                site.epoch = random.next()
                heads[site.number] = Head(epoch: site.epoch ?? 0)
                sites.append(site)
                try store.put(site)
            }
        }
    }

    /// Writes so many cases with their lives.
    mutating func live(through cases: Int) throws {
        var number = 0
        while number < cases {
            try store.transaction { () throws(StoreError) in
                let end = min(cases, number + Self.casesPerCommit)
                while number < end {
                    number += 1
                    try live(number: number)
                }
                try putHeads()
            }
        }
    }

    private func putHeads() throws(StoreError) {
        for (number, head) in heads.sorted(by: { $0.key < $1.key }) {
            guard var site = try store.site(number) else { continue }
            site.head = head
            site.claimedSequence = head.sequence
            site.lastSeen = Life.last
            try store.put(site)
        }
    }

    /// Begins a record; `keep` ends it.
    mutating func begin(
        _ kind: String, _ fields: [(name: String, value: String)], at site: SiteNumber,
        by actor: String, _ time: Int64
    ) throws(StoreError) -> Story {
        let placed = place(
            Event(
                record: nil, kind: kind, actor: actor, time: EventTime(wall: time),
                context: VectorClock(), fields: fields.map { .init($0.name, .text($0.value)) }),
            at: site)
        _ = try store.append(placed, arrived: time)
        return Story(
            state: RecordState(placed.record, folding: [placed]),
            creation: EventPlace(site, placed.sequence), arrived: time)
    }

    /// Goes on with a record, having seen all of it.
    mutating func act(
        _ kind: String, _ fields: [(name: String, value: String)], on story: inout Story,
        at site: SiteNumber, by actor: String, _ time: Int64
    ) throws(StoreError) {
        let placed = place(
            Event(
                record: story.name, kind: kind, actor: actor, time: EventTime(wall: time),
                context: story.state.clock.asContext(of: site),
                fields: fields.map { .init($0.name, .text($0.value)) }), at: site)
        story.length = try store.append(placed, arrived: time)
        story.state.apply(placed)
    }

    /// Keeps what lists say of a record.
    func keep(_ story: Story) throws(StoreError) {
        try store.put(
            RecordRow(
                name: story.name, creation: story.creation, length: story.length,
                arrived: story.arrived,
                summary: Projection.summary(
                    of: story.state, events: story.length, hubs: [hub])))
    }

    private mutating func place(_ event: Event, at site: SiteNumber) -> PlacedEvent {
        guard let head = heads[site] else { preconditionFailure("a branch that was not begun") }
        let bytes = event.encoded
        let next = head.following(bytes, Blake2b.chain)
        heads[site] = next
        events += 1
        return PlacedEvent(
            site: site, sequence: next.sequence, hash: next.hash, event: event, bytes: bytes)
    }
}
