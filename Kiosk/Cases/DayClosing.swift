import CaseModel
import Console
import Frontend

/// What a point did on a day, counted twice where a mistake would show.
struct DayClosing: Equatable {
    /// What one person took in.
    struct Share: Equatable {
        let actor: String
        var cases = 0
        var cash: Int64 = 0
    }

    let day: CivilDate
    /// By person, in the order of given names.
    let shares: [Share]
    /// Slip numbers and receipt numbers that were given.
    let slips: Int
    let receipts: Int
    let cashPayments: Int
    /// Shown as squares, to be confirmed by the centre.
    let transfers: Int
    let transferred: Int64
    let unsent: Int
    /// Acts and scans that the centre has set aside, of any day.
    var parked = 0

    var cases: Int { shares.reduce(0) { $0 + $1.cases } }
    var cash: Int64 { shares.reduce(0) { $0 + $1.cash } }
    /// Whether every number given stands on a case or a payment.
    var isReconciled: Bool { slips == cases && receipts == cashPayments }

    /// The answer of `kiosk closing --json`.
    var json: JSONValue {
        func number(_ name: String, _ value: some BinaryInteger) -> JSONValue.Member {
            .init(name: name, value: .number("\(value)"))
        }
        return .object([
            .init(name: "day", value: .text(day.iso)),
            number("cases", cases), number("slips", slips), number("cash", cash),
            number("cash_payments", cashPayments), number("receipts", receipts),
            number("transfers", transfers), number("transferred", transferred),
            number("unsent", unsent), number("parked", parked),
            .init(name: "reconciled", value: .bool(isReconciled)),
            .init(
                name: "staff",
                value: .array(
                    shares.map { share in
                        .object([
                            .init(name: "actor", value: .text(share.actor)),
                            number("cases", share.cases), number("cash", share.cash),
                        ])
                    })),
        ])
    }

    func lines(_ language: Language) -> [String] {
        let cash = PaymentText.amount(cash, language)
        let transferred = PaymentText.amount(transferred, language)
        var lines = [
            language.pick("CHỐT NGÀY ", "DAY CLOSING ") + day.vietnamese,
            language.pick(
                "Hồ sơ: \(cases) · giấy tiếp nhận: \(slips)", "Cases: \(cases) · slips: \(slips)"),
            language.pick(
                "Tiền mặt: \(cash) · \(cashPayments) lần thu · \(receipts) biên lai",
                "Cash: \(cash) · " + English.counted(cashPayments, "payment", "payments") + " · "
                    + English.counted(receipts, "receipt", "receipts")),
            language.pick(
                "Mã QR đã đưa: \(transfers) · \(transferred), trung tâm xác nhận",
                "QR codes shown: \(transfers) · \(transferred), for the centre to confirm"),
        ]
        lines += shares.map { share in
            let cash = PaymentText.amount(share.cash, language)
            let actor =
                share.actor == "citizen"
                ? language.pick("Người dân tự nộp", "Citizens themselves") : share.actor
            return language.pick(
                "  \(actor): \(share.cases) hồ sơ, \(cash)",
                "  \(actor): " + English.counted(share.cases, "case", "cases") + ", \(cash)")
        }
        lines.append(
            language.pick("Chưa về trung tâm: \(unsent)", "Not at the centre: \(unsent)")
                + (parked == 0
                    ? ""
                    : language.pick(
                        " · bị trung tâm giữ lại: \(parked)", " · set aside there: \(parked)")))
        lines.append(
            isReconciled
                ? language.pick("Khớp: mọi số đã cấp đều có hồ sơ hoặc khoản thu.", "It adds up.")
                : language.pick(
                    "KHÔNG KHỚP: số giấy và số hồ sơ hoặc khoản thu khác nhau; xin báo người quản "
                        + "trị.",
                    "IT DOES NOT ADD UP: numbers given and cases or payments differ; tell the "
                        + "operator."))
        return lines
    }
}
