/// What is wrong with an official code.
package enum OfficialCodeError: Error, Equatable, Sendable {
    /// It has not the form `unit-yymmdd-0001`.
    case form
    case noSuchDay
}

/// The official code of a case (*mã hồ sơ*): `H57.19815-261122-0001`, given by the hub.
package struct OfficialCode: Hashable, Sendable {
    package let unit: String
    package let date: CivilDate
    /// The number of the case at that unit on that day; four digits, more when needed.
    package let sequence: Int

    /// Makes the code; numbers of a day begin at 1.
    package init(unit: String, date: CivilDate, sequence: Int) {
        precondition(sequence >= 1, "numbers of a day begin at 1")
        self.unit = unit
        self.date = date
        self.sequence = sequence
    }

    /// Reads a code; small letters and spaces around it are no trouble.
    package init(_ typed: String) throws(OfficialCodeError) {
        let parts = VietnameseText.trimmed(typed).uppercased()
            .split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, OfficialCode.isUnit(parts[0]), parts[1].utf8.count == 6,
            Digits.areAll(parts[1]), (4...9).contains(parts[2].utf8.count),
            let sequence = Digits.value(parts[2]), sequence >= 1
        else { throw .form }
        guard let date = CivilDate(compact: parts[1]) else { throw .noSuchDay }
        self.init(unit: parts[0], date: date, sequence: sequence)
    }

    package var text: String {
        "\(unit)-\(date.compact)-\(Digits.text(sequence, width: 4))"
    }

    private static func isUnit(_ text: String) -> Bool {
        (1...CaseLimits.code).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                Digits.isDigit($0) || $0 == UInt8(ascii: ".")
                    || ($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z"))
            }
    }
}
