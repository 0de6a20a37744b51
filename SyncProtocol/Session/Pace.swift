/// How large the next envelope and its frames should be, from what the line has carried so far
/// (design §5). Sizes are bytes of sealed envelopes; time is in milliseconds.
///
/// A cut costs what was in the pipe and half a frame; an envelope may be long, as far as its answer
/// should not be waited for too long. Where somebody keeps a body back until all of it is there, a
/// cut costs the whole envelope, and short ones are better.
package struct Pace: Equatable, Sendable {
    package static let smallest = 1 << 10
    package static let start = 8 << 10
    package static let largest = 1 << 20
    /// The line time of one envelope when cuts cost frames only.
    private static let framed: ClosedRange<Int64> = 1_500...6_000
    /// Answers that come between two cuts, at least, so that a person sees the work become less.
    private static let answersBetweenCuts: Int64 = 2
    /// The line time of one envelope when a cut costs all of it, and of one answer, which comes as
    /// a whole or not at all.
    private static let whole: ClosedRange<Int64> = 1_000...2_000
    /// What one more envelope costs on the line: its headers, its sealing and its answer.
    private static let overheadMilliseconds: Int64 = 25
    /// The line time of one frame: it costs 18 bytes, and half of one is lost in a cut.
    private static let frameMilliseconds: Int64 = 250
    private static let smallestFrame: Int64 = 512
    /// So much before the line should be free the next envelope starts: on a line that is free
    /// sooner at once, because there making the next one and working this one off take longer.
    private static let leadMilliseconds: Int64 = 150
    /// What a line is taken to carry before the first answer, in bytes a second.
    static let slow: Int64 = 4_000

    /// Bytes that the next envelope should have.
    package private(set) var envelopeBytes = start
    /// What the line carried, both ways, in bytes a second; nil before the first answer.
    package private(set) var bytesPerSecond: Int64?
    /// Bytes of events that became one byte of an envelope.
    private var expansion: Int64 = 16
    /// When the last answer came, while the line has always had something to carry since.
    private var lastArrival: Int64?
    /// Of the envelopes that had the line for themselves the one that was answered soonest.
    private var quickest: Quickest?
    /// What an answer takes beyond the line time of its request, in milliseconds.
    package private(set) var latency: Int64 = 0
    private var cuts: Int64 = 0
    private var began: Int64?
    /// Whether the hub gets what was sent before a cut.
    private var takesParts = true

    /// How many bytes went both ways, and in how many milliseconds.
    private struct Quickest: Equatable, Sendable {
        let bytes: Int64
        let elapsed: Int64
    }

    package init() {}

    /// Notes that an envelope starts now, alone or while another is on its way.
    package mutating func depart(now: Int64, isAlone: Bool) {
        if began == nil { began = now }
        if isAlone { lastArrival = nil }
    }

    /// Notes how much the sealed form of so many bytes of events takes.
    package mutating func note(eventBytes: Int, sealedBytes: Int) {
        guard eventBytes > 1_000, sealedBytes > 0 else { return }
        let now = Int64(eventBytes / sealedBytes)
        expansion = min(max((expansion + now) / 2, 1), 32)
    }

    /// Notes the answer to an envelope that departed at some time.
    ///
    /// Envelopes share the line: it carried this one since the answer to the one before.
    package mutating func arrive(departed: Int64, bytes: Int, now: Int64) {
        let isAlone = lastArrival == nil
        let seen =
            isAlone
            ? rateAlone(Int64(bytes), elapsed: now - departed)
            : Self.rate(Int64(bytes), in: now - (lastArrival ?? departed))
        lastArrival = now
        // What did not fill the line says only that it carries at least so much.
        let isFull = bytes >= envelopeBytes / 2
        guard isFull || seen > bytesPerSecond ?? 0 else { return }
        let rate: Int64 =
            switch bytesPerSecond {
            case nil: seen
            // Faster than was believed, with the line for itself: believed at once.
            case let known? where isAlone && seen > known: seen
            // Two that were answered together say that the line is endlessly fast: half believed.
            case let known?: min((known + seen) / 2, known * 2)
            }
        bytesPerSecond = rate
        latency = quickest.map { max($0.elapsed - $0.bytes * 1_000 / rate, 0) } ?? 0
        let wanted = Int(min(rate * lineMilliseconds(now: now) / 1_000, Int64(Self.largest)))
        envelopeBytes = max(min(wanted, envelopeBytes * 4), Self.smallest)
    }

    /// What the line carried of an envelope that had it for itself. Its way and the hub's work take
    /// as long for a short one: what a longer one takes beyond that is the line's time.
    private mutating func rateAlone(_ bytes: Int64, elapsed: Int64) -> Int64 {
        let whole = Self.rate(bytes, in: elapsed)
        guard let known = quickest, elapsed > known.elapsed else {
            quickest = Quickest(bytes: bytes, elapsed: elapsed)
            return whole
        }
        // Of times that hardly differ the difference is chance.
        let beyond = elapsed - known.elapsed
        guard bytes > known.bytes, beyond >= elapsed / 3 else { return whole }
        return max(whole, Self.rate(bytes - known.bytes, in: beyond))
    }

    private static func rate(_ bytes: Int64, in milliseconds: Int64) -> Int64 {
        max(bytes * 1_000 / max(milliseconds, 1), 1)
    }

    /// Notes that the line was cut.
    package mutating func cut() {
        cuts += 1
    }

    /// Notes whether something of what a cut broke off had come. When nothing had, the line may
    /// also have become slower than a frame can bear: everything becomes half as large.
    package mutating func note(takesParts: Bool) {
        self.takesParts = takesParts
        guard !takesParts else { return }
        envelopeBytes = max(envelopeBytes / 2, Self.smallest)
        bytesPerSecond = bytesPerSecond.map { max($0 / 2, 1) }
    }

    /// When the next envelope may follow one of so many bytes that has the line since a time.
    ///
    /// Sooner they would share the line, and what comes of the second before a cut follows nothing;
    /// later it would be idle.
    package func follow(bytes: Int, since: Int64) -> Int64 {
        let needed = Int64(bytes) * 1_000 / lineRate
        return since + max(needed - Self.leadMilliseconds, 0)
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

    /// Bytes of one frame.
    package var frameBytes: Int {
        let bytes = max(lineRate * Self.frameMilliseconds / 1_000, Self.smallestFrame)
        return Int(min(bytes, Int64(Self.largest)))
    }

    /// Bytes of events that fill one frame.
    package var frameEventBytes: Int { frameBytes * Int(expansion) }

    /// What the line is taken to carry, in bytes a second.
    private var lineRate: Int64 { bytesPerSecond ?? Self.slow }

    /// Bytes that an answer should not exceed.
    private var answerLineBytes: Int {
        guard let rate = bytesPerSecond else { return envelopeBytes }
        let bytes = rate * (Self.whole.lowerBound + Self.whole.upperBound) / 2_000
        return Int(min(bytes, Int64(envelopeBytes)))
    }

    /// Bytes of events that an answer should not exceed.
    package var answerBytes: Int { answerLineBytes * Int(expansion) }

    /// Bytes of documents, which do not shrink, that an answer should not exceed.
    package var answerChunkBytes: Int { min(answerLineBytes, Limits.answerRoom.upperBound) }

    /// Bytes of events that the line carries in a second; nil before the first answer.
    package var eventBytesPerSecond: Int64? { bytesPerSecond.map { $0 * expansion } }

    /// How long so many bytes of events take on this line, in milliseconds; nil when unknown.
    package func milliseconds(eventBytes: Int) -> Int64? {
        bytesPerSecond.map { Int64(eventBytes) * 1_000 / (expansion * $0) }
    }

    /// The line time of one envelope. When a cut costs all of it, the square root of twice the mean
    /// time between cuts times the overhead loses least.
    private func lineMilliseconds(now: Int64) -> Int64 {
        let range = takesParts ? Self.framed : Self.whole
        guard cuts > 0, let began else {
            return takesParts ? range.upperBound : (range.lowerBound + range.upperBound) / 2
        }
        let between = max(now - began, 1) / cuts
        let best =
            takesParts
            ? between / Self.answersBetweenCuts
            : Self.squareRoot(2 * between * Self.overheadMilliseconds)
        return min(max(best, range.lowerBound), range.upperBound)
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
