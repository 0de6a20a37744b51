import Foundation
import Testing

/// What a stranger types: help, mistyped words, codes that do not exist.
@Suite struct UsageTests {
    @Test(arguments: [
        (["sybmit"], "Did you mean 'submit'?"), (["list", "--jsno"], "Did you mean '--json'?"),
        (["show"], "Missing argument 'CODE'"), (["list", "x"], "Unexpected argument 'x'"),
        (["rate", "x", "--score", "9"], "choose one of: 1, 2, 3, 4, 5.\n"),
        (["edit", "x", "note"], ""), (["search", "--limit", "0", "x"], "1 to 1000"),
        (["--no-input"], "a command is needed"),
    ])
    func `wrong usage is explained and ends with 2`(words: [String], hint: String) throws {
        let place = FreshFolder()
        let home = ["--home", place.url.path, "--lang", "en"]
        let outcome = try Child("kiosk", home + words, in: place.url).finish()
        guard !hint.isEmpty, words.first != "search" else {
            // These are looked at after the point, which does not exist here.
            return #expect(outcome.status != 0)
        }
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    }

    @Test(arguments: ["kiosk", "central"])
    func `every command has a help of its own`(program: String) throws {
        let place = FreshFolder()
        let help = try Child(program, ["-h", "--lang", "en"], in: place.url).finish()
        #expect(help.status == 0 && help.errors.isEmpty)
        let commands = program == "kiosk" ? Self.kiosk : Self.central
        for command in commands {
            #expect(help.output.contains("  \(command) "), "\(command) is not listed")
            let words = command.split(separator: " ").map(String.init)
            let own = try Child(program, words + ["-h"], in: place.url).finish()
            #expect(own.status == 0 && own.output.hasPrefix("\(program) \(command) "))
        }
    }

    private static let kiosk = [
        "submit", "list", "show", "edit", "rate", "conflicts", "resolve", "search", "procedure",
        "enrol", "sync", "outbox", "parked", "bundle export", "bundle import",
    ]
    private static let central = [
        "init", "serve", "enrol", "sites", "catalogue import", "units import", "list", "show",
        "accept", "decide", "finish", "conflicts", "resolve", "bundle accept",
    ]

    @Test func `unknown codes and fields of the centre are refused, and nothing is saved`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let before = try world.kiosk("a", "show", "r", "--json").output
        for words in [["show"], ["edit", "note=x"], ["rate", "--score", "3"]] {
            let arguments = [words[0], "T-9-261122-1-ABC"] + words.dropFirst()
            #expect(try world.start("a", arguments).finish().status == 3)
        }
        for change in ["state=approved", "official=x", "slip=x", "due=2026-01-01", "other=1"] {
            #expect(try world.kiosk("a", "edit", "r", change).status == 3, "\(change)")
        }
        #expect(try world.kiosk("a", "resolve", "r", "note", "--keep", "1").status == 3)
        #expect(try world.kiosk("a", "show", "r", "--json").output == before)
    }

    @Test func `an argument that is no UTF-8 is refused, and nothing is saved`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let before = try world.kiosk("a", "show", "r", "--json").output
        let script = #""$0" --home "$1" --lang en edit r "$(printf 'note=\377')""#
        let outcome = try Child(
            "/bin/sh", ["-c", script, Programs.url("kiosk").path, world.home("a").path],
            in: world.folder
        ).finish()
        #expect(outcome.status == 2 && outcome.errors.contains("is not UTF-8"))
        #expect(try world.kiosk("a", "show", "r", "--json").output == before)
    }

    @Test(arguments: [
        "", "\n \n", "[]", "{\"procedure\":", "\u{FEFF}{}", "{\"a\": \"\u{0}\"}",
        String(repeating: "[", count: 50_000), String(repeating: "x", count: 2_000_000),
    ])
    func `input that is no case is said to be none`(input: String) throws {
        let world = try World()
        try world.enrol("a")
        let outcome = try world.kiosk("a", "submit", input: .text(input))
        let isEmpty = input.allSatisfy(\.isWhitespace)
        #expect(outcome.status == (isEmpty ? 0 : 3))
        #expect(!outcome.errors.isEmpty && outcome.errors.utf8.count < 500)
        #expect(outcome.output.isEmpty)
        #expect(try world.kiosk("a", "list", "--json").lines.isEmpty)
    }

    @Test func `one object over many lines, with a byte order mark and CRLF, is a case`() throws {
        let world = try World()
        try world.enrol("a")
        let pretty = Cases.line("r").replacing(", ", with: ",\r\n  ")
        let outcome = try world.kiosk("a", "submit", "--json", input: .text("\u{FEFF}\(pretty)"))
        #expect(outcome.status == 0 && outcome.lines.count == 1)
    }

    @Test func `a reader that goes away is no error to speak of`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(30, "r")))
        let script = #""$0" --home "$1" list --json | head -n 1"#
        let outcome = try Child(
            "/bin/sh", ["-c", script, Programs.url("kiosk").path, world.home("a").path],
            in: world.folder
        ).finish()
        #expect(outcome.status == 0 && outcome.lines.count == 1 && outcome.errors.isEmpty)
    }
}
