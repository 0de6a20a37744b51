import Foundation
import Testing

/// The report against the same figures computed from the bytes of the events by another program, in
/// another language, with another decoder, fold and calendar.
@Suite struct RecomputedReportTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Two years' lists in full, with a swap, so that nothing is left to the law.
    private static let calendar = """
        {"saturday_mornings": ["H57.19753"], "years": [
        {"year": 2023, "announced": true}, {"year": 2024, "announced": true, "days_off":
        [{"date": "2024-02-12", "name": "Tết"}, {"date": "2024-04-30", "name": "Lễ"}],
        "days_worked": [{"date": "2024-05-04", "name": "Bù"}]},
        {"year": 2025, "announced": true, "days_off": [{"date": "2025-09-02", "name": "Lễ"}]},
        {"year": 2026, "announced": true}, {"year": 2027, "announced": true}]}
        """

    private static func finish(_ program: String, _ words: [String], _ world: World) throws
        -> Programs.Outcome
    {
        let outcome = try Child(program, words, in: world.folder, input: .nothing).finish()
        try #require(outcome.status == 0, "\(program): \(outcome.errors)")
        return outcome
    }

    private static func pairs(_ tally: [String: Any]) throws -> [String: [Int]] {
        let indicators = try #require(tally["indicators"] as? [[String: Any]])
        return try Dictionary(
            uniqueKeysWithValues: indicators.map { indicator in
                (
                    try #require(indicator["id"] as? String),
                    [
                        try #require(indicator["numerator"] as? Int),
                        try #require(indicator["denominator"] as? Int),
                    ]
                )
            })
    }

    @Test func `every figure of 300 random lives, by unit`() throws {
        let world = try World(isServing: false)
        let calendar = world.folder.appending(path: "calendar.json")
        try Self.calendar.write(to: calendar, atomically: true, encoding: .utf8)
        _ = try world.central("calendar", "import", calendar.path)
        let sample = Self.root.appending(path: "Kiosk/sample").path
        _ = try Self.finish(
            "load-history", [world.store.path, "300", "1", sample], world)
        let reported = try world.central(
            "report", "--from", "2024-03-01", "--to", "2026-06-30", "--by", "unit", "--json")
        let report = try #require(try reported.objects().first, "\(reported.errors)")
        let first = 1_709_226_000_000
        let last = 1_782_838_799_999
        let again = try Self.finish(
            "/usr/bin/python3",
            [
                Self.root.appending(path: "Tests/Measurement/recompute.py").path,
                world.store.appending(path: "central.db").path, "\(first)", "\(last)",
                calendar.path,
            ], world)
        let found = try #require(try again.objects().first as? [String: [String: [Int]]])
        try Self.compare(
            try #require(report["total"] as? [String: Any]), with: found["all"] ?? [:], "all")
        let groups = try #require(report["groups"] as? [[String: Any]])
        #expect(Set(groups.map { $0.text("key") ?? "" }) == Set(found.keys).subtracting(["all"]))
        for group in groups {
            let key = group.text("key") ?? ""
            try Self.compare(group, with: found[key] ?? [:], key)
        }
    }

    private static func compare(
        _ tally: [String: Any], with found: [String: [Int]], _ group: String
    ) throws {
        let pairs = try pairs(tally)
        if group == "all" {
            #expect(Set(pairs.keys) == Set(found.keys), "every indicator is computed twice")
            #expect(pairs.values.count { $0[0] > 0 } > 20, "most of it happened")
        }
        for (name, pair) in pairs {
            #expect(pair == found[name] ?? [0, 0], "\(name) of \(group)")
        }
    }
}
