import CentralStore
import SyncProtocol
import Testing

/// The lives of a store and what comes back after a restore, the same for every store.
@Suite struct LifeConformanceTests {
    private let site = SiteNumber(7)

    @Test(arguments: StoreKind.allCases)
    func `a life that ended keeps where its logs ended`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = try store.create(by: &branch)
            let next = HubEpoch(counter: 3, bits: 9, site: SiteNumber(1_002))
            try store.transaction { () throws(StoreError) in
                try store.log(Change(event, at: 1), stream: site) { _ in 5 }
                try store.end(EndedLife(epoch: Sample.epoch, ended: 100))
                try store.begin(next)
                try store.log(Change(event, at: 1), stream: site) { _ in 6 }
            }
            #expect(try store.formerLives() == [EndedLife(epoch: Sample.epoch, ended: 100)])
            #expect(try store.logEnd(of: site, in: Sample.epoch) == 1)
            #expect(try store.logEnd(of: SiteNumber(8), in: Sample.epoch) == 0)
            #expect(try store.logEnd(of: site, in: next) == 0)
            #expect(try store.hub() == next)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a loose event keeps what it continues until that comes`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            let (early, late) = (EventPlace(site, 4), EventPlace(site, 9))
            try store.transaction { () throws(StoreError) in
                try store.putLoose(late, after: Digest(epoch: 1))
                try store.putLoose(early, after: Digest(epoch: 2))
            }
            #expect(try store.loose(late) == Digest(epoch: 1))
            #expect(try store.looseSequences(of: site) == [4, 9])
            #expect(try store.looseSequences(of: SiteNumber(8)).isEmpty)
            try store.transaction { () throws(StoreError) in try store.fasten(early) }
            #expect(try store.loose(early) == nil)
            #expect(try store.looseSequences(of: site) == [9])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a loose event moves with its trunk, its record and its logs`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = try store.create(by: &branch)
            let (before, after) = (
                EventPlace(event.site, event.sequence), EventPlace(SiteNumber(9), event.sequence)
            )
            try store.transaction { () throws(StoreError) in
                try store.put(Sample.row(event))
                try store.putLoose(before, after: Digest(epoch: 1))
                try store.log(Change(event, at: 1), stream: site) { _ in 5 }
                try store.move(before, to: after)
            }
            #expect(try store.event(at: before) == nil)
            #expect(try store.event(at: after)?.hash == event.hash)
            #expect(try store.branch(of: event.hash) == after.site)
            #expect(try store.loose(before) == nil)
            #expect(try store.loose(after) == Digest(epoch: 1))
            #expect(try store.record(event.record)?.creation == after)
            let entries = try store.log(site, after: 0, limit: 9)
            #expect(entries.map(\.change.event) == [after] && entries.map(\.mark.number) == [1])
            #expect(try store.interested(in: event.record) == [site])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what a point gave back of a record is kept once`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = try store.create(by: &branch)
            let place = EventPlace(event.site, event.sequence)
            for _ in 0..<2 {
                try store.transaction { () throws(StoreError) in
                    try store.note(givenBack: place, of: event.record, by: site)
                }
            }
            #expect(try store.givenBack(of: event.record, by: site) == [place])
            #expect(try store.givenBack(of: event.record, by: SiteNumber(8)).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `counters rise by more than one, and many at once`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            try store.transaction { () throws(StoreError) in
                _ = try store.next("official/a")
                _ = try store.next("other")
                try store.raise(countersOf: "official/", by: 5_000)
                try store.raise("new", by: 7)
                #expect(try store.next("official/a") == 5_002)
                #expect(try store.next("other") == 2)
                #expect(try store.next("new") == 8)
            }
        }
    }
}
