extension String {
    /// How many columns of a terminal the text fills.
    ///
    /// Combining marks fill none, East Asian wide characters and pictures two, all others one.
    package var displayWidth: Int {
        unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    /// The text itself if it fits into so many columns, else its beginning and `…`.
    package func cut(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var result = ""
        var used = 0
        for character in self {
            used += String(character).displayWidth
            if used > width - 1 { break }
            result.append(character)
        }
        while result.last == " " { result.removeLast() }
        return result + "…"
    }

    /// The text with spaces after it up to so many columns.
    package func padded(toWidth width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth))
    }

    /// The words of the text in lines of at most so many columns; the first one may have more.
    ///
    /// A word that is longer than a line is cut into pieces.
    package func wrapped(toWidth width: Int, first: Int? = nil) -> [String] {
        precondition(width >= 2, "a wide character needs two columns")
        var lines: [String] = []
        var line = ""
        for word in inseparable(width).flatMap({ $0.pieces(ofWidth: width) }) {
            let room = lines.isEmpty ? max(first ?? width, width) : width
            if line.isEmpty {
                line = word
            } else if line.displayWidth + 1 + word.displayWidth <= room {
                line += " " + word
            } else {
                lines.append(line)
                line = word
            }
        }
        return lines + [line]
    }

    /// What a line may end between: things with dots between them stay whole where they fit into
    /// a line, and the number of a choice stays with what it chooses.
    private func inseparable(_ width: Int) -> [String] {
        var units: [String] = []
        let things = drop { $0 == " " }.split(separator: " · ")
        for (index, thing) in things.enumerated() {
            let unit = index < things.count - 1 ? thing + " ·" : thing
            if things.count > 1, String(unit).displayWidth <= width {
                units.append(String(unit))
            } else {
                units += String(unit).words(joinedIn: width)
            }
        }
        return units
    }

    /// The words, those that belong together as one where that fits into a line.
    private func words(joinedIn width: Int) -> [String] {
        var words: [String] = []
        for word in split(separator: " ") {
            if let last = words.last, word == "·" || last.isNumber,
                last.displayWidth + 1 + String(word).displayWidth <= width
            {
                words[words.count - 1] = "\(last) \(word)"
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    /// Whether it is the number of what follows: `12.`, `1`, `(2` or `10.000`. A long one stands
    /// for itself, as a person's number does.
    private var isNumber: Bool {
        let figures = drop { $0 == "(" }
        return figures.utf8.count <= 7 && figures.contains { $0 != "." }
            && figures.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
    }

    private func pieces(ofWidth width: Int) -> [String] {
        var pieces = [""]
        var used = 0
        for character in self {
            let columns = String(character).displayWidth
            if used > 0, used + columns > width {
                pieces.append("")
                used = 0
            }
            pieces[pieces.count - 1].append(character)
            used += columns
        }
        return pieces
    }
}

extension Unicode.Scalar {
    /// The columns of one scalar, as terminals count them.
    var displayWidth: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if (0x1160...0x11FF).contains(value) { return 0 }
        if (0x1F1E6...0x1F1FF).contains(value) { return 1 }
        return isWide ? 2 : 1
    }

    /// Unicode's East Asian Width W and F in blocks (Unicode Standard Annex 11).
    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        return properties.isEmojiPresentation
            || Self.wideRanges.contains { $0.contains(value) }
    }

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
        0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
