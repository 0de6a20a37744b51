extension VietnameseText {
    /// The text in capitals, as forms want names: "Nguyễn Thị Đào" → "NGUYỄN THỊ ĐÀO".
    package static func capitals(_ text: String) -> String { nfc(text).uppercased() }

    /// The text in ASCII, for a terminal that shows nothing else: marks are left out, case stays.
    ///
    /// Signs become the nearest one that there is; a letter of another script becomes `?`.
    package static func ascii(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in nfc(text).unicodeScalars {
            if scalar.isASCII {
                result.append(scalar)
            } else if let plain = plain(scalar) {
                result.append(contentsOf: plain.unicodeScalars)
            }
        }
        return String(result)
    }

    /// Nothing for marks that stand alone, which the letter before them has lost too.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        if Composition.isMark(scalar) { return nil }
        if let sign = signs[scalar] { return sign }
        guard Letter.isInTable(scalar.value) else { return "?" }
        guard let folded = Unicode.Scalar(Letter.of(scalar.value).folded), folded.isASCII else {
            return "?"
        }
        return scalar.properties.isUppercase ? String(folded).uppercased() : String(folded)
    }

    private static let signs: [Unicode.Scalar: String] = [
        "–": "-", "—": "-", "·": "-", "…": "...", "“": "\"", "”": "\"", "‘": "'", "’": "'",
        "×": "x", "÷": ":", "₫": "d", "€": "EUR", "≥": ">=", "≤": "<=", "→": "->",
        "\u{A0}": " ", "\u{2011}": "-", "•": "*", "°": "o",
    ]
}
