import SyncProtocol
import Testing

@Suite struct VectorClockTests {
    /// Checks a law over random clocks and names the seeds for which it does not hold.
    private func seedsBreaking(_ holds: (VectorClock, VectorClock, VectorClock) -> Bool) -> [UInt64]
    {
        (0..<1_500).filter { seed in
            var generator = SeededGenerator(seed: seed)
            return !holds(generator.clock(), generator.clock(), generator.clock())
        }
    }

    private func merged(_ left: VectorClock, _ right: VectorClock) -> VectorClock {
        var clock = left
        clock.merge(right)
        return clock
    }

    @Test func `the order of two clocks is turned round with them`() {
        let mirrored: [VectorClock.Order: VectorClock.Order] = [
            .equal: .equal, .before: .after, .after: .before, .concurrent: .concurrent,
        ]
        #expect(seedsBreaking { a, b, _ in mirrored[a.compare(b)] == b.compare(a) } == [])
    }

    @Test func `clocks are equal in order exactly when they are the same`() {
        #expect(seedsBreaking { a, b, _ in (a.compare(b) == .equal) == (a == b) } == [])
        #expect(seedsBreaking { a, _, _ in a.compare(a) == .equal } == [])
    }

    @Test func `the order goes on over a third clock`() {
        let broken = seedsBreaking { a, b, c in !(a.covers(b) && b.covers(c)) || a.covers(c) }
        #expect(broken == [])
    }

    @Test func `all four orders are among the random clocks`() {
        for order in [VectorClock.Order.equal, .before, .after, .concurrent] {
            #expect(seedsBreaking { a, b, _ in a.compare(b) != order } != [])
        }
    }

    @Test func `covering is the order`() {
        let broken = seedsBreaking { a, b, _ in
            let order = a.compare(b)
            return a.covers(b) == (order == .equal || order == .after)
                && b.covers(a) == (order == .equal || order == .before)
        }
        #expect(broken == [])
    }

    @Test func `covering a clock is covering each event of it`() {
        let broken = seedsBreaking { a, b, _ in
            a.covers(b)
                == b.entries.allSatisfy { entry in
                    (1...entry.sequence).allSatisfy { a.covers($0, of: entry.site) }
                }
        }
        #expect(broken == [])
    }

    @Test func `merging is the same from both sides`() {
        #expect(seedsBreaking { a, b, _ in merged(a, b) == merged(b, a) } == [])
    }

    @Test func `merging three is the same in any grouping`() {
        let broken = seedsBreaking { a, b, c in
            merged(merged(a, b), c) == merged(a, merged(b, c))
        }
        #expect(broken == [])
    }

    @Test func `merging twice changes nothing`() {
        let broken = seedsBreaking { a, b, _ in
            merged(a, a) == a && merged(merged(a, b), b) == merged(a, b)
        }
        #expect(broken == [])
    }

    @Test func `a merged clock is the least that covers both`() {
        let broken = seedsBreaking { a, b, c in
            let both = merged(a, b)
            return both.covers(a) && both.covers(b)
                && (!(c.covers(a) && c.covers(b)) || c.covers(both))
        }
        #expect(broken == [])
    }

    @Test func `an advanced clock is after what it was, by one event of one site`() {
        let broken = seedsBreaking { a, b, _ in
            let site = SiteNumber(b.entries.first?.site.value ?? 9)
            var next = a
            let sequence = next.advance(site)
            return sequence == a[site] + 1 && next[site] == sequence && next.compare(a) == .after
                && next.entries.filter { $0.site != site } == a.entries.filter { $0.site != site }
        }
        #expect(broken == [])
    }

    @Test func `entries are sorted, single and never zero, however they came`() {
        let clock = VectorClock([
            .init(site: SiteNumber(7), sequence: 2), .init(site: .own, sequence: 5),
            .init(site: SiteNumber(3), sequence: 0), .init(site: SiteNumber(7), sequence: 1),
        ])
        #expect(clock.entries.map(\.site.value) == [0, 7])
        #expect(clock.entries.map(\.sequence) == [5, 2])
        #expect(clock[SiteNumber(3)] == 0)
        #expect(clock.covers(0, of: SiteNumber(3)))
        #expect(!clock.covers(1, of: SiteNumber(3)))
    }

    @Test func `an empty clock covers nothing and is covered by all`() {
        #expect(VectorClock().isEmpty)
        #expect(seedsBreaking { a, _, _ in a.covers(VectorClock()) } == [])
        #expect(seedsBreaking { a, _, _ in VectorClock().covers(a) == a.isEmpty } == [])
    }
}
