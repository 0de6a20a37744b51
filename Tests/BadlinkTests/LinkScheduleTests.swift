import Testing

@testable import badlink

/// What happens to a line and when, as transcripts in virtual time.
@Suite struct LinkScheduleTests {
    @Test func `a good line has no events`() {
        var schedule = LinkSchedule(LinkPlan())
        #expect(schedule.next == nil)
        #expect(schedule.due(at: Int.max) == [])
        #expect(!schedule.isDown(at: 0) && schedule.lineTime(at: 17) == 17)
    }

    @Test func `regular cuts come at their times, each once`() {
        var plan = LinkPlan()
        plan.cutEvery = 20
        var schedule = LinkSchedule(plan)
        #expect(schedule.next == 20)
        #expect(schedule.due(at: 19) == [])
        #expect(schedule.due(at: 20) == [.cut])
        #expect(schedule.due(at: 20) == [])
        #expect(schedule.due(at: 65) == [.cut, .cut])
        #expect(schedule.next == 80)
    }

    @Test func `the first cut may have a time of its own`() {
        var plan = LinkPlan()
        plan.cutEvery = 20
        plan.firstCut = 7
        var schedule = LinkSchedule(plan)
        #expect(schedule.due(at: 7) == [.cut])
        #expect(schedule.next == 27)
    }

    @Test func `after a cut the line is down for a while`() {
        var plan = LinkPlan()
        plan.cutEvery = 20
        plan.downTime = 5
        var schedule = LinkSchedule(plan)
        #expect(!schedule.isDown(at: 19))
        #expect(schedule.due(at: 22) == [.cut])
        #expect(schedule.isDown(at: 24) && !schedule.isDown(at: 25))
    }

    @Test func `in a stall the line's time stands still`() {
        var plan = LinkPlan()
        plan.stallEvery = 10
        plan.stallFor = 4
        var schedule = LinkSchedule(plan)
        #expect(schedule.due(at: 10) == [])
        #expect(schedule.lineTime(at: 12) == 10 && schedule.time(ofLine: 11) == nil)
        #expect(schedule.next == 14)
        #expect(schedule.due(at: 14) == [])
        #expect(schedule.lineTime(at: 15) == 11 && schedule.time(ofLine: 11) == 15)
        #expect(schedule.next == 24)
    }

    @Test func `a seed gives the same day, another seed another`() {
        #expect(Self.day(seed: 1) == Self.day(seed: 1))
        #expect(Self.day(seed: 1) != Self.day(seed: 2))
    }

    @Test func `one kind of trouble does not move another`() {
        var plan = LinkPlan()
        plan.cutAround = 20_000
        var both = plan
        both.silenceAround = 7_000
        let cuts = Self.times(plan).filter { $0.1 == .cut }.map(\.0)
        #expect(cuts == Self.times(both).filter { $0.1 == .cut }.map(\.0))
    }

    @Test func `random cuts keep their mean`() {
        var plan = LinkPlan()
        plan.cutAround = 20_000
        let count = Self.times(plan, until: 20_000_000).count
        #expect((900...1_100).contains(count))
    }

    private static func day(seed: UInt64) -> [Int] {
        var plan = LinkPlan()
        plan.seed = seed
        plan.cutAround = 20_000
        plan.silenceAround = 30_000
        return times(plan).map(\.0)
    }

    private static func times(
        _ plan: LinkPlan, until end: Int = 500_000
    ) -> [(Int, LinkSchedule.Event)] {
        var schedule = LinkSchedule(plan)
        var found: [(Int, LinkSchedule.Event)] = []
        while let next = schedule.next, next < end {
            found += schedule.due(at: next).map { (next, $0) }
        }
        return found
    }
}
