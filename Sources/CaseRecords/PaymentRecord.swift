package import CaseModel
package import SyncProtocol

/// A payment with the record that holds it: who wrote it, where and when.
package struct PaymentRecord: Equatable, Sendable {
    package let name: RecordName
    package let payment: Payment
    package let site: SiteNumber
    package let actor: String
    /// Milliseconds since 1970 UTC on the clock of the point.
    package let time: Int64

    /// Reads a folded record; nil when it is no payment, or not one that can be read.
    package init?(_ state: RecordState, hubs: [SiteNumber]) {
        guard let creation = state.creation, creation.kind == RecordKind.payment,
            let payment = Payment(fields: state.dictionary(hubs: hubs))
        else { return nil }
        name = state.name
        self.payment = payment
        site = creation.site
        actor = creation.actor
        time = creation.time.wall
    }
}

/// A case's fee with its payments, in the order of their times.
package struct CaseMoney: Equatable, Sendable {
    package let payments: [PaymentRecord]
    package let finance: Finance

    /// Looks at the payments of one case.
    package init(fee: Int64?, payments: [PaymentRecord]) {
        // Clocks may agree; names never do, so the order is the same everywhere.
        self.payments = payments.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
        finance = Finance(fee: fee, payments: payments.map(\.payment))
    }
}

extension CaseReport {
    /// A payment in machine form.
    package static func payment(
        _ record: PaymentRecord, slip: String?, official: String?, point: (SiteNumber) -> String?
    ) -> JSONValue {
        let payment = record.payment
        return .object([
            .init(name: "payment", value: .text("\(record.name)")),
            .init(name: "record", value: .text(payment.caseName)),
            .init(name: "slip", value: .optional(slip)),
            .init(name: "official", value: .optional(official)),
            .init(name: "kind", value: .text(payment.kind.rawValue)),
            .init(name: "amount", value: .number("\(payment.amount)")),
            .init(name: "standing", value: .text(payment.standing.rawValue)),
            .init(name: "receipt", value: .optional(payment.receipt)),
            .init(name: "payload", value: .optional(payment.payload)),
            .init(name: "site", value: .text("\(record.site)")),
            .init(name: "point", value: .optional(point(record.site))),
            .init(name: "actor", value: .text(record.actor)),
            .init(name: "time", value: .text(Instant.iso(record.time))),
            .init(name: "confirmed", value: .optional(payment.confirmed)),
            .init(name: "bank_reference", value: .optional(payment.bankReference)),
            .init(name: "refunded", value: .optional(payment.refunded)),
        ])
    }

    /// How a case stands with its fee, in machine form.
    package static func money(
        _ money: CaseMoney, name: RecordName, slip: String?, official: String?,
        point: (SiteNumber) -> String?
    ) -> JSONValue {
        .object([
            .init(name: "record", value: .text("\(name)")),
            .init(name: "slip", value: .optional(slip)),
            .init(name: "finance", value: .text(money.finance.state.rawValue)),
            .init(name: "fee", value: money.finance.fee.map { .number("\($0)") } ?? .null),
            .init(name: "settled", value: .number("\(money.finance.settled)")),
            .init(
                name: "payments",
                value: .array(
                    money.payments.map {
                        payment($0, slip: slip, official: official, point: point)
                    })),
        ])
    }
}
