package import Console

/// A numerator over a denominator; both are always shown.
package struct Share: Equatable, Sendable {
    /// What the quotient means.
    package enum Measure: Equatable, Sendable {
        case percent
        case mean
    }

    package let numerator: Int
    package let denominator: Int
    package let measure: Measure

    package init(_ numerator: Int, of denominator: Int, _ measure: Measure = .percent) {
        self.numerator = numerator
        self.denominator = denominator
        self.measure = measure
    }

    /// The quotient in hundredths (of a per cent), rounded half up; nil without a denominator.
    package var hundredths: Int? {
        guard denominator > 0 else { return nil }
        let scale = measure == .percent ? 10_000 : 100
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        return (scaled + denominator / 2) / denominator
    }

    /// The quotient with a point and two digits, as machines read it; nil without a denominator.
    package var number: String? { hundredths.map { Share.decimal($0, ".") } }

    /// The quotient for people: `96,28 %`; "không có" without a denominator.
    package func text(_ language: Language) -> String {
        guard let hundredths else { return language.pick("không có", "none") }
        let number = Share.decimal(hundredths, language.pick(",", "."))
        switch measure {
        case .percent: return number + language.pick(" %", "%")
        case .mean: return number
        }
    }

    /// Hundredths as a decimal number.
    package static func decimal(_ hundredths: Int, _ point: String) -> String {
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        return (hundredths < 0 ? "-" : "") + "\(whole)\(point)\(rest < 10 ? "0" : "")\(rest)"
    }
}
