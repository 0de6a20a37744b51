/// What is wrong with an identity number, or between it and the person's other particulars.
package enum IdentityError: Error, Equatable, Sendable {
    case notDigits
    case wrongLength(found: Int)
    /// The first three digits name no province (001…096).
    case unknownProvince
    /// The number was given in a year that the birth date contradicts.
    case birthYearDiffers
    case sexDiffers
}

/// A personal identity number of 12 digits (*số định danh cá nhân*): always text, never a number.
///
/// Digits: province of birth registration (3), century and sex (1), year of birth (2), random (6).
/// There is no check digit, so the cross-check with birth date and sex is all that finds a slip
/// of the finger.
package struct IdentityNumber: Hashable, Sendable {
    package let text: String

    /// Reads 12 digits; spaces and dots between them are passed over.
    package init(_ text: String) throws(IdentityError) {
        let digits = Digits.areAll(text) ? text : text.filter { $0 != " " && $0 != "." }
        guard Digits.areAll(digits) else { throw .notDigits }
        guard digits.utf8.count == 12 else { throw .wrongLength(found: digits.utf8.count) }
        guard let province = Digits.value(digits.prefix(3)), (1...96).contains(province) else {
            throw .unknownProvince
        }
        self.text = digits
    }

    /// The province where the birth was registered, three digits.
    package var province: String { String(text.prefix(3)) }

    package var sex: Sex { centuryDigit % 2 == 0 ? .male : .female }

    package var birthYear: Int {
        1900 + centuryDigit / 2 * 100 + (Digits.value(text.dropFirst(4).prefix(2)) ?? 0)
    }

    /// Compares with what the person states; what is not stated is not compared.
    package func check(birthDate: CivilDate?, sex: Sex?) throws(IdentityError) {
        if let birthDate, birthDate.year != birthYear { throw .birthYearDiffers }
        if let sex, sex != self.sex { throw .sexDiffers }
    }

    private var centuryDigit: Int { Digits.value(text.dropFirst(3).prefix(1)) ?? 0 }
}
