/// One Swift file, taken apart so far that rules can look at code without strings and comments.
struct SourceText {
    /// A word, a sign, or a string literal.
    struct Token: Equatable {
        enum Kind {
            case word
            case sign
            case string
        }

        let kind: Kind
        /// A string literal's text without its interpolations, which follow as tokens of their own.
        let text: String
        /// Counted from one.
        let line: Int
        let startsLine: Bool
        let followsBlank: Bool
    }

    /// From the top of the repository.
    let path: String
    let lines: [String]
    let tokens: [Token]
    /// Numbers of the lines that hold a comment or a part of one, with its text.
    let comments: [Int: String]

    init(path: String, _ text: String) {
        var lexer = Lexer(text)
        lexer.readCode(untilParenthesis: false)
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        tokens = lexer.tokens
        comments = lexer.comments
    }

    /// The text of a line without the blanks around it; empty beyond the first and last.
    func trimmedLine(_ number: Int) -> String {
        guard lines.indices.contains(number - 1) else { return "" }
        let line = lines[number - 1].drop { $0 == " " }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    /// The text of the token at a place, counted from another.
    func text(_ index: Int, _ offset: Int = 0) -> String {
        tokens.indices.contains(index + offset) ? tokens[index + offset].text : ""
    }

    /// The indices of the words with a certain text.
    func words(_ texts: Set<String>) -> [Int] {
        tokens.indices.filter { tokens[$0].kind == .word && texts.contains(tokens[$0].text) }
    }

    /// The index of the sign that closes the one at `index`, or the end.
    func closing(_ index: Int) -> Int {
        let pairs = ["(": ")", "[": "]", "{": "}"]
        guard let close = pairs[text(index)] else { return index }
        var depth = 0
        for place in index..<tokens.count where tokens[place].kind == .sign {
            if tokens[place].text == text(index) { depth += 1 }
            if tokens[place].text == close { depth -= 1 }
            if depth == 0 { return place }
        }
        return tokens.count - 1
    }
}

/// Reads Swift just well enough: comments, strings with interpolations, raw identifiers.
private struct Lexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var startsLine = true
    private var followsBlank = true
    private(set) var tokens: [SourceText.Token] = []
    private(set) var comments: [Int: String] = [:]

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") {
                position += 1
                endLine()
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                position += 1
                followsBlank = true
            } else if !readComment(), !readString(), !readQuotedName(), !readWord() {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                let isEnd = untilParenthesis && depth < 0
                if !isEnd { add(.sign, from: position, to: position + 1) }
                position += 1
                if isEnd { return }
            }
        }
    }

    private mutating func endLine() {
        line += 1
        startsLine = true
        followsBlank = true
    }

    private mutating func add(_ kind: SourceText.Token.Kind, from start: Int, to end: Int) {
        add(kind, String(decoding: bytes[start..<end], as: UTF8.self), at: line)
    }

    private mutating func add(_ kind: SourceText.Token.Kind, _ text: String, at line: Int) {
        tokens.append(
            SourceText.Token(
                kind: kind, text: text, line: line, startsLine: startsLine,
                followsBlank: followsBlank))
        startsLine = false
        followsBlank = false
    }

    private func starts(_ text: StaticString, at place: Int) -> Bool {
        let wanted = Array("\(text)".utf8)
        return bytes[min(place, bytes.count)...].starts(with: wanted)
    }

    private mutating func readComment() -> Bool {
        guard bytes[position] == UInt8(ascii: "/") else { return false }
        if starts("//", at: position) {
            let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            note(from: position, to: end)
            position = end
            return true
        }
        guard starts("/*", at: position) else { return false }
        readBlockComment()
        return true
    }

    private mutating func note(from start: Int, to end: Int) {
        comments[line, default: ""] += String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func readBlockComment() {
        var depth = 0
        var start = position
        while position < bytes.count {
            if starts("/*", at: position) {
                depth += 1
                position += 2
            } else if starts("*/", at: position) {
                depth -= 1
                position += 2
                if depth == 0 { break }
            } else if bytes[position] == UInt8(ascii: "\n") {
                note(from: start, to: position)
                position += 1
                start = position
                endLine()
            } else {
                position += 1
            }
        }
        note(from: start, to: position)
    }

    /// A name between backticks may hold anything, so it is one word.
    private mutating func readQuotedName() -> Bool {
        let quote = UInt8(ascii: "`")
        guard bytes[position] == quote else { return false }
        let end = bytes[(position + 1)...].firstIndex(of: quote) ?? bytes.count - 1
        add(.word, from: position, to: end + 1)
        position = end + 1
        return true
    }

    private mutating func readWord() -> Bool {
        let start = position
        while position < bytes.count, isPartOfWord(bytes[position]) { position += 1 }
        guard position > start else { return false }
        add(.word, from: start, to: position)
        return true
    }

    private func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }

    private mutating func readString() -> Bool {
        let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
        let open = position + hashes
        guard starts("\"", at: open) else { return false }
        let quotes = starts("\"\"\"", at: open) ? 3 : 1
        let place = tokens.count
        let firstLine = line
        position = open + quotes
        add(.string, "", at: firstLine)
        var text: [UInt8] = []
        while position < bytes.count, !closesString(quotes, hashes) {
            readStringByte(hashes, &text)
        }
        position = min(position + quotes + hashes, bytes.count)
        let opening = tokens[place]
        tokens[place] = SourceText.Token(
            kind: .string, text: String(decoding: text, as: UTF8.self), line: firstLine,
            startsLine: opening.startsLine, followsBlank: opening.followsBlank)
        return true
    }

    private func closesString(_ quotes: Int, _ hashes: Int) -> Bool {
        let rest = bytes[position...]
        return rest.prefix(quotes).count == quotes
            && rest.prefix(quotes).allSatisfy { $0 == UInt8(ascii: "\"") }
            && rest.dropFirst(quotes).prefix { $0 == UInt8(ascii: "#") }.count >= hashes
    }

    private mutating func readStringByte(_ hashes: Int, _ text: inout [UInt8]) {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\\"),
            bytes[(position + 1)...].prefix(hashes).allSatisfy({ $0 == UInt8(ascii: "#") })
        {
            position += 1 + hashes
            if starts("(", at: position) {
                position += 1
                readCode(untilParenthesis: true)
                return
            }
        }
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: "\n") { endLine() }
        text.append(bytes[position])
        position += 1
    }
}
