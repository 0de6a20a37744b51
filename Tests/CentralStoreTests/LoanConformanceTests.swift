import CentralStore
import SyncProtocol
import Testing

/// What is lent to a site on proof, the same for every store.
@Suite struct LoanConformanceTests {
    private let site = SiteNumber(7)

    private var otherRecord: RecordName {
        var branch = Branch(3)
        return branch.write().record
    }

    /// A store with a record that stands in the log of a site.
    private func withRecord(
        _ kind: StoreKind, _ body: (any CentralStore, RecordName) throws -> Void
    ) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = try store.create(by: &branch)
            try store.transaction { () throws(StoreError) in
                let change = Change(
                    event: EventPlace(event.site, event.sequence), position: 1, isGrant: true)
                let entry = LogEntry(mark: Mark(number: 1, prefix: 1), change: change)
                try store.log([entry], stream: site)
            }
            try body(store, event.record)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a loan ends at its time and not before`(kind: StoreKind) throws {
        try withRecord(kind) { (store, record) throws in
            try store.transaction { () throws(StoreError) in
                try store.lend(record, to: site, until: 100)
                try store.endLoans(at: 99)
            }
            #expect(try store.isInterested(site, in: record) && store.isLent(record, to: site))
            try store.transaction { () throws(StoreError) in try store.endLoans(at: 100) }
            #expect(try !store.isInterested(site, in: record))
            #expect(try store.interested(in: record).isEmpty)
            #expect(try store.endedLoans(of: site) == [record])
            #expect(try store.endedLoans(of: SiteNumber(8)).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an ended loan can be given again, or kept for good`(kind: StoreKind) throws {
        try withRecord(kind) { (store, record) throws in
            try store.transaction { () throws(StoreError) in
                try store.lend(record, to: site, until: 100)
                try store.endLoans(at: 100)
                try store.lend(record, to: site, until: 200)
            }
            #expect(try store.isInterested(site, in: record))
            try store.transaction { () throws(StoreError) in
                try store.endLoans(at: 200)
                try store.keep(record, at: site)
            }
            #expect(try store.interested(in: record) == [site])
            #expect(try !store.isLent(record, to: site))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what hangs on a record is lent as long as the record`(kind: StoreKind) throws {
        try withRecord(kind) { (store, record) throws in
            let other = otherRecord
            try store.transaction { () throws(StoreError) in
                try store.lend(record, to: site, until: 100)
                try store.copyLoans(of: record, to: other)
                try store.endLoans(at: 100)
            }
            #expect(try Set(store.endedLoans(of: site)) == [record, other])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `wrong proofs are counted by record and day`(kind: StoreKind) throws {
        try withRecord(kind) { (store, record) throws in
            try store.transaction { () throws(StoreError) in
                try store.noteWrongProof(of: record, on: "20261122")
                try store.noteWrongProof(of: record, on: "20261122")
                try store.noteWrongProof(of: otherRecord, on: "20261122")
            }
            #expect(try store.wrongProofs(of: record, on: "20261122") == 2)
            #expect(try store.wrongProofs(of: record, on: "20261123") == 0)
            try store.transaction { () throws(StoreError) in
                try store.noteWrongProof(of: record, on: "20261123")
            }
            #expect(try store.wrongProofs(of: record, on: "20261122") == 0)
        }
    }
}
