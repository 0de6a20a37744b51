import Foundation
import Testing

/// The repository as it is keeps every rule.
@Suite struct RepositoryTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift files of our folders, in order.
    private static func paths() -> [String] {
        ["Kiosk", "Sources", "SyncProtocol", "Tests"].flatMap { folder -> [String] in
            let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return (files?.allObjects ?? []).compactMap { $0 as? String }
                .filter { $0.hasSuffix(".swift") && !$0.contains("/.") }
                .map { "\(folder)/\($0)" }.sorted()
        }
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static let violations = Result {
        let entries = try FileManager.default.contentsOfDirectory(
            atPath: root.path)
        let layout = LayoutRules.violations(entries: entries, gitignore: try text(".gitignore"))
        let sources = try paths().map { SourceText(path: $0, try text($0)) }
        let requirements = sources.reduce(into: Set<String>()) {
            $0.formUnion(CodeRules.requirements(in: $1))
        }
        return sources.reduce(into: layout) { all, source in
            all += SizeRules.violations(in: source) + ImportRules.violations(in: source)
            all += CodeRules.violations(in: source, requirements: requirements)
        }
    }

    @Test func `the rules are applied to this very file`() {
        #expect(Self.paths().contains("Tests/TidyTests/RepositoryTests.swift"))
    }

    @Test(arguments: Rule.allCases) func `the repository keeps the rule`(rule: Rule) throws {
        for violation in try Self.violations.get() where violation.rule == rule {
            Issue.record("\(violation)")
        }
    }
}
