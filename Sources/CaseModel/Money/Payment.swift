/// A payment towards the fee of a case: a fact, written once, in a record of its own.
///
/// Two payments of one case are two records, so that neither can hide the other. What becomes of
/// one, confirmation or refund, is the centre's alone to say.
package struct Payment: Equatable, Sendable {
    /// How it is paid.
    package enum Kind: String, CaseIterable, Sendable {
        /// With the number of the receipt.
        case cash
        /// A square was shown; whether money came only the centre can see.
        case vietqr
    }

    /// How far it has come.
    package enum Standing: String, CaseIterable, Sendable {
        /// A square was shown, nothing more is known.
        case shown
        /// Cash in hand, or confirmed by the centre.
        case settled
        case refunded
    }

    /// The name of the case's record.
    package let caseName: String
    package let kind: Kind
    /// In đồng.
    package let amount: Int64
    /// The number of the receipt for cash.
    package let receipt: String?
    /// The text of the square that was shown.
    package let payload: String?
    /// When the centre saw the money, ISO 8601.
    package private(set) var confirmed: String?
    /// The bank's own number of the transfer.
    package private(set) var bankReference: String?
    package private(set) var refunded: String?
    package private(set) var refundReason: String?

    /// Cash that was taken; the amount is positive.
    package static func cash(_ amount: Int64, of caseName: String, receipt: String) -> Payment {
        Payment(caseName: caseName, kind: .cash, amount: amount, receipt: receipt, payload: nil)
    }

    /// A square that was shown.
    package static func shown(_ code: VietQR, amount: Int64, of caseName: String) -> Payment {
        Payment(
            caseName: caseName, kind: .vietqr, amount: amount, receipt: nil, payload: code.payload)
    }

    private init(
        caseName: String, kind: Kind, amount: Int64, receipt: String?, payload: String?
    ) {
        self.caseName = caseName
        self.kind = kind
        self.amount = amount
        self.receipt = receipt
        self.payload = payload
    }

    package var standing: Standing {
        if refunded != nil { return .refunded }
        switch kind {
        case .cash: return .settled
        case .vietqr: return confirmed == nil ? .shown : .settled
        }
    }
}

extension Payment {
    /// The fields of the event that creates the record, in the order of their names.
    package var fields: [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("case", caseName)
        writer.add("kind", kind.rawValue)
        writer.add("amount", String(amount))
        writer.add("receipt", receipt)
        writer.add("payload", payload)
        return writer.sorted
    }

    /// What the centre writes when it has seen the money.
    package static func confirmation(
        at time: Int64, bankReference: String?
    ) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("confirmed", Instant.iso(time))
        writer.add("confirmed.reference", bankReference)
        return writer.sorted
    }

    /// What the centre writes when it gives the money back.
    package static func refund(
        at time: Int64, reason: String
    ) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("refunded", Instant.iso(time))
        writer.add("refunded.reason", reason)
        return writer.sorted
    }

    /// Reads the fields of a payment's record; nil when they are none.
    package init?(fields: [String: String]) {
        let reader = FieldReader(fields)
        guard let caseName = reader.text("case"), let kind = reader.text("kind").flatMap(Kind.init),
            let amount = reader.text("amount").flatMap({ Digits.value($0) }), amount > 0
        else { return nil }
        let receipt = reader.text("receipt")
        // Only a point with staff may write receipts, and cash without one was taken by nobody.
        guard kind != .cash || receipt != nil else { return nil }
        self.init(
            caseName: caseName, kind: kind, amount: Int64(amount), receipt: receipt,
            payload: reader.text("payload"))
        confirmed = reader.text("confirmed")
        bankReference = reader.text("confirmed.reference")
        refunded = reader.text("refunded")
        refundReason = reader.text("refunded.reason")
    }

    /// Whether a field of a payment has the form that its readers rely on.
    static func isWellFormed(field: String, value: String) -> Bool {
        switch field {
        case "kind": Kind(rawValue: value) != nil
        case "amount": Digits.value(value).map { $0 > 0 } ?? false
        // What is shown to a citizen as payable is what a banking app can read.
        case "payload": (try? VietQR(payload: value)) != nil
        default: true
        }
    }
}

/// The number of a receipt for cash: `C-7-261122-3-K`, given by the point that took it.
package enum ReceiptNumber {
    /// Site, day and the site's number of that day, with a check character at the end.
    package static func make(site: Int, date: CivilDate, number: Int) -> String {
        let base = "C-\(site)-\(date.compact)-\(number)"
        return "\(base)-\(CheckCharacter.of(base))"
    }
}
