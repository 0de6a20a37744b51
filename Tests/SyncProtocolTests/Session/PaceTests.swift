import SyncProtocol
import Testing

/// Envelopes as large as the line bears.
@Suite struct PaceTests {
    /// Sends envelopes one after another over a line of this rate with this round trip.
    private func run(
        _ pace: inout Pace, bytesPerSecond: Int64, roundTrip: Int64, count: Int, from start: Int64
    ) -> Int64 {
        var now = start
        for _ in 0..<count {
            let departed = now
            pace.depart(now: now, isAlone: true)
            now += Int64(pace.envelopeBytes) * 1_000 / bytesPerSecond + roundTrip
            pace.arrive(departed: departed, bytes: pace.envelopeBytes, now: now)
        }
        return now
    }

    @Test(
        arguments: [(500, 3_000), (4_000, 24_000), (40_000, 240_000), (160_000, 960_000)]
            as [(Int64, Int)])
    func `an envelope takes about six seconds of the line`(rate: Int64, bytes: Int) {
        var pace = Pace()
        _ = run(&pace, bytesPerSecond: rate, roundTrip: 0, count: 12, from: 0)
        #expect((bytes * 9 / 10...bytes * 11 / 10).contains(pace.envelopeBytes))
    }

    @Test func `a fast line gets the largest envelope, and no larger one`() {
        var pace = Pace()
        _ = run(&pace, bytesPerSecond: 10_000_000, roundTrip: 2, count: 9, from: 0)
        #expect(pace.envelopeBytes == Pace.largest)
    }

    @Test func `long round trips do not keep envelopes small`() {
        var pace = Pace()
        _ = run(&pace, bytesPerSecond: 100_000, roundTrip: 600, count: 12, from: 0)
        #expect(pace.envelopeBytes > 80_000)
    }

    @Test(
        arguments: [(400, 512), (4_000, 1_000), (40_000, 10_000), (100_000_000, 1 << 20)]
            as [(Int64, Int)])
    func `a frame takes a quarter of a second, and is not too small for its seal`(
        rate: Int64, bytes: Int
    ) {
        var pace = Pace()
        #expect(pace.frameEventBytes == 16 * 1_000)
        _ = run(&pace, bytesPerSecond: rate, roundTrip: 0, count: 40, from: 0)
        #expect((bytes * 9 / 10...bytes * 11 / 10).contains(pace.frameEventBytes / 16))
    }

    @Test func `an answer, which comes whole or not at all, stays short`() {
        var pace = Pace()
        #expect(pace.answerBytes == pace.eventBytes)
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 12, from: 0)
        #expect((5_900...6_100).contains(pace.answerBytes / 16))
    }

    @Test func `a cut of which something came leaves the size as it is`() {
        var pace = Pace()
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 9, from: 0)
        let before = pace.envelopeBytes
        pace.cut()
        pace.note(takesParts: true)
        #expect(pace.envelopeBytes == before)
    }

    @Test func `a cut of which nothing came halves, and answers let it grow again`() {
        var pace = Pace()
        let now = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 9, from: 0)
        let (before, frame) = (pace.envelopeBytes, pace.frameEventBytes)
        pace.cut()
        pace.note(takesParts: false)
        #expect(pace.envelopeBytes == before / 2)
        #expect(pace.frameEventBytes < frame)
        for _ in 0..<20 { pace.note(takesParts: false) }
        #expect(pace.envelopeBytes == Pace.smallest)
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 30, from: now)
        #expect(pace.envelopeBytes > 2 * Pace.smallest)
    }

    /// Twenty times three envelopes and a cut; then so long that the size has settled.
    private func afterCuts(takesParts: Bool) -> Int {
        var pace = Pace()
        var now: Int64 = 0
        for _ in 0..<20 {
            now = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 3, from: now)
            pace.cut()
            pace.note(takesParts: takesParts)
        }
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 4, from: now)
        return pace.envelopeBytes
    }

    @Test func `where a body is kept back until it is whole, envelopes are short`() {
        #expect((3_700...4_900).contains(afterCuts(takesParts: false)))
        #expect(afterCuts(takesParts: true) > 20_000)
    }

    @Test func `cuts that come often leave time for two answers`() {
        var pace = Pace()
        var now: Int64 = 0
        for _ in 0..<30 {
            pace.depart(now: now, isAlone: true)
            now += 5_000
            pace.arrive(departed: now - 5_000, bytes: 20_000, now: now)
            pace.cut()
            pace.note(takesParts: true)
        }
        #expect((9_000...11_000).contains(pace.envelopeBytes))
    }

    @Test func `two on their way share the line`() {
        // Each of the two takes one second of the line; the second waits for the first.
        var pace = Pace()
        pace.depart(now: 0, isAlone: true)
        pace.depart(now: 0, isAlone: false)
        pace.arrive(departed: 0, bytes: 4_000, now: 1_000)
        pace.arrive(departed: 0, bytes: 4_000, now: 2_000)
        #expect(pace.bytesPerSecond == 4_000)
    }

    @Test(arguments: [4_000, 8_000, 32_000] as [Int64])
    func `the way of an answer is told from the line's time by a short one`(rate: Int64) {
        var pace = Pace()
        let answer = { (bytes: Int64) in bytes * 1_000 / rate + 600 }
        pace.depart(now: 0, isAlone: true)
        pace.arrive(departed: 0, bytes: 500, now: answer(500))
        pace.depart(now: 10_000, isAlone: true)
        pace.arrive(departed: 10_000, bytes: 32_000, now: 10_000 + answer(32_000))
        #expect((rate * 9 / 10...rate * 11 / 10).contains(pace.bytesPerSecond ?? 0))
        #expect((500...700).contains(pace.latency))
    }

    /// Envelopes over a line of 4,000 B/s with 300 ms each way, each as soon as it may follow.
    @Test func `the line is hardly ever idle, and envelopes hardly share it`() {
        var pace = Pace()
        var freeAt: Int64 = 0
        var idle: Int64 = 0
        var shared: Int64 = 0
        var lastAnswer: Int64 = 0
        var due: Int64 = 0
        // The one before: when it started, its bytes, when its answer comes.
        var before: (departed: Int64, bytes: Int, answer: Int64)?
        for round in 0..<30 {
            if let flight = before, flight.answer <= due {
                pace.arrive(departed: flight.departed, bytes: flight.bytes, now: flight.answer)
                lastAnswer = flight.answer
                before = nil
            }
            pace.depart(now: due, isAlone: before == nil)
            if round > 3 {
                idle += max(due - freeAt, 0)
                shared += max(freeAt - due, 0)
            }
            let bytes = pace.envelopeBytes
            freeAt = max(freeAt, due) + Int64(bytes) / 4
            if let flight = before {
                pace.arrive(departed: flight.departed, bytes: flight.bytes, now: flight.answer)
                lastAnswer = flight.answer
            }
            before = (due, bytes, freeAt + 600)
            let since = max(due, lastAnswer - pace.latency)
            due = max(pace.follow(bytes: bytes, since: since), lastAnswer)
        }
        #expect(idle < freeAt / 50)
        #expect(shared < freeAt / 5)
    }

    @Test func `events fill an envelope as they were seen to`() {
        var pace = Pace()
        #expect(pace.eventBytes == 16 * Pace.start)
        for _ in 0..<9 { pace.note(eventBytes: 80_000, sealedBytes: 8_000) }
        #expect((9...10).contains(pace.eventBytes / pace.envelopeBytes))
        #expect(pace.milliseconds(eventBytes: 1_000) == nil)
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 1, from: 0)
        #expect((2_000...2_400).contains(pace.milliseconds(eventBytes: 80_000) ?? 0))
    }
}

/// Rests between tries.
@Suite struct RetryTests {
    @Test func `the bound doubles and has an end`() {
        var retry = Retry()
        var rests: [Int64] = []
        for _ in 0..<16 { rests.append(retry.fail(chance: .max, retryAfter: nil)) }
        #expect(rests.allSatisfy { (0...Retry.longest).contains($0) })
        var bounds = Retry()
        for power in 0..<10 {
            // The largest number that leaves the bound itself as its rest.
            let bound = min(Retry.first << Int64(power), Retry.longest)
            #expect(bounds.fail(chance: UInt64(bound), retryAfter: nil) == bound)
        }
        #expect(bounds.failures == 10)
        bounds.succeed()
        #expect(bounds.fail(chance: 500, retryAfter: nil) == 500)
    }

    @Test func `chance spreads over the whole of it, and the hub's wish counts`() {
        var retry = Retry()
        #expect(retry.fail(chance: 0, retryAfter: nil) == 0)
        #expect(retry.fail(chance: 0, retryAfter: 4_000) == 4_000)
        #expect(retry.fail(chance: 0, retryAfter: .max) == Retry.longest)
    }
}
