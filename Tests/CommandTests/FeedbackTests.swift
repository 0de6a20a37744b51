import Foundation
import Testing

/// Ratings, feedback and open data by the real programs.
@Suite struct FeedbackCommandTests {
    private static func run(_ world: World, _ words: [String]) throws -> Programs.Outcome {
        try Child(
            "central", ["--store", world.store.path, "--lang", "en"] + words, in: world.folder,
            input: .nothing
        ).finish()
    }

    private static func world() throws -> (World, String) {
        let world = try World()
        try world.enrol("a")
        let given = try world.kiosk("a", "submit", "--json", input: .text(Cases.lines(1, "r")))
        return (world, try #require(try given.objects().slips.first))
    }

    @Test func `feedback is answered step by step, and no step twice`() throws {
        let (world, slip) = try Self.world()
        let written = try world.kiosk(
            "a", "feedback", "--kind", "conduct", "--text", "Cán bộ không hướng dẫn", "--case",
            slip, "--contact", "0905218446", "--json")
        #expect(written.status == 0, "\(written.errors)")
        let record = try #require(try written.objects().first?["record"] as? String)
        #expect(try world.kiosk("a", "sync").status == 0)
        let open = try Self.run(world, ["feedback", "--open", "--json"])
        let first = try #require(try open.objects().first)
        #expect(first["kind"] as? String == "conduct")
        #expect(first["contact"] as? String == "0905218446")
        #expect(first["overdue"] as? Bool == false)
        let early = try Self.run(
            world, ["answer-feedback", record, "--text", "Đăng", "--step", "published"])
        #expect(early.status == 3)
        let answered = try Self.run(world, ["answer-feedback", record, "--text", "Đã nhắc nhở"])
        #expect(answered.status == 0, "\(answered.errors)")
        let again = try Self.run(world, ["answer-feedback", record, "--text", "Khác"])
        #expect(again.status == 3)
        #expect(try Self.run(world, ["feedback", "--open", "--json"]).objects().isEmpty)
        #expect(try Self.run(world, ["feedback", "--overdue", "--json"]).objects().isEmpty)
        let unknown = try Self.run(world, ["answer-feedback", "00", "--text", "x"])
        #expect(unknown.status != 0)
        #expect(try world.kiosk("a", "feedback", "--kind", "other", "--text", " ").status == 3)
    }

    @Test func `anonymous ratings wait for five and come without case, actor and time`() throws {
        let (world, slip) = try Self.world()
        for score in 1...4 {
            let rated = try world.kiosk(
                "a", "rate", slip, "--score", "\(score)", "--anonymous", "--json")
            #expect(rated.status == 0, "\(rated.errors)")
            #expect(try rated.objects().first?["record"] is NSNull)
            #expect(try rated.objects().first?["case"] is NSNull)
        }
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try Self.run(world, ["status", "--json"]).objects().first?["ratings"] as? Int == 0)
        #expect(
            try world.kiosk(
                "a", "feedback", "--kind", "delay", "--text", "Chậm", "--case", slip, "--contact",
                "0905218446", "--anonymous"
            ).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try Self.run(world, ["status", "--json"]).objects().first?["ratings"] as? Int == 4)
        let report = try Self.run(
            world, ["report", "--from", "2020-01-01", "--to", "2039-12-31", "--json"])
        let total = try #require(try report.objects().first?["total"] as? [String: Any])
        #expect(total["ratings"] as? Int == 4)
        #expect(total["feedback"] as? Int == 1)
        let heard = try #require(
            try Self.run(world, ["feedback", "--json"]).objects().first)
        #expect(heard["case"] is NSNull)
        #expect(heard["contact"] is NSNull)
        #expect((heard["received_at"] as? String)?.hasSuffix("T12:00:00+07:00") == true)
    }

    @Test func `open data names no officer and no small count`() throws {
        let (world, slip) = try Self.world()
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try Self.run(world, ["assign", slip, "--officer", "Mai Bí Mật"]).status != 2)
        let folder = world.folder.appending(path: "open")
        let written = try Self.run(
            world,
            ["export", "open-data", folder.path, "--from", "2020-01-01", "--to", "2039-12-31"])
        #expect(written.status == 0, "\(written.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(
            names == [
                "by-point.csv", "by-point.json", "by-procedure.csv", "by-procedure.json",
                "by-unit.csv", "by-unit.json",
            ])
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for secret in ["Mai", "Trần", "046190000123", slip] {
                #expect(!text.contains(secret), "\(name): \(secret)")
            }
        }
        let csv = try String(contentsOf: folder.appending(path: "by-unit.csv"), encoding: .utf8)
        // One case only: its figures would tell of a person.
        #expect(csv.contains(",2.1,"))
        #expect(
            csv.split(separator: "\r\n").contains { $0.contains(",2.1,") && $0.hasSuffix(",yes") })
    }
}
