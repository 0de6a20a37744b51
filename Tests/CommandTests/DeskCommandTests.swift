import Foundation
import Testing

/// What the desk does, as commands: work lists, people by name, the closing of the day, retrying.
@Suite struct DeskCommandTests {
    /// A point that holds two cases, of An and of Ánh, handed in in the other order.
    private static func world() throws -> World {
        let world = try World()
        try world.enrol("a")
        for (name, identity) in [("Lê Thị Ánh", "046194003217"), ("Trần Văn An", "046094003217")] {
            let json = """
                {"procedure":"2.000884","applicant":{"name":"\(name)","identity":"\(identity)"},\
                "channel":"counter","delivery":"counter",\
                "answers":{"document_name":"Giấy ủy quyền","signers":"1"},\
                "papers":[{"paper":"document","kind":"original","count":1},\
                {"paper":"identity","kind":"original","count":1}]}
                """
            let done = try world.kiosk(
                "a", "submit", "--json", "--actor", "Lan", input: .text(json + "\n"))
            try #require(done.status == 0, "\(done.errors)")
        }
        return world
    }

    private static func names(_ world: World, _ options: String...) throws -> [String] {
        let listed = try world.start("a", ["list"] + options, input: .nothing).finish()
        return listed.output.split(separator: "\n").dropFirst().compactMap { line in
            ["Ánh", "An"].first { line.contains(" \($0) ") }
        }
    }

    @Test func `people stand in the order of their given names, and are found without marks`()
        throws
    {
        let world = try Self.world()
        #expect(try Self.names(world) == ["Ánh", "An"])
        #expect(try Self.names(world, "--by-name") == ["An", "Ánh"])
        #expect(try Self.names(world, "--name", "thi anh") == ["Ánh"])
        #expect(try Self.names(world, "--name", "nh").isEmpty)
        #expect(try Self.names(world, "--identity", "046094003217") == ["An"])
        #expect(try world.kiosk("a", "list", "--identity", "12").status == 2)
        #expect(try world.kiosk("a", "list", "--work", "tomorrow").status == 2)
    }

    @Test func `a work list holds what is to be done and nothing else`() throws {
        let world = try Self.world()
        #expect(try world.kiosk("a", "list", "--work", "overdue", "--json").lines.isEmpty)
        #expect(try world.kiosk("a", "list", "--work", "sent-today", "--json").lines.isEmpty)
        let synced = try world.kiosk("a", "sync")
        #expect(synced.status == 0, "\(synced.errors)")
        #expect(try world.kiosk("a", "list", "--work", "sent-today", "--json").lines.count == 2)
        #expect(try world.kiosk("a", "list", "--work", "to-hand-over", "--json").lines.isEmpty)
    }

    @Test func `the day is closed with the same figures as at the desk`() throws {
        let world = try Self.world()
        let closing = try world.kiosk("a", "closing", "--json")
        #expect(closing.status == 0, "\(closing.errors)")
        let json = try #require(closing.lines.first)
        #expect(json.contains(#""cases":2,"slips":2,"cash":0"#), "\(json)")
        #expect(
            json.contains(#""unsent":2,"parked":0,"reconciled":true,"staff":[{"actor":"Lan""#),
            "\(json)")
        let before = try world.kiosk("a", "closing", "--day", "01/01/2020", "--json")
        #expect(before.output.contains(#""day":"2020-01-01","cases":0,"slips":0"#))
        #expect(try world.kiosk("a", "closing", "--day", "yesterday").status == 2)
    }

    @Test func `procedures are found by field and by life event, and the fields are listed`() throws
    {
        let world = try Self.world()
        #expect(try world.kiosk("a", "fields").output.contains("Hộ tịch ("))
        let field = try world.kiosk("a", "search", "--field", "ho tich")
        #expect(field.output.contains("Đăng ký khai sinh"))
        let event = try world.kiosk("a", "search", "--event", "birth", "--json")
        #expect(event.lines.first?.contains("1.001193") == true)
        #expect(try world.kiosk("a", "search").status == 2)
    }

    @Test func `retrying says what sync says, and the outbox names as many as are asked for`()
        throws
    {
        let world = try Self.world()
        let few = try world.kiosk("a", "outbox", "--limit", "1")
        #expect(few.output.contains("2 waiting") && few.lines.count { $0.contains("T-") } == 1)
        let retried = try world.kiosk("a", "retry", "--json")
        #expect(retried.output.contains(#""result":"complete","sent":2"#), "\(retried.errors)")
        try world.killHub()
        #expect(try world.kiosk("a", "retry", "--json").status == 4)
    }

    @Test func `the budget of scans is refused at both screens when it means nothing`() throws {
        let world = try Self.world()
        for command in [["agent"], []] {
            let refused = try world.start(
                "a", command + ["--scan-hours", "late"], input: .text("q\n")
            ).finish()
            #expect(refused.status == 2, "\(refused.output)")
        }
    }

    @Test func `a case in short names what matters, and the rest stays out`() throws {
        let world = try Self.world()
        let listed = try world.kiosk("a", "list", "--name", "anh", "--json")
        let slip = try #require(
            listed.lines.first?.split(separator: "\"").first { $0.hasPrefix("T-") })
        let short = try world.kiosk("a", "show", "--short", String(slip))
        #expect(short.output.contains("Applicant: Lê Thị Ánh · 046194003217"), "\(short.output)")
        #expect(short.output.contains("Fee: ") && !short.output.contains("procedure.limit"))
        // All of it has the words that people know, and the names that commands take.
        let whole = try world.kiosk("a", "show", String(slip)).output
        #expect(whole.contains("  Name of the applicant (applicant.name): Lê Thị Ánh"), "\(whole)")
    }
}
