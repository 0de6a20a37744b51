import CaseModel

/// How the lines of a screen are laid out for different eyes and ears.
enum Layout: String, CaseIterable {
    case normal
    /// For large letters: short lines with space between them, so that the terminal's font can be
    /// large without a line breaking in two.
    case large
    /// For a screen reader or a Braille line: no signs to be read out, no indenting, no pages.
    case reader

    /// The layout that a person asks for at the prompt: `/large`, `/reader`, `/normal`.
    init?(request line: String) {
        guard line.hasPrefix("/") else { return nil }
        self.init(rawValue: VietnameseText.fold(String(line.dropFirst())))
    }

    /// Whether a long screen waits for Enter before it goes on.
    var hasPages: Bool { self != .reader }

    /// Whether squares are drawn; read out they are noise.
    var hasSquares: Bool { self == .normal }

    /// How wide lines may be on a terminal of so many columns.
    func width(columns: Int) -> Int {
        switch self {
        case .normal, .reader: min(max(columns, 20), 200)
        case .large: min(max(columns, 20), 40)
        }
    }

    func arranged(_ lines: [String]) -> [String] {
        switch self {
        case .normal: lines
        case .large: spaced(lines)
        case .reader:
            lines.filter { !$0.isEmpty }.map { line in
                String(line.drop { $0 == " " })
                    .replacing(" · ", with: "; ").replacing("— ", with: "").replacing(
                        " —", with: "")
            }
        }
    }

    /// One blank line between any two; what a line goes on with stays at it.
    private func spaced(_ lines: [String]) -> [String] {
        var spaced: [String] = []
        var start = 0
        for line in lines where !line.isEmpty {
            let indent = line.prefix { $0 == " " }.count
            let goesOn = !spaced.isEmpty && indent >= start + CitizenText.hanging
            if !goesOn {
                if !spaced.isEmpty { spaced.append("") }
                start = indent
            }
            spaced.append(line)
        }
        return spaced + [""]
    }
}
