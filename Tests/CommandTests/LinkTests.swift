import Foundation
import Testing

/// Links that are not there, and machines that answer in the hub's place.
@Suite struct LinkTests {
    @Test func `without a link the work is safe and the exit code is 4`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.stopHub()?.status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let outcome = try world.kiosk("a", "sync", "--json")
        #expect(outcome.status == 4 && outcome.errors.contains("The work is safe here"))
        let report = try #require(outcome.objects().first)
        #expect(report.text("result") == "offline" && report.number("waiting") == 1)
        try world.startHub()
        #expect(try world.kiosk("a", "sync").status == 0)
        let shown = try world.kiosk("a", "show", "r", "--json").objects().first
        #expect(shown?.text("durability") == "centre")
    }

    @Test(arguments: [
        ("200 text/html", "<html>sign in</html>"), ("500 text/plain", "oops"),
        ("302 text/html", ""), ("200 application/cbor", "garbage"), ("200 application/cbor", ""),
        ("503 text/plain", "later"), ("204 text/plain", ""),
    ])
    func `an answer that is not the hub's changes nothing`(answer: String, body: String) throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let before = try world.kiosk("a", "show", "r", "--json").output
        #expect(try world.stopHub()?.status == 0)
        let impostor = try Child(
            "/usr/bin/python3", ["-c", Self.impostor, "\(world.port)", answer, body],
            in: world.folder)
        try Programs.wait(for: "the impostor") { impostor.written.contains("ready") }
        let outcome = try world.kiosk("a", "sync")
        try impostor.killAtOnce()
        #expect(outcome.status == 4 && outcome.errors.contains("The work is safe here"))
        #expect(try world.kiosk("a", "show", "r", "--json").output == before)
        try world.startHub()
        #expect(try world.kiosk("a", "sync").status == 0)
    }

    /// Answers every POST with the status, type and body that were given.
    private static let impostor = """
        import http.server, sys
        status, kind = sys.argv[2].split()
        class Impostor(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(int(status))
                self.send_header("Content-Type", kind)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.send_header("Content-Length", str(len(sys.argv[3])))
                self.end_headers()
                self.wfile.write(sys.argv[3].encode())
        server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Impostor)
        print("ready", flush=True)
        server.serve_forever()
        """

    @Test func `a code that another kiosk has used opens nothing, and nothing is lost`() throws {
        let world = try World()
        let code = try world.code("Point a")
        for point in ["a", "b"] {
            #expect(try world.kiosk(point, "enrol", code).status == 0)
        }
        #expect(try world.kiosk("a", "sync").status == 0)
        let refused = try world.kiosk("b", "sync")
        #expect(refused.status == 1 && refused.errors.contains("was used on another machine"))
        #expect(try world.kiosk("a", "sync").status == 0)
    }

    @Test func `a point enrols again with a new key, and a revoked one sends nothing`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r-1")))
        #expect(try world.kiosk("a", "sync").status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r-2")))
        let keys = world.home("a").appending(path: "kiosk.keys")
        try FileManager.default.removeItem(at: keys)
        #expect(try world.kiosk("a", "sync").status == 1)
        let again = try world.central(
            "enrol-again", "2", "--address", "http://\(world.address)", "--json")
        let code = try #require(again.objects().first?.text("code"))
        #expect(try world.kiosk("a", "enrol", code).status == 0)
        #expect(try world.kiosk("a", "enrol", code).status == 3)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("list", "--json").lines.count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: keys.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)

        #expect(try world.central("rotate-key").status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("revoke", "2").status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r-3")))
        let refused = try world.kiosk("a", "sync")
        #expect(refused.status == 1 && refused.errors.contains("has been revoked"))
        #expect(try world.central("list", "--json").lines.count == 2)
        #expect(try world.central("revoke", "9").status == 3)
    }

    @Test func `a mistyped code is refused before anything is made`() throws {
        let world = try World()
        let code = try world.code("Point a")
        // 0 and O are read alike.
        let last = "0O".contains(code.last ?? "0") ? "2" : "0"
        for typed in [String(code.dropLast()) + last, String(code.dropLast(7)), "", "AAA"] {
            #expect(try world.kiosk("a", "enrol", typed).status == 3, "\(typed)")
        }
        #expect(!FileManager.default.fileExists(atPath: world.home("a").path))
        #expect(try world.kiosk("a", "enrol", code.lowercased()).status == 0)
    }

    @Test func `the hub answers a plain client as it should`() throws {
        let world = try World()
        let large = world.folder.appending(path: "large")
        try Data(count: 40 << 20).write(to: large)
        // The form of a request of site 2, and nothing that opens.
        let forged = world.folder.appending(path: "forged")
        try Data([0x10, 2, 1, 1, 0] + [UInt8](repeating: 0xAB, count: 80)).write(to: forged)
        let requests: [(status: String, arguments: [String])] = [
            ("200", ["/healthz"]), ("405", ["/sync"]), ("404", ["/other", "-d", "x"]),
            ("405", ["/healthz", "-d", "x"]), ("400", ["/sync", "-d", "x"]),
            ("400", ["/sync", "-d", ""]), ("401", ["/sync", "--data-binary", "@\(forged.path)"]),
            ("413", ["/sync", "--data-binary", "@\(large.path)"]),
            ("400", ["/sync", "-d", "x", "-H", "Transfer-Encoding: chunked"]),
        ]
        for request in requests {
            let url = "http://\(world.address)\(request.arguments[0])"
            let outcome = try Child(
                "/usr/bin/curl",
                ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--noproxy", "*", url]
                    + request.arguments.dropFirst(), in: world.folder
            ).finish()
            #expect(outcome.output == request.status, "\(request.arguments)")
        }
        let twice = try world.central("serve", "--listen", world.address)
        #expect(twice.status == 1 && twice.errors.contains("in use by another program"))
    }
}
