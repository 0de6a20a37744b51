package import CaseModel
package import CaseRecords
import CentralStore
package import SyncProtocol

/// What the centre sees of payments, and what only it may say of them.
extension Hub {
    /// A payment with what is listed of its case.
    package struct PaymentRow: Sendable {
        package let record: PaymentRecord
        package let slip: String?
        package let official: String?
    }

    /// What an accountant does with a payment.
    package enum PaymentAct: Sendable {
        /// The money has come.
        case confirm(bankReference: String?)
        /// The money was given back.
        case refund(reason: String)
    }

    /// The case's fee and its payments.
    package func money(of opened: OpenCase) throws(HubError) -> CaseMoney {
        let fields = opened.state.dictionary(hubs: hubs)
        return CaseMoney(
            fee: try fee(of: fields)?.amount, payments: try payments(of: opened.row.name))
    }

    /// What the catalogue asked for a case when it was received, exemptions beside it.
    package func fee(of fields: [String: String]) throws(HubError) -> Procedure.Fee? {
        CaseView(fields: fields).fee(under: try procedure(ofCase: fields))
    }

    /// All payments, the oldest first, or only those that were shown and not confirmed.
    package func payments(onlyUnconfirmed: Bool) throws(HubError) -> [PaymentRow] {
        var names: [RecordName] = []
        try records(kind: RecordKind.payment) { row in
            let texts = row.summary.texts
            let isOpen =
                texts["kind"] == Payment.Kind.vietqr.rawValue && texts["confirmed"] == nil
                && texts["refunded"] == nil
            if isOpen || !onlyUnconfirmed { names.append(row.name) }
            return true
        }
        var payments: [PaymentRow] = []
        for name in names {
            if let payment = try payment(name) { payments.append(payment) }
        }
        return payments
    }

    /// The records of cases with more than one payment, whether or not that is too much.
    package func casesPaidOften() throws(HubError) -> [RecordName] {
        try HubError.wrap { () throws(StoreError) in
            try store.keysHeldTwice(kind: RecordKind.payment).compactMap(RecordName.init(hex:))
        }
    }

    /// Confirms or refunds the payment that a code stands for: a payment's own name, or a case
    /// that has only one with which this can be done.
    package func perform(
        _ act: PaymentAct, on code: String, by officer: Officer
    ) throws(HubError) -> PaymentRow {
        try self.act { () throws(HubError) in
            let name = try find(code, for: act)
            guard let row = try payment(name) else { throw .payment(.none) }
            guard act.fits(row.record.payment) else {
                throw .payment(.standing(row.record.payment.standing))
            }
            try HubError.wrap { () throws(StoreError) in
                let clock = try state(of: name).clock
                _ = try write(
                    act.name, record: name, actor: officer.name,
                    context: clock.asContext(of: epoch.site),
                    fields: act.fields(at: officer.now).map { .init($0.name, .text($0.value)) },
                    now: officer.now)
            }
            guard let after = try payment(name) else { throw .payment(.none) }
            return after
        }
    }

    private func find(_ code: String, for act: PaymentAct) throws(HubError) -> RecordName {
        if let name = RecordName(hex: code), try payment(name) != nil { return name }
        let fitting = try payments(of: try open(code).row.name).filter { act.fits($0.payment) }
        guard let first = fitting.first else { throw .payment(.none) }
        guard fitting.count == 1 else { throw .payment(.several(fitting.map(\.name))) }
        return first.name
    }

    private func payments(of name: RecordName) throws(HubError) -> [PaymentRecord] {
        try HubError.wrap { () throws(StoreError) in
            var payments: [PaymentRecord] = []
            for row in try attached(to: name) {
                let state = try state(of: row.name)
                if let payment = PaymentRecord(state, hubs: hubs) {
                    payments.append(payment)
                }
            }
            return payments
        }
    }

    private func payment(_ name: RecordName) throws(HubError) -> PaymentRow? {
        try HubError.wrap { () throws(StoreError) in
            guard let record = PaymentRecord(try state(of: name), hubs: hubs) else {
                return nil
            }
            let about = RecordName(hex: record.payment.caseName)
            let summary =
                try about.map { (name) throws(StoreError) in
                    try store.record(name)?.summary
                } ?? nil
            return PaymentRow(record: record, slip: summary?.slip, official: summary?.official)
        }
    }
}

extension Hub.PaymentAct {
    fileprivate var name: String {
        switch self {
        case .confirm: "confirm"
        case .refund: "refund"
        }
    }

    fileprivate func fits(_ payment: Payment) -> Bool {
        switch self {
        case .confirm: payment.standing == .shown
        case .refund: payment.standing == .settled
        }
    }

    fileprivate func fields(at time: Int64) -> [(name: String, value: String)] {
        switch self {
        case .confirm(let reference): Payment.confirmation(at: time, bankReference: reference)
        case .refund(let reason): Payment.refund(at: time, reason: reason)
        }
    }
}
