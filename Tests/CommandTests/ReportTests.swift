import Foundation
import Testing

/// Reports by the real programs: the same figures at the point and at the centre.
@Suite struct ReportCommandTests {
    private static let asOf = "2039-12-30T12:00:00+07:00"

    /// A world in which every kind of thing has happened to five cases.
    private static func world() throws -> World {
        let world = try World()
        try world.enrol("a")
        let given = try world.kiosk(
            "a", "submit", "--json", input: .text(Cases.lines(5, "r")))
        let slips = try given.objects().slips
        #expect(try world.kiosk("a", "pay", slips[0], "--cash").status == 0)
        #expect(try world.kiosk("a", "rate", slips[0], "--score", "5").status == 0)
        #expect(try world.kiosk("a", "rate", slips[1], "--score", "1").status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        let request = ["--item", "Đơn", "--reason", "thiếu"]
        let hash = String(repeating: "0a", count: 32)
        for words in [
            ["accept", slips[0]], ["accept", slips[1]], ["accept", slips[2]],
            ["assign", slips[0], "--officer", "Mai"], ["request", slips[2]] + request,
            ["decide", slips[0], "--result", "approved", "--hash", hash, "--signer", "Bình"],
            ["decline", slips[3], "--reason", "sai thẩm quyền"],
        ] {
            let outcome = try run(world, words)
            #expect(outcome.status == 0, "\(words): \(outcome.errors)")
        }
        #expect(try world.kiosk("a", "sync").status == 0)
        return world
    }

    private static func run(_ world: World, _ words: [String]) throws -> Programs.Outcome {
        try Child(
            "central", ["--store", world.store.path, "--lang", "en"] + words, in: world.folder,
            input: .nothing
        ).finish()
    }

    private static let words = ["report", "--from", "2020-01-01", "--to", "2039-12-31"]

    @Test(arguments: ["unit", "point", "procedure", "officer"])
    func `a point and the centre give the same figures`(_ grouping: String) throws {
        let world = try Self.world()
        let words = Self.words + ["--by", grouping, "--as-of", Self.asOf, "--json"]
        let there = try Self.run(world, words)
        #expect(there.status == 0, "\(there.errors)")
        let here = try world.start("a", words, input: .nothing).finish()
        #expect(here.status == 0, "\(here.errors)")
        let centre = try #require(try there.objects().first)
        let point = try #require(try here.objects().first)
        for member in ["from", "to", "as_of", "by", "total", "groups"] {
            let both = [centre[member] as? NSObject, point[member] as? NSObject]
            #expect(both[0] != nil && both[0] == both[1], "\(member): \(both)")
        }
        let total = try #require(centre["total"] as? [String: Any])
        #expect(total["received"] as? Int == 5)
        #expect(total["ratings"] as? Int == 2)
        let indicators = try #require(total["indicators"] as? [[String: Any]])
        let pairs = Dictionary(
            uniqueKeysWithValues: indicators.map {
                ($0["id"] as? String ?? "", [$0["numerator"] as? Int, $0["denominator"] as? Int])
            })
        // By 2039 the accepted and the new case are overdue, the one that waits for papers is not.
        #expect(pairs["2.1"] == [3, 5])
        #expect(pairs["4.1"] == [1, 1])
        #expect(pairs["5.4"] == [2, 5])
        #expect(pairs["satisfied"] == [1, 2])
        #expect(pairs["non_cash"] == [0, 1])
        let sum = try #require(centre["reconciliation"] as? [String: Any])
        #expect(sum["difference"] as? Int == 0)
        #expect(sum["waiting"] as? Int == 0)
        #expect((sum["sent"] as? Int ?? 0) >= 8)
    }

    @Test func `a later report counts what came in since`() throws {
        let world = try Self.world()
        let words = Self.words + ["--json"]
        let before = try #require(try Self.run(world, words).objects().first)
        #expect((before["total"] as? [String: Any])?["received"] as? Int == 5)
        #expect(
            try Self.run(world, words).objects().first?["total"] as? NSObject
                == before["total"] as? NSObject)
        _ = try world.kiosk("a", "submit", "--json", input: .text(Cases.lines(2, "s")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let after = try #require(try Self.run(world, words).objects().first)
        #expect((after["total"] as? [String: Any])?["received"] as? Int == 7)
    }

    @Test func `every form is written, and wrong options are refused with a sentence`() throws {
        let world = try Self.world()
        let text = try Self.run(world, Self.words)
        #expect(text.status == 0)
        #expect(text.output.contains("5 cases: 5 at counters"))
        let csv = try Self.run(world, Self.words + ["--format", "csv", "--by", "unit"])
        #expect(csv.output.hasPrefix("from,to,as_of,by,key,name,indicator,"))
        let page = try Self.run(world, Self.words + ["--format", "html", "--by", "point"])
        #expect(page.output.hasPrefix("<!doctype html>"))
        #expect(page.output.contains("Point a"))
        for words in [
            ["--from", "2026-13-01"], ["--from", "2026-11-02", "--to", "2026-11-01"],
            ["--as-of", "now"], ["--points", "2.1=x"], ["--by", "mood"], ["--format", "pdf"],
        ] {
            let refused = try Self.run(world, ["report"] + words)
            #expect(refused.status == 2, "\(words)")
            #expect(refused.output.isEmpty && !refused.errors.isEmpty)
        }
    }
}
