import CentralStore
import SyncProtocol

extension MemoryStore {
    /// Until when a record is lent to a site.
    struct Loan {
        let record: RecordName
        let site: SiteNumber
        var until: Int64
        var isEnded = false
    }

    func lend(_ record: RecordName, to site: SiteNumber, until: Int64) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.loans.removeAll { $0.record == record && $0.site == site }
            state.loans.append(Loan(record: record, site: site, until: until))
        }
    }

    func isLent(_ record: RecordName, to site: SiteNumber) throws(StoreError) -> Bool {
        state.loans.contains { $0.record == record && $0.site == site }
    }

    func copyLoans(of record: RecordName, to other: RecordName) throws(StoreError) {
        try change { (state) throws(StoreError) in
            for loan in state.loans where loan.record == record {
                let isKnown = state.loans.contains { $0.record == other && $0.site == loan.site }
                guard !isKnown else { continue }
                state.loans.append(
                    Loan(
                        record: other, site: loan.site, until: loan.until, isEnded: loan.isEnded))
            }
        }
    }

    func keep(_ record: RecordName, at site: SiteNumber) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.loans.removeAll { $0.record == record && $0.site == site }
        }
    }

    func endLoans(at time: Int64) throws(StoreError) {
        try change { (state) throws(StoreError) in
            for index in state.loans.indices where state.loans[index].until <= time {
                state.loans[index].isEnded = true
            }
        }
    }

    func endedLoans(of site: SiteNumber) throws(StoreError) -> [RecordName] {
        state.loans.filter { $0.site == site && $0.isEnded }.map(\.record).sorted()
    }

    func wrongProofs(of record: RecordName, on day: String) throws(StoreError) -> Int {
        state.wrongProofs[day]?[record] ?? 0
    }

    func noteWrongProof(of record: RecordName, on day: String) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.wrongProofs = state.wrongProofs.filter { $0.key >= day }
            state.wrongProofs[day, default: [:]][record, default: 0] += 1
        }
    }
}
