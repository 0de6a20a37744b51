import Foundation
import Testing

/// Ratings of a visit by its token, and what a person gave before.
@Suite struct VisitTests {
    private static func world(_ points: String...) throws -> World {
        let world = try World()
        for point in points { try world.enrol(point) }
        return world
    }

    private static func token(_ world: World, at point: String) throws -> String {
        let given = try world.kiosk(point, "visit", "--json")
        return try #require(try given.objects().first?.text("visit"), "\(given.errors)")
    }

    private static func ratings(_ world: World) throws -> [String: Any] {
        let report = try world.central("report", "--format", "json")
        let whole = try #require(try report.objects().first, "\(report.errors)")
        return try #require(whole["total"] as? [String: Any])
    }

    @Test func `a token is spent once, and is in no case`() throws {
        let world = try Self.world("a")
        let taken = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("r")))
        let slip = try #require(try taken.objects().slips.first)
        let token = try Self.token(world, at: "a")
        #expect(try Self.token(world, at: "a") != token)
        let rate = ["rate", "--visit", token, "--score", "5", "--harassment", "none", "--json"]
        let rated = try world.start("a", rate + ["--extra-money", "some"]).finish()
        #expect(rated.status == 0, "\(rated.errors)")
        #expect(try rated.objects().first?.names == ["record", "case", "score"])
        let again = try world.start("a", rate).finish()
        #expect(again.status == 3 && again.errors.contains("used already"))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try Self.ratings(world).number("ratings") == 1)
        #expect(!(try world.central("show", slip, "--json").output.contains(token)))
    }

    @Test func `an anonymous rating spends its token while it waits`() throws {
        let world = try Self.world("a")
        let token = try Self.token(world, at: "a")
        let rate = ["rate", "--visit", token, "--score", "2", "--anonymous"]
        #expect(try world.start("a", rate).finish().status == 0)
        #expect(try world.start("a", rate).finish().status == 3)
    }

    @Test func `spent at two points without a link it counts once, and both are kept`() throws {
        let world = try Self.world("a", "b")
        let token = try Self.token(world, at: "a")
        for (point, score) in [("b", "1"), ("a", "5")] {
            let rated = try world.kiosk(point, "rate", "--visit", token, "--score", score)
            #expect(rated.status == 0, "\(rated.errors)")
        }
        for point in ["b", "a"] { #expect(try world.kiosk(point, "sync").status == 0) }
        for _ in 1...2 {
            let total = try Self.ratings(world)
            #expect(total.number("ratings") == 1 && total.number("ratings_repeated") == 1)
        }
        let status = try world.central("status", "--json").objects().first
        #expect(status?.number("ratings") == 2)
        try expectListed(world)
    }

    /// An operator sees both, and which of them stands for the visit.
    private func expectListed(_ world: World) throws {
        let all = try world.central("ratings", "--json").objects()
        #expect(all.map { $0.number("score") } == [1, 5])
        #expect(all.map { $0["counted"] as? Bool } == [true, false])
        let repeated = try world.central("ratings", "--repeated", "--json").objects()
        #expect(repeated.map { $0.text("record") } == [all[1].text("record")])
        #expect(repeated.first?.text("counted_instead") == all[0].text("record"))
        let said = try world.central("ratings", "--repeated").output
        #expect(said.contains("5/5 · not counted, the visit had been rated: "))
    }

    @Test func `a mistyped or invented token, and none at all, are refused in words`() throws {
        let world = try Self.world("a")
        let mistyped = try world.kiosk("a", "rate", "--visit", "V-2-AAAA", "--score", "3")
        #expect(mistyped.status == 3 && mistyped.errors.contains("is not right"))
        let none = try world.kiosk("a", "rate", "--score", "3")
        #expect(none.status == 2 && none.errors.contains("--visit"))
        let word = try world.kiosk(
            "a", "rate", "--visit", Self.token(world, at: "a"), "--score", "3", "--harassment",
            "often")
        #expect(word.status == 2)
    }

    @Test func `what a person gave before is offered to staff`() throws {
        let world = try Self.world("a")
        let line = Cases.line("r")
        #expect(try world.kiosk("a", "submit", input: .text(line)).status == 0)
        let given = try world.kiosk("a", "given", "046190000123", "--json")
        let object = try #require(try given.objects().first, "\(given.errors)")
        let fields = try #require(object["fields"] as? [String: String])
        #expect(fields["applicant.phone"] == "0905218446")
        #expect(fields["applicant.name"] == "Trần Thị Mai")
        let nobody = try world.kiosk("a", "given", "046190000124")
        #expect(nobody.status == 0 && nobody.output.contains("nothing here before"))
        #expect(try world.kiosk("a", "given", "123").status == 3)
    }
}
