/// Makes text that came from outside safe to print.
///
/// A name typed at another point, or a file, may hold control characters that move the cursor,
/// colour the screen, ring, answer the terminal's questions, or turn the direction of writing round
/// so that a line reads as something else.
package enum TerminalText {
    /// One line in which every dangerous character is shown as `\u{1B}`, so that nothing is hidden.
    ///
    /// Line ends and tabs become a space.
    package static func visible(_ text: String) -> String {
        rewrite(text) { "\\u{\(String($0.value, radix: 16, uppercase: true))}" }
    }

    /// One line without the dangerous characters.
    ///
    /// Line ends and tabs become a space.
    package static func stripped(_ text: String) -> String {
        rewrite(text) { _ in "" }
    }

    private static func rewrite(
        _ text: String, _ replacement: (Unicode.Scalar) -> String
    ) -> String {
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                result.append(" ")
            } else if isDangerous(scalar) {
                result.append(contentsOf: replacement(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Controls (C0, DEL, C1), line and paragraph separators, and invisible formatting: marks and
    /// overrides of direction, zero-width space, tags. The two joiners stay: words need them.
    static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x7F else { return scalar.value < 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return scalar != "\u{200C}" && scalar != "\u{200D}"
        default: return false
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        (0x09...0x0D).contains(scalar.value) || scalar == "\u{85}" || scalar == "\u{2028}"
            || scalar == "\u{2029}"
    }
}
