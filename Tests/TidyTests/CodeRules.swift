/// Words that do not stand in our code, and those that need a reason beside them.
enum CodeRules {
    /// Functions that carry out one of `requirements` are documented where that stands.
    static func violations(
        in source: SourceText, requirements: Set<String> = []
    ) -> [Violation] {
        traps(source) + silence(source) + leftovers(source) + access(source) + names(source)
            + documentation(source, requirements) + exemptions(source)
    }

    /// The names of the functions that the protocols of a file ask for.
    static func requirements(in source: SourceText) -> Set<String> {
        let protocols = types(source).filter { source.text($0) == "protocol" }
        let bodies = protocols.compactMap { start in
            source.tokens[start...].firstIndex { $0.text == "{" }.map { $0...source.closing($0) }
        }
        let functions = source.words(["func"]).filter { index in
            bodies.contains { $0.contains(index) }
        }
        return Set(functions.map { source.text($0, 1) })
    }

    private static func violation(
        _ index: Int, _ rule: Rule, _ detail: String, _ source: SourceText
    ) -> Violation {
        Violation(source, line: source.tokens[index].line, rule, detail)
    }

    private static func traps(_ source: SourceText) -> [Violation] {
        let forced = source.words(["try", "as"])
            .filter { source.text($0, 1) == "!" && !source.tokens[$0 + 1].followsBlank }
        let errors = source.words(["fatalError"])
            .filter { source.text($0, 2).lowercased().contains("unreachable") }
        return forced.map { violation($0, .traps, "\(source.text($0))!", source) }
            + errors.map { violation($0, .traps, source.text($0), source) }
    }

    private static func silence(_ source: SourceText) -> [Violation] {
        let tries = source.words(["try"]).filter { index in
            let line = source.tokens[index].line
            return source.text(index, 1) == "?" && source.comments[line] == nil
                && source.comments[line - 1] == nil
        }
        let catches = source.words(["catch"]).filter { index in
            let open = source.tokens[index...].firstIndex { $0.text == "{" && $0.kind == .sign }
            return open.map { source.text($0, 1) == "}" } ?? false
        }
        return tries.map { violation($0, .silence, "try? without a reason", source) }
            + catches.map { violation($0, .silence, "empty catch", source) }
    }

    private static func leftovers(_ source: SourceText) -> [Violation] {
        let marks = ["TO" + "DO", "FIX" + "ME"]
        return source.comments.sorted { $0.key < $1.key }.flatMap { line, comment in
            let words = comment.split { !$0.isLetter }
            return marks.filter { words.contains(Substring($0)) }
                .map { Violation(source, line: line, .leftovers, $0) }
        }
    }

    private static let declarations: Set<String> = [
        "func", "var", "let", "struct", "class", "enum", "actor", "protocol", "init", "static",
        "final", "extension", "typealias", "import", "subscript", "mutating", "indirect",
        "associatedtype", "private", "override", "(",
    ]

    private static func access(_ source: SourceText) -> [Violation] {
        source.words(["public", "open"]).filter { index in
            let previous = source.text(index, -1)
            let isName = [".", "case", "func", "var", "let"].contains(previous)
            let isCall = source.text(index) == "open" && source.text(index, 1) == "("
            return !isName && !isCall && declarations.contains(source.text(index, 1))
        }
        .map { violation($0, .access, source.text($0), source) }
    }

    private static let modifiers: Set<String> = [
        "package", "private", "fileprivate", "internal", "public", "open", "final", "indirect",
        "distributed", "nonisolated", "@",
    ]

    /// The indices of the keywords that declare a type.
    private static func types(_ source: SourceText) -> [Int] {
        source.words(["struct", "class", "enum", "actor", "protocol"]).filter { index in
            let first = firstOfLine(index, source)
            return (first == index || modifiers.contains(source.text(first)))
                && source.text(index, 1).first?.isUppercase == true
                && ["{", ":", "<", "where"].contains(source.text(index, 2))
        }
    }

    private static func firstOfLine(_ index: Int, _ source: SourceText) -> Int {
        source.tokens[...index].lastIndex { $0.startsLine } ?? index
    }

    private static func names(_ source: SourceText) -> [Violation] {
        let emptyWords: Set<String> = [
            "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Impl",
        ]
        let aliases = source.words(["typealias"])
        let types = (types(source) + aliases).filter {
            !emptyWords.isDisjoint(with: camelCaseWords(source.text($0, 1)))
        }
        let folders = source.path.split(separator: "/").dropLast().filter {
            emptyWords.contains(String($0)) || $0 == "Models"
        }
        return types.map { violation($0, .names, source.text($0, 1), source) }
            + folders.map { Violation(source, line: 1, .names, "\($0)/") }
    }

    private static func camelCaseWords(_ name: String) -> [String] {
        name.reduce(into: []) { words, letter in
            if words.isEmpty || letter.isUppercase { words.append("") }
            words[words.count - 1].append(letter)
        }
    }

    private static func documentation(
        _ source: SourceText, _ requirements: Set<String>
    ) -> [Violation] {
        guard !source.path.hasPrefix("Tests/") else { return [] }
        let functions = source.words(["func"]).filter { index in
            isNamed(index, source) && !requirements.contains(source.text(index, 1))
                && source.tokens[firstOfLine(index, source)...index]
                    .contains { $0.text == "package" }
        }
        return (types(source) + functions).sorted()
            .filter { !isDocumented(line: source.tokens[$0].line, source) }
            .map { index in
                let detail = "\(source.text(index)) \(source.text(index, 1))"
                return violation(index, .documentation, detail, source)
            }
    }

    /// Operators, and `hash(into:)`, do what everybody knows.
    private static func isNamed(_ index: Int, _ source: SourceText) -> Bool {
        source.tokens.indices.contains(index + 1)
            && source.tokens[index + 1].kind == .word && source.text(index, 1) != "hash"
    }

    private static func isDocumented(line: Int, _ source: SourceText) -> Bool {
        let above = source.trimmedLine(lineAboveAttributes(line, source))
        return above.hasPrefix("///") || above.hasSuffix("*/")
    }

    private static func lineAboveAttributes(_ line: Int, _ source: SourceText) -> Int {
        var above = line - 1
        while source.trimmedLine(above).hasPrefix("@") { above -= 1 }
        return above
    }

    private static func exemptions(_ source: SourceText) -> [Violation] {
        source.words(["unchecked", "preconcurrency", "nonisolated"]).filter { index in
            let isExemption =
                source.text(index) == "nonisolated"
                ? source.text(index, 1) == "(" && source.text(index, 2) == "unsafe"
                : source.text(index, -1) == "@"
            let above = lineAboveAttributes(source.tokens[index].line, source)
            return isExemption && !source.trimmedLine(above).hasPrefix("//")
        }
        .map { violation($0, .exemptions, source.text($0), source) }
    }
}
