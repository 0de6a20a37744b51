/// Sums of money as they are written in Vietnam.
package enum MoneyText {
    /// 1234567 as `1.234.567`.
    package static func grouped(_ amount: Int64) -> String {
        let digits = Array(String(amount.magnitude))
        var text = amount < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(".") }
            text.append(digit)
        }
        return text
    }

    /// `1.234.567 đ`.
    package static func vietnamese(_ amount: Int64) -> String { grouped(amount) + " đ" }

    /// `1.234.567 VND`.
    package static func english(_ amount: Int64) -> String { grouped(amount) + " VND" }
}
