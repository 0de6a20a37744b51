import Simulator
import Testing

/// Whole provinces, each from one seed; `Tests/simulate` plays a thousand, and makes the mistakes.
@Suite struct SimulatorTests {
    /// What a person needs to see a broken promise again.
    private static func words(_ finding: Finding) -> Comment {
        let lines = finding.trace.joined(separator: "\n")
        return """
            simulate --seed \(finding.seed): step \(finding.step), \(finding.invariant.rawValue): \
            \(finding.words)
            \(lines)
            """
    }

    @Test func `the same seed replays byte for byte`() {
        for seed in 1...4 as ClosedRange<UInt64> {
            let first = Simulator().run(Settings(seed: seed))
            let second = Simulator().run(Settings(seed: seed))
            #expect(first == second)
        }
    }

    @Test func `another seed is another world`() {
        let simulator = Simulator()
        let traces = (1...5).map { simulator.run(Settings(seed: $0, steps: 60)).trace }
        #expect(Set(traces).count == traces.count)
    }

    @Test func `the worlds contain what they are meant to test`() {
        let simulator = Simulator()
        var tally = Tally()
        for seed in 1...20 as ClosedRange<UInt64> {
            tally.add(simulator.run(Settings(seed: seed, faults: Fault.usual)).tally)
        }
        #expect(tally.events > 300 && tally.exchanges > 300 && tally.cases > 100)
        #expect(tally.conflicts > 0 && tally.parked > 0 && tally.lost > 20)
        #expect(tally.crashes > 10 && tally.diskTroubles > 10 && tally.bundles > 5)
        #expect(tally.refused > 0)
        for seed in 1...10 as ClosedRange<UInt64> {
            let faults: [Fault] = [.loss, .crash, .revoke, .prune, .renew]
            tally.add(simulator.run(Settings(seed: seed, faults: faults)).tally)
        }
        #expect(tally.pruned > 0)
    }

    @Test func `without faults no world is refused anything or loses a message`() {
        let simulator = Simulator()
        for seed in 1...8 as ClosedRange<UInt64> {
            let outcome = simulator.run(Settings(seed: seed, faults: []))
            if let finding = outcome.finding { Issue.record(Self.words(finding)) }
            #expect(outcome.tally.refused == 0 && outcome.tally.lost == 0)
        }
    }

    @Test func `a broken promise is told, and is broken again by the same seed`() throws {
        let worlds = (1...20 as ClosedRange<UInt64>).lazy.map {
            Settings(seed: $0, bug: .contextWithAllOwn)
        }
        let broken = try #require(worlds.first { Simulator().run($0).finding != nil })
        let outcome = Simulator().run(broken)
        let finding = try #require(outcome.finding)
        #expect(finding.seed == broken.seed && finding.invariant == .conflicts)
        #expect(!finding.trace.isEmpty && Simulator().run(broken) == outcome)
    }
}
