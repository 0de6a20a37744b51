import Console
import Testing

/// What a command line is understood as.
@Suite struct ProgramSpecParsingTests {
    let spec = SampleProgram.spec

    @Test func `options stand before, between and after the words`() throws {
        let lines = [
            "--home h send --stamp A hue --json",
            "send hue --stamp A --home=h --json",
            "--json --home h send hue --stamp A",
        ]
        for line in lines {
            let invocation = try spec.parse(line.split(separator: " ").map(String.init))
            #expect(invocation.name == "send")
            #expect(invocation.arguments == ["hue"])
            #expect(invocation.options.values("stamp") == ["A"])
            #expect(invocation.global.value("home") == "h")
            #expect(invocation.wantsJSON)
            #expect(invocation.mayAsk)
        }
    }

    @Test func `an option of a command may stand before it if no other takes it differently`()
        throws
    {
        let invocation = try spec.parse(["--score", "5", "--type=bank", "rate"])
        #expect(invocation.name == "rate")
        #expect(invocation.options.value("score") == "5")
        #expect(invocation.options.value("type") == "bank")
    }

    @Test func `no words run the bare program`() throws {
        let invocation = try spec.parse(["--lang", "en", "--no-input"])
        #expect(invocation.command == [])
        #expect(invocation.purpose == .run)
        #expect(invocation.language == .en)
        #expect(!invocation.mayAsk)
    }

    @Test func `two words make one command, with options between them`() throws {
        let invocation = try spec.parse(["catalogue", "--json", "import", "a.json"])
        #expect(invocation.command == ["catalogue", "import"])
        #expect(invocation.arguments == ["a.json"])
    }

    @Test func `after two dashes everything is a word`() throws {
        let invocation = try spec.parse(["send", "--stamp", "A", "--", "--json", "-h", "--"])
        #expect(invocation.arguments == ["--json", "-h", "--"])
        #expect(!invocation.wantsJSON)
    }

    @Test(arguments: ["-", "-5", "-0.5", "", "=", "a=b", "– dash"])
    func `a dash, a negative number and an odd word are values`(value: String) throws {
        let apart = try spec.parse(["rate", "--score", value])
        #expect(apart.options.value("score") == value)
        let joined = try spec.parse(["rate", "--score=\(value)"])
        #expect(joined.options.value("score") == value)
        #expect(try spec.parse(["list", value]).arguments == [value])
    }

    @Test func `a value that looks like an option is joined with an equals sign`() throws {
        #expect(try spec.parse(["rate", "--score=--json"]).options.value("score") == "--json")
    }

    @Test func `a repeated option keeps its order`() throws {
        let invocation = try spec.parse(["send", "--stamp", "B", "--stamp=A", "hue", "sapa", "mu"])
        #expect(invocation.options.values("stamp") == ["B", "A"])
        #expect(invocation.arguments == ["hue", "sapa", "mu"])
    }

    @Test(arguments: [
        ["-h"], ["send", "-h"], ["send", "--help"], ["-h", "send"], ["bundle", "-h"],
    ])
    func `help is given though required parts are missing`(line: [String]) throws {
        let invocation = try spec.parse(line)
        #expect(invocation.purpose == .help)
        #expect(invocation.command == line.filter { !$0.hasPrefix("-") })
    }

    @Test func `the version is asked for`() throws {
        #expect(try spec.parse(["--version"]).purpose == .version)
        #expect(spec.versionLine == "tram 1.2")
    }

    @Test func `the language is found in a line that cannot be read`() {
        #expect(spec.language(of: ["--sycn", "--lang", "en"]) == .en)
        #expect(spec.language(of: ["--lang=en", "x"]) == .en)
        #expect(spec.language(of: ["--lang", "fr"]) == .vi)
        #expect(spec.language(of: ["--lang"]) == .vi)
        #expect(spec.language(of: ["--", "--lang", "en"]) == .vi)
        #expect(spec.language(of: []) == .vi)
    }
}
