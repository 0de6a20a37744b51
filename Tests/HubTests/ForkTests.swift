import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// Restored disks, clones and what comes of them late: nothing is lost and nothing doubled.
@Suite struct ForkTests {
    let province: Province
    let disk: Disk

    init() throws {
        province = try Province()
        disk = try Disk(province)
    }

    /// All notes of cases at the hub.
    private var notes: [String] {
        get throws {
            try cases.compactMap {
                try province.hub.fold(of: $0).text("note", hubs: [])
            }.sorted()
        }
    }

    private var cases: [RecordName] {
        get throws {
            var names: [RecordName] = []
            try province.store.records(kind: RecordKind.case, onlyConflicts: false) {
                names.append($0.name)
                return true
            }
            return names
        }
    }

    /// Whether every disk folds every case it has as the hub does.
    private func expectSame(_ disks: Disk...) throws {
        for disk in disks {
            for row in try cases {
                guard try disk.replica.record(row) != nil else { continue }
                #expect(
                    try disk.replica.state(of: row).encoded
                        == province.hub.fold(of: row).encoded)
            }
        }
    }

    @Test func `two live clones go on with branches of their own`() throws {
        let first = try disk.submit("chung")
        #expect(try disk.sync() == .complete)
        let clone = try disk.copy(2)
        _ = try disk.submit("gốc")
        _ = try clone.submit("bản sao")
        try province.edit(first, at: clone.replica, ["note": "chung, sửa"])
        #expect(try disk.sync() == .complete)
        #expect(try clone.sync() == .complete)
        #expect(try disk.sync() == .complete)

        let all = ["bản sao", "chung, sửa", "gốc"]
        #expect(try notes == all)
        #expect(try disk.notes == all)
        #expect(try clone.notes == all)
        #expect(try clone.site != disk.site)
        #expect(try clone.replica.outbox().isEmpty)
        let fork = try #require(try province.hub.forks().first)
        #expect(try fork.branch.number == clone.site)
        #expect(fork.after == 1)
        try expectSame(disk, clone)

        // Life goes on with both, and nobody forks again.
        _ = try disk.submit("gốc hai")
        try province.edit(first, at: clone.replica, ["note": "lần ba"])
        #expect(try disk.sync() == .complete)
        #expect(try clone.sync() == .complete)
        #expect(try disk.sync() == .complete)
        #expect(try province.hub.forks().map(\.isParentAlive) == [true])
        #expect(try province.hub.counts().conflicts == 0)
        #expect(try province.hub.counts().parked == 0)
        try expectSame(disk, clone)
    }

    @Test(arguments: [false, true])
    func `a restored disk gets back what it lost`(hasNewWork: Bool) throws {
        let first = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let backup = try disk.copy(3)
        try province.edit(first, at: disk.replica, ["note": "một, sửa"])
        _ = try disk.submit("hai")
        #expect(try disk.sync() == .complete)

        if hasNewWork { _ = try backup.submit("ba") }
        #expect(try backup.sync() == .complete)
        let all = ["một, sửa", "hai"] + (hasNewWork ? ["ba"] : [])
        #expect(try notes == all.sorted())
        #expect(try backup.notes == all.sorted())
        #expect(
            try province.hub.forks().map(\.branch.forkCause)
                == [hasNewWork ? .restoredOrCloned : .restored])
        try province.edit(first, at: backup.replica, ["note": "một, sửa hai"])
        #expect(try backup.sync() == .complete)
        #expect(try province.hub.counts().conflicts == 0)
        #expect(try province.hub.counts().parked == 0)
        try expectSame(backup)
    }

    // Of a copy whose numbers were used up the hub said only that its requests had come before; its
    // head, which stood in that answer, was taken for all there was to learn, again and again.
    @Test(arguments: [false, true])
    func `a copy learns from the numbers of its requests that it is one`(hasNewWork: Bool) throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let clone = try disk.copy(11)
        if hasNewWork { _ = try disk.submit("hai") }
        for _ in 0..<9 { #expect(try disk.sync() == .complete) }

        #expect(try clone.sync() == .complete)
        #expect(try clone.site != disk.site)
        #expect(try clone.notes == notes)
        #expect(try province.hub.forks().count == 1)

        for _ in 0..<3 {
            #expect(try disk.run() == .complete)
            #expect(try clone.run() == .complete)
        }
        #expect(try province.hub.forks().count == 1)
        try expectSame(disk, clone)
    }

    @Test(arguments: 1...4, [Province.Cut.beforeHub, .afterCommit])
    func `every exchange of a branching may be lost`(place: Int, cut: Province.Cut) throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let clone = try disk.copy(4)
        _ = try disk.submit("hai")
        _ = try clone.submit("ba")
        #expect(try disk.sync() == .complete)
        var lost = false
        var count = 0
        _ = try clone.sync { _ in
            count += 1
            guard count == place, !lost else { return nil }
            lost = true
            return cut
        }
        #expect(try clone.sync() == .complete)
        #expect(try clone.notes == ["ba", "hai", "một"])
        #expect(try notes == ["ba", "hai", "một"])
        #expect(try province.hub.forks().count == 1)
        try expectSame(clone)
    }

    @Test func `a clone made while a branch was asked for gets one of its own`() throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let clone = try disk.copy(5)
        _ = try disk.submit("hai")
        #expect(try disk.sync() == .complete)
        _ = try clone.submit("ba")
        #expect(try clone.run().isFork)
        try clone.prepareBranch()
        let twin = try clone.copy(6)
        _ = try clone.submit("bốn")
        _ = try twin.submit("năm")
        #expect(try clone.sync() == .complete)
        #expect(try twin.sync() == .complete)
        #expect(try clone.sync() == .complete)
        #expect(try disk.sync() == .complete)
        let all = ["ba", "bốn", "hai", "một", "năm"]
        #expect(try notes == all)
        for disk in [disk, clone, twin] { #expect(try disk.notes == all) }
        try expectSame(disk, clone, twin)
    }

    @Test func `what another branch brought already is not taken twice`() throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        _ = try disk.submit("hai")
        let clone = try disk.copy(7)
        let other = try disk.copy(8)
        _ = try clone.submit("ba")
        _ = try other.submit("bốn")
        // The one that is there first goes on; both others have "hai" in common with it.
        #expect(try clone.sync() == .complete)
        #expect(try other.sync() == .complete)
        _ = try disk.submit("năm")
        #expect(try disk.sync() == .complete)
        #expect(try notes == ["ba", "bốn", "hai", "một", "năm"])
        #expect(try province.hub.forks().count == 2)
        #expect(try disk.notes == ["ba", "bốn", "hai", "một", "năm"])
        try expectSame(disk, clone, other)
    }

    @Test func `a late bundle of a former life folds by itself, and is adopted`() throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let other = try disk.copy(9)
        _ = try other.submit("hai")
        let bundle = try other.export()
        _ = try disk.submit("ba")
        #expect(try disk.sync() == .complete)

        let accepted = try province.hub.accept(bundle, province.seal, now: province.now)
        #expect(accepted.taken == 1)
        #expect(accepted.forks.count == 1)
        #expect(try notes == ["ba", "hai", "một"])
        #expect(try province.hub.forks().map(\.isAdopted) == [false])
        // Twice is once.
        #expect(try province.hub.accept(bundle, province.seal, now: province.now).taken == 0)
        #expect(try province.hub.forks().count == 1)

        _ = try other.submit("bốn")
        #expect(try other.sync() == .complete)
        #expect(try province.hub.forks().map(\.isAdopted) == [true])
        #expect(try other.notes == ["ba", "bốn", "hai", "một"])
        #expect(try notes == ["ba", "bốn", "hai", "một"])
        try expectSame(other)
    }

    @Test func `a point without any link branches by bundles alone`() throws {
        _ = try disk.submit("một")
        #expect(try disk.sync() == .complete)
        let other = try disk.copy(10)
        _ = try disk.submit("hai")
        #expect(try disk.sync() == .complete)
        _ = try other.submit("ba")
        let first = try province.hub.accept(other.export(), province.seal, now: province.now)
        #expect(try other.take(first.reply).refusals == [.diverged])
        try other.prepareBranch()
        let second = try province.hub.accept(other.export(), province.seal, now: province.now)
        #expect(try other.take(second.reply).refusals.isEmpty)
        #expect(try other.site == second.forks.first)
        let third = try province.hub.accept(other.export(), province.seal, now: province.now)
        _ = try other.take(third.reply)
        #expect(try other.notes == ["ba", "hai", "một"])
        try expectSame(other)
    }
}
