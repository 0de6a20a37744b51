/// How a case stands with its fee, derived from its payments; nothing of it is stored.
package struct Finance: Equatable, Sendable {
    /// Kept apart from the state of the case itself.
    package enum State: String, CaseIterable, Sendable {
        case noFee = "no_fee"
        /// The catalogue does not say what is to be paid.
        case notStated = "not_stated"
        case unpaid
        /// A square was shown; the centre has not confirmed that money came.
        case shown
        case partlyPaid = "partly_paid"
        case paid
        /// More payments than one, and more money than is due: some of it is to be given back.
        case paidTwice = "paid_twice"
        case refunded
    }

    package let state: State
    /// What is due in đồng; nil when the catalogue does not say.
    package let fee: Int64?
    /// What has come in and was not given back.
    package let settled: Int64

    /// What is still to be paid; nil when the catalogue does not say.
    package var open: Int64? { fee.map { max(0, $0 - settled) } }

    /// Looks at a fee and at what was paid for it, in whatever order.
    package init(fee: Int64?, payments: [Payment]) {
        let amounts = payments.filter { $0.standing == .settled }.map(\.amount)
        self.fee = fee
        settled = amounts.reduce(0) { Finance.sum($0, $1) }
        if amounts.isEmpty {
            state = Finance.without(fee, payments)
        } else if amounts.count > 1, settled > fee ?? amounts.max() ?? 0 {
            state = .paidTwice
        } else {
            state = settled < fee ?? 0 ? .partlyPaid : .paid
        }
    }

    /// The state while no money is in hand.
    private static func without(_ fee: Int64?, _ payments: [Payment]) -> State {
        if payments.contains(where: { $0.standing == .shown }) { return .shown }
        if payments.contains(where: { $0.standing == .refunded }) { return .refunded }
        guard let fee else { return .notStated }
        return fee == 0 ? .noFee : .unpaid
    }

    /// Payments from elsewhere may claim anything; more than all money there is stays just that.
    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}

extension Finance.State {
    package var nameVi: String {
        switch self {
        case .noFee: "miễn phí"
        case .notStated: "chưa nêu lệ phí"
        case .unpaid: "chưa nộp"
        case .shown: "đã đưa mã QR, chờ trung tâm xác nhận"
        case .partlyPaid: "nộp chưa đủ"
        case .paid: "đã nộp"
        case .paidTwice: "nộp hai lần"
        case .refunded: "đã hoàn lại"
        }
    }

    package var nameEn: String {
        switch self {
        case .noFee: "free"
        case .notStated: "fee not stated"
        case .unpaid: "not paid"
        case .shown: "QR code shown, to be confirmed by the centre"
        case .partlyPaid: "paid in part"
        case .paid: "paid"
        case .paidTwice: "paid twice"
        case .refunded: "refunded"
        }
    }
}
