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
            let departure = pace.depart(now: now)
            now += Int64(pace.envelopeBytes) * 1_000 / bytesPerSecond + roundTrip
            pace.arrive(departure, bytes: pace.envelopeBytes, now: now)
        }
        return now
    }

    @Test(
        arguments: [(500, 1_024), (4_000, 6_000), (40_000, 60_000), (400_000, 600_000)]
            as [(Int64, Int)])
    func `an envelope takes about one and a half seconds of the line`(rate: Int64, bytes: Int) {
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

    @Test func `a cut halves, and answers let it grow again`() {
        var pace = Pace()
        let now = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 9, from: 0)
        let before = pace.envelopeBytes
        pace.cut()
        #expect(pace.envelopeBytes == before / 2)
        for _ in 0..<20 { pace.cut() }
        #expect(pace.envelopeBytes == Pace.smallest)
        _ = run(&pace, bytesPerSecond: 4_000, roundTrip: 0, count: 9, from: now)
        #expect(pace.envelopeBytes > 2 * Pace.smallest)
    }

    @Test func `many cuts make shorter envelopes than few`() {
        var often = Pace()
        var now: Int64 = 0
        for _ in 0..<20 {
            now = run(&often, bytesPerSecond: 4_000, roundTrip: 0, count: 3, from: now)
            often.cut()
        }
        _ = run(&often, bytesPerSecond: 4_000, roundTrip: 0, count: 9, from: now)
        #expect((3_900...4_400).contains(often.envelopeBytes))
    }

    @Test func `two on their way share the line`() {
        // Each of the two takes one second of the line; the second waits for the first.
        var pace = Pace()
        let first = pace.depart(now: 0)
        let second = pace.depart(now: 0)
        pace.arrive(first, bytes: 4_000, now: 1_000)
        pace.arrive(second, bytes: 4_000, now: 2_000)
        #expect(pace.bytesPerSecond == 4_000)
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
