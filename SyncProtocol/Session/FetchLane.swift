/// The lowest lane of what comes down: which bytes of documents the next request asks for.
///
/// What is missing is known from the own disk, so that a cut costs what was on its way and nothing
/// has to be asked after it.
struct FetchLane: Sendable {
    /// What is missing here, in the order in which it is asked for.
    private var open: [DocumentWant] = []
    private var away: [UInt64: [DocumentWant]] = [:]
    /// What makes no progress, and is left for another session.
    private var passed: Set<DocumentReference> = []
    /// Bytes of chunks that may still come.
    private var budget: Int
    /// How many times smaller than the room the next wishes are: an answer comes as a whole or not
    /// at all, and must fit between two cuts.
    private var shrinking = 1
    private static let mostShrinking = 64
    /// Bytes of documents that came.
    private(set) var bytes = 0

    init(budget: Int) {
        self.budget = budget
    }

    /// Takes what the disk says to be missing now.
    mutating func update(_ open: [DocumentWant]) {
        self.open = open
    }

    /// Whether there is something to ask for that is not on its way.
    var hasWork: Bool { !wants(room: 1).isEmpty }

    /// The first bytes that are missing and not on their way, so many together.
    func wants(room: Int) -> [DocumentWant] {
        var room = min(
            max(room / shrinking, 1),
            budget - away.values.joined().reduce(0) { $0 + $1.ranges.count })
        var wants: [DocumentWant] = []
        for want in open where !passed.contains(want.document) {
            guard room > 0, wants.count < Limits.offersPerRequest else { break }
            var ranges = ByteRanges()
            for gap in free(want).prefix(Limits.rangesPerReport) where room > 0 {
                let part = gap.prefix(room)
                // So few ranges always have room.
                try? ranges.insert(part.startIndex..<part.endIndex)
                room -= part.count
            }
            guard !ranges.ranges.isEmpty else { continue }
            wants.append(DocumentWant(document: want.document, ranges: ranges))
        }
        return wants
    }

    /// The parts of what is missing that are not on their way.
    private func free(_ want: DocumentWant) -> [Range<Int>] {
        var coming = ByteRanges()
        for other in away.values.joined() where other.document == want.document {
            for range in other.ranges.ranges {
                // Two requests at once never name so many; what is left out is asked for twice.
                try? coming.insert(range)
            }
        }
        return want.ranges.ranges.flatMap { coming.gaps(in: $0) }
    }

    /// Notes what goes with a request.
    mutating func depart(_ number: UInt64, _ wants: [DocumentWant]) {
        guard !wants.isEmpty else { return }
        away[number] = wants
    }

    /// Takes what came for a request, when it is stored and so much is missing still.
    ///
    /// What was asked for and is missing as before would go round for ever; so would all that was
    /// asked of a hub which says nothing about any of it. A request that was refused tells nothing.
    mutating func arrive(
        _ number: UInt64, _ deliveries: [DocumentDelivery], isTaken: Bool,
        missing after: [DocumentWant]
    ) {
        let before = open
        open = after
        guard let asked = away.removeValue(forKey: number), isTaken else { return }
        let count = deliveries.reduce(0) { $0 + $1.lengthBytes }
        bytes += count
        if count > 0 { shrinking = max(shrinking / 2, 1) }
        budget -= count
        let told = deliveries.isEmpty ? asked.map(\.document) : deliveries.map(\.document)
        for document in told {
            let isSame =
                before.first { $0.document == document } == after.first { $0.document == document }
            if isSame { passed.insert(document) }
        }
    }

    /// A request that is not answered any more.
    mutating func lose(_ number: UInt64) {
        guard away.removeValue(forKey: number) != nil else { return }
        shrinking = min(shrinking * 2, Self.mostShrinking)
    }
}
