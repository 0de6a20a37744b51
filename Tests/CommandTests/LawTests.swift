import Foundation
import Testing

/// Calendars, officers' acts and work lists by the real programs.
@Suite struct LawCommandTests {
    private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Kiosk/sample/calendar.json").path

    /// A world with cases at the centre, and their slips.
    private static func world(_ count: Int) throws -> (World, [String]) {
        let world = try World()
        try world.enrol("a")
        let given = try world.kiosk(
            "a", "submit", "--json", input: .text(Cases.lines(count, "r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        return (world, try given.objects().slips)
    }

    private static func run(_ world: World, _ words: [String]) throws -> Programs.Outcome {
        try Child(
            "central", ["--store", world.store.path, "--lang", "en"] + words, in: world.folder,
            input: .nothing
        ).finish()
    }

    @Test func `a calendar is imported, and one without working days is refused`() throws {
        let (world, slips) = try Self.world(1)
        let imported = try world.central("calendar", "import", Self.sample, "--json")
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.status == 0 && imported.errors.isEmpty)
        #expect(try imported.objects().first?.number("announced") == 3)
        let days = (1...12).flatMap { month in
            (1...28).map { String(format: "\"2027-%02d-%02d\"", month, $0) }
        }
        let rest = [
            "01-29", "01-30", "01-31", "03-29", "03-30", "03-31", "04-29", "04-30", "05-29",
            "05-30", "05-31", "06-29", "06-30", "07-29", "07-30", "07-31", "08-29", "08-30",
            "08-31", "09-29", "09-30", "10-29", "10-30", "10-31", "11-29", "11-30", "12-29",
            "12-30", "12-31",
        ].map { "\"2027-\($0)\"" }
        let file = world.folder.appending(path: "idle.json")
        try #"{"days": {"2027": [\#((days + rest).joined(separator: ","))]}}"#
            .write(to: file, atomically: true, encoding: .utf8)
        let refused = try world.central("calendar", "import", file.path)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("the whole year has no working day"))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.kiosk("a", "show", slips[0]).status == 0)
    }

    @Test func `an officer's day, one act after the other`() throws {
        let (world, slips) = try Self.world(1)
        let hash = String(repeating: "0a", count: 32)
        for (words, state) in [
            (["accept"], "accepted"), (["assign", "--officer", "Hà"], "processing"),
            (["request", "--item", "Đơn", "--item", "Ảnh", "--reason", "thiếu"], "supplement"),
            (["received"], "processing"), (["hand-over", "--to", "H57.19753"], "processing"),
            (["wait", "--agency", "Đất đai", "--reason", "xác minh"], "waiting"),
            (["resume"], "processing"),
            (["extend", "--due", "2039-12-01", "--reason", "xin lỗi"], "processing"),
            (["decide", "--result", "approved", "--hash", hash, "--signer", "B"], "done"),
            (["ready"], "ready"), (["finish"], "returned"),
        ] {
            let outcome = try Self.run(
                world, [words[0], slips[0]] + words.dropFirst() + ["--json"])
            #expect(outcome.status == 0, "\(words): \(outcome.errors)")
            #expect(try outcome.objects().first?.text("state") == state, "\(words)")
        }
        let late = try Self.run(world, ["decide", slips[0], "--result", "approved"])
        #expect(late.status == 3)
        #expect(late.errors.contains("The case stands at"))
        #expect(try Self.run(world, ["decide", slips[0]]).status == 2)
        #expect(try Self.run(world, ["stop", slips[0]]).status == 2)
    }

    @Test func `a second request needs a confirmation`() throws {
        let (world, slips) = try Self.world(1)
        let words = ["request", slips[0], "--item", "Đơn", "--reason", "thiếu"]
        #expect(try world.central("accept", slips[0]).status == 0)
        #expect(try Self.run(world, words).status == 0)
        #expect(try world.central("received", slips[0]).status == 0)
        let again = try Self.run(world, words)
        #expect(again.status == 3 && again.errors.contains("makes the case late"))
        let meant = try Self.run(world, words + ["--confirm", "--json"])
        let fields = try #require(meant.objects().first?["fields"] as? [String: String])
        #expect(meant.status == 0 && fields["late"] == "supplement")
    }

    @Test func `many acts come from a file, and a bad line is refused alone`() throws {
        let (world, slips) = try Self.world(3)
        let input = """
            {"act": "accept", "code": "\(slips[0])"}
            {"act": "accept", "code": "nowhere"}
            {"act": "dance", "code": "\(slips[1])"}
            {
            {"act": "decline", "code": "\(slips[1])", "reason": "không thuộc thẩm quyền"}
            {"act": "finish", "code": "\(slips[2])"}
            {"act": "decline", "code": "\(slips[2])"}
            """
        let outcome = try world.central("acts", "--file", "-", "--json", input: .text(input))
        #expect(outcome.status == 3)
        #expect(try outcome.objects().map { $0.text("state") } == ["accepted", "declined"])
        let problems = try outcome.problems()
        #expect(problems.map { $0.number("line") } == [2, 3, 4, 6, 7])
        #expect(
            problems.map { $0.text("error") } == [
                "not_found", "unknown_act", "not_json", "not_in_this_state", "missing",
            ])
        #expect(problems.allSatisfy { $0.names == ["line", "error", "field", "message"] })
        let codes = #"{"code": "\#(slips[2])"}"#
        let accepted = try world.central("accept", "--file", "-", input: .text(codes))
        #expect(accepted.status == 0 && accepted.lines.count == 1)
        #expect(try world.central("accept").status == 2)
        #expect(try world.central("accept", slips[0], "--file", "-").status == 2)
    }

    @Test func `the work list goes by date, unit and officer`() throws {
        let (world, slips) = try Self.world(3)
        #expect(try world.central("accept", slips[1]).status == 0)
        #expect(try world.central("assign", slips[1], "--officer", "Hà").status == 0)
        #expect(try world.central("decline", slips[2], "--reason", "sai nơi").status == 0)
        func list(_ words: String...) throws -> [String] {
            try Self.run(world, ["list", "--json"] + words).objects().slips
        }
        #expect(try list("--officer", "Hà") == [slips[1]])
        #expect(try list("--state", "declined") == [slips[2]])
        #expect(try list("--unit", "H57.19815").count == 3)
        #expect(try list("--unit", "H57.00000") == [])
        #expect(try list("--due-by", "2039-12-31").sorted() == slips.prefix(2).sorted())
        #expect(try list("--due-by", "2020-01-01") == [])
        #expect(try list("--overdue") == [])
        #expect(try world.central("list", "--due-by", "soon").status == 2)
    }

    @Test func `a point notes what it did for a person`() throws {
        let (world, slips) = try Self.world(1)
        #expect(try world.kiosk("a", "stage", slips[0], "guide").status == 0)
        #expect(try world.kiosk("a", "stage", slips[0], "sleep").status == 2)
        #expect(try world.kiosk("a", "sync").status == 0)
        let shown = try world.central("show", slips[0], "--json").objects().first
        let fields = try #require(shown?["fields"] as? [String: String])
        #expect(fields.keys.contains { $0.hasPrefix("stage.guide.") })
        #expect(try world.central("parked", "--json").lines.isEmpty)
    }
}
