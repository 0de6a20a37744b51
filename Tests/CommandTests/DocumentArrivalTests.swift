import Foundation
import SyncProtocol
import Testing

/// Results and scans on their way to a point, with the real programs.
@Suite struct DocumentArrivalTests {
    /// A file of random bytes, which no compression makes smaller.
    private func file(_ name: String, _ bytes: Int, _ seed: UInt64, in world: World) throws -> URL {
        var random = SeededGenerator(seed: seed)
        let pages = (0..<bytes / 8).flatMap { _ in random.next().bigEndianBytes }
        let file = world.folder.appending(path: name)
        try (Data("%PDF-1.4\n".utf8) + Data(pages) + Data("%%EOF\n".utf8)).write(to: file)
        return file
    }

    /// Brings a case as far as its decision, which has a file.
    private func decide(_ reference: String, with result: URL, in world: World) throws {
        for arguments in [["accept"], ["assign", "--officer", "Bình"]] {
            let outcome = try world.officer(arguments[0], reference, Array(arguments.dropFirst()))
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        let decided = try world.officer(
            "decide", reference,
            ["--result", "approved", "--signer", "Bình", "--document", result.path])
        try #require(decided.status == 0, "\(decided.errors)")
    }

    @Test func `an electronic result goes with the decision and is handed over at the point`()
        throws
    {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let result = try file("result.pdf", 30_000, 1, in: world)
        try decide("r", with: result, in: world)
        #expect(try world.kiosk("a", "sync").status == 0)
        let out = world.folder.appending(path: "out.pdf")
        let written = try world.kiosk("a", "document", "r", "result", "--out", out.path, "--json")
        #expect(written.status == 0, "\(written.errors)")
        let said = try #require(written.objects().first)
        #expect(said.names == ["record", "slip", "paper", "name", "kind", "bytes", "file"])
        #expect(said.text("paper") == "result" && said.text("name") == "result.pdf")
        #expect(try Data(contentsOf: out) == Data(contentsOf: result))
        // Never over a file, and from here without the centre.
        #expect(
            try world.kiosk("a", "document", "r", "result", "--out", out.path).status == 3)
        _ = try world.stopHub()
        let again = world.folder.appending(path: "again.pdf")
        #expect(
            try world.kiosk("a", "document", "r", "result", "--out", again.path).status == 0)
        let returned = try world.kiosk("a", "return", "r")
        #expect(returned.status == 0 && returned.errors.contains("kiosk document r result"))
    }

    @Test func `what there is not, and where it is, is said`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let out = world.folder.appending(path: "out.pdf").path
        let none = try world.kiosk("a", "document", "r", "result", "--out", out)
        #expect(none.status == 3 && none.errors.contains("no scanned paper"))
        let paper = try file("paper.pdf", 9_000, 2, in: world)
        let attached = try world.central("attach", "r", "ct01", paper.path)
        #expect(attached.status == 0, "\(attached.errors)")
        #expect(try world.central("attach", "r", "no-such-paper", paper.path).status == 3)
        #expect(try world.central("attach", "r", "ct01", world.store.path).status != 0)
        _ = try world.kiosk("a", "sync")
        let wrong = try world.kiosk("a", "document", "r", "result", "--out", out)
        #expect(wrong.status == 3 && wrong.errors.contains("ct01."))
        _ = try world.stopHub()
        let offline = try world.kiosk("a", "document", "r", "ct01", "--out", out)
        #expect(offline.status == 4 && !FileManager.default.fileExists(atPath: out))
        try world.startHub()
        // The wish has stayed.
        #expect(try world.kiosk("a", "sync").status == 0)
        _ = try world.stopHub()
        #expect(try world.kiosk("a", "document", "r", "ct01", "--out", out).status == 0)
    }

    @Test func `a point to which the case is lent gets its scan, and loses both after a day`()
        throws
    {
        let world = try World()
        for point in ["a", "b"] { try world.enrol(point) }
        let outcome = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("r")))
        let slip = try #require(outcome.objects().first?.text("slip"))
        let secret = try #require(outcome.objects().first?.text("secret"))
        let scan = try file("scan.pdf", 20_000, 3, in: world)
        #expect(try world.kiosk("a", "attach", "r", "ct01", scan.path).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.kiosk("b", "fetch", slip, "--proof", secret).status == 0)
        let out = world.folder.appending(path: "out.pdf")
        let written = try world.kiosk("b", "document", slip, "ct01", "--out", out.path)
        #expect(written.status == 0, "\(written.errors)")
        #expect(try Data(contentsOf: out) == Data(contentsOf: scan))
    }

    /// Starts the command, and kills it or the hub at some moment, or leaves it.
    private func disturb(
        _ world: World, _ out: URL, using random: inout SeededGenerator
    ) throws {
        let child = try world.start("a", ["document", "r", "result", "--out", out.path])
        let moment = Date.now.addingTimeInterval(Double.random(in: 0...0.6, using: &random))
        try Programs.wait(for: "the moment") { Date.now >= moment || !child.isRunning }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try child.killAtOnce()
        case 1:
            try world.killHub()
            try world.startHub()
            _ = try child.finish()
        default: _ = try child.finish()
        }
    }

    @Test(arguments: [61, 62] as [UInt64])
    func `over a link that is cut, with either side killed, a result is whole or not there`(
        seed: UInt64
    ) throws {
        let world = try World()
        let link = try Peers.link(
            to: world.address,
            [
                "--up-kbit", "6000", "--down-kbit", "3000", "--delay-ms", "5", "--cut-every", "1",
            ], in: world.folder)
        defer { _ = try? link.killAtOnce() }  // it ends with the test
        try world.enrol("a", at: link.written.filter { $0 != "\n" })
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        for _ in 0..<20 where try world.kiosk("a", "sync").status != 0 {}
        let result = try file("result.pdf", 1_500_000, seed, in: world)
        try decide("r", with: result, in: world)
        for _ in 0..<20 where try world.kiosk("a", "sync").status != 0 {}
        var random = SeededGenerator(seed: seed)
        let out = world.folder.appending(path: "out.pdf")
        for _ in 0..<6 where !FileManager.default.fileExists(atPath: out.path) {
            try disturb(world, out, using: &random)
            guard FileManager.default.fileExists(atPath: out.path) else { continue }
            #expect(try Data(contentsOf: out) == Data(contentsOf: result), "seed \(seed)")
        }
        for _ in 0..<20 where !FileManager.default.fileExists(atPath: out.path) {
            _ = try world.kiosk("a", "document", "r", "result", "--out", out.path)
        }
        #expect(try Data(contentsOf: out) == Data(contentsOf: result), "seed \(seed)")
    }
}

extension World {
    /// Runs an officer's act on a case.
    fileprivate func officer(
        _ act: String, _ code: String, _ options: [String]
    ) throws -> Programs.Outcome {
        let common = ["--store", store.path, "--lang", "en", act, code, "--actor", "Bình"]
        return try Child("central", common + options, in: folder, input: .nothing).finish()
    }
}
