/// One direction of a line that all connections share: when bytes get through, and how many more
/// may be taken. A value without a clock: the time of the line comes in.
struct Pacer {
    /// What is taken at once at most, so that connections take turns.
    let chunkBytes: Int
    /// What may be on the line: what it carries in one delay, and a quarter of a second that waits
    /// for its turn. Less would leave the line idle, more would hide from the sender how slow it
    /// is.
    let capacity: Int
    private let bytesPerSecond: Int?
    private let delay: Int
    private var freeAt = 0
    private var onTheLine: [(arrival: Int, bytes: Int)] = []
    private var bytesOnTheLine = 0

    /// Without a rate only this much is held, so that memory stays bounded.
    private static let unlimitedCapacity = 4 << 20

    /// Makes an idle line; the delay in microseconds.
    init(bytesPerSecond: Int?, delay: Int) {
        self.bytesPerSecond = bytesPerSecond
        self.delay = delay
        guard let bytesPerSecond else {
            chunkBytes = 64 << 10
            capacity = Self.unlimitedCapacity
            return
        }
        precondition(bytesPerSecond > 0, "a line without a rate carries nothing")
        // A tenth of a second: the rest of the quarter keeps the line busy meanwhile.
        chunkBytes = min(max(bytesPerSecond / 10, 128), 64 << 10)
        capacity = max(2 << 10, bytesPerSecond * (delay + 250_000) / 1_000_000)
    }

    /// Puts bytes on the line and says when they arrive at the other end.
    mutating func take(_ bytes: Int, at now: Int) -> Int {
        precondition(bytes <= room(at: now), "more is put on the line than it holds")
        freeAt = max(freeAt, now) + transmission(bytes)
        let arrival = freeAt + delay
        if bytes > 0 {
            onTheLine.append((arrival, bytes))
            bytesOnTheLine += bytes
        }
        return arrival
    }

    /// How many bytes may be taken now: a whole chunk or nothing.
    mutating func room(at now: Int) -> Int {
        let arrived = onTheLine.prefix { $0.arrival <= now }
        bytesOnTheLine -= arrived.reduce(0) { $0 + $1.bytes }
        onTheLine.removeFirst(arrived.count)
        let room = capacity - bytesOnTheLine
        return room < chunkBytes ? 0 : chunkBytes
    }

    /// When there will be room again, seen from a moment when there is none.
    var nextRoom: Int? {
        var room = capacity - bytesOnTheLine
        for piece in onTheLine {
            room += piece.bytes
            if room >= chunkBytes { return piece.arrival }
        }
        return nil
    }

    /// Forgets what is on the line, as a cut does.
    mutating func clear() {
        self = Pacer(bytesPerSecond: bytesPerSecond, delay: delay)
    }

    /// Rounded up: the rate is never exceeded.
    private func transmission(_ bytes: Int) -> Int {
        guard let bytesPerSecond else { return 0 }
        return (bytes * 1_000_000 + bytesPerSecond - 1) / bytesPerSecond
    }
}
