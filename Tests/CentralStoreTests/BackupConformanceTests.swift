import CentralStore
import SyncProtocol
import Testing

/// What counts as backed up, on every store.
@Suite struct BackupConformanceTests {
    private func put(
        _ made: Int64, _ heads: [SiteNumber: UInt64], _ store: any CentralStore
    ) throws {
        try store.transaction { () throws(StoreError) in
            try store.put(
                ProvenBackup(made: made, digest: "digest \(made)", verified: 99, heads: heads))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `one backup is none, and of two the shorter counts`(kind: StoreKind) throws {
        try kind.withStore { store, _ in
            let (second, third) = (SiteNumber(2), SiteNumber(3))
            #expect(try store.backedUp(second) == 0)
            try put(10, [second: 5], store)
            #expect(try store.backedUp(second) == 0)
            try put(10, [second: 5], store)
            #expect(try store.backedUp(second) == 0, "the same one twice is one")
            try put(20, [second: 9, third: 4], store)
            #expect(try store.backedUp(second) == 5)
            #expect(try store.backedUp(third) == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `only the two newest count, in whatever order they were read back`(
        kind: StoreKind
    ) throws {
        try kind.withStore { store, _ in
            let site = SiteNumber(2)
            try put(30, [site: 9], store)
            try put(10, [site: 3], store)
            #expect(try store.backedUp(site) == 3)
            try put(20, [site: 7], store)
            #expect(try store.backedUp(site) == 7)
            for made in 40..<60 { try put(Int64(made), [site: UInt64(made)], store) }
            #expect(try store.backedUp(site) == 58)
        }
    }
}
