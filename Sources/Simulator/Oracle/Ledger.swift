import CentralStore
import SyncProtocol

/// Everything that people did and what stood on their screens: what the stores are held against.
///
/// Screens are kept as sets of events; no clock has a part in what is expected.
struct Ledger {
    /// An event with the events that its author had before them.
    struct Written {
        let placed: PlacedEvent
        /// The record that stood on the screen; nil for a new one.
        let record: RecordName?
        let screen: [Int]
        /// Whether the author claimed to have seen more.
        let isLie: Bool
    }

    private(set) var written: [Written] = []
    /// The records in the order in which they were created.
    private(set) var records: [RecordName] = []
    private var numbers: [Digest: Int] = [:]
    private var histories: [RecordName: [Int]] = [:]

    /// Adds an event once and gives its number.
    mutating func add(_ placed: PlacedEvent, of attempt: Attempt) -> Int {
        if let known = numbers[placed.hash] { return known }
        let number = written.count
        written.append(
            Written(
                placed: placed, record: attempt.record, screen: attempt.screen,
                isLie: attempt.isLie))
        numbers[placed.hash] = number
        if placed.event.record == nil { records.append(placed.record) }
        histories[placed.record, default: []].append(number)
        return number
    }

    subscript(number: Int) -> Written { written[number] }

    func number(of hash: Digest) -> Int? { numbers[hash] }

    func history(of record: RecordName) -> [Int] { histories[record] ?? [] }

    /// What an event replaces: what stood on the screen, or all that a lie claims once the hub has
    /// believed it.
    ///
    /// What has got another label since it was seen is asked about once more.
    private func replaced(by number: Int, in trunk: Trunk) -> [Int] {
        let event = written[number]
        guard event.isLie || trunk.mayHaveMoved, let author = trunk.place(of: number) else {
            return event.screen
        }
        let claim = trunk.tree.resolve(event.placed.event.context, on: author.site)
        let claimed = trunk.known.filter { other in
            trunk.place(of: other).map { claim.covers($0.sequence, of: $0.site) } ?? false
        }
        return event.isLie ? claimed : event.screen.filter(claimed.contains)
    }

    /// For every field ever set by one of these events, the settings that nobody replaced who had
    /// them on the screen.
    func standing(in trunk: Trunk) -> [(field: String, numbers: [Int])] {
        var setters: [String: [Int]] = [:]
        for number in trunk.known {
            for field in written[number].placed.event.fields {
                setters[field.name, default: []].append(number)
            }
        }
        return setters.keys.sorted().map { field in
            let all = setters[field] ?? []
            var replaced: Set<Int> = []
            for number in all { replaced.formUnion(self.replaced(by: number, in: trunk)) }
            return (field, all.filter { !replaced.contains($0) })
        }
    }

    /// The value that an event gives to a field.
    func value(_ field: String, of number: Int) -> CBORValue? {
        written[number].placed.event.fields.first { $0.name == field }?.value
    }

    /// The sites that may see a record: its creator, and whoever was named for handing it over.
    func entitled(to record: RecordName) -> Set<SiteNumber> {
        var sites: Set<SiteNumber> = []
        for number in history(of: record) {
            let placed = written[number].placed
            if placed.event.record == nil { sites.insert(placed.site) }
            guard case .text(let text) = value("delivery.point", of: number),
                let point = UInt32(text)
            else { continue }
            sites.insert(SiteNumber(point))
        }
        return sites
    }
}

/// Something that was begun and of which nobody knows whether it was done.
struct Attempt {
    let record: RecordName?
    let screen: [Int]
    let isLie: Bool
    /// The time that an act of an officer bears: of two attempts at one record one may be lost.
    var time: Int64?
}

/// A record as it stood before somebody.
struct Screen {
    let record: RecordName
    /// What was seen of it; at a point its own branch is written `own`, whatever its label is.
    let clock: VectorClock
    let shown: [Int]
    /// Where the event stood that created the record when it was written.
    let creation: EventPlace?
}

/// The events of a record at the centre under the labels that they have there: an author's disk may
/// have been on another branch when it wrote them.
struct Trunk {
    let tree: BranchTree
    /// Whether events may have another label than their readers saw: the centre was put back.
    let mayHaveMoved: Bool
    /// The numbers of the events in the ledger.
    let known: [Int]
    private let places: [Int: EventPlace]

    init(
        _ events: [PlacedEvent], _ ledger: Ledger, _ tree: BranchTree, mayHaveMoved: Bool
    ) {
        self.tree = tree
        self.mayHaveMoved = mayHaveMoved
        known = events.compactMap { ledger.number(of: $0.hash) }
        places = Dictionary(
            events.compactMap { event in
                ledger.number(of: event.hash).map { ($0, EventPlace(event.site, event.sequence)) }
            }
        ) { first, _ in first }
    }

    func place(of number: Int) -> EventPlace? { places[number] }
}
