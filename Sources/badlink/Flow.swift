/// What one direction of one connection has on the line, in order, up to its end.
struct Flow {
    /// How a direction ends.
    enum End: Equatable {
        /// The sender has said all.
        case finished
        /// The connection is gone.
        case reset
    }

    private var pieces: [(arrival: Int, bytes: ArraySlice<UInt8>)] = []
    private var ending: (arrival: Int, end: End)?

    /// Adds bytes that arrive at a time; not before those added earlier.
    mutating func add(_ bytes: [UInt8], arriving arrival: Int) {
        precondition(ending == nil, "bytes come after the end")
        pieces.append((arrival, bytes[...]))
    }

    /// Adds the end, which arrives after everything before it.
    mutating func end(_ end: End, arriving arrival: Int) {
        ending = (arrival, end)
    }

    /// Forgets all bytes.
    mutating func clear() {
        pieces = []
    }

    /// The next bytes that have arrived; empty when there are none.
    func arrived(at now: Int) -> ArraySlice<UInt8> {
        guard let first = pieces.first, first.arrival <= now else { return [] }
        return first.bytes
    }

    /// Removes bytes that were handed over.
    mutating func remove(_ count: Int) {
        pieces[0].bytes.removeFirst(count)
        if pieces[0].bytes.isEmpty { pieces.removeFirst() }
    }

    /// The end, when it has arrived and every byte before it was handed over.
    func end(at now: Int) -> End? {
        guard pieces.isEmpty, let ending, ending.arrival <= now else { return nil }
        return ending.end
    }

    /// When the next bytes, or the end, arrive or have arrived.
    var nextArrival: Int? { pieces.first?.arrival ?? ending?.arrival }

    /// What has arrived and nobody has taken.
    func waitingBytes(at now: Int) -> Int {
        pieces.prefix { $0.arrival <= now }.reduce(0) { $0 + $1.bytes.count }
    }
}
