/// Rows of plain text in aligned columns, as wide as the terminal at most.
package struct Table: Hashable, Sendable {
    /// One column of a table.
    package struct Column: Hashable, Sendable {
        /// Where a shorter text stands in its column.
        package enum Alignment: Hashable, Sendable {
            case left
            case right
        }

        package let title: String
        package let alignment: Alignment
        /// A slip number is of no use when cut: such columns give way last.
        package let staysWhole: Bool

        package init(_ title: String, _ alignment: Alignment = .left, staysWhole: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.staysWhole = staysWhole
        }
    }

    /// Narrower and wider terminals get the nearest of these widths.
    package static let widths = 40...200

    private static let gap = 2
    private static let narrowest = 6

    package let columns: [Column]
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) {
        precondition(!columns.isEmpty, "a table needs a column")
        self.columns = columns
    }

    /// Adds a row with one text for each column; the texts may come from outside.
    package mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row needs one text for each column")
        rows.append(cells.map(TerminalText.visible))
    }

    /// The lines of the table, the titles first; no line is wider than the terminal.
    package func lines(width: Int) -> [String] {
        let limit = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
        let table = [columns.map(\.title)] + rows
        let widths = columnWidths(table, limit)
        return table.map { line($0, widths).cut(toWidth: limit) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let text = cell.cut(toWidth: widths[index])
            let blanks = String(repeating: " ", count: widths[index] - text.displayWidth)
            let separator = index == 0 ? "" : String(repeating: " ", count: Self.gap)
            switch columns[index].alignment {
            case .left: line += separator + text + blanks
            case .right: line += separator + blanks + text
            }
        }
        let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
        return String(line[..<end])
    }

    private func columnWidths(_ table: [[String]], _ limit: Int) -> [Int] {
        var widths = columns.indices.map { index in
            min(table.reduce(1) { max($0, $1[index].displayWidth) }, limit)
        }
        let room = limit - Self.gap * (columns.count - 1)
        let yielding = columns.indices.filter { !columns[$0].staysWhole }
        shrink(&widths, yielding, toTotal: room, narrowest: Self.narrowest)
        shrink(&widths, Array(columns.indices), toTotal: room, narrowest: 1)
        return widths
    }

    /// Takes from the widest of the chosen columns until all of them fit or none can give more.
    private func shrink(
        _ widths: inout [Int], _ chosen: [Int], toTotal room: Int, narrowest: Int
    ) {
        while widths.reduce(0, +) > room,
            let widest = chosen.max(by: { widths[$0] <= widths[$1] }), widths[widest] > narrowest
        {
            widths[widest] -= 1
        }
    }
}
