import Foundation
import Testing

/// Exit codes and JSON shapes that operators script against (design §11).
@Suite struct ContractTests {
    @Test func `submit answers each case and refuses a bad line alone`() throws {
        let world = try World()
        try world.enrol("a")
        let input = Cases.line("r-1") + "\n" + Cases.line("r-2", phone: "12") + "\n{\n"
        let outcome = try world.kiosk("a", "submit", "--json", input: .text(input))
        #expect(outcome.status == 3)
        let receipt = try #require(outcome.objects().first)
        #expect(try outcome.objects().count == 1)
        #expect(
            receipt.names == ["slip", "official", "record", "due", "durability", "secret"])
        #expect(receipt["official"] is NSNull)
        #expect(receipt.text("durability") == "saved")
        #expect(receipt.text("slip")?.hasPrefix("T-2-") == true)
        let problems = try outcome.problems()
        #expect(problems.map { $0.number("line") } == [2, 3])
        #expect(problems.map { $0.text("error") } == ["phone", "not_json"])
        #expect(problems.first?.text("field") == "applicant.phone")
        #expect(problems.allSatisfy { $0.names == ["line", "error", "field", "message"] })
    }

    @Test func `the same reference is the same case, counted once`() throws {
        let world = try World()
        try world.enrol("a")
        let twice = Cases.line("same") + "\n" + Cases.line("same") + "\n"
        let first = try world.kiosk("a", "submit", "--json", input: .text(twice))
        let again = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("same")))
        let slips = try first.objects().slips + again.objects().slips
        #expect(slips.count == 3 && Set(slips).count == 1)
        #expect(try world.kiosk("a", "list", "--json").lines.count == 1)
    }

    @Test func `list, show and edit speak of a case the same way`() throws {
        let world = try World()
        try world.enrol("a")
        let slip = try #require(
            world.kiosk("a", "submit", "--json", input: .text(Cases.line("r"))).objects().slips
                .first)
        let common: Set<String> = [
            "record", "slip", "official", "procedure", "state", "due", "received_at",
            "durability", "clock", "conflicts", "events",
        ]
        let listed = try #require(world.kiosk("a", "list", "--json").objects().first)
        #expect(listed.names == common)
        #expect(listed["clock"] as? [String: Int] == ["2": 1])
        for typed in [slip, slip.lowercased(), slip.replacing("-", with: " "), "r"] {
            let shown = try #require(world.kiosk("a", "show", typed, "--json").objects().first)
            #expect(shown.names == common.union(["fields"]))
            #expect(shown.text("slip") == slip)
        }
        let edited = try world.kiosk(
            "a", "edit", slip.lowercased(), "note=Gọi buổi sáng", "--json")
        let fields = try #require(edited.objects().first?["fields"] as? [String: String])
        #expect(edited.status == 0 && fields["note"] == "Gọi buổi sáng")
        #expect(try world.central("show", slip).status == 3)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("show", slip.lowercased()).status == 0)
        let central = try #require(world.central("list", "--json").objects().first)
        #expect(central.names == common)
    }

    @Test func `what stands in the outbox is named, and a rating too`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let rated = try world.kiosk("a", "rate", "r", "--score", "5", "--json")
        #expect(try rated.objects().first?.number("score") == 5)
        let items = try world.kiosk("a", "outbox", "--json").objects()
        #expect(items.map { $0.text("what") } == ["case", "rating"])
        for item in items {
            #expect(item.names == ["record", "slip", "what", "state", "reason"])
            #expect(item.text("state") == "waiting")
        }
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty)
    }

    @Test func `search gives the best first, with or without accents`() throws {
        let world = try World()
        try world.enrol("a")
        let plain = try world.kiosk("a", "search", "khai", "sinh", "--json").objects()
        let accented = try world.kiosk("a", "search", "khai sinh", "--json").objects()
        #expect(plain.first?.names == ["code", "name", "field"])
        #expect(plain.first?.text("code") == accented.first?.text("code"))
        #expect(try world.kiosk("a", "search", "xyzzy", "--json").lines.isEmpty)
    }

    @Test func `sync, enrol and sites report in their shapes`() throws {
        let world = try World()
        let code = try world.code("Point a")
        let enrolled = try world.kiosk("a", "enrol", code, "--json")
        #expect(try enrolled.objects().first?.names == ["site", "name", "unit"])
        #expect(try world.kiosk("a", "enrol", code).status == 3)
        let synced = try #require(world.kiosk("a", "sync", "--json").objects().first)
        #expect(
            synced.names == [
                "result", "sent", "received", "waiting", "parked", "bytes_up", "bytes_down",
                "round_trips", "seconds",
            ])
        #expect(synced.text("result") == "complete" && synced.number("waiting") == 0)
        let sites = try world.central("sites", "--json").objects()
        #expect(sites.map { $0.text("site") } == ["1", "2"])
        #expect(
            sites.last?.names == [
                "site", "name", "unit", "type", "last_seen", "head", "waiting", "version",
                "revoked",
            ])
        #expect(sites.last?["revoked"] as? Bool == false)
    }

    @Test func `a conflict is listed with all its values and settled`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let seen = try #require(world.central("show", "r", "--json").objects().first)
        let clock = try #require(seen["clock"] as? [String: Int])
        let text = clock.map { "\($0.key):\($0.value)" }.joined(separator: ",")
        for note in ["sáng", "chiều"] {
            let edited = try world.kiosk("a", "edit", "r", "note=\(note)", "--seen", text)
            #expect(edited.status == 0, "\(edited.errors)")
        }
        let conflict = try #require(world.kiosk("a", "conflicts", "--json").objects().first)
        #expect(conflict.names == ["record", "slip", "field", "values"])
        let values = try #require(conflict["values"] as? [[String: Any]])
        #expect(Set(values.compactMap { $0.text("value") }) == ["sáng", "chiều"])
        #expect(values.filter { $0["provisional"] as? Bool == true }.count == 1)
        #expect(
            values.first?.names == ["value", "site", "point", "actor", "time", "provisional"])
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("conflicts", "--json").lines.count == 1)
        #expect(try world.kiosk("a", "resolve", "r", "note", "--keep", "3").status == 3)
        #expect(try world.kiosk("a", "resolve", "r", "note", "--keep", "1").status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("conflicts", "--json").lines.isEmpty)
    }
}
