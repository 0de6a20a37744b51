/// What lies at the top of the repository.
enum LayoutRules {
    static let fixed: Set<String> = [
        "Package.swift", "Sources", "Tests", "Kiosk", "SyncProtocol", "README.md",
    ]

    /// Compares the names found at the top with the fixed ones; dot-files and what git ignores
    /// may lie there too.
    static func violations(entries: [String], gitignore: String) -> [Violation] {
        let patterns = gitignore.split(separator: "\n").map(String.init)
        let seen = entries.filter { entry in
            !entry.hasPrefix(".") && !patterns.contains { isIgnored(entry, by: $0) }
        }
        let extra = Set(seen).subtracting(fixed).sorted().map { ($0, "does not belong here") }
        let missing = fixed.subtracting(seen).sorted().map { ($0, "is missing") }
        return (extra + missing).map { Violation(path: $0.0, line: 1, .layout, $0.1) }
    }

    /// Whether a name at the top fits a line of `.gitignore`.
    static func isIgnored(_ name: String, by line: String) -> Bool {
        guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix("!") else { return false }
        var pattern = line[...]
        if pattern.hasPrefix("/") { pattern.removeFirst() }
        if pattern.hasSuffix("/") { pattern.removeLast() }
        return fits(name[...], pattern)
    }

    private static func fits(_ name: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            return fits(name, pattern.dropFirst())
                || !name.isEmpty && fits(name.dropFirst(), pattern)
        }
        return name.first == first && fits(name.dropFirst(), pattern.dropFirst())
    }
}
