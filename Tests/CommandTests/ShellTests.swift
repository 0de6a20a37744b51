import Foundation
import Testing

/// What the programs print about themselves for man and for bash, read by the real ones.
@Suite struct ShellTests {
    private let place = FreshFolder()

    private func output(_ program: String, _ words: [String]) throws -> String {
        let outcome = try Child(program, words, in: place.url).finish()
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        return outcome.output
    }

    @Test(arguments: ["kiosk", "central"], ["vi", "en"])
    func `the manual page has no flaw and names every option`(
        program: String, language: String
    ) throws {
        let page = place.url.appending(path: "\(program).1").path
        try output(program, ["man", "--lang", language])
            .write(toFile: page, atomically: true, encoding: .utf8)
        let lint = try Child(
            "/usr/bin/mandoc", ["-T", "lint", "-W", "warning", page], in: place.url
        ).finish()
        // The version stands where others have the day.
        #expect(lint.lines.filter { !$0.contains("missing date") } == [])
        // Bold letters are struck twice on paper; a person sees them once.
        let words = try output("/usr/bin/mandoc", ["-T", "utf8", page])
            .replacing(/.\u{8}/, with: "")
        for option in ["--json", "--lang vi|en", program == "kiosk" ? "--draft" : "--tls-cert"] {
            #expect(words.contains(option), "\(option)")
        }
        #expect(words.contains(language == "vi" ? "MÃ KẾT THÚC" : "EXIT STATUS"))
    }

    /// What bash offers after these words; the last one is being typed.
    private func offers(_ program: String, _ words: [String]) throws -> [String] {
        let script = """
            eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            "_$1"; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let completion = try output(program, ["completion"])
        let typed = ["-c", script, "bash", completion, program] + words
        return try output("/bin/bash", typed).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["sub"], ["submit"]), (["staff", ""], ["add", "list", "disable"]),
        (["--lang", "vi", "bun"], ["bundle"]), (["bundle", "ex"], ["export"]),
        (["list", "--lang", ""], ["vi", "en"]), (["list", "--lang", "=", "e"], ["en"]),
        (["--lang", "="], ["vi", "en"]), (["submit", "--dr"], ["--draft"]),
        (["rate", "x", "--score", ""], ["1", "2", "3", "4", "5"]), (["--no"], ["--no-input"]),
        (["show", ""], []), (["nonsense"], []),
    ])
    func `bash is told commands, options and values`(words: [String], offered: [String]) throws {
        #expect(try offers("kiosk", words) == offered)
    }

    @Test func `bash completes the names of files where a file belongs`() throws {
        for name in ["calendar.json", "notes.txt"] {
            try Data().write(to: place.url.appending(path: name))
        }
        let folder = place.url.path
        for (program, words, name) in [
            ("central", ["calendar", "import"], "calendar.json"),
            ("kiosk", ["submit", "--json", "--file"], "notes.txt"),
            ("kiosk", ["bundle", "import", "--json"], "notes.txt"),
        ] {
            let typed = "\(folder)/\(name.prefix(3))"
            #expect(try offers(program, words + [typed]) == ["\(folder)/\(name)"])
        }
        #expect(try offers("kiosk", ["submit", "n"]) == [])
    }
}
