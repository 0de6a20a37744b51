import Foundation
import Testing

/// The bad link as a process between real ones.
@Suite struct BadlinkTests {
    @Test(arguments: [
        ["--delay-ms", "2"], ["--up-kbit", "80000", "--down-kbit", "40000", "--delay-ms", "1"],
        ["--stall-every", "0.005", "--stall-for", "0.005", "--up-kbit", "80000"],
    ])
    func `bytes arrive unchanged and in order, and are counted`(link: [String]) throws {
        let peers = try Peers(link)
        #expect(try peers.talk(bytes: 300_000) == "same")
        #expect(try peers.talk(bytes: 0) == "same")
        let report = try peers.stop()
        for count in ["up_accepted", "up_delivered", "down_accepted", "down_delivered"] {
            #expect(report.number("bytes_\(count)") == 300_000, "\(count)")
        }
        #expect(report.number("connections") == 2 && report.number("cuts") == 0)
    }

    @Test func `a connection is reset after exactly so many bytes`() throws {
        let peers = try Peers(["--cut-after-bytes", "1234"])
        #expect(try peers.talk(bytes: 1_233) == "same")
        #expect(try peers.talk(bytes: 50_000) == "reset")
        let report = try peers.stop()
        #expect(report.number("bytes_up_delivered") == 1_233 + 1_234)
        #expect(report.number("bytes_up_accepted") == 1_233 + 1_234)
        #expect(report.number("cuts") == 1 && report.number("connections") == 2)
    }

    @Test func `a cut resets what is open, and nobody connects while the line is down`() throws {
        let peers = try Peers([
            "--up-kbit", "8", "--cut-every", "1000", "--first-cut", "0.5", "--down-time", "1000",
        ])
        #expect(try peers.talk(bytes: 300_000) == "reset")
        #expect(try peers.talk(bytes: 10) == "reset")
        let report = try peers.stop()
        #expect(report.number("cuts") == 1 && report.number("refused") == 1)
        let accepted = try #require(report.number("bytes_up_accepted"))
        let delivered = try #require(report.number("bytes_up_delivered"))
        #expect(delivered < accepted && accepted < 10_000)
    }

    @Test func `a half-open connection is silent and not reset`() throws {
        let peers = try Peers(["--up-kbit", "8", "--half-open", "60000"])
        #expect(try peers.talk(bytes: 3_000, patience: 0.5) == "silent")
        #expect(try peers.stop().number("half_open") ?? 0 > 0)
    }

    @Test func `a server that is not there looks like a cut line`() throws {
        let folder = FreshFolder()
        let nobody = try Peers.link(to: "127.0.0.1:1", [], in: folder.url)
        let address = try #require(nobody.written.split(separator: "\n").first)
        let outcome = try Child(
            "/usr/bin/curl", ["--no-progress-meter", "http://\(address)/"], in: folder.url
        ).finish()
        // Whoever meets the reset: connecting, sending or receiving; not an empty answer (52).
        #expect([7, 55, 56].contains(outcome.status))
        #expect(try nobody.stop().status == 0)
    }

    @Test func `the link counts what the kiosk says it sent and received`() throws {
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
        _ = try world.kiosk("far", "submit", input: .text(Cases.lines(20, "r")))
        let synced = try #require(try world.kiosk("far", "sync", "--json").objects().first)
        #expect(synced.text("result") == "complete")
        #expect(try link.stop().status == 0)
        let counted = try Programs.object(String(contentsOf: report, encoding: .utf8))
        #expect(counted.number("bytes_up_delivered") == synced.number("bytes_up"))
        #expect(counted.number("bytes_down_delivered") == synced.number("bytes_down"))
    }

    @Test(arguments: [
        ["--to", "127.0.0.1:80"], ["--listen", "0.0.0.0:0", "--to", "127.0.0.1:80"],
        ["--listen", "127.0.0.1:0", "--to", "127.0.0.1:99999"],
        ["--listen", "127.0.0.1:0", "--to", "127.0.0.1:80", "--cut-every", "0"],
        ["--listen", "127.0.0.1:0", "--to", "127.0.0.1:80", "--up-kbit", "0"],
        ["--listen", "127.0.0.1:0", "--to", "127.0.0.1:80", "--delay-ms", "soon"],
    ])
    func `wrong usage is exit 2 with a sentence`(arguments: [String]) throws {
        let folder = FreshFolder()
        let outcome = try Child("badlink", ["--lang", "en"] + arguments, in: folder.url).finish()
        #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }
}
