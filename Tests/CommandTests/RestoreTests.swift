import Foundation
import Testing

/// The centre's store put back from a backup, with the real programs.
@Suite struct RestoreTests {
    @Test func `after a restore two points bring back all that was lost`() throws {
        let world = try World()
        try world.enrol("a")
        try world.enrol("b")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let file = world.folder.appending(path: "centre.backup").path
        #expect(try world.central("backup", file).status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(4, "s")))
        _ = try world.kiosk("b", "submit", input: .text(Cases.lines(2, "t")))
        for point in ["a", "b"] { #expect(try world.kiosk(point, "sync").status == 0) }
        let before = try world.central("list", "--json").objects().slips.sorted()
        let act = try world.central("accept", try #require(before.last))
        #expect(act.status == 0, "\(act.errors)")
        for point in ["a", "b"] { #expect(try world.kiosk(point, "sync").status == 0) }
        let open = try world.central("restore", file, "--replace")
        #expect(open.status == 3 && open.errors.contains("Stop 'central serve'"))
        try world.killHub()
        let refused = try world.central("restore", file)
        #expect(refused.status == 3 && refused.errors.contains("--replace"))
        let restored = try world.central("restore", file, "--replace", "--json")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try restored.objects().first?.number("epoch") == 2)
        #expect(try world.central("list", "--json").objects().count == 3)
        try world.startHub()
        for point in ["a", "b", "a", "b"] {
            let outcome = try world.kiosk(point, "sync", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try outcome.objects().first?.number("waiting") == 0)
        }
        #expect(try world.central("list", "--json").objects().slips.sorted() == before)
        let last = try world.central("show", try #require(before.last), "--json").objects().first
        #expect(last?.text("state") == "accepted")
        let check = try world.central("verify", "--json")
        #expect(check.status == 0, "\(check.output)")
    }

    @Test func `without the key file nothing is restored`() throws {
        let world = try World(isServing: false)
        let file = world.folder.appending(path: "centre.backup").path
        #expect(try world.central("backup", file).status == 0)
        let keys = world.store.appending(path: "hub.keys")
        try FileManager.default.removeItem(at: keys)
        let refused = try world.central("restore", file, "--replace")
        #expect(refused.status == 1 && refused.errors.contains("recovery sheet"))
    }
}
