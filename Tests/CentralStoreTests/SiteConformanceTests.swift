import CentralStore
import SyncProtocol
import Testing

/// Every store keeps the registry of sites, the interests, logs and counters alike.
@Suite struct SiteConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `an empty store has no epoch and gives no site number`(kind: StoreKind) throws {
        let store = try kind.place().open()
        #expect(try store.hub() == nil)
        #expect(throws: StoreError.self) {
            try store.transaction { () throws(StoreError) in _ = try store.reserveSite() }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a site number is never given twice`(kind: StoreKind) throws {
        try kind.withStore { (store, place) throws in
            func reserve(_ store: any CentralStore) throws -> UInt32 {
                try store.transaction { () throws(StoreError) in try store.reserveSite() }.value
            }
            #expect(try reserve(store) == 2)
            #expect(throws: StoreError.abandoned) {
                try store.transaction { () throws(StoreError) in
                    _ = try store.reserveSite()
                    throw .abandoned
                }
            }
            // A number that was rolled back was given to nobody; a committed one is gone.
            let next = try reserve(store)
            #expect(next > 2)
            let reopened = try reserve(place.open())
            #expect(reopened > next)
            let epoch = HubEpoch(counter: 2, bits: 9, site: SiteNumber(1_000))
            try store.transaction { () throws(StoreError) in try store.begin(epoch) }
            #expect(try store.hub() == epoch)
            #expect(try reserve(store) == 1_001)
            // An epoch with a low number of its own takes no number back.
            try store.transaction { () throws(StoreError) in
                try store.begin(HubEpoch(counter: 3, bits: 9, site: reopenedSite))
            }
            #expect(try reserve(store) == 1_002)
        }
    }

    private var reopenedSite: SiteNumber { SiteNumber(7) }

    @Test(arguments: StoreKind.allCases)
    func `the tree shows a branch at once, and no more when it is rolled back`(
        kind: StoreKind
    ) throws {
        let store = try kind.place().open()
        var branch = Sample.site(5)
        branch.parent = SiteNumber(2)
        branch.forkedAfter = 3
        try store.transaction { () throws(StoreError) in
            try store.put(Sample.site(2))
            #expect(try store.tree().forks.isEmpty)
            do throws(StoreError) {
                try store.part { () throws(StoreError) in
                    try store.put(branch)
                    #expect(try store.tree().forks.count == 1)
                    throw .abandoned
                }
            } catch {
                #expect(try store.tree().forks.isEmpty)
            }
        }
        try store.transaction { () throws(StoreError) in
            #expect(try store.tree().forks.isEmpty)
            try store.put(branch)
            #expect(try store.tree().forks.count == 1)
        }
        #expect(try store.tree().forks.count == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func `a site comes back with everything that was put`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = branch.write()
            var full = Sample.site(2)
            full.epoch = UInt64.max
            full.head = Head(sequence: 1, hash: event.hash)
            full.claimedSequence = 12
            full.enrolmentKey = [1, 2]
            full.enrolmentExpires = -5
            full.publicKey = [3]
            full.keyNumber = 255
            full.window = ReplayWindow(highest: .max, seen: .max)
            full.slipKey = [4, 5, 6]
            full.program = "0.1"
            full.lastSeen = 99
            full.delivered = 4
            full.revokedAt = 100
            var child = Sample.site(3)
            child.parent = SiteNumber(2)
            child.forkedAfter = 1
            try store.transaction { () throws(StoreError) in
                try store.put(full)
                try store.put(child)
            }
            #expect(try store.sites() == [full, child])
            full.enrolmentKey = nil
            full.head = nil
            full.revokedAt = nil
            try store.transaction { () throws(StoreError) in try store.put(full) }
            #expect(try store.site(SiteNumber(2)) == full)
            #expect(try store.site(SiteNumber(9)) == nil)
            #expect(try store.sites().count == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a site is interested whose log has an entry of the record`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let created = try store.create(by: &branch)
            let edit = branch.write(created.record)
            let record = created.record
            #expect(try store.interested(in: record).isEmpty)
            try store.transaction { () throws(StoreError) in
                _ = try store.append(edit, arrived: 5)
                for site in [SiteNumber(5), .reference] {
                    try store.log(Change(created, at: 1), stream: site) { _ in 1 }
                }
                for site in [SiteNumber(3), SiteNumber(5)] {
                    try store.log(Change(edit, at: 2, isGrant: true), stream: site) { _ in 2 }
                }
            }
            #expect(try store.interested(in: record) == [SiteNumber(3), SiteNumber(5)])
            #expect(try store.isInterested(SiteNumber(3), in: record))
            #expect(try !store.isInterested(SiteNumber(4), in: record))
            #expect(try store.interested(in: store.create(by: &branch).record).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `change numbers are dense in each log and the chain goes on`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let created = try store.create(by: &branch)
            let granted = try store.create(by: &branch)
            let edit = branch.write(created.record)
            let (record, other) = (created.record, granted.record)
            let stream = SiteNumber(3)
            let changes = [
                Change(created, at: 1), Change(granted, at: 4, isGrant: true), Change(edit, at: 2),
            ]
            try store.transaction { () throws(StoreError) in
                _ = try store.append(edit, arrived: 5)
                for change in changes {
                    try store.log(change, stream: stream) { $0.prefix &* 31 &+ $0.number &+ 1 }
                }
                try store.log(changes[0], stream: .reference) { _ in UInt64.max }
            }
            let marks = [
                Mark(number: 1, prefix: 1), Mark(number: 2, prefix: 33),
                Mark(number: 3, prefix: 1_026),
            ]
            let log = zip(marks, changes).map { LogEntry(mark: $0.0, change: $0.1) }
            #expect(try store.log(stream, after: 0, limit: 9) == log)
            #expect(try store.log(stream, after: 1, limit: 1) == [log[1]])
            #expect(try store.log(stream, after: 3, limit: 9).isEmpty)
            #expect(try store.logHead(stream) == marks[2])
            #expect(try store.logHead(.reference) == Mark(number: 1, prefix: UInt64.max))
            #expect(try store.position(of: record, in: stream, through: 3) == 2)
            #expect(try store.position(of: record, in: stream, through: 2) == 1)
            #expect(try store.position(of: record, in: stream, through: 0) == 0)
            #expect(try store.position(of: other, in: .reference, through: 9) == 0)
            for (index, mark) in marks.enumerated() {
                #expect(try store.logMark(stream, at: UInt64(index + 1)) == mark)
            }
            #expect(throws: StoreError.self) {
                try store.transaction { () throws(StoreError) in
                    try store.log([log[0]], stream: stream)
                }
            }
            #expect(try store.log(stream, after: 0, limit: 9) == log)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `every log has the mark zero and none beyond its end`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            let zero = Mark(number: 0, prefix: 0)
            #expect(try store.logHead(SiteNumber(8)) == zero)
            #expect(try store.logMark(SiteNumber(8), at: 0) == zero)
            #expect(try store.logMark(SiteNumber(8), at: 1) == nil)
            #expect(try store.logMark(SiteNumber(8), at: UInt64(Int64.max)) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a counter begins at one, never goes back and is alone`(kind: StoreKind) throws {
        try kind.withStore { (store, place) throws in
            func next(_ name: String, _ store: any CentralStore) throws -> UInt64 {
                try store.transaction { () throws(StoreError) in try store.next(name) }
            }
            #expect(try next("a", store) == 1)
            #expect(try next("a", store) == 2)
            #expect(try next("b", store) == 1)
            #expect(try next("a", place.open()) == 3)
        }
    }
}
