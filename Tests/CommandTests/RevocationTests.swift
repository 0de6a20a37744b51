import Foundation
import Testing

/// A point is revoked, looked at, and taken back, with the real programs.
@Suite struct RevocationTests {
    @Test func `what a revoked point sends is shown and taken by readmitting it`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let revoked = try world.central("revoke", "2", "--since", "2026-01-01", "--json")
        let written = try revoked.objects()
        #expect(revoked.status == 0 && written.count == 1)
        #expect(written.first?.text("kind") == "case" && written.first?.text("site") == "2")
        let flagged = try world.central("list", "--flagged", "--json").objects()
        #expect(flagged.first?["flags"] as? [String] == ["revoked_point"])

        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(2, "s")))
        let refused = try world.kiosk("a", "sync")
        #expect(refused.status == 1 && refused.errors.contains("revoked"))
        #expect(!refused.output.contains("Left:"), "how long it takes means nothing now")
        #expect(try world.kiosk("a", "outbox", "--json").objects().count == 2)
        #expect(try world.central("sites").output.contains("(revoked)"))
        let look = try #require(
            try world.central("readmit", "2", "--dry-run", "--json").objects().first)
        #expect(look.number("events") == 2 && look["readmitted"] as? Bool == false)
        #expect(look["kinds"] as? [String: Int] == ["case": 2])
        #expect(try world.central("list", "--json").objects().count == 1)
        let done = try #require(try world.central("readmit", "2", "--json").objects().first)
        #expect(done.number("taken") == 2 && done.number("parked") == 0)
        #expect(try world.central("list", "--json").objects().count == 3)
        #expect(try world.central("list", "--flagged", "--json").objects().isEmpty)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("t")))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.kiosk("a", "outbox", "--json").objects().isEmpty)
        #expect(try world.central("list", "--json").objects().count == 4)
        #expect(try world.central("forks", "--json").objects().isEmpty)
    }

    @Test func `a bundle of a revoked point is kept, which its carrier is told`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("revoke", "2").status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let (file, reply) = (
            world.folder.appending(path: "out").path, world.folder.appending(path: "back").path
        )
        #expect(try world.kiosk("a", "bundle", "export", file).status == 0)
        let taken = try world.central("bundle", "accept", file, "--reply", reply)
        #expect(taken.status == 1 && taken.errors.contains("kept sealed"))
        #expect(try world.kiosk("a", "bundle", "import", reply).status == 1)
        #expect(try world.kiosk("a", "outbox", "--json").objects().count == 1)
        let done = try world.central("readmit", "2", "--json").objects().first
        #expect(done?.number("taken") == 1)
    }

    @Test func `another point gets its unfinished cases`() throws {
        let world = try World()
        for point in ["a", "b"] { try world.enrol(point) }
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("revoke", "2").status == 0)
        let done = try world.central("reassign", "2", "--to", "3", "--json").objects().first
        #expect(done?.number("granted") == 3 && done?.number("known") == 0)
        #expect(try world.kiosk("b", "sync").status == 0)
        let slips = try world.kiosk("b", "list", "--json").objects().slips
        #expect(try slips.sorted() == world.central("list", "--json").objects().slips.sorted())
        #expect(try world.kiosk("b", "edit", slips[0], "note=tiếp").status == 0)
        #expect(try world.kiosk("b", "sync").status == 0)
        #expect(try world.central("parked", "--json").objects().isEmpty)
    }

    @Test func `wrong numbers and times are refused with a sentence`() throws {
        let world = try World(isServing: false)
        #expect(try world.central("revoke", "9").status == 3)
        #expect(try world.central("readmit", "9").status == 3)
        #expect(try world.central("reassign", "1", "--to", "1").status == 3)
        #expect(try world.central("reassign", "2", "--to", "x").status == 2)
        #expect(try world.central("revoke", "2", "--since", "yesterday").status == 2)
    }
}
