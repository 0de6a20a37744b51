/// What is wrong with a phone number.
package enum PhoneError: Error, Equatable, Sendable {
    case notDigits
    case wrongLength(found: Int)
    /// A mobile number begins with 03, 05, 07, 08 or 09.
    case unknownPrefix
}

/// A Vietnamese mobile number: ten digits.
package struct PhoneNumber: Hashable, Sendable {
    package let text: String

    /// Reads ten digits, or `+84`/`84` and nine; spaces, dots, hyphens and
    /// brackets are passed over.
    package init(_ text: String) throws(PhoneError) {
        var digits = Digits.areAll(text) ? text : text.filter { !" .-()".contains($0) }
        if digits.hasPrefix("+84") {
            digits = "0" + digits.dropFirst(3).trimmingZero
        } else if digits.hasPrefix("84"), digits.utf8.count == 11 {
            digits = "0" + digits.dropFirst(2)
        }
        guard Digits.areAll(digits) else { throw .notDigits }
        guard digits.utf8.count == 10 else { throw .wrongLength(found: digits.utf8.count) }
        guard ["03", "05", "07", "08", "09"].contains(digits.prefix(2)) else {
            throw .unknownPrefix
        }
        self.text = digits
    }
}

extension Substring {
    /// `+84 (0)90…` is often written with the zero that the country code replaces.
    fileprivate var trimmingZero: Substring { first == "0" ? dropFirst() : self }
}
