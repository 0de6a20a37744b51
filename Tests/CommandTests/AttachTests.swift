import Foundation
import Sealing
import SyncProtocol
import Testing

/// Scans that are attached to cases, with the real program.
@Suite struct AttachTests {
    private static let pdf = "%PDF-1.4\nMột tờ khai\n%%EOF\n"

    /// A point with one case, the reference of which is `r`.
    private func world() throws -> World {
        let world = try World()
        try world.enrol("a")
        let submitted = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        try #require(submitted.status == 0, "\(submitted.errors)")
        return world
    }

    private func file(_ world: World, _ name: String, _ content: Data) throws -> String {
        let url = world.folder.appending(path: name)
        try content.write(to: url)
        return url.path
    }

    /// The visible documents of a point, each of which must be what its name says.
    private func documents(_ world: World, _ point: String = "a") throws -> [String] {
        let folder = world.home(point).appending(path: "documents")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        var names: [String] = []
        for case let path as String in paths where !path.hasPrefix("incoming") && path.count > 2 {
            let content = Array(try Data(contentsOf: folder.appending(path: path)))
            let name = path.replacing("/", with: "")
            #expect(Blake2b.hash(content).hex == name)
            names.append(name)
        }
        return names.sorted()
    }

    /// The fields of the case that name documents.
    private func fields(_ world: World) throws -> [String: String] {
        let shown = try #require(world.kiosk("a", "show", "r", "--json").objects().first)
        let fields = try #require(shown["fields"] as? [String: String])
        return fields.filter { $0.key.hasPrefix("documents.") }
    }

    @Test func `a scan is attached, shown, sent and attached once`() throws {
        let world = try world()
        let path = try file(world, "Tờ khai 1.pdf", Data(Self.pdf.utf8))
        let attached = try world.kiosk("a", "attach", "r", "ct01", path)
        #expect(attached.status == 0, "\(attached.errors)")
        let names = try documents(world)
        #expect(names.count == 1)
        let digest = try #require(names.first)
        #expect(
            try fields(world) == [
                "documents.ct01.\(digest.prefix(16))":
                    "\(digest) \(Self.pdf.utf8.count) pdf Tờ khai 1.pdf"
            ])
        #expect(attached.output.contains("(ct01): Tờ khai 1.pdf · PDF · 31 bytes · here\n"))
        #expect(!attached.output.contains("documents.ct01"))
        let again = try world.kiosk("a", "attach", "r", "ct01", path)
        #expect(again.status == 0 && again.errors.contains("attached to this paper already"))
        #expect(try world.kiosk("a", "outbox", "--json").lines.count == 3)
        let second = try world.kiosk("a", "attach", "r", "dwelling", path)
        #expect(second.status == 0)
        #expect(try fields(world).count == 2 && documents(world) == names)
        let synced = try world.kiosk("a", "sync", "--json")
        #expect(try synced.objects().first?.number("parked") == 0)
        let centre = try world.central("show", "r")
        #expect(centre.output.contains("Tờ khai 1.pdf · PDF · 31 bytes · here\n"))
    }

    @Test func `a paper may be called by its name, and a mistyped one gets a suggestion`() throws {
        let world = try world()
        let path = try file(world, "a.pdf", Data(Self.pdf.utf8))
        let mistyped = try world.kiosk("a", "attach", "r", "dweling", path)
        #expect(mistyped.status == 3 && mistyped.errors.contains("Did you mean “dwelling”?"))
        let unknown = try world.kiosk("a", "attach", "r", "xyzzy", path)
        #expect(unknown.status == 3 && unknown.errors.contains("asks for: ct01"))
        #expect(try world.kiosk("a", "attach", "none", "ct01", path).status == 3)
        #expect(try world.kiosk("a", "attach", "r", "ct01").status == 2)
        #expect(try fields(world) == [:] && documents(world) == [])
        #expect(try world.kiosk("a", "attach", "r", " CT01 ", path).status == 3)
        #expect(try world.kiosk("a", "attach", "r", "ct01", path).status == 0)
    }

    @Test func `what is no scan is refused with the reason, and nothing is saved`() throws {
        let world = try world()
        let huge = Data(Self.pdf.utf8.prefix(9)) + Data(count: 10 << 20)
        let files: [(String, Data, String)] = [
            ("letter.docx", Data("PK\u{3}\u{4}".utf8), "is neither PDF nor JPEG nor PNG"),
            ("empty.pdf", Data(), "the file is empty"), ("huge.pdf", huge, "at most 10 MB"),
            ("cut.pdf", Data("%PDF-1.4\n".utf8), "was cut short"),
        ]
        for (name, content, words) in files {
            let path = try file(world, name, content)
            let refused = try world.kiosk("a", "attach", "r", "ct01", path)
            #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
            #expect(refused.errors.contains("Nothing was saved."))
        }
        for (path, words) in [("/none", "no such file"), (world.folder.path, "cannot be read")] {
            let refused = try world.kiosk("a", "attach", "r", "ct01", path)
            #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
        }
        #expect(try fields(world) == [:] && documents(world) == [])
        #expect(try world.kiosk("a", "outbox", "--json").lines.count == 1)
    }

    @Test func `documents are not changed by edit`() throws {
        let world = try world()
        let path = try file(world, "a.pdf", Data(Self.pdf.utf8))
        #expect(try world.kiosk("a", "attach", "r", "ct01", path).status == 0)
        let field = try #require(fields(world).keys.first)
        for value in ["", "x"] {
            let edited = try world.kiosk("a", "edit", "r", "\(field)=\(value)")
            #expect(edited.status == 3 && edited.errors.contains("cannot be changed here"))
        }
    }

    @Test func `two clocks give two documents side by side`() throws {
        let world = try world()
        let shown = try #require(world.kiosk("a", "show", "r", "--json").objects().first)
        let clock = try #require(shown["clock"] as? [String: Int])
        let seen = clock.map { "\($0.key):\($0.value)" }.joined(separator: ",")
        for name in ["a", "b"] {
            let path = try file(world, "\(name).pdf", Data((Self.pdf + name + "%%EOF").utf8))
            let attached = try world.kiosk("a", "attach", "r", "ct01", path, "--seen", seen)
            #expect(attached.status == 0, "\(attached.errors)")
        }
        #expect(try fields(world).count == 2)
        #expect(try world.kiosk("a", "conflicts", "--json").lines.isEmpty)
        let path = try file(world, "c.pdf", Data(Self.pdf.utf8))
        #expect(try world.kiosk("a", "attach", "r", "ct01", path, "--seen", "9:9").status == 3)
    }

    @Test func `submit takes the files of the papers, and refuses a line with a bad one`() throws {
        let world = try world()
        let good = try file(world, "a.pdf", Data(Self.pdf.utf8))
        let bad = try file(world, "b.pdf", Data("PK".utf8))
        func line(_ reference: String, _ second: String) -> String {
            let papers =
                "\"papers\": [{\"paper\": \"ct01\", \"file\": \"\(good)\"}, "
                + "{\"paper\": \"dwelling\", \"file\": \"\(second)\"}]"
            return Cases.line(reference).dropLast() + ", \(papers)}\n"
        }
        let text = line("s-1", bad) + line("s-2", "/none") + line("s-3", "")
        let refused = try world.kiosk("a", "submit", "--json", input: .text(text))
        let problems = try refused.problems()
        #expect(refused.status == 3 && problems.map { $0.number("line") } == [1, 2])
        #expect(problems.map { $0.text("field") } == ["papers[1].file", "papers[1].file"])
        #expect(problems.map { $0.text("error") } == ["file_kind", "file_missing"])
        let shown = try #require(world.kiosk("a", "show", "s-3", "--json").objects().first)
        let fields = try #require(shown["fields"] as? [String: String])
        let names = try documents(world)
        #expect(fields.keys.filter { $0.hasPrefix("documents.") }.count == 1 && names.count == 1)
        #expect(fields["documents.ct01.\(names[0].prefix(16))"]?.hasSuffix(" pdf a.pdf") == true)
        #expect(try world.kiosk("a", "sync", "--json").objects().first?.number("parked") == 0)
    }

    @Test func `a refused line leaves no file behind`() throws {
        let world = try world()
        let good = try file(world, "a.pdf", Data(Self.pdf.utf8))
        let papers =
            "\"papers\": [{\"paper\": \"ct01\", \"file\": \"\(good)\"}, "
            + "{\"paper\": \"dwelling\", \"file\": \"/none\"}]"
        let line = Cases.line("s").dropLast() + ", \(papers)}\n"
        #expect(try world.kiosk("a", "submit", input: .text(String(line))).status == 3)
        #expect(try documents(world) == [])
    }

    @Test(arguments: [31, 32] as [UInt64])
    func `attach that is killed shows no truncated document`(seed: UInt64) throws {
        let world = try world()
        var random = SeededGenerator(seed: seed)
        for round in 0..<12 {
            let size = Int.random(in: 1...9, using: &random) << 20
            let content = Data("%PDF-1.4\n\(seed) \(round)".utf8) + Data(count: size)
            let path = try file(world, "a.pdf", content + Data("%%EOF".utf8))
            let child = try world.start("a", ["attach", "r", "ct01", path])
            let moment = Date.now.addingTimeInterval(Double.random(in: 0...0.1, using: &random))
            try Programs.wait(for: "the moment") { Date.now >= moment || !child.isRunning }
            try child.killAtOnce()
            let visible = try documents(world)
            let digests = try fields(world).values.map { String($0.prefix(64)) }
            #expect(Set(digests).isSubset(of: visible), "seed \(seed): a named one is here")
        }
    }
}
