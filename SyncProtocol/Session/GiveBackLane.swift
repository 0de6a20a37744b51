/// How much of what a restored hub has lost goes back with one request.
///
/// It comes as a whole or not at all, so that a cut costs all of it: after a loss half as much
/// goes, after an answer twice as much. The size is of the events as they are stored.
struct GiveBackLane: Sendable {
    private static let start = 32 << 10
    private static let smallest = 1 << 10
    private var bytes = start

    /// The first events, one at least; the forks that lead to the others do no harm.
    func part(of back: GivenBack) -> GivenBack {
        var size = 0
        let count = back.events.prefix { event in
            defer { size += event.bytes.count }
            return size == 0 || size + event.bytes.count <= bytes
        }.count
        return GivenBack(forks: back.forks, events: Array(back.events.prefix(count)))
    }

    mutating func lose() { bytes = max(bytes / 2, Self.smallest) }

    mutating func arrive() { bytes = min(bytes * 2, Limits.vouchedBytes) }
}
