import Foundation
import Testing

/// A point that the restored centre has never heard of, with the real programs.
@Suite struct TicketTests {
    @Test func `a point that was enrolled after the backup is taken back, and nothing is missing`()
        throws
    {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(2, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let file = world.folder.appending(path: "centre.backup").path
        #expect(try world.central("backup", file).status == 0)
        try world.enrol("b")
        _ = try world.kiosk("b", "submit", input: .text(Cases.lines(3, "s")))
        for point in ["b", "a"] { #expect(try world.kiosk(point, "sync").status == 0) }
        let before = try world.central("list", "--json").objects().slips.sorted()
        try world.killHub()
        #expect(try world.central("restore", file, "--replace").status == 0)
        try world.startHub()
        for point in ["b", "a", "b", "a"] {
            let outcome = try world.kiosk(point, "sync", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try outcome.objects().first?.number("waiting") == 0)
        }
        #expect(try world.central("list", "--json").objects().slips.sorted() == before)
        let names = try world.central("sites", "--json").objects().compactMap { $0.text("name") }
        #expect(names.contains("Point b"))
        let check = try world.central("verify", "--json")
        #expect(check.status == 0, "\(check.output)")
        let stopped = try world.stopHub()
        #expect(stopped?.errors.contains("central revoke") == true)
    }

    @Test func `who carries its bundle is told that a point has come back`() throws {
        let world = try World()
        let (backup, out, back) = (
            world.folder.appending(path: "centre.backup").path,
            world.folder.appending(path: "out").path, world.folder.appending(path: "back").path
        )
        #expect(try world.central("backup", backup).status == 0)
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        try world.killHub()
        #expect(try world.central("restore", backup, "--replace").status == 0)
        #expect(try world.kiosk("a", "bundle", "export", out).status == 0)
        let refused = try world.central("bundle", "accept", out, "--reply", back)
        #expect(refused.status == 3 && refused.errors.contains("export --ticket"))
        #expect(try world.kiosk("a", "bundle", "export", out, "--ticket").status == 0)
        let taken = try world.central("bundle", "accept", out, "--reply", back)
        #expect(taken.errors.contains("central revoke"))
        #expect(try world.central("sites", "--json").output.contains("Point a"))
    }
}
