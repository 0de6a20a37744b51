import Console
package import QRCode

/// QR codes as text on a screen or on paper.
package enum Square {
    /// How squares are drawn: with half blocks, unless `--ascii` was given or the environment names
    /// a character set other than UTF-8. None named is taken for UTF-8, as for all other text.
    package static func style(_ desk: Desk, environment: (String) -> String?) -> QRCode.Style {
        if desk.invocation.options.has("ascii") { return .ascii }
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first
        guard let named else { return .halfBlocks }
        return named.uppercased().contains("UTF") ? .halfBlocks : .ascii
    }

    /// The drawing of the first of these texts that fits; no line when none does. What the square
    /// says must stand beside it in words.
    package static func lines(
        _ texts: [String], _ style: QRCode.Style, _ ink: QRCode.Ink, width: Int
    ) -> [String] {
        for text in texts {
            // A text too long for any square is passed over like one that is too wide.
            guard let code = try? QRCode(text) else { continue }
            if let drawing = code.drawing(style, ink, width: width) { return drawing }
        }
        return []
    }
}
