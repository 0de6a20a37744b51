import Foundation
import Testing

/// The catalogue as versioned data: announced, amended and abolished at the centre, and what a
/// point makes of it.
@Suite struct CatalogueTests {
    /// A procedure with one channel; `more` is put behind as it is.
    private static func entry(_ code: String, limit: String = "5 working_day", more: String = "")
        -> String
    {
        """
        {"code": "\(code)", "name": "Thủ tục thử \(code)", "field": "Thử", "channels": [{"channel":
        "counter", "limit": "\(limit)", "fee": 8000}]\(more)}
        """
    }

    /// Imports a file of these entries.
    private static func publish(
        _ world: World, _ entries: [String], _ options: String...
    ) throws -> Programs.Outcome {
        let file = world.folder.appending(path: "catalogue-\(UUID()).json")
        try "[\(entries.joined(separator: ","))]"
            .write(to: file, atomically: true, encoding: .utf8)
        return try Child(
            "central",
            ["--store", world.store.path, "--lang", "en", "catalogue", "import", file.path]
                + options, in: world.folder
        ).finish()
    }

    private static func line(_ code: String, _ more: String = "") -> String {
        """
        {"procedure": "\(code)", "applicant": {"name": "Trần Thị Mai", "identity": "046190000123"}\
        \(more)}
        """
    }

    @Test func `an import says what it would change, and changes only that`() throws {
        let world = try World(isServing: false)
        let first = try Self.publish(world, [Self.entry("9.1"), Self.entry("9.2")], "--json")
        let counts = try #require(try first.objects().first)
        #expect(first.status == 0 && counts.number("announced") == 2)
        #expect(counts["done"] as? Bool == true)
        let changed = [Self.entry("9.1", limit: "3 working_day"), Self.entry("9.3")]
        let dry = try Self.publish(world, changed, "--dry-run", "--effective", "2027-01-01")
        #expect(dry.output.contains("Announce 9.3  Thủ tục thử 9.3 (from 2027-01-01)\n"))
        #expect(dry.output.contains("Amend 9.1  Thủ tục thử 9.1 (from 2027-01-01)\n"))
        #expect(dry.output.contains("    channel.counter.limit: 5 workingDay → 3 workingDay\n"))
        #expect(dry.output.contains("Not done: New 1, amended 1, abolished 0, unchanged 0;"))
        let real = try #require(
            try Self.publish(world, changed, "--json", "--decision", "4/QĐ").objects().first)
        #expect(real.number("announced") == 1 && real.number("amended") == 1)
        let change = try #require((real["changes"] as? [[String: Any]])?.first)
        let fields = try #require(change["fields"] as? [String: [String: Any]])
        #expect(Set(fields.keys) == ["channel.counter.limit", "effective.decision"])
        let again = try #require(try Self.publish(world, changed, "--json").objects().first)
        #expect(again.number("unchanged") == 2 && again.number("amended") == 0)
    }

    @Test func `a complete file abolishes only with a yes`() throws {
        let world = try World(isServing: false)
        let entries = [Self.entry("9.1")]
        let refused = try Self.publish(world, entries, "--complete")
        #expect(refused.status == 3 && refused.errors.contains("add --yes"))
        let counts = try #require(
            try Self.publish(world, entries, "--complete", "--yes", "--json").objects().first)
        #expect(counts.number("abolished") == 24 && counts.number("announced") == 1)
    }

    @Test(arguments: [
        ("[\(entry("9.1")), \(entry("9.1"))]", "this code is there already"),
        ("[\(entry("9.1", more: #", "units": ["H57.1"]"#))]", "there is no unit “H57.1”"),
        ("[\(entry("9.1").replacingOccurrences(of: "8000", with: "-1"))]", "is negative"),
        (
            "["
                + entry(
                    "9.1",
                    more: #", "form": [{"key": "a", "label": "A", "when": "answer.a = 1"}]"#) + "]",
            "questions wait for each other: a → a"
        ),
        ("[\(entry("9.1", more: #", "effective": "mai""#))]", "“effective” is no day"),
        (String(entry("9.1").dropLast(20)), "ends in the middle"),
    ])
    func `of a wrong file nothing is taken`(text: String, words: String) throws {
        let world = try World(isServing: false)
        let before = try world.central("status", "--json").output
        let file = world.folder.appending(path: "wrong.json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try world.central("catalogue", "import", file.path)
        #expect(outcome.status == 3 && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(try world.central("status", "--json").output == before)
    }

    @Test func `a file of another encoding or of 100 MB is refused in a sentence`() throws {
        let world = try World(isServing: false)
        let file = world.folder.appending(path: "odd.json")
        try Data([UInt8(ascii: "["), 0xff, 0xfe]).write(to: file)
        let encoding = try world.central("catalogue", "import", file.path)
        #expect(encoding.status == 3 && encoding.errors.contains("save the file as UTF-8"))
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 100 << 20)
        try handle.close()
        let large = try world.central("catalogue", "import", file.path)
        #expect(large.status != 0 && large.errors.contains("the file is too large"))
    }

    @Test func `a point offers what is in force, and keeps what a case was received under`() throws
    {
        let world = try World()
        _ = try Self.publish(world, [Self.entry("9.1"), Self.entry("9.2"), Self.entry("9.4")])
        let ends = [
            #"{"code": "9.2", "abolished": "2026-01-01", "decision": "7/QĐ"}"#,
            Self.entry("9.3", more: #", "effective": "2999-01-01""#),
        ]
        #expect(try Self.publish(world, ends).status == 0)
        let later = Self.entry("9.4", limit: "9 hour", more: #", "effective": "2999-01-01""#)
        #expect(try Self.publish(world, [later]).status == 0)
        try world.enrol("a")
        let found = try world.kiosk("a", "search", "thủ tục thử", "--json").objects()
        #expect(Set(found.compactMap { $0.text("code") }) == ["9.1", "9.4"])
        let all = try world.kiosk("a", "search", "thủ tục thử", "--all", "--json").objects()
        #expect(
            Dictionary(uniqueKeysWithValues: all.map { ($0.text("code"), $0.text("standing")) })
                == ["9.1": "in_force", "9.2": "abolished", "9.3": "not_yet", "9.4": "in_force"])
        let old = try world.kiosk("a", "procedure", "9.2")
        #expect(old.output.contains("Abolished since 2026-01-01 by decision 7/QĐ; no new cases"))
        #expect(
            try world.kiosk("a", "procedure", "9.3").output.contains("In force from 2999-01-01."))

        let input = ["9.1", "9.2", "9.3", "9.4"].map { Self.line($0) + "\n" }.joined()
        let outcome = try world.kiosk("a", "submit", "--json", input: .text(input))
        #expect(
            try outcome.problems().map { $0.text("error") }
                == ["procedure_abolished", "procedure_not_yet"])
        let slips = try outcome.objects().slips
        let shown = try #require(
            try world.kiosk("a", "show", slips.last ?? "", "--json").objects().first)
        let fields = try #require(shown["fields"] as? [String: String])
        #expect(fields["procedure.version"] == "1")
        #expect(fields["limit"] == "5 workingDay" && fields["procedure.fee"] == "8000")
    }

    @Test func `a case for a procedure abolished meanwhile is kept, flagged and decided`() throws {
        let world = try World()
        _ = try Self.publish(world, [Self.entry("9.1")])
        try world.enrol("a")
        _ = try Self.publish(world, [#"{"code": "9.1", "abolished": "2026-01-01"}"#])
        let taken = try world.kiosk("a", "submit", "--json", input: .text(Self.line("9.1")))
        let slip = try #require(try taken.objects().slips.first)
        #expect(try world.kiosk("a", "sync").status == 0)
        let flagged = try world.central("list", "--flagged", "--json").objects()
        #expect(flagged.slips == [slip])
        #expect(flagged.first?["flags"] as? [String] == ["procedure_abolished"])
        #expect(try world.central("show", slip).output.contains("a person decides"))
        #expect(try world.central("decline", slip, "--reason", "Đã bãi bỏ").status == 0)
        #expect(try world.central("list", "--flagged", "--json").lines.isEmpty)
    }

    @Test func `a case that lacks a required paper is a draft until it is complete`() throws {
        let world = try World()
        let papers = #", "papers": [{"key": "form", "name": "Tờ khai", "required": true}]"#
        _ = try Self.publish(world, [Self.entry("9.1", more: papers)])
        try world.enrol("a")
        let refused = try world.kiosk("a", "submit", "--json", input: .text(Self.line("9.1")))
        #expect(refused.status == 3)
        let problem = try #require(try refused.problems().first)
        #expect(problem.text("error") == "paper_missing" && problem.text("field") == "papers.form")
        let kept = try world.kiosk(
            "a", "submit", "--draft", "--json", input: .text(Self.line("9.1")))
        #expect(kept.status == 0)
        #expect(try kept.objects().first?.text("draft") == "D-1")
        let listed = try #require(
            try world.kiosk("a", "list", "--drafts", "--json").objects().first)
        #expect(listed["missing"] as? [String] == ["papers.form"])
        #expect(try world.kiosk("a", "list", "--json").lines.isEmpty)
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty)
        #expect(try world.kiosk("a", "complete", "D-1", "note=sáng").status == 3)
        let done = try world.kiosk("a", "complete", "d-1", "papers.form=original×1", "--json")
        let slip = try #require(try done.objects().slips.first)
        let shown = try #require(try world.kiosk("a", "show", slip, "--json").objects().first)
        let fields = try #require(shown["fields"] as? [String: String])
        #expect(fields["papers.form"] == "original×1" && fields["note"] == "sáng")
        #expect(try world.kiosk("a", "list", "--drafts", "--json").lines.isEmpty)
        #expect(try world.kiosk("a", "discard", "D-1").status == 3)
    }

    @Test func `the applicant's commune decides the unit, and what is unclear is routed`() throws {
        let world = try World()
        try world.enrol("a")
        let input = ["Phường Xuân Phú", "Thành phố khác"].map { commune in
            Cases.line(commune).replacingOccurrences(
                of: #""address": "Thôn 1"}"#,
                with: #""address": "Thôn 1", "commune": "\#(commune)"}"#) + "\n"
        }.joined()
        let slips = try world.kiosk("a", "submit", "--json", input: .text(input)).objects().slips
        try #require(slips.count == 2)
        #expect(try world.kiosk("a", "sync").status == 0)
        // A ward that was merged on 1 July 2025: the new unit decides, the old name stays.
        let merged = try #require(try world.central("show", slips[0], "--json").objects().first)
        let fields = try #require(merged["fields"] as? [String: String])
        #expect(fields["unit"] == "H57.19777")
        #expect(fields["applicant.commune"] == "Phường Xuân Phú")
        #expect(try world.central("list", "--to-route", "--json").objects().slips == [slips[1]])
        let wrong = try world.central("route", slips[1], "--unit", "H57.19778")
        #expect(wrong.status == 3 && wrong.errors.contains("Did you mean"))
        #expect(try world.central("route", slips[1], "--unit", "H57.19777").status == 0)
        #expect(try world.central("list", "--to-route", "--json").lines.isEmpty)
        let units = try world.kiosk("a", "units", "xuan phu", "--json").objects()
        #expect(units.map { $0.text("unit") } == ["H57.19777"])
    }
}
