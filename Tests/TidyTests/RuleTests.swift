import Testing

/// Every rule finds what it is there to find, and leaves good code alone.
@Suite struct RuleTests {
    private func found(_ text: String, at path: String = "Sources/Hub/A.swift") -> [String] {
        let source = SourceText(path: path, text)
        let all =
            SizeRules.violations(in: source) + ImportRules.violations(in: source)
            + CodeRules.violations(in: source)
        return all.map { "\($0.line) \($0.rule) \($0.detail)" }
    }

    @Test func `a violation says where and what`() {
        let violation = Violation(path: "A.swift", line: 3, .access, "public")
        #expect("\(violation)" == "A.swift:3: no public declarations: public")
    }

    @Test func `a line of 101 columns is too long, however many bytes 100 have`() {
        let long = "let a = \"" + String(repeating: "ệ", count: 90)
        #expect(found(long + "\"\n") == [])
        #expect(found("\n" + long + "x\"\n") == ["2 lineLength 101 columns"])
    }

    private func function(_ head: String, lines: Int) -> String {
        head + " {\n" + String(repeating: "    a()\n", count: lines - 2) + "}\n"
    }

    @Test(arguments: [
        "func f(_ a: () -> Int = { 1 })", "init(a: Int)", "deinit", "subscript(a: Int) -> Int",
        "var a: Int", "func f<T>(\n    a: [Int]\n) throws(E) -> Int where T: P",
    ])
    func `a function of 71 lines is too long`(head: String) {
        let own = head.split(separator: "\n").count - 1
        #expect(found(function(head, lines: 70 - own)) == [])
        let violations = found(function(head, lines: 71 - own))
        #expect(violations.count == 1)
        #expect(violations.first?.hasPrefix("1 functionLength") == true)
    }

    @Test func `what has no body is not measured with the next one's`() {
        let body = String(repeating: "\n", count: 99)
        #expect(found("/// P.\nprotocol P {\n    func f()\n}\n/// S.\nstruct S {\(body)}") == [])
        #expect(found("func f() {\n    var a: Int\n    g { }\n}\n") == [])
        #expect(found("let a = B.init(c)\nextension B {\(body)}") == [])
        #expect(found("var a = 1\nextension B {\(body)}") == [])
    }

    @Test func `braces in strings and comments do not count`() {
        let text = function("func f()", lines: 60)
        #expect(
            found(
                "// {\nlet a = \"{\", b = #\"\"{\"#, c = \"\"\"\n{\n\"\"\"\n/* { /* { */ { */\n"
                    + text) == [])
    }

    @Test func `a file of 401 lines needs a reason in its first comment`() {
        let lines = String(repeating: "a()\n", count: 401)
        #expect(found(String(repeating: "a()\n", count: 400)) == [])
        #expect(found(lines) == ["1 fileLength 401 lines"])
        #expect(found("// Other.\n// Long because of x.\n" + lines) == ["1 fileLength 403 lines"])
        #expect(found("import A\n// Long because it is a table.\n" + lines) == [])
    }

    @Test(arguments: [
        ("import CSQLite", "Sources/Hub/A.swift"), ("import CSQLite", "Tests/HubTests/A.swift"),
        ("internal import CCurl", "Sources/SQLite/A.swift"),
        ("@preconcurrency\nimport CMicroHTTPD", "Sources/central/main.swift"),
        ("import CSodium", "Sources/Transport/A.swift"),
        ("import CReadline", "Kiosk/Screen/A.swift"),
        ("import CReadline", "Sources/Terminal/A.swift"),
        ("import Glibc", "Sources/Hub/A.swift"),
        ("import struct Glibc.timeval", "Sources/Hub/A.swift"),
        ("import Foundation", "Kiosk/main.swift"),
        ("import FoundationEssentials", "Sources/Transport/A.swift"),
        ("import CSomething", "Sources/Hub/A.swift"),
        ("import CaseModel", "SyncProtocol/A.swift"), ("import Swift", "Sources/CaseModel/A.swift"),
    ])
    func `an import in the wrong place is found`(line: String, path: String) {
        let violations = found("// Why.\n" + line, at: path)
        #expect(violations.count == 1)
        let rule = path.contains("CaseModel/") || path.hasPrefix("Sync") ? "purity" : "imports"
        #expect(violations.first?.contains(" \(rule) import ") == true)
    }

    @Test(arguments: [
        ("import CSQLite", "Sources/SQLite/A.swift"), ("import CCurl", "Sources/Transport/A.swift"),
        ("import CSodium", "Sources/Sealing/A.swift"), ("import Foundation", "Tests/A/A.swift"),
        ("import CReadline", "Kiosk/Terminal/A.swift"), ("import Glibc", "Kiosk/main.swift"),
        ("import CReadline", "Kiosk/TerminalScreen.swift"),
        ("import Glibc", "Sources/SQLite/A.swift"),
        ("import CaseModel", "Sources/Hub/A.swift"), ("// import CCurl", "SyncProtocol/A.swift"),
        ("let a = \"import CCurl\"", "SyncProtocol/A.swift"),
    ])
    func `an import in the right place is not`(line: String, path: String) {
        #expect(found(line, at: path) == [])
    }

    @Test(arguments: [
        "var g = SystemRandomNumberGenerator()", "Int.random(in: 1...6)", "list.shuffled()",
        "list.randomElement()", "list.shuffle()", "Date()", "ContinuousClock().now", "time(nil)",
        "SuspendingClock.now", "getenv(name)", "print(a)", "a.hashValue", "Hasher()",
        "CommandLine.arguments", "\"\\(print(a))\"",
    ])
    func `a pure target asks the world for nothing`(code: String) {
        for path in ["SyncProtocol/Wire/A.swift", "Sources/CaseModel/A.swift"] {
            let violations = found("func f() { \(code) }", at: path)
            #expect(violations.count == 1)
            #expect(violations.first?.hasPrefix("1 purity") == true)
        }
        #expect(found("func f() { \(code) }") == [])
    }

    @Test(arguments: [
        "Int.random(in: 1...6, using: &generator)", "list.shuffled(using: &generator)",
        "CivilDate(1)", "event.time(a)", "runtime(a)", "a.print(b)", "hash(into: &hasher)",
        "\"print(a)\"", "// print(a)",
    ])
    func `and may have words that look alike`(code: String) {
        #expect(found("func f() {\n\(code)\n}", at: "SyncProtocol/A.swift") == [])
    }

    @Test(arguments: ["socket(AF_INET, 1, 0)", "getaddrinfo(a, b, c, d)", "socketpair(1, 2, 3, 4)"])
    func `a socket is opened only by Transport`(code: String) {
        #expect(found(code, at: "Kiosk/main.swift").first?.hasPrefix("1 sockets") == true)
        #expect(found(code, at: "Sources/Transport/A.swift") == [])
        #expect(found("server.\(code)", at: "Kiosk/main.swift") == [])
    }

    @Test(arguments: [
        ("try! f()", "traps try!"), ("a as! B", "traps as!"),
        ("fatalError(\"unreachable\")", "traps fatalError"),
        ("fatalError(\"this is Unreachable\")", "traps fatalError"),
        ("let a = try? f()", "silence try? without a reason"),
        ("do { try f() } catch {}", "silence empty catch"),
        ("do { try f() } catch let e as E {\n // nothing\n}", "silence empty catch"),
        ("// TO" + "DO: later", "leftovers TO" + "DO"),
        ("/* a\n FIX" + "ME */", "leftovers FIX" + "ME"),
        ("public func f() {}", "access public"), ("public extension A {}", "access public"),
        ("public private(set) var a = 1", "access public"), ("open class A {}", "access open"),
        ("let a = \"\\(try! f())\"", "traps try!"),
    ])
    func `a bad word is found`(code: String, what: String) {
        let violations = found(code).filter { !$0.contains("documentation") }
        #expect(violations.contains { $0.hasSuffix(what) }, "\(violations)")
    }

    @Test(arguments: [
        "let a = \"try! f()\"", "// try! as!", "if a != b { }", "let a = try !f()",
        "do { try f() } catch { g() }", "// A reason.\nlet a = try? f()",
        "let a = try? f()  // A reason.", "fatalError(\"no memory\")", "let a = f(.public)",
        "case open", "open(path)", "func `a try! is found`() {}", "// mastodon",
        "let a = #\"public func f() {}\"#", "let a = \"\"\"\n    public func f() {}\n    \"\"\"",
    ])
    func `a good word is not`(code: String) {
        #expect(found(code) == [])
    }

    @Test(arguments: ["SyncManager", "DateHelper", "StringUtils", "StoreImpl", "HelperBox"])
    func `an empty name is found`(name: String) {
        for keyword in ["struct", "final class", "enum", "actor", "protocol"] {
            #expect(found("/// A.\n\(keyword) \(name): B {}") == ["2 names \(name)"])
        }
        #expect(found("typealias \(name) = Int") == ["1 names \(name)"])
        #expect(found("a()", at: "Sources/Hub/Helpers/A.swift") == ["1 names Helpers/"])
        #expect(found("/// A.\nstruct Implication {}\n/// B.\nstruct Utility {}") == [])
    }

    @Test(arguments: [
        ("struct A {}", "struct A"), ("// Not enough.\nenum A {}", "enum A"),
        ("/// A.\n\nclass A {}", "class A"), ("package final class A {}", "class A"),
        ("@frozen\npackage struct A<B> {}", "struct A"), ("private actor A {}", "actor A"),
        ("package func f() {}", "func f"), ("package static func f() {}", "func f"),
        ("@discardableResult package mutating func f() {}", "func f"),
        ("/// Too far.\nlet a = 1\npackage func f() {}", "func f"),
    ])
    func `what has no doc comment is found`(code: String, what: String) {
        let violations = found(code)
        #expect(violations.count == 1)
        #expect(violations.first?.hasSuffix("documentation \(what)") == true)
        #expect(found(code, at: "Tests/HubTests/A.swift") == [])
    }

    @Test(arguments: [
        "/// A.\nstruct A {}", "/** A. */\nstruct A {}", "/// A.\n@safe\npackage struct A {}",
        "/// F.\npackage func f() {}", "func f() {}", "extension A {}",
        "package static func < (a: A, b: A) -> Bool { true }",
        "package func hash(into hasher: inout Hasher) {}", "class func f() {}",
        "let actor: Person", "f(actor: Person.some)",
    ])
    func `what has or needs none is not`(code: String) {
        #expect(found(code) == [])
    }

    @Test func `what a protocol asks for is documented there`() {
        let requirement = SourceText(
            path: "Sources/Hub/P.swift", "/// P.\nprotocol P {\n    func f()\n}\nfunc g() {}")
        let requirements = CodeRules.requirements(in: requirement)
        #expect(requirements == ["f"])
        let source = SourceText(
            path: "Sources/Hub/A.swift", "package func f() {}\npackage func g() {}")
        let violations = CodeRules.violations(in: source, requirements: requirements)
        #expect(violations.map(\.detail) == ["func g"])
    }

    @Test(arguments: [
        "extension A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1",
        "@preconcurrency import B",
    ])
    func `an exemption needs a comment above`(code: String) {
        #expect(found(code).first?.contains(" exemptions ") == true)
        #expect(found("let a = 1 // Beside.\n" + code).first?.contains(" exemptions ") == true)
        #expect(found("// One thread owns it.\n" + code) == [])
        #expect(found("// One thread owns it.\n@objc\n" + code) == [])
        #expect(found("nonisolated func f() {}") == [])
    }
}
