import Foundation
import Testing

/// Files on a stick between a point and the centre, with the real programs.
@Suite struct BundleTests {
    private let world: World

    init() throws {
        world = try World(isServing: false)
    }

    /// The path of a file on the stick.
    private func file(_ name: String) -> String { world.folder.appending(path: name).path }

    /// Makes a point that never had a link.
    private func enrol(_ point: String) throws {
        #expect(try world.kiosk(point, "enrol", world.code("Point \(point)")).status == 0)
    }

    /// Everything that refused files must leave as it is.
    private func state(_ point: String) throws -> [String] {
        [
            try world.kiosk(point, "list", "--json").output,
            try world.kiosk(point, "outbox", "--json").output,
            try world.central("sites", "--json").output,
            try world.central("list", "--json").output,
        ]
    }

    /// Brings one bundle to the centre and the reply home.
    private func courier(_ point: String) throws -> (up: [String: Any], home: [String: Any]) {
        let (out, back) = (file("\(point).out"), file("\(point).back"))
        #expect(try world.kiosk(point, "bundle", "export", out).status == 0)
        let accepted = try world.central("bundle", "accept", out, "--reply", back, "--json")
        #expect(accepted.status == 0, "\(accepted.errors)")
        let imported = try world.kiosk(point, "bundle", "import", back, "--json")
        #expect(imported.status == 0, "\(imported.errors)")
        let up = try #require(accepted.objects().first)
        let home = try #require(imported.objects().first)
        return (up, home)
    }

    @Test func `a point that never had a link lives by files alone`() throws {
        try enrol("a")
        let first = try courier("a")
        #expect(first.up.text("name") == "Point a" && first.up.number("taken") == 0)
        #expect((first.home.number("received") ?? 0) > 0)
        let input = Child.Input.text(Cases.lines(3, "r"))
        #expect(try world.kiosk("a", "submit", input: input).status == 0)
        let second = try courier("a")
        #expect(second.up.number("taken") == 3 && second.up.number("parked") == 0)
        #expect(second.home.number("durable") == 3 && second.home.number("waiting") == 0)
        let shown = try #require(world.kiosk("a", "show", "r-1", "--json").objects().first)
        #expect(shown.text("durability") == "centre")
        let slip = try #require(shown.text("slip"))
        #expect(try world.central("accept", slip).status == 0)
        #expect(try courier("a").home.number("received") == 1)
        let after = try #require(world.kiosk("a", "show", "r-1", "--json").objects().first)
        #expect(after.text("official") != nil)
        // The link may come any time; the bundle of before changes nothing then.
        #expect(try world.kiosk("a", "bundle", "export", file("late")).status == 0)
        let late = try world.central("bundle", "accept", file("late"), "--reply", file("r"))
        #expect(late.status == 0)
        #expect(try world.kiosk("a", "bundle", "import", file("r")).status == 0)
        let twice = try world.kiosk("a", "bundle", "import", file("r"), "--json").objects().first
        #expect(twice?.number("applied") == 0 && twice?.number("known") == 1)
    }

    @Test func `files and the link work side by side`() throws {
        try enrol("a")
        #expect(try world.kiosk("a", "bundle", "export", file("first")).status == 0)
        try world.startHub()
        // Its address is known only now.
        let site = "2"
        let again = try world.central(
            "enrol-again", site, "--address", "http://\(world.address)", "--json")
        let code = try #require(again.objects().first?.text("code"))
        #expect(try world.kiosk("a", "enrol", code).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.kiosk("a", "submit", input: .text(Cases.line("r"))).status == 0)
        #expect(try world.kiosk("a", "bundle", "export", file("out")).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        let accepted = try world.central(
            "bundle", "accept", file("out"), "--reply", file("back"), "--json"
        ).objects().first
        #expect(accepted?.number("taken") == 0 && accepted?.number("known") == 1)
        #expect(try world.kiosk("a", "bundle", "import", file("back")).status == 0)
        // What was sealed before the new code is a stranger's now.
        let stale = try world.central("bundle", "accept", file("first"), "--reply", file("x"))
        #expect(stale.status == 3 && stale.errors.contains("nothing changed"))
        #expect(!FileManager.default.fileExists(atPath: file("x")))
    }

    @Test func `a damaged, foreign or misdirected file is refused with a sentence`() throws {
        try enrol("a")
        _ = try courier("a")
        try enrol("b")
        _ = try courier("b")
        #expect(try world.kiosk("a", "submit", input: .text(Cases.line("r"))).status == 0)
        #expect(try world.kiosk("a", "bundle", "export", file("a.out")).status == 0)
        let whole = try Data(contentsOf: URL(filePath: file("a.out")))
        var flipped = whole
        flipped[whole.count / 2] ^= 1
        try flipped.write(to: URL(filePath: file("flipped")))
        try whole.dropLast(7).write(to: URL(filePath: file("cut")))
        try Data("PK".utf8).write(to: URL(filePath: file("other")))
        let before = try state("a")
        let refusals = [
            ("flipped", "damaged or incomplete"), ("cut", "damaged or incomplete"),
            ("other", "is no file of"),
        ]
        for (name, words) in refusals + [("b.back", "is a reply to a point")] {
            let refused = try world.central("bundle", "accept", file(name), "--reply", file("x"))
            #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
        }
        for (name, words) in refusals + [
            ("b.back", "is for site 3, and this is site 2"), ("a.out", "on its way to the centre"),
        ] {
            let refused = try world.kiosk("a", "bundle", "import", file(name))
            #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
        }
        #expect(try world.kiosk("a", "bundle", "import", file("none")).status == 1)
        #expect(try state("a") == before)
        #expect(!FileManager.default.fileExists(atPath: file("x")))
    }

    @Test func `a bundle for another centre is refused and changes nothing`() throws {
        try enrol("a")
        #expect(try world.kiosk("a", "submit", input: .text("")).status == 0)
        #expect(try world.kiosk("a", "bundle", "export", file("out")).status == 0)
        let other = ["--store", file("elsewhere"), "--lang", "en"]
        #expect(try Child("central", other + ["init"], in: world.folder).finish().status == 0)
        let refused = try Child(
            "central", other + ["bundle", "accept", file("out"), "--reply", file("x")],
            in: world.folder
        ).finish()
        #expect(refused.status == 3 && refused.errors.contains("is not for this centre"))
        #expect(!FileManager.default.fileExists(atPath: file("x")))
    }

    @Test func `no file is overwritten but an older bundle of the same point`() throws {
        try enrol("a")
        try enrol("b")
        try Data("thesis".utf8).write(to: URL(filePath: file("thesis")))
        #expect(try world.kiosk("a", "bundle", "export", file("out")).status == 0)
        #expect(try world.kiosk("a", "bundle", "export", file("out")).status == 0)
        let bundle = try Data(contentsOf: URL(filePath: file("out")))
        for (point, name) in [("a", "thesis"), ("b", "out")] {
            let refused = try world.kiosk(point, "bundle", "export", file(name))
            #expect(refused.status == 3 && refused.errors.contains("was left alone"))
        }
        for name in ["thesis", "out"] {
            let refused = try world.central("bundle", "accept", file("out"), "--reply", file(name))
            #expect(refused.status == 3 && refused.errors.contains("was left alone"))
        }
        #expect(try Data(contentsOf: URL(filePath: file("thesis"))) == Data("thesis".utf8))
        #expect(try Data(contentsOf: URL(filePath: file("out"))) == bundle)
        let mode = try FileManager.default.attributesOfItem(atPath: file("out"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }
}
