import Foundation
import Testing

/// A point that removes what the centre has in a backup, with the real programs.
@Suite(.enabled(if: OtherDisk.isThere, "needs /dev/shm on another file system"))
struct PruningTests {
    private func backUp(_ world: World) throws {
        let other = URL(filePath: "/dev/shm/motcua-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: other) }  // what stays lies in memory
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        for file in ["1", "2"] {
            let path = other.appending(path: file).path
            #expect(try world.central("backup", path).status == 0)
            #expect(try world.central("verify", "--backup", path).status == 0)
        }
        #expect(try world.kiosk("a", "sync").status == 0)
    }

    private func content(_ world: World) throws -> Data {
        try ["replica.db", "replica.db-wal"].map { world.home("a").appending(path: $0) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
            .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
    }

    @Test func `a pruned case is kept at the centre and comes back on proof`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let scan = world.folder.appending(path: "scan.pdf")
        try Data("%PDF-1.4\nMột tờ khai\n%%EOF\n".utf8).write(to: scan)
        #expect(try world.kiosk("a", "attach", "r", "ct01", scan.path).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        let slip = try #require(try world.kiosk("a", "list", "--json").objects().slips.first)
        let early = try world.kiosk("a", "prune", "--after-days", "0", "--json").objects().first
        #expect(early?.number("pruned") == 0)
        try backUp(world)
        let young = try world.kiosk("a", "prune", "--json").objects().first
        #expect(young?.number("pruned") == 0 && young?.number("after_days") == 90)
        let name = Data("Trần Thị Mai".utf8)
        #expect(try content(world).range(of: name) != nil)
        let done = try world.kiosk("a", "prune", "--after-days", "0", "--json").objects().first
        #expect(done?.number("pruned") == 1 && done?.number("documents") == 1)
        #expect(try content(world).range(of: name) == nil)

        let shown = try world.kiosk("a", "show", slip)
        #expect(shown.status == 0 && shown.output.contains("kept at the centre"))
        let json = try world.kiosk("a", "show", slip, "--json").objects().first
        #expect(json?.text("slip") == slip && json?.text("kept_at_centre") != nil)
        let edited = try world.kiosk("a", "edit", slip, "note=x")
        #expect(edited.status == 3 && edited.errors.contains("fetch"))
        #expect(try world.kiosk("a", "doctor").status == 0)
        #expect(try world.kiosk("a", "list", "--json").objects().slips == [slip])

        let report = try world.kiosk("a", "report")
        #expect(report.status == 0 && report.errors.contains("Not counted here: 1 case "))

        let wrong = try world.kiosk("a", "fetch", slip, "--proof", "0000")
        #expect(wrong.status == 3)
        let fetched = try world.kiosk("a", "fetch", slip, "--proof", "0123")
        #expect(fetched.status == 0 && fetched.output.contains("Trần Thị Mai"))
        #expect(try world.kiosk("a", "edit", slip, "note=x").status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("parked", "--json").objects().isEmpty)
    }
}
