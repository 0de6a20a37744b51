import CaseRecords
import CentralStore
import SyncProtocol
import Testing

/// Every store finds records alike.
@Suite struct RecordConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `a record is found by name, slip, official code, reference and key`(
        kind: StoreKind
    ) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let row = try Sample.row(store.create(by: &branch)) { summary in
                summary.slip = "T-2-261122-1-ABC"
                summary.official = "H57-261122-0001"
                summary.reference = "ref/1"
                summary.key = "khoá"
                summary.texts = ["applicant.name": "Hoa"]
                summary.clock.witness(1, of: SiteNumber(2))
            }
            let other = try Sample.row(store.create(by: &branch))
            try store.transaction { () throws(StoreError) in
                try store.put(other)
                try store.put(row)
            }
            #expect(try store.record(row.name) == row)
            let codes = ["T-2-261122-1-ABC", "H57-261122-0001", "ref/1", "khoá", "\(row.name)"]
            for code in codes {
                #expect(try store.records(matching: code) == [row], "\(code)")
            }
            for code in ["t-2-261122-1-abc", "ref", "", "%", String("\(row.name)".dropLast())] {
                #expect(try store.records(matching: code).isEmpty, "\(code)")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `two records with one code are both shown, the older first`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let late = try Sample.row(store.create(by: &branch), arrived: 9) { $0.slip = "one" }
            let early = try Sample.row(store.create(by: &branch), arrived: 3) {
                $0.reference = "one"
            }
            try store.transaction { () throws(StoreError) in
                try store.put(late)
                try store.put(early)
            }
            #expect(try store.records(matching: "one") == [early, late])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the keys that several records of a kind have are found`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let keys = [("payment", "b"), ("payment", "a"), ("payment", "b"), ("payment", "a")]
            let others = [("payment", "c"), ("rating", "c"), ("rating", "d"), ("rating", "d")]
            let rows = try (keys + others).map { kind, key in
                try Sample.row(store.create(by: &branch)) { summary in
                    summary.kind = kind
                    summary.key = key
                }
            }
            try store.transaction { () throws(StoreError) in
                for row in rows { try store.put(row) }
            }
            #expect(try store.keysHeldTwice(kind: "payment") == ["a", "b"])
            #expect(try store.keysHeldTwice(kind: "case").isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a record that is put again is replaced`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            var row = try Sample.row(store.create(by: &branch)) { $0.slip = "before" }
            try store.transaction { () throws(StoreError) in try store.put(row) }
            row.length = 2
            row.summary.slip = "after"
            row.summary.conflicts = ["note"]
            try store.transaction { () throws(StoreError) in try store.put(row) }
            #expect(try store.record(row.name) == row)
            #expect(try store.records(matching: "before").isEmpty)
            #expect(try store.records(matching: "after") == [row])
            #expect(try store.count(kind: "case") == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `records of a kind come oldest first until nobody wants more`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let rows = try [
                Sample.row(store.create(by: &branch), arrived: 5),
                Sample.row(store.create(by: &branch), arrived: 5) { $0.conflicts = ["note"] },
                Sample.row(store.create(by: &branch), arrived: 4),
                Sample.row(store.create(by: &branch), kind: "rating", arrived: 1),
            ]
            try store.transaction { () throws(StoreError) in
                for row in rows { try store.put(row) }
            }
            func read(_ kind: String, onlyConflicts: Bool = false, limit: Int = 9) throws
                -> [RecordRow]
            {
                var read: [RecordRow] = []
                try store.records(kind: kind, onlyConflicts: onlyConflicts) { row in
                    read.append(row)
                    return read.count < limit
                }
                return read
            }
            #expect(try read("case") == [rows[2], rows[0], rows[1]])
            #expect(try read("case", limit: 1) == [rows[2]])
            #expect(try read("case", onlyConflicts: true) == [rows[1]])
            #expect(try read("rating") == [rows[3]])
            #expect(try read("unit").isEmpty)
            #expect(try store.count(kind: "case") == 3)
            #expect(try store.count(kind: "unit") == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an unknown record is nil`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            #expect(try store.record(branch.write().record) == nil)
        }
    }
}
