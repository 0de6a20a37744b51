/// Why there is no payment code.
package enum VietQRError: Error, Equatable, Sendable {
    /// Nothing, less than nothing, or more than 13 digits of đồng.
    case amountOutOfRange
    case billNumberTooLong(limit: Int)
    case purposeTooLong(limit: Int)
    /// A character that is neither a letter, a digit nor a sign of the keyboard.
    case unprintable
    /// What was read is no payment code, or is damaged.
    case notACode(VietQRDamage)
}

/// What is wrong with a text that should be a payment code.
package enum VietQRDamage: Equatable, Sendable {
    case truncated
    case checksum
    /// A part that is not there, stands in the wrong place, or is not one of ours.
    case part(String)
}

/// A payment by VietQR: what a banking app reads from the square (domain §6).
///
/// The payload is EMVCo's: two digits name a part, two count its characters.
package struct VietQR: Equatable, Sendable {
    package static let billNumberLimit = 25
    package static let purposeLimit = 25
    /// In đồng; the format has room for 13 digits.
    package static let amountLimit: Int64 = 9_999_999_999_999

    package let account: BankAccount
    /// In đồng; without one the payer types it.
    package let amount: Int64?
    package let billNumber: String?
    /// Without accents: bank statements have none.
    package let purpose: String?

    /// A payment to an account; accents are taken off the purpose.
    package init(
        account: BankAccount, amount: Int64?, billNumber: String? = nil, purpose: String? = nil
    ) throws(VietQRError) {
        if let amount, !(1...VietQR.amountLimit).contains(amount) { throw .amountOutOfRange }
        let purpose = purpose.map(VietQR.plain)
        if let billNumber, billNumber.utf8.count > VietQR.billNumberLimit {
            throw .billNumberTooLong(limit: VietQR.billNumberLimit)
        }
        if let purpose, purpose.utf8.count > VietQR.purposeLimit {
            throw .purposeTooLong(limit: VietQR.purposeLimit)
        }
        for text in [billNumber, purpose].compactMap(\.self) {
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                throw .unprintable
            }
        }
        self.account = account
        self.amount = amount
        self.billNumber = billNumber
        self.purpose = purpose
    }

    /// The text of the square.
    package var payload: String {
        let beneficiary = Part.text([("00", account.bank), ("01", account.number)])
        let merchant = Part.text([
            ("00", Part.network), ("01", beneficiary), ("02", account.kind.service),
        ])
        let further = Part.text([("01", billNumber), ("08", purpose)])
        let body =
            Part.text([
                ("00", "01"), ("01", amount == nil ? "11" : "12"), ("38", merchant),
                ("53", Part.currency), ("54", amount.map(String.init)), ("58", Part.country),
                ("62", further.isEmpty ? nil : further),
            ]) + "6304"
        return body + Checksum16.text(body.utf8)
    }

    /// The letters without their marks, capitals as they were.
    private static func plain(_ text: String) -> String {
        VietnameseText.nfc(text).map { character in
            let folded = VietnameseText.fold(String(character))
            return character.isUppercase ? folded.uppercased() : folded
        }.joined()
    }
}

extension VietQR {
    /// The parts of the payload.
    enum Part {
        /// Of the network of Vietnam's banks (NAPAS).
        static let network = "A000000727"
        /// The đồng by ISO 4217.
        static let currency = "704"
        static let country = "VN"

        /// The parts that have a value, one after the other.
        static func text(_ parts: [(tag: String, value: String?)]) -> String {
            parts.map { tag, value in
                guard let value else { return "" }
                return tag + Digits.text(value.utf8.count, width: 2) + value
            }.joined()
        }
    }
}
