import CentralStore
import SyncProtocol
import Testing

/// Envelopes of revoked sites, and what such a site has written, on every store.
@Suite struct QuarantineConformanceTests {
    private func envelope(_ site: SiteNumber, _ tag: UInt8) -> QuarantinedEnvelope {
        QuarantinedEnvelope(
            site: site, siteKey: [tag], base: Mark(number: 3, prefix: .max), events: 2,
            digest: Digest(epoch: UInt64(tag)), arrived: 5, bytes: [tag, tag])
    }

    @Test(arguments: StoreKind.allCases)
    func `what is kept of a site comes back in order until it is taken out`(kind: StoreKind) throws
    {
        try kind.withStore { store, _ in
            let (second, third) = (SiteNumber(2), SiteNumber(3))
            try store.transaction { () throws(StoreError) in
                try store.quarantine(envelope(second, 1))
                try store.quarantine(envelope(third, 2))
                try store.quarantine(envelope(second, 3))
            }
            let kept = try store.quarantined(of: second)
            #expect(kept.map(\.bytes) == [[1, 1], [3, 3]])
            #expect(kept.map(\.base) == [Mark(number: 3, prefix: .max), kept[1].base])
            #expect(kept[0].number < kept[1].number)
            #expect(try store.quarantinedBytes() == 6)
            try store.transaction { () throws(StoreError) in try store.takeOut(kept[0]) }
            #expect(try store.quarantined(of: second) == [kept[1]])
            #expect(try store.quarantinedBytes() == 4)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the events of a branch are found by when they came`(kind: StoreKind) throws {
        try kind.withStore { store, _ in
            var (second, third) = (Branch(2), Branch(3))
            let events = [second.write(), second.write(), third.write()]
            try store.transaction { () throws(StoreError) in
                for (event, arrived) in zip(events, [10, 20, 30] as [Int64]) {
                    _ = try store.append(event, arrived: arrived)
                }
            }
            #expect(try store.events(of: SiteNumber(2), since: 11).map(\.sequence) == [2])
            #expect(try store.events(of: SiteNumber(2), since: 10).map(\.sequence) == [1, 2])
            #expect(try store.events(of: SiteNumber(4), since: 0).isEmpty)
        }
    }
}
