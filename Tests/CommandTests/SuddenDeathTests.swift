import Foundation
import Testing

/// Processes that die at any moment: what was acknowledged is there, once.
@Suite struct SuddenDeathTests {
    /// Kills `submit` while it is fed, and returns the slips it had printed.
    private func interrupted(
        _ world: World, _ lines: [Substring], using random: inout SeededGenerator
    ) throws -> [String] {
        let child = try world.start("a", ["submit", "--json"], input: .pipe)
        let enough = Int.random(in: 0..<lines.count / 2, using: &random)
        var fed = 0
        while fed < lines.count {
            let end = min(fed + Int.random(in: 1...60, using: &random), lines.count)
            child.feed(lines[fed..<end].joined(separator: "\n") + "\n")
            fed = end
            if fed >= enough { break }
        }
        try Programs.wait(for: "some answers") {
            child.written.count { $0 == "\n" } >= min(enough, fed) || !child.isRunning
        }
        try child.killAtOnce()
        // The last line may have been cut: it was not read by anybody.
        let whole = child.written.split(separator: "\n", omittingEmptySubsequences: false)
        return try whole.dropLast().map { try Programs.object(String($0)) }.slips
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `every slip that was printed is kept when submit is killed`(seed: UInt64) throws {
        let world = try World()
        try world.enrol("a")
        var random = SeededGenerator(seed: seed)
        let text = Cases.lines(200, "r")
        let lines = text.split(separator: "\n")
        var printed: Set<String> = []
        for _ in 0..<4 {
            printed.formUnion(try interrupted(world, lines, using: &random))
            let kept = try world.kiosk("a", "list", "--json").objects().slips
            #expect(printed.isSubset(of: kept), "seed \(seed)")
        }
        let again = try world.kiosk("a", "submit", "--json", input: .text(text))
        #expect(again.status == 0)
        let slips = try again.objects().slips
        #expect(printed.isSubset(of: slips), "seed \(seed)")
        let kept = try world.kiosk("a", "list", "--json").objects().slips
        #expect(slips.count == 200 && Set(slips).count == 200 && Set(kept) == Set(slips))
        #expect(kept.count == 200)
    }

    /// Runs a sync and kills it or the hub after some time, unless it was faster.
    private func cutSync(_ world: World, using random: inout SeededGenerator) throws {
        let child = try world.start("a", ["sync"])
        let moment = Date.now.addingTimeInterval(Double.random(in: 0...0.12, using: &random))
        try Programs.wait(for: "the moment") { Date.now >= moment || !child.isRunning }
        if Bool.random(using: &random) {
            try child.killAtOnce()
        } else {
            try world.killHub()
            let ended = try child.finish()
            #expect(ended.status == 0 || ended.status == 4, "\(ended.errors)")
            try world.startHub()
        }
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `syncs and hubs that are killed lose nothing and double nothing`(seed: UInt64) throws {
        let world = try World()
        try world.enrol("a")
        var random = SeededGenerator(seed: seed)
        var receipts: [String] = []
        for round in 1...12 {
            let text = Cases.lines(Int.random(in: 1...40, using: &random), "r\(round)")
            receipts += try world.kiosk("a", "submit", "--json", input: .text(text)).objects()
                .slips
            try cutSync(world, using: &random)
        }
        let last = try world.kiosk("a", "sync", "--json")
        let report = try #require(last.objects().first)
        #expect(last.status == 0 && report.text("result") == "complete", "seed \(seed)")
        #expect(report.number("waiting") == 0 && report.number("parked") == 0)
        let central = try world.central("list", "--json").objects().slips
        #expect(central.sorted() == receipts.sorted(), "seed \(seed)")
        let kept = try world.kiosk("a", "list", "--json").objects()
        #expect(
            kept.allSatisfy { $0.text("durability") == "centre" } && kept.count == central.count)
    }
}
