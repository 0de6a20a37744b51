import CaseModel
package import CaseRecords
package import Console
package import SyncProtocol

/// Fees and payments in words, for people.
package enum PaymentText {
    /// A sum of money.
    package static func amount(_ amount: Int64, _ language: Language) -> String {
        language.pick(MoneyText.vietnamese(amount), MoneyText.english(amount))
    }

    /// How a case stands with its fee, with what stands beside the price and a line for each
    /// payment; nothing when there is nothing to pay or to show.
    package static func lines(
        _ money: CaseMoney, note: String?, language: Language, point: (SiteNumber) -> String?
    ) -> [String] {
        let finance = money.finance
        let price = finance.fee.map { $0 > 0 ? [amount($0, language)] : [] } ?? []
        let state = language.pick(finance.state.nameVi, finance.state.nameEn)
        let beside = note.map { " (\($0))" } ?? ""
        let title = language.pick("Phí, lệ phí: ", "Fee: ")
        return [title + (price + [state]).joined(separator: " · ") + beside]
            + money.payments.map { "  " + line($0, language, point: point) }
    }

    /// One payment in a line.
    package static func line(
        _ record: PaymentRecord, _ language: Language, point: (SiteNumber) -> String?
    ) -> String {
        [
            words(record.payment, language),
            language.pick(record.payment.standing.nameVi, record.payment.standing.nameEn),
            record.actor, point(record.site) ?? "\(record.site)", TimeText.words(record.time),
        ].map(TerminalText.visible).joined(separator: " · ")
    }

    /// How much, by what means, and the receipt.
    static func words(_ payment: Payment, _ language: Language) -> String {
        [
            amount(payment.amount, language),
            language.pick(payment.kind.nameVi, payment.kind.nameEn),
            payment.receipt.map { language.pick("biên lai ", "receipt ") + $0 },
        ].compactMap(\.self).joined(separator: " · ")
    }
}

extension Payment.Kind {
    fileprivate var nameVi: String {
        switch self {
        case .cash: "tiền mặt"
        case .vietqr: "VietQR"
        }
    }

    fileprivate var nameEn: String {
        switch self {
        case .cash: "cash"
        case .vietqr: "VietQR"
        }
    }
}

extension Payment.Standing {
    fileprivate var nameVi: String {
        switch self {
        case .shown: "đã đưa mã, chờ xác nhận"
        case .settled: "đã nhận tiền"
        case .refunded: "đã hoàn lại"
        }
    }

    fileprivate var nameEn: String {
        switch self {
        case .shown: "code shown, to be confirmed"
        case .settled: "received"
        case .refunded: "refunded"
        }
    }
}
