import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

/// What this point knows of fees and payments.
extension Point {
    /// The case's fee, the exemptions beside it, and its payments.
    func money(of fields: [String: String], _ name: RecordName) throws(Failure) -> CaseMoney {
        CaseMoney(fee: fee(of: fields)?.amount, payments: try payments(of: name))
    }

    /// What the catalogue asked for a case when it was received.
    func fee(of fields: [String: String]) -> Procedure.Fee? {
        CaseView(fields: fields).fee(under: Catalogue(self).procedure(ofCase: fields))
    }

    /// The payments of a case that are known here.
    func payments(of name: RecordName) throws(Failure) -> [PaymentRecord] {
        let hubs = try hubs()
        return try store { () throws(ReplicaError) in
            var payments: [PaymentRecord] = []
            for row in try replica.records(kind: RecordKind.payment, matching: "\(name)")
            where row.summary.key == "\(name)" {
                let state = try replica.state(of: row.name)
                if let payment = PaymentRecord(state, hubs: hubs) { payments.append(payment) }
            }
            return payments
        }
    }

    /// The fields of a case as they are shown.
    func fields(of name: RecordName) throws(Failure) -> [String: String] {
        let hubs = try hubs()
        return try store { () throws(ReplicaError) in
            try replica.state(of: name).dictionary(hubs: hubs)
        }
    }

    /// The facts of a case that the law does not let stand together.
    func legalConflicts(in state: RecordState) throws(Failure) -> [LegalConflict] {
        let money = try money(of: state.dictionary(hubs: try hubs()), state.name)
        return LegalConflict.all(in: state, money: money)
    }

    /// A unit as the centre published it; nil when it is not known here.
    func unit(_ id: String) -> Unit? {
        // What cannot be read counts as not known.
        try? readUnit(id)
    }

    private func readUnit(_ id: String) throws -> Unit? {
        let rows = try replica.records(kind: RecordKind.unit, matching: id)
        guard let row = rows.first else { return nil }
        let state = try replica.state(of: row.name)
        return try Unit(fields: state.dictionary(hubs: try hubs()))
    }
}
