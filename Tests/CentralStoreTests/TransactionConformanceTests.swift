import CentralStore
import SyncProtocol
import Testing

/// Every store commits all or nothing, and lets one write at a time.
@Suite struct TransactionConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `a body that throws leaves nothing behind`(kind: StoreKind) throws {
        try kind.withStore { (store, place) throws in
            let before = try Snapshot(of: store)
            #expect(throws: StoreError.abandoned) {
                try store.transaction { () throws(StoreError) in
                    try touchEverything(of: store)
                    throw .abandoned
                }
            }
            #expect(try Snapshot(of: store) == before)
            #expect(try Snapshot(of: place.open()) == before)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what is committed is seen through another handle`(kind: StoreKind) throws {
        try kind.withStore { (store, place) throws in
            let before = try Snapshot(of: store)
            try store.transaction { () throws(StoreError) in try touchEverything(of: store) }
            let after = try Snapshot(of: store)
            #expect(after != before)
            #expect(try Snapshot(of: place.open()) == after)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a part that throws is undone alone, also inside another part`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            let counted = try store.transaction { () throws(StoreError) in
                let first = try store.next("kept")
                refuse {
                    try store.part { () throws(StoreError) in
                        try touchEverything(of: store)
                        throw .abandoned
                    }
                }
                let second = try store.part { () throws(StoreError) in
                    refuse {
                        try store.part { () throws(StoreError) in
                            _ = try store.next("kept")
                            throw .abandoned
                        }
                    }
                    return try store.next("kept")
                }
                return [first, second]
            }
            #expect(counted == [1, 2])
            #expect(try Snapshot(of: store).sites.isEmpty)
            let third = try store.transaction { () throws(StoreError) in try store.next("kept") }
            #expect(third == 3)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a value goes out of a transaction and of a part`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            let value = try store.transaction { () throws(StoreError) in
                try store.part { () throws(StoreError) in 41 } + 1
            }
            #expect(value == 42)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a second writer cannot begin before the first has committed`(kind: StoreKind) throws {
        try kind.withStore { (first, place) throws in
            let second = try place.open()
            let refused = try first.transaction { () throws(StoreError) in
                var hasBegun = false
                refuse {
                    try second.transaction { () throws(StoreError) in hasBegun = true }
                }
                return !hasBegun
            }
            #expect(refused)
            let number = try second.transaction { () throws(StoreError) in try second.next("n") }
            #expect(number == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a refused transaction gives the write lock back`(kind: StoreKind) throws {
        try kind.withStore { (first, place) throws in
            let second = try place.open()
            #expect(throws: StoreError.abandoned) {
                try first.transaction { () throws(StoreError) in throw .abandoned }
            }
            let number = try second.transaction { () throws(StoreError) in try second.next("n") }
            #expect(number == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a reader that has seen a number never finds a new one below`(kind: StoreKind) throws {
        try kind.withStore { (first, place) throws in
            let writers = [first, try place.open()]
            let reader = try place.open()
            let stream = SiteNumber(3)
            var branch = Branch(2)
            let event = branch.write()
            var seen: [LogEntry] = []
            // The one that begins first commits last, if a second one could begin at all.
            for round in 0..<6 {
                let outer = writers[round % 2]
                let inner = writers[(round + 1) % 2]
                try outer.transaction { () throws(StoreError) in
                    try note(event, in: stream, of: outer)
                    refuse {
                        try inner.transaction { () throws(StoreError) in
                            try note(event, in: stream, of: inner)
                        }
                    }
                    let visible = try reader.log(stream, after: 0, limit: 99)
                    guard visible == seen else { throw .damaged("seen before the commit") }
                }
                let visible = try reader.log(stream, after: 0, limit: 99)
                #expect(Array(visible.prefix(seen.count)) == seen)
                #expect(visible.map(\.mark.number) == Array(1...UInt64(round + 1)))
                seen = visible
            }
        }
    }

    private func note(
        _ event: PlacedEvent, in stream: SiteNumber, of store: any CentralStore
    ) throws(StoreError) {
        try store.log(Change(event, at: 1), stream: stream) { $0.prefix &+ 11 }
    }

    /// Writes through every changing method of the seam.
    private func touchEverything(of store: any CentralStore) throws(StoreError) {
        var branch = Branch(2)
        let event = branch.write()
        try store.begin(HubEpoch(counter: 2, bits: 5, site: SiteNumber(1_001)))
        _ = try store.reserveSite()
        try store.put(Sample.site(2))
        _ = try store.append(event, arrived: 5)
        try store.park(Sample.parked(branch.write(event.record)))
        try store.put(Sample.row(event))
        try note(event, in: SiteNumber(2), of: store)
        _ = try store.next("n")
    }
}

/// What the reading methods of the seam say about the sample's values.
private struct Snapshot: Equatable {
    let hub: HubEpoch?
    let sites: [Site]
    let trunk: [TrunkEvent]
    let parked: [ParkedEvent]
    let cases: Int
    let interested: [SiteNumber]
    let log: [LogEntry]

    init(of store: any CentralStore) throws {
        var branch = Branch(2)
        let record = branch.write().record
        hub = try store.hub()
        sites = try store.sites()
        trunk = try store.trunk(record, 1...UInt64.max)
        parked = try store.parked(site: nil, after: 0)
        cases = try store.count(kind: "case")
        interested = try store.interested(in: record)
        log = try store.log(SiteNumber(2), after: 0, limit: 9)
    }
}
