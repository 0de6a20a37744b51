import Foundation
import Testing

/// Several processes over one store at the same time.
@Suite struct TogetherTests {
    @Test func `two kiosks of one home take cases in at once`() throws {
        let world = try World()
        try world.enrol("a")
        let children = try ["x", "y"].map { prefix in
            try world.start(
                "a", ["submit", "--json"], input: .text(Cases.lines(60, prefix)))
        }
        let outcomes = try children.map { try $0.finish() }
        #expect(outcomes.map(\.status) == [0, 0], "\(outcomes.map(\.errors))")
        let slips = try outcomes.flatMap { try $0.objects().slips }
        #expect(slips.count == 120 && Set(slips).count == 120)
        let kept = try world.kiosk("a", "list", "--json").objects().slips
        #expect(kept.sorted() == slips.sorted())
    }

    @Test func `two syncs at once send everything once`() throws {
        let world = try World()
        try world.enrol("a")
        let given = try world.kiosk("a", "submit", "--json", input: .text(Cases.lines(80, "r")))
        let slips = try given.objects().slips
        let children = try (0..<3).map { _ in try world.start("a", ["sync"]) }
        for child in children {
            let outcome = try child.finish()
            #expect(outcome.status <= 1, "\(outcome.errors)")
        }
        let report = try #require(world.kiosk("a", "sync", "--json").objects().first)
        #expect(report.text("result") == "complete" && report.number("waiting") == 0)
        let central = try world.central("list", "--json").objects().slips
        #expect(central.sorted() == slips.sorted())
    }

    @Test func `an officer accepts while the hub serves`() throws {
        let world = try World()
        try world.enrol("a")
        let given = try world.kiosk("a", "submit", "--json", input: .text(Cases.lines(30, "r")))
        let first = try #require(given.objects().slips.first)
        #expect(try world.kiosk("a", "sync").status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(40, "s")))
        let syncing = try world.start("a", ["sync"])
        let accepted = try world.central("accept", first, "--actor", "Hà", "--json")
        #expect(accepted.status == 0, "\(accepted.errors)")
        let official = try #require(accepted.objects().first?.text("official"))
        #expect(try syncing.finish().status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        for typed in [official, official.lowercased()] {
            let shown = try world.kiosk("a", "show", typed, "--json").objects().first
            #expect(shown?.text("slip") == first && shown?.text("state") == "accepted")
        }
        #expect(try world.central("accept", first).status == 3)
        #expect(try world.central("list", "--json").lines.count == 70)
    }
}
