import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

/// What was done at this point on a day.
extension Point {
    func closing(on day: CivilDate) throws(Failure) -> DayClosing {
        var shares: [String: DayClosing.Share] = [:]
        for actor in try authors(of: "-\(day.compact)-") {
            shares[actor, default: .init(actor: actor)].cases += 1
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
                unsent: Int(clamping: head - min(head, progress.acknowledged.number)))
        }
    }

    /// Who took in each case of this point whose slip has this day in it.
    private func authors(of day: String) throws(Failure) -> [String] {
        let names = try names(RecordKind.case) { $0.summary.slip?.contains(day) == true }
        return try store { () throws(ReplicaError) in
            try names.map { name throws(ReplicaError) in
                try replica.state(of: name).creation?.actor ?? "?"
            }
        }
    }

    private func payments(on day: CivilDate) throws(Failure) -> [PaymentRecord] {
        let hubs = try hubs()
        let names = try names(RecordKind.payment) { _ in true }
        return try store { () throws(ReplicaError) in
            var payments: [PaymentRecord] = []
            for name in names {
                let state = try replica.state(of: name)
                guard let payment = PaymentRecord(state, hubs: hubs),
                    CivilDate(instantMilliseconds: payment.time) == day
                else { continue }
                payments.append(payment)
            }
            return payments
        }
    }

    /// The records of a kind that were begun here.
    private func names(
        _ kind: String, where holds: (ReplicaRow) -> Bool
    ) throws(Failure) -> [RecordName] {
        try store { () throws(ReplicaError) in
            var names: [RecordName] = []
            try replica.records(kind: kind) { row in
                if row.site == identity.site, holds(row) { names.append(row.name) }
                return true
            }
            return names
        }
    }
}
