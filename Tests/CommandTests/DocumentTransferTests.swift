import Foundation
import Sealing
import SyncProtocol
import Testing

/// Scans on their way to the centre, with the real programs.
@Suite struct DocumentTransferTests {
    /// A scan of random bytes, which no compression makes smaller.
    private func scan(_ bytes: Int, using random: inout SeededGenerator) -> Data {
        let pages = (0..<bytes / 8).flatMap { _ in random.next().bigEndianBytes }
        return Data("%PDF-1.4\n".utf8) + Data(pages) + Data("%%EOF\n".utf8)
    }

    private func attach(_ scan: Data, to reference: String, in world: World) throws {
        let file = world.folder.appending(path: "scan.pdf")
        try scan.write(to: file)
        let attached = try world.kiosk("a", "attach", reference, "ct01", file.path)
        try #require(attached.status == 0, "\(attached.errors)")
    }

    /// The documents that can be seen at the centre, each of which must be whole.
    private func documents(_ world: World) throws -> Set<[UInt8]> {
        let folder = world.store.appending(path: "documents")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        var digests: Set<[UInt8]> = []
        for case let path as String in paths {
            let parts = path.split(separator: "/")
            guard parts.count == 2, parts[0].count == 2, parts[1].count == 62 else { continue }
            // Another process may just have removed it.
            guard let content = try? Data(contentsOf: folder.appending(path: path)) else {
                continue
            }
            let digest = Blake2b.hash(Array(content))
            #expect(digest.hex == parts.joined(), "a document is not what its name says")
            digests.insert(digest)
        }
        return digests
    }

    @Test func `a scan is sent, shown as here at the centre, and stands in no outbox`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        var random = SeededGenerator(seed: 1)
        let scan = scan(60_000, using: &random)
        try attach(scan, to: "r", in: world)
        let waiting = try world.kiosk("a", "outbox", "--json").objects()
        #expect(waiting.map { $0.text("what") } == ["case", "edit", "document"])
        #expect(waiting.last?.names == ["record", "slip", "what", "state", "reason"])
        let synced = try world.kiosk("a", "sync", "--json")
        let report = try #require(synced.objects().first)
        #expect(synced.status == 0 && report.text("result") == "complete")
        #expect(report.number("waiting") == 0 && report.number("bytes_up") ?? 0 > 60_000)
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty)
        #expect(try documents(world) == [Blake2b.hash(Array(scan))])
        #expect(try world.central("show", "r").output.contains(" · here\n"))
    }

    @Test func `a budget of nothing keeps scans here, and says so`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        var random = SeededGenerator(seed: 2)
        try attach(scan(20_000, using: &random), to: "r", in: world)
        let frugal = try world.kiosk("a", "sync", "--json", "--scan-megabytes", "0")
        let report = try #require(frugal.objects().first)
        #expect(frugal.status == 0 && report.number("waiting") == 1)
        #expect(try documents(world).isEmpty)
        for option in [["--scan-megabytes", "x"], ["--scan-hours", "25-26"]] {
            #expect(try world.start("a", ["sync"] + option).finish().status == 2)
        }
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try documents(world).count == 1)
    }

    @Test func `a bundle carries scans when it is asked to`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        var random = SeededGenerator(seed: 3)
        try attach(scan(900_000, using: &random), to: "r", in: world)
        let (out, back) = (
            world.folder.appending(path: "out").path, world.folder.appending(path: "back").path
        )
        let exported = try world.kiosk("a", "bundle", "export", out, "--documents", "--json")
        #expect(try exported.objects().first?.number("documents") == 1)
        #expect(try world.central("bundle", "accept", out, "--reply", back).status == 0)
        #expect(try documents(world).count == 1)
        #expect(try world.kiosk("a", "bundle", "import", back).status == 0)
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty)
    }

    @Test(arguments: [51, 52] as [UInt64])
    func `over a link that is cut, with either side killed, a scan is whole or not there`(
        seed: UInt64
    ) throws {
        let world = try World()
        let link = try Peers.link(
            to: world.address,
            [
                "--up-kbit", "6000", "--down-kbit", "6000", "--delay-ms", "5", "--cut-every", "1",
            ], in: world.folder)
        defer { _ = try? link.killAtOnce() }  // it ends with the test
        let address = link.written.filter { $0 != "\n" }
        try world.enrol("a", at: address)
        var random = SeededGenerator(seed: seed)
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        var scans: Set<[UInt8]> = []
        for number in 1...3 {
            let scan = scan(Int.random(in: 1...500_000, using: &random), using: &random)
            scans.insert(Blake2b.hash(Array(scan)))
            try attach(scan, to: "r-\(number)", in: world)
        }
        for _ in 0..<6 {
            try world.disturb("a", ["sync"], using: &random) { _ = try documents(world) }
            #expect(try documents(world).isSubset(of: scans), "seed \(seed)")
        }
        for _ in 0..<20 where try world.kiosk("a", "sync").status != 0 {}
        #expect(try documents(world) == scans, "seed \(seed)")
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty, "seed \(seed)")
    }
}
