import Foundation
import Testing

/// `kiosk sync --watch` beside other processes of the same point.
@Suite struct WatchTests {
    private static let shape: Set<String> = [
        "result", "sent", "received", "waiting", "parked", "bytes_up", "bytes_down",
        "round_trips", "seconds",
    ]

    /// What the watch has said so far, without a line that is being written.
    private func reports(_ watch: Child) throws -> [[String: Any]] {
        let lines = watch.written.split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.dropLast().map { try Programs.object(String($0)) }
    }

    private func wait(
        for what: String, _ watch: Child, until isSo: ([[String: Any]]) -> Bool
    ) throws {
        try Programs.wait(for: what) {
            #expect(watch.isRunning, "the watch ended: \(watch.remarks)")
            return try isSo(reports(watch)) || !watch.isRunning
        }
    }

    @Test func `what is handed in while the hub is away arrives once it is there`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.stopHub()?.status == 0)
        let watch = try world.start("a", ["sync", "--watch", "--json"])
        try wait(for: "the first try", watch) { !$0.isEmpty }
        let handedIn = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(handedIn.status == 0)
        #expect(try world.kiosk("a", "list", "--json").lines.count == 1)
        #expect(try world.central("list", "--json").lines.isEmpty)
        try world.startHub()
        try wait(for: "the case to be sent", watch) { $0.last?.text("result") == "complete" }
        #expect(try world.central("list", "--json").lines.count == 1)
        let ended = try watch.stop()
        #expect(ended.status == 0)
        #expect(ended.errors.contains("The work is safe here"))
        let all = try ended.objects()
        #expect(all.allSatisfy { $0.names == Self.shape })
        // Tries in vain are not told one by one.
        #expect(all.map { $0.text("result") } == ["offline", "complete"])
        #expect(all.last?.number("sent") == 1 && all.last?.number("waiting") == 0)
    }

    @Test func `new work of another process is sent over the connection that is open`() throws {
        let world = try World()
        let report = world.folder.appending(path: "report.json")
        let link = try Peers.link(
            to: world.address, ["--delay-ms", "1", "--report", report.path], in: world.folder)
        let address = try #require(link.written.split(separator: "\n").first)
        let ticket = try world.central(
            "enrol", "--name", "Far", "--unit", "H57.19815", "--type", "post",
            "--address", "http://\(address)", "--json")
        let code = try #require(ticket.objects().first?.text("code"))
        #expect(try world.kiosk("far", "enrol", code).status == 0)
        let watch = try world.start("far", ["sync", "--watch", "--json"])
        try wait(for: "the catalogue", watch) { $0.count == 1 }
        for round in 2...3 {
            _ = try world.kiosk("far", "submit", input: .text(Cases.line("r\(round)")))
            try wait(for: "the case to be sent", watch) { $0.count == round }
        }
        #expect(try world.central("list", "--json").lines.count == 2)
        let ended = try watch.stop()
        #expect(ended.status == 0 && ended.errors.isEmpty)
        #expect(try ended.objects().map { $0.number("sent") } == [0, 1, 1])
        #expect(try link.stop().status == 0)
        let counted = try Programs.object(String(contentsOf: report, encoding: .utf8))
        #expect(counted.number("connections") == 1)
    }

    @Test func `a watch that needs a person says so once and goes on`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.central("revoke", "2").status == 0)
        let watch = try world.start("a", ["sync", "--watch"])
        try Programs.wait(for: "the reason") { watch.remarks.contains("revoked") }
        #expect(watch.isRunning)
        let ended = try watch.stop()
        #expect(ended.status == 0 && ended.output.split(separator: "\n").count == 1)
    }

    @Test func `a watch at a point that is not enrolled is refused`() throws {
        let world = try World(isServing: false)
        let outcome = try world.kiosk("nobody", "sync", "--watch")
        #expect(outcome.status == 1 && outcome.errors.contains("not enrolled"))
    }

    @Test func `the outbox says how long the rest takes once the line was measured`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.stopHub()?.status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        _ = try world.kiosk("a", "rate", "r-1", "--score", "5")
        let outbox = try world.kiosk("a", "outbox")
        let last = try #require(outbox.lines.last)
        #expect(last.hasPrefix("3 cases") && last.contains(", about ") && last.hasSuffix(" s."))
        let synced = try world.kiosk("a", "sync")
        #expect(synced.status == 4)
        #expect(synced.lines.last?.hasPrefix("Left: 3 cases") == true)
        // Machines read the same as before.
        #expect(try world.kiosk("a", "sync", "--json").lines.count == 1)
        #expect(try world.kiosk("a", "outbox", "--json").objects().count == outbox.lines.count - 2)
    }
}
