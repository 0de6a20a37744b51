import Console

/// A sheet of plain text that is being set: no line is wider than the sheet.
struct Page {
    /// A column of a table: fixed, or sharing what is left.
    struct Column {
        let title: String
        /// Nil for the one column that takes what the others leave.
        let width: Int?
        var isRight = false
    }

    /// From so many columns on two blocks stand side by side.
    private static let wide = 72

    let width: Int
    private(set) var lines: [String] = []

    init(width: Int) {
        self.width = width
    }

    var isWide: Bool { width >= Self.wide }

    mutating func blank() {
        // Never two, and none at the top.
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    mutating func paragraph(_ text: String, indent: Int = 0) {
        hang(text, first: indent, rest: indent)
    }

    /// `Label: value`; what goes on in further lines is indented. Nothing without a value.
    mutating func field(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        hang("\(label): \(TerminalText.visible(value))", first: 0, rest: 2)
    }

    mutating func item(_ marker: String, _ text: String) {
        let start = marker.displayWidth + 1
        let words = TerminalText.visible(text).wrapped(toWidth: width - start)
        for (index, line) in words.enumerated() {
            add((index == 0 ? marker.padded(toWidth: start) : Self.spaces(start)) + line)
        }
    }

    mutating func centred(_ text: String) {
        for line in text.wrapped(toWidth: width) { add(Self.centred(line, width)) }
    }

    /// Two blocks with centred lines: side by side, or one below the other.
    mutating func blocks(_ left: [String], _ right: [String]) {
        guard isWide else {
            for text in left { centred(text) }
            blank()
            for text in right { centred(text) }
            return
        }
        let half = (width - 2) / 2
        let sides = [left, right].map { side in
            side.flatMap { $0.isEmpty ? [""] : $0.wrapped(toWidth: half) }
        }
        for index in 0..<max(sides[0].count, sides[1].count) {
            let texts = sides.map { index < $0.count ? Self.centred($0[index], half) : "" }
            add(texts[0].padded(toWidth: half) + "  " + texts[1])
        }
    }

    /// Lines that keep their shape, such as a drawing, in the middle.
    mutating func drawing(_ drawing: [String]) {
        let columns = drawing.map(\.displayWidth).max() ?? 0
        let indent = Self.spaces(max(0, (width - columns) / 2))
        for line in drawing { add(indent + line) }
    }

    /// A table whose cells go on in further lines; no cell is cut.
    mutating func table(_ columns: [Column], _ rows: [[String]]) {
        let fixed = columns.compactMap(\.width).reduce(0, +) + columns.count - 1
        let widths = columns.map { $0.width ?? max(2, width - fixed) }
        row(columns.map(\.title), columns, widths)
        add(String(repeating: "-", count: width))
        for cells in rows { row(cells, columns, widths) }
    }

    private mutating func row(_ cells: [String], _ columns: [Column], _ widths: [Int]) {
        let wrapped = zip(cells, widths).map { cell, width in
            TerminalText.visible(cell).wrapped(toWidth: width)
        }
        for index in 0..<(wrapped.map(\.count).max() ?? 0) {
            let texts = wrapped.enumerated().map { column, lines in
                let text = index < lines.count ? lines[index] : ""
                let blanks = Self.spaces(widths[column] - text.displayWidth)
                return columns[column].isRight ? blanks + text : text + blanks
            }
            add(texts.joined(separator: " "))
        }
    }

    private mutating func hang(_ text: String, first: Int, rest: Int) {
        // The first line may be as long as its own indent leaves, so the text is set with the
        // deeper indent and the first line filled up.
        var words = text.split(separator: " ").map(String.init)[...]
        var line = Self.spaces(first)
        var isEmpty = true
        while let word = words.first {
            if isEmpty {
                let pieces = word.wrapped(toWidth: width - line.displayWidth)
                for piece in pieces.dropLast() {
                    add(line + piece)
                    line = Self.spaces(rest)
                }
                line += pieces.last ?? ""
                isEmpty = false
            } else if line.displayWidth + 1 + word.displayWidth <= width {
                line += " " + word
            } else {
                add(line)
                line = Self.spaces(rest)
                isEmpty = true
                continue
            }
            words.removeFirst()
        }
        if !isEmpty { add(line) }
    }

    private mutating func add(_ line: String) {
        let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
        lines.append(String(line[..<end]))
    }

    private static func centred(_ text: String, _ width: Int) -> String {
        spaces(max(0, (width - text.displayWidth) / 2)) + text
    }

    private static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
