import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

/// What was done at this point on a day.
extension Point {
    func closing(on day: CivilDate) throws(Failure) -> DayClosing {
        var shares: [String: DayClosing.Share] = [:]
        let site = identity.site
        let begun = try store { () throws(ReplicaError) in
            try replica.authors(day: day.compact, site: site)
        }
        for (author, cases) in begun {
            shares[author, default: .init(actor: author)].cases = cases
        }
        let payments = try payments(on: day)
        for record in payments where record.payment.kind == .cash {
            let amount = record.payment.amount
            shares[record.actor, default: .init(actor: record.actor)].cash += amount
        }
        let transfers = payments.filter { $0.payment.kind == .vietqr }
        return try store { () throws(ReplicaError) in
            let progress = try replica.progress()
            let head = progress.head.sequence
            return DayClosing(
                day: day,
                shares: shares.values.sorted { PersonOrder($0.actor) < PersonOrder($1.actor) },
                slips: Int(try replica.last(of: "slip/\(day.compact)")),
                receipts: Int(try replica.last(of: "receipt/\(day.compact)")),
                cashPayments: payments.count - transfers.count, transfers: transfers.count,
                transferred: transfers.reduce(0) { $0 + $1.payment.amount },
                unsent: Int(clamping: head - min(head, progress.acknowledged.number)),
                parked: try replica.parkedCount())
        }
    }

    private func payments(on day: CivilDate) throws(Failure) -> [PaymentRecord] {
        let hubs = try hubs()
        let site = identity.site
        return try store { () throws(ReplicaError) in
            var payments: [PaymentRecord] = []
            for name in try replica.payments(day: day.compact, site: site) {
                let state = try replica.state(of: name)
                if let payment = PaymentRecord(state, hubs: hubs) { payments.append(payment) }
            }
            return payments
        }
    }
}
