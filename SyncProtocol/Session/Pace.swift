/// How large the next envelope should be, from what the line has carried so far (design §5).
///
/// An envelope aims at one to two seconds of line time: larger ones cost more when the line is cut,
/// smaller ones more in headers. Sizes are bytes of sealed envelopes; time is in milliseconds.
package struct Pace: Equatable, Sendable {
    package static let smallest = 1 << 10
    package static let start = 8 << 10
    package static let largest = 1 << 20
    /// What one more envelope costs on the line: its headers, its sealing and its answer.
    private static let overheadMilliseconds: Int64 = 25
    /// What a line is taken to carry before the first answer, in bytes a second.
    static let slow: Int64 = 4_000
    private static let seconds: ClosedRange<Int64> = 1_000...2_000

    /// Bytes that the next envelope should have.
    package private(set) var envelopeBytes = start
    /// What the line carried, both ways, in bytes a second; nil before the first answer.
    package private(set) var bytesPerSecond: Int64?
    /// Bytes of events that became one byte of an envelope.
    private var expansion: Int64 = 16
    private var carried: Int64 = 0
    private var cuts: Int64 = 0
    private var began: Int64?
    /// Whether an envelope has filled the line.
    private var isMeasured = false

    package init() {}

    /// An envelope on its way: when it started, and what had been carried by then.
    package struct Departure: Equatable, Sendable {
        fileprivate let time: Int64
        fileprivate let carried: Int64
    }

    /// Notes that an envelope starts now.
    package mutating func depart(now: Int64) -> Departure {
        if began == nil { began = now }
        return Departure(time: now, carried: carried)
    }

    /// Notes how much the sealed form of so many bytes of events takes.
    package mutating func note(eventBytes: Int, sealedBytes: Int) {
        guard eventBytes > 1_000, sealedBytes > 0 else { return }
        let now = Int64(eventBytes / sealedBytes)
        expansion = min(max((expansion + now) / 2, 1), 32)
    }

    /// Notes an answer; everything that was carried since the departure counts, because envelopes
    /// share the line.
    package mutating func arrive(_ departure: Departure, bytes: Int, now: Int64) {
        carried += Int64(bytes)
        let elapsed = max(now - departure.time, 1)
        let seen = max((carried - departure.carried) * 1_000 / elapsed, 1)
        // What did not fill the line says only that it carries at least so much.
        let isFull = bytes >= envelopeBytes / 2
        guard isFull || seen > bytesPerSecond ?? 0 else { return }
        guard isFull || isMeasured else {
            // A few bytes at the beginning say more about the distance than about the line.
            bytesPerSecond = seen
            return
        }
        let rate = isMeasured ? ((bytesPerSecond ?? seen) + seen) / 2 : seen
        isMeasured = true
        bytesPerSecond = rate
        let wanted = Int(min(rate * lineMilliseconds(now: now) / 1_000, Int64(Self.largest)))
        envelopeBytes = max(min(wanted, envelopeBytes * 4), Self.smallest)
    }

    /// Notes that the line was cut.
    package mutating func cut() {
        cuts += 1
        envelopeBytes = max(envelopeBytes / 2, Self.smallest)
    }

    /// Bytes of events that fill the next envelope.
    package var eventBytes: Int { envelopeBytes * Int(expansion) }

    /// Bytes of documents that fill the next envelope beside so many bytes of events.
    package func chunkBytes(beside eventBytes: Int) -> Int {
        let line = envelopeBytes - eventBytes / Int(expansion)
        let message = Limits.messageBytes - Self.messageFrameBytes - eventBytes
        return max(0, min(line, message))
    }

    /// What a message takes beside its events and chunks, at most.
    private static let messageFrameBytes = 16 << 10

    /// Bytes of events that the line carries in a second; nil before the first answer.
    package var eventBytesPerSecond: Int64? { bytesPerSecond.map { $0 * expansion } }

    /// How long so many bytes of events take on this line, in milliseconds; nil when unknown.
    package func milliseconds(eventBytes: Int) -> Int64? {
        bytesPerSecond.map { Int64(eventBytes) * 1_000 / (expansion * $0) }
    }

    /// The line time of one envelope: the square root of twice the mean time between cuts times
    /// the overhead loses least.
    private func lineMilliseconds(now: Int64) -> Int64 {
        guard cuts > 0, let began else {
            return (Self.seconds.lowerBound + Self.seconds.upperBound) / 2
        }
        let between = max(now - began, 1) / cuts
        let best = Self.squareRoot(2 * between * Self.overheadMilliseconds)
        return min(max(best, Self.seconds.lowerBound), Self.seconds.upperBound)
    }

    /// The whole part of the square root.
    private static func squareRoot(_ value: Int64) -> Int64 {
        guard value > 0 else { return 0 }
        var root = value
        var next = (root + 1) / 2
        while next < root {
            root = next
            next = (root + value / root) / 2
        }
        return root
    }
}
