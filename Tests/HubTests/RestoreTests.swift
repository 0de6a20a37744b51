import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// A centre whose store was put back: what it lost comes back from the points.
@Suite struct RestoreTests {
    let province: Province
    let first: Disk
    let second: Disk

    init() throws {
        province = try Province()
        first = try Disk(province)
        second = try Disk(province)
    }

    private func officer() -> Hub.Officer { Hub.Officer(name: "Hà", now: province.now) }

    /// Everybody exchanges until there is nothing new.
    private func settle() throws {
        for disk in [first, second, first, second, first] {
            #expect(try disk.sync() == .complete)
        }
    }

    private func expectSame(_ record: RecordName, at disks: Disk...) throws {
        for disk in disks {
            #expect(
                try disk.replica.state(of: record).encoded
                    == province.hub.fold(of: record).encoded)
            #expect(try disk.replica.record(record)?.hasGap == false)
        }
    }

    @Test func `own events, officers' acts and what was handed on come back`() throws {
        let old = try first.submit("trước")
        try settle()
        let backup = try province.backUp("a.backup")
        let new = try first.submit("sau")
        try province.edit(old, at: first.replica, ["note": "trước, sửa"])
        try settle()
        _ = try province.hub.perform(.accept, on: "\(new)", by: officer())
        _ = try province.hub.perform(.accept, on: "\(old)", by: officer())
        try province.edit(new, at: first.replica, ["delivery.point": "\(second.site)"])
        try settle()
        let code = try province.hub.open("\(new)").row.summary.official
        #expect(try second.replica.record(new) != nil)
        try province.restore(backup)
        #expect(throws: (any Error).self) { try province.hub.open("\(new)") }
        try settle()
        for record in [old, new] {
            try expectSame(record, at: first)
            #expect(try province.hub.open("\(record)").row.summary.state == "accepted")
        }
        try expectSame(new, at: second)
        #expect(try province.hub.open("\(new)").row.summary.official == code)
        let next = try first.submit("mới")
        try settle()
        let later = try province.hub.perform(.accept, on: "\(next)", by: officer())
        let given = try OfficialCode(try #require(later.row.summary.official))
        #expect(given.sequence > 5_000)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    @Test func `what was written in sight of a lost act goes after it`() throws {
        try settle()
        let backup = try province.backUp("a.backup")
        let record = try first.submit("một")
        try settle()
        _ = try province.hub.perform(.accept, on: "\(record)", by: officer())
        try settle()
        try province.edit(record, at: first.replica, ["note": "một, đã thấy tiếp nhận"])
        try settle()
        _ = try province.hub.perform(.assign(officer: "Lan"), on: "\(record)", by: officer())
        try settle()
        try province.edit(record, at: first.replica, ["note": "một, đã bổ sung"])
        let before = try first.replica.state(of: record).encoded
        try province.restore(backup)
        try settle()
        #expect(try province.hub.counts().parked == 0)
        #expect(try province.hub.fold(of: record).encoded == before)
        try expectSame(record, at: first)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    @Test func `a case that was handed on comes back from the point that it was handed on to`()
        throws
    {
        try settle()
        let backup = try province.backUp("a.backup")
        let record = try first.submit("một")
        try settle()
        try province.edit(record, at: first.replica, ["delivery.point": "\(second.site)"])
        try settle()
        _ = try province.hub.perform(.accept, on: "\(record)", by: officer())
        try settle()
        try province.restore(backup)
        for disk in [second, first, second, first] { #expect(try disk.sync() == .complete) }
        try expectSame(record, at: first, second)
        #expect(try province.hub.open("\(record)").row.summary.state == "accepted")
        #expect(try province.hub.counts().parked == 0)
    }

    @Test func `what its author cannot send any more comes back from another point`() throws {
        try settle()
        let backup = try province.backUp("a.backup")
        let record = try first.submit("đi lấy nơi khác")
        try province.edit(record, at: first.replica, ["delivery.point": "\(second.site)"])
        try settle()
        try province.edit(record, at: second.replica, ["note": "đã thấy"])
        try settle()
        let before = try province.hub.fold(of: record).encoded
        try province.restore(backup)
        #expect(try second.sync() == .complete)
        #expect(try second.sync() == .complete)
        #expect(try province.hub.fold(of: record).encoded == before)
        // Its author comes after all: nothing is doubled.
        #expect(try first.sync() == .complete)
        #expect(try province.hub.fold(of: record).encoded == before)
        try expectSame(record, at: first, second)
        #expect(try province.hub.counts().parked == 0)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    @Test func `a copied disk does not write where its copy wrote in the former life`() throws {
        let shared = try first.submit("chung")
        try province.edit(shared, at: first.replica, ["delivery.point": "\(second.site)"])
        try settle()
        let copy = try first.copy(30)
        let backup = try province.backUp("a.backup")
        _ = try copy.submit("bản kia")
        try province.edit(shared, at: copy.replica, ["note": "bản kia sửa"])
        for disk in [copy, second] { #expect(try disk.sync() == .complete) }
        try province.restore(backup)
        _ = try first.submit("bản này")
        #expect(try first.sync() == .complete)
        for disk in [second, second, first] { #expect(try disk.sync() == .complete) }
        _ = try first.submit("bản này, sau")
        for disk in [first, second, first] { #expect(try disk.sync() == .complete) }
        try expectSame(shared, at: first, second)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    // It had no place in the tree, so that its case was nobody's; where its beginning came later it
    // never got a head.
    @Test(arguments: [true, false])
    func `a lost branch comes back as its point's, though its disk is gone`(
        isBeginningLost: Bool
    ) throws {
        try settle()
        let early = try province.backUp("early.backup")
        _ = try first.submit("chung")
        try settle()
        let copy = try first.copy(31)
        let late = try province.backUp("late.backup")
        _ = try first.submit("bản này")
        let record = try province.submit(
            at: copy.replica, ["delivery.point": "\(second.site)"])
        for disk in [first, copy, second, first] { #expect(try disk.sync() == .complete) }
        let branch = try copy.site
        try province.restore(isBeginningLost ? early : late)
        for disk in [second, second] { #expect(try disk.sync() == .complete) }
        #expect(try (province.store.site(branch)?.head == nil) == isBeginningLost)
        for disk in [first, second] { #expect(try disk.sync() == .complete) }
        #expect(try province.store.site(branch)?.head?.sequence == 2)
        #expect(try province.store.isInterested(first.site, in: record))
        try expectSame(record, at: first, second)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    // It was told of the next life, then that its number had come before, and gave up.
    @Test func `a copied disk goes on in the next life though its numbers are used up`() throws {
        try settle()
        let copy = try first.copy(32)
        let backup = try province.backUp("a.backup")
        try province.restore(backup)
        // Both draw the same numbers, as two copies of one disk do now and then.
        copy.generator = first.generator
        #expect(try first.sync() == .complete)
        let record = try copy.submit("bản kia")
        #expect(try copy.sync() == .complete)
        #expect(try copy.replica.outbox().isEmpty)
        let other = try first.submit("bản này")
        for disk in [first, copy, first] { #expect(try disk.sync() == .complete) }
        #expect(try copy.site != first.site)
        for record in [record, other] { try expectSame(record, at: first, copy) }
    }

    @Test func `an old copy of the centre is refused once the new one is known`() throws {
        try settle()
        let backup = try province.backUp("a.backup")
        _ = try first.submit("một")
        try settle()
        let old = (province.store, province.hub)
        try province.restore(backup)
        try settle()
        province.switchTo(old.0, old.1)
        _ = try first.submit("hai")
        #expect(try first.sync() == .formerHub)
        #expect(try first.replica.outbox().count == 1)
    }

    @Test func `a reply for a former label tells a branch nothing of what the next life has`()
        throws
    {
        _ = try first.submit("một")
        try settle()
        let clone = try first.copy(30)
        _ = try first.submit("hai")
        try settle()
        let backup = try province.backUp("a.backup")
        _ = try clone.submit("ba")
        let late = try clone.export()
        #expect(try clone.sync() == .complete)
        #expect(try clone.site != first.site)
        let before = try clone.replica.progress()
        #expect(before.acknowledged.number == 2)
        try province.restore(backup)
        let reply = try province.hub.accept(late, province.seal, now: province.now).reply
        #expect(try clone.take(reply).refusals == [.otherLife])
        // The centre has two events under the label, and the branch's second is not one of them.
        let after = try clone.replica.progress()
        #expect(after.hub == before.hub && after.acknowledged == before.acknowledged)
    }

    // What this disk had written there counted as being at the centre, and was never sent again.
    @Test func `a reply of the next life does not acknowledge what a copy has written`() throws {
        _ = try first.submit("một")
        try settle()
        let clone = try first.copy(30)
        let backup = try province.backUp("a.backup")
        let record = try first.submit("hai")
        let late = try first.export()
        try settle()
        try province.restore(backup)
        let other = try clone.submit("ba")
        #expect(try clone.sync() == .complete)
        let reply = try province.hub.accept(late, province.seal, now: province.now).reply
        #expect(try first.take(reply).refusals == [.otherLife])
        #expect(try first.replica.progress().acknowledged.number == 0)
        for disk in [first, clone, first] { #expect(try disk.sync() == .complete) }
        #expect(try first.replica.outbox().isEmpty)
        for record in [record, other] { try expectSame(record, at: first, clone) }
    }

    @Test func `two restores of one backup are two lives`() throws {
        _ = try first.submit("một")
        try settle()
        let backup = try province.backUp("a.backup")
        try province.restore(backup)
        let record = try first.submit("hai")
        try settle()
        _ = try province.hub.perform(.accept, on: "\(record)", by: officer())
        try settle()
        let before = try province.hub.fold(of: record).encoded
        let number = province.hub.epoch.site
        try province.restore(backup, life: 2)
        #expect(province.hub.epoch.counter == 3 && province.hub.epoch.site > number)
        try settle()
        #expect(try province.hub.fold(of: record).encoded == before)
    }

    @Test func `an answer that was lost at any step is asked for again`() throws {
        let old = try first.submit("trước")
        try settle()
        let backup = try province.backUp("a.backup")
        _ = try province.hub.perform(.accept, on: "\(old)", by: officer())
        try province.edit(old, at: first.replica, ["note": "khi đã nhận"])
        try settle()
        let before = try province.hub.fold(of: old).encoded
        try province.restore(backup)
        for step in 1...4 {
            _ = try first.sync { $0 == step ? .afterCommit : nil }
        }
        try settle()
        #expect(try province.hub.fold(of: old).encoded == before)
        try expectSame(old, at: first)
    }
}
