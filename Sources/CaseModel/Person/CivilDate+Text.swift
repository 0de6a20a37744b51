/// What is wrong with a text that should be a day or an instant.
package enum DateError: Error, Equatable, Sendable {
    /// The text has none of the forms that are read.
    case form
    /// The same for a day with its time and offset.
    case instantForm
    /// The form is right, but there is no such day.
    case noSuchDay
    /// The form is right, but there is no such time of day.
    case noSuchTime
    /// The instant lacks its offset (`+07:00` or `Z`).
    case offsetMissing
}

extension CivilDate {
    /// Reads `yyyy-MM-dd`, `dd/MM/yyyy` (one digit for day or month is enough) or `ddMMyyyy`.
    package init(_ text: String) throws(DateError) {
        let bytes = Array(text.utf8)
        let parts: [[UInt8]]
        if bytes.contains(UInt8(ascii: "/")) {
            parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .map(Array.init).reversed()
        } else if bytes.contains(UInt8(ascii: "-")) {
            parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
                .map(Array.init)
            guard bytes.count == 10 else { throw .form }
        } else {
            guard bytes.count == 8 else { throw .form }
            parts = [Array(bytes[4...]), Array(bytes[2..<4]), Array(bytes[..<2])]
        }
        guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
            (1...2).contains(parts[2].count), let year = Digits.value(parts[0][...]),
            let month = Digits.value(parts[1][...]), let day = Digits.value(parts[2][...])
        else { throw .form }
        guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
        self = date
    }

    /// Reads `yyMMdd` of the years 2000 to 2099; nil when there is no such day.
    init?(compact: String) {
        let bytes = Array(compact.utf8)
        guard bytes.count == 6, let year = Digits.value(bytes[..<2]),
            let month = Digits.value(bytes[2..<4]), let day = Digits.value(bytes[4...])
        else { return nil }
        self.init(year: 2000 + year, month: month, day: day)
    }

    /// `yyyy-MM-dd`.
    package var iso: String {
        [Digits.text(year, width: 4), Digits.text(month, width: 2), Digits.text(day, width: 2)]
            .joined(separator: "-")
    }

    /// `dd/MM/yyyy`, as people in Vietnam write it.
    package var vietnamese: String {
        [Digits.text(day, width: 2), Digits.text(month, width: 2), Digits.text(year, width: 4)]
            .joined(separator: "/")
    }

    /// `yyMMdd`, as it stands in case codes and slip numbers.
    package var compact: String {
        Digits.text(year % 100, width: 2) + Digits.text(month, width: 2)
            + Digits.text(day, width: 2)
    }
}
