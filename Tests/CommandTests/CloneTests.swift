import Foundation
import Testing

/// A point's folder copied with `cp -r`, as somebody does one day.
@Suite struct CloneTests {
    private func copy(_ world: World, _ source: String, to target: String) throws {
        try FileManager.default.copyItem(at: world.home(source), to: world.home(target))
    }

    @Test func `a copied home goes on under a number of its own`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        try copy(world, "a", to: "b")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(4, "s")))
        _ = try world.kiosk("b", "submit", input: .text(Cases.lines(5, "t")))
        for point in ["a", "b", "a"] {
            let outcome = try world.kiosk(point, "sync", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try outcome.objects().first?.number("waiting") == 0)
        }
        let central = try world.central("list", "--json").objects().slips.sorted()
        #expect(central.count == 12)
        for point in ["a", "b"] {
            #expect(try world.kiosk(point, "list", "--json").objects().slips.sorted() == central)
        }
        let forks = try world.central("forks", "--json").objects()
        #expect(forks.count == 1 && forks.first?.text("cause") == "cloned")
        #expect(forks.first?.number("after") == 3)
    }

    @Test func `a home put back from a backup gets back what it lost`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        try copy(world, "a", to: "backup")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(4, "s")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let central = try world.central("list", "--json").objects().slips.sorted()
        #expect(try world.kiosk("backup", "sync").status == 0)
        #expect(try world.kiosk("backup", "list", "--json").objects().slips.sorted() == central)
        let forks = try world.central("forks", "--json").objects()
        #expect(forks.map { $0.text("cause") } == ["restored"])
        #expect(try world.kiosk("backup", "retry").status == 0)
    }
}
