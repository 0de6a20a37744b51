import Testing

/// The fixed top level and what may lie beside it.
@Suite struct LayoutRulesTests {
    private let fixed = ["Package.swift", "Sources", "Tests", "Kiosk", "SyncProtocol", "README.md"]

    private func found(_ entries: [String]) -> [String] {
        LayoutRules.violations(
            entries: entries, gitignore: "# notes\n/demo-home/\n*.swp\n.build*/\n"
        )
        .map { "\($0.path) \($0.detail)" }
    }

    @Test func `the fixed names, dot-files and ignored files may be there`() {
        #expect(found(fixed + [".git", ".ci", "demo-home", "a.swp"]) == [])
    }

    @Test func `another name and a missing one are found`() {
        #expect(
            found(fixed.filter { $0 != "README.md" } + ["notes", "swp"]) == [
                "notes does not belong here", "swp does not belong here", "README.md is missing",
            ])
    }

    @Test(arguments: [
        ("a.swp", "*.swp", true), ("aswp", "*.swp", false), ("out", "/out/", true),
        ("outer", "out", false), ("notes", "# notes", false), ("", "", false),
        ("a-b-c", "a*b*c", true), ("abd", "a*c", false),
    ])
    func `a star stands for any letters`(name: String, line: String, fits: Bool) {
        #expect(LayoutRules.isIgnored(name, by: line) == fits)
    }
}
