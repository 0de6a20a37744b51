extension QRCode {
    /// With what a code is drawn.
    package enum Style: Sendable {
        /// Two rows of modules in one line: `█▀▄`.
        case halfBlocks
        /// Two characters a module, for printers and terminals without UTF-8.
        case ascii
    }

    /// What a character that is not blank stands for.
    package enum Ink: Sendable {
        /// Black on white: characters are the dark modules.
        case paper
        /// A terminal writes light on dark: characters are the light modules, margin included.
        case screen
    }

    /// Light modules around the square as the standard wants them; scanners bear less.
    private static let margin = 4

    /// The lines of the drawing with as wide a margin as the width has room for, up to four
    /// modules; nil when there is no room even for one.
    package func drawing(_ style: Style, _ ink: Ink, width: Int) -> [String]? {
        let room = (style == .ascii ? width / 2 : width) - size
        let margin = min(Self.margin, room / 2)
        guard margin >= 1 else { return nil }
        let places = -margin..<(size + margin)
        switch style {
        case .ascii:
            return places.map { row in
                places.map { isInked(row, $0, ink) ? "##" : "  " }.joined()
            }
        case .halfBlocks:
            return stride(from: places.lowerBound, to: places.upperBound, by: 2).map { row in
                String(
                    places.map { column in
                        // The square has an odd number of rows: the last line's lower half lies
                        // beyond the margin and is drawn like it.
                        Self.block(
                            upper: isInked(row, column, ink), lower: isInked(row + 1, column, ink))
                    })
            }
        }
    }

    private func isInked(_ row: Int, _ column: Int, _ ink: Ink) -> Bool {
        isDark(row: row, column: column) == (ink == .paper)
    }

    private static func block(upper: Bool, lower: Bool) -> Character {
        switch (upper, lower) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}
