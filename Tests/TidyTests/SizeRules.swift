/// Lines, functions and files that are too long to be read in one sitting.
enum SizeRules {
    static let longestLine = 100
    static let longestFunction = 70
    static let longestFile = 400
    static let excuse = "// Long because"

    static func violations(in source: SourceText) -> [Violation] {
        longLines(source) + longFunctions(source) + longFile(source)
    }

    private static func longLines(_ source: SourceText) -> [Violation] {
        source.lines.enumerated().filter { $0.element.count > longestLine }.map {
            Violation(
                source, line: $0.offset + 1, .lineLength, "\($0.element.count) columns")
        }
    }

    private static func longFile(_ source: SourceText) -> [Violation] {
        let count = source.lines.last == "" ? source.lines.count - 1 : source.lines.count
        let firstComment = source.comments.min { $0.key < $1.key }?.value ?? ""
        guard count > longestFile, !firstComment.hasPrefix(excuse) else { return [] }
        return [Violation(source, line: 1, .fileLength, "\(count) lines")]
    }

    private static func longFunctions(_ source: SourceText) -> [Violation] {
        source.words(["func", "init", "deinit", "subscript", "var"]).compactMap { index in
            guard source.text(index, -1) != ".", let body = body(of: index, source) else {
                return nil
            }
            let line = source.tokens[index].line
            let count = source.tokens[source.closing(body)].line - line + 1
            guard count > longestFunction else { return nil }
            let name = "\(source.text(index)) \(source.text(index, 1))"
            return Violation(source, line: line, .functionLength, "\(name) has \(count) lines")
        }
    }

    /// Where the braces of a declaration open, or `nil` if it has none.
    private static func body(of keyword: Int, _ source: SourceText) -> Int? {
        let isVariable = source.text(keyword) == "var"
        var index = keyword + 1
        while index < source.tokens.count {
            let token = source.tokens[index]
            if token.kind == .sign {
                switch token.text {
                case "{": return index
                case "(", "[": index = source.closing(index)
                case "}", ";": return nil
                case "=" where isVariable: return nil
                default: break
                }
            }
            if token.startsLine, isVariable || beginnings.contains(token.text) { return nil }
            index += 1
        }
        return nil
    }

    /// Words that begin the next declaration, when a declaration in a protocol has no body.
    private static let beginnings: Set<String> = [
        "func", "var", "let", "init", "deinit", "subscript", "case", "static", "mutating",
        "nonmutating", "package", "private", "fileprivate", "internal", "typealias",
        "associatedtype", "struct", "enum", "class", "extension", "protocol", "@", "#",
    ]
}
