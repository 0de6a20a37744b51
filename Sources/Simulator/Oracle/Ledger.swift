import SyncProtocol

/// Everything that people did and what stood on their screens: what the stores are held against.
///
/// Screens are kept as sets of events; no clock has a part in what is expected.
struct Ledger {
    /// An event with the events that its author had before them.
    struct Written {
        let placed: PlacedEvent
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
    mutating func add(_ placed: PlacedEvent, screen: [Int], isLie: Bool = false) -> Int {
        if let known = numbers[placed.hash] { return known }
        let number = written.count
        written.append(Written(placed: placed, screen: screen, isLie: isLie))
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
    private func replaced(by number: Int, among known: [Int]) -> [Int] {
        let event = written[number]
        guard event.isLie else { return event.screen }
        return known.filter { other in
            let placed = written[other].placed
            let site = placed.site == event.placed.site ? SiteNumber.own : placed.site
            return event.placed.event.context.covers(placed.sequence, of: site)
        }
    }

    /// For every field ever set by one of these events, the settings that nobody replaced who had
    /// them on the screen.
    func standing(among known: [Int]) -> [(field: String, numbers: [Int])] {
        var setters: [String: [Int]] = [:]
        for number in known {
            for field in written[number].placed.event.fields {
                setters[field.name, default: []].append(number)
            }
        }
        return setters.keys.sorted().map { field in
            let all = setters[field] ?? []
            var replaced: Set<Int> = []
            for number in all { replaced.formUnion(self.replaced(by: number, among: known)) }
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
}

/// A record as it stood before somebody.
struct Screen {
    let record: RecordName
    let clock: VectorClock
    let shown: [Int]
}
