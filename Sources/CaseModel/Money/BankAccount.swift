/// The bank account or card of a unit that fees are paid to.
package struct BankAccount: Equatable, Sendable {
    /// What the number counts.
    package enum Kind: String, CaseIterable, Sendable {
        case account
        case card

        /// The service code of VietQR.
        var service: String {
            switch self {
            case .account: "QRIBFTTA"
            case .card: "QRIBFTTC"
            }
        }
    }

    /// The bank's number within the payment network (BIN): six digits.
    package let bank: String
    /// Letters and digits, 19 at most, as banks give them out.
    package let number: String
    package let kind: Kind

    /// The account of that number; nil when no bank could have given it out.
    package init?(bank: String, number: String, kind: Kind) {
        guard bank.utf8.count == 6, Digits.areAll(bank), (1...19).contains(number.utf8.count),
            number.utf8.allSatisfy(BankAccount.isLetterOrDigit)
        else { return nil }
        self.bank = bank
        self.number = number
        self.kind = kind
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        Digits.isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
