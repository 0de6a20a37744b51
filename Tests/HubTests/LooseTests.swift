import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// A restored centre to which events come back before their authors, when the authors' disks were
/// copied or put back: a number may be another disk's by then.
@Suite struct LooseTests {
    let province: Province
    let first: Disk
    let second: Disk

    init() throws {
        province = try Province()
        first = try Disk(province)
        second = try Disk(province)
    }

    /// A case that the second point sees as well.
    private func submit(_ note: String, at disk: Disk) throws -> RecordName {
        try province.submit(
            at: disk.replica, ["note": note, "delivery.point": "\(second.site)"])
    }

    private func sync(_ disks: Disk...) throws {
        for disk in disks { #expect(try disk.sync() == .complete) }
    }

    /// Whether the centre has all of these cases, sound and the same everywhere, and no other.
    private func expectAll(_ notes: [String], at disks: Disk...) throws {
        var names: [RecordName] = []
        try province.store.records(kind: RecordKind.case, onlyConflicts: false) {
            names.append($0.name)
            return true
        }
        let found = try names.map { try province.hub.fold(of: $0).text("note", hubs: []) ?? "" }
        #expect(found.sorted() == notes.sorted())
        for disk in disks {
            for name in names where try disk.replica.record(name) != nil {
                #expect(
                    try disk.replica.state(of: name).encoded
                        == province.hub.fold(of: name).encoded)
            }
            #expect(try disk.notes.allSatisfy(notes.contains))
            #expect(try disk.replica.outbox().isEmpty)
        }
        #expect(try province.hub.counts().parked == 0)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    // What stands before it under its number was sent along as what it continues: everybody who got
    // it folded another record.
    @Test
    func `a lost branch is handed on as what it was, though its parent's number is another's`()
        throws
    {
        try sync(first, second)
        let old = try first.copy(31)
        let backup = try province.backUp("a.backup")
        _ = try submit("một", at: first)
        try sync(first)
        let clone = try first.copy(32)
        _ = try submit("hai", at: first)
        try sync(first)
        let record = try submit("ba", at: clone)
        try sync(clone, second)
        try province.restore(backup)
        _ = try submit("khác", at: old)
        try sync(old, second, second, old, second)
        #expect(try old.replica.record(record) != nil)
        try sync(first, first, old, second)
        try expectAll(["một", "hai", "ba", "khác"], at: first, second, old)
    }

    // The author's branch was to begin after an event that had come back, whose predecessor stands
    // on a copy's branch: the centre could not answer him any more.
    @Test func `an author goes on where his copy has brought what both wrote`() throws {
        _ = try submit("một", at: first)
        try sync(first, second)
        let backup = try province.backUp("a.backup")
        _ = try province.submit(at: first.replica, ["note": "hai"])
        let clone = try first.copy(33)
        _ = try submit("ba", at: first)
        try sync(first, second)
        _ = try submit("ba khác", at: clone)
        try province.restore(backup)
        try sync(second, second, clone)
        _ = try submit("bốn", at: first)
        try sync(first, clone, second, first)
        try expectAll(["một", "hai", "ba", "ba khác", "bốn"], at: first, second, clone)
    }

    // The author was told that he was diverged as often as he asked for a branch.
    @Test func `an author goes on though his number has gone on with his copy`() throws {
        let clone = try lose()
        _ = try submit("khác", at: clone)
        try sync(clone, second, second, first, clone, second, first)
        try expectAll(["một", "hai", "ba", "khác"], at: first, second, clone)
    }

    // It stood where the copy's next own event was to stand, was taken for that, and nothing could
    // be written there any more.
    @Test func `a copy that hears of an event under its own number writes under another`() throws {
        let clone = try lose()
        _ = try submit("khác", at: clone)
        try sync(clone, second, second)
        let site = try clone.site
        try sync(clone)
        #expect(try clone.site != site)
        _ = try submit("khác hai", at: clone)
        try sync(clone, first, clone, second)
        try expectAll(["một", "hai", "ba", "khác", "khác hai"], at: first, second, clone)
    }

    // Only the point that had it kept it.
    @Test func `what comes back to a place that is taken comes back all the same`() throws {
        let clone = try lose()
        for note in ["khác", "khác hai", "khác ba"] { _ = try submit(note, at: clone) }
        try sync(clone, second, second, clone)
        let lost = ["một", "hai", "ba", "khác", "khác hai", "khác ba"]
        try expectAll(lost.filter { $0 != "hai" }, at: second, clone)
        // Its author comes after all.
        try sync(first, second, clone, first)
        try expectAll(lost, at: first, second, clone)
    }

    // The edit was set aside for good, as if its author had never seen the case.
    @Test func `an edit of what came back under another number is shown beside it`() throws {
        let clone = try lose { [self] record in
            try province.edit(record, at: second.replica, ["note": "ba, sửa"])
        }
        for note in ["khác", "khác hai", "khác ba"] { _ = try submit(note, at: clone) }
        try sync(clone, second, second, clone)
        #expect(try province.hub.counts().parked == 0)
        // The number that its author had seen is another's: nobody decides for him.
        #expect(try province.hub.counts().conflicts == 1)
        try sync(first, second, clone, first)
        #expect(try province.hub.counts().parked == 0)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    // It was taken for what had come back, and acknowledged.
    @Test func `a first event is kept though another came back under its number`() throws {
        try sync(second)
        let old = try first.copy(35)
        let backup = try province.backUp("a.backup")
        _ = try submit("một", at: first)
        try sync(first, second)
        try province.restore(backup)
        try sync(second)
        _ = try submit("khác", at: old)
        try sync(old, second, old)
        try expectAll(["một", "khác"], at: old, second)
        try sync(first, second, old, first)
        try expectAll(["một", "khác"], at: first, old, second)
    }

    // The copy's work had stood there in the former life, and the store would not have two events
    // at one place: the point could send nothing more.
    @Test func `a point goes on at a place where its copy's work stood before`() throws {
        let (clone, _, bundle, backup) = try forkBeforeFirstSync()
        for note in ["khác", "khác hai"] { _ = try submit(note, at: clone) }
        try sync(clone, first)
        #expect(try first.site != clone.site)
        try province.restore(backup)
        try province.accept(bundle)
        try sync(first, clone, second, first, clone)
        try expectAll(
            ["một", "hai", "ba", "khác", "khác hai"], at: first, clone, second)
    }

    // Its seal named the place that it had lost, so that it never went back, and nobody else had
    // it.
    @Test func `what had to make room for own work goes back to the centre all the same`() throws {
        let (clone, record, bundle, backup) = try forkBeforeFirstSync()
        _ = try submit("khác", at: clone)
        try sync(clone, first, clone)
        try province.edit(record, at: clone.replica, ["applicant.phone": "0912"])
        try sync(clone, first)
        try province.restore(backup)
        try province.accept(bundle)
        try sync(first, first, second)
        let centre = try province.hub.fold(of: record)
        #expect(centre.text("applicant.phone", hubs: []) == "0912")
        try expectAll(["một", "hai", "ba", "khác"], at: first, second)
    }

    /// Two disks of one point that was never heard of when the backup was made: a copy, and a
    /// bundle with two more cases of the first, the last of which is named.
    private func forkBeforeFirstSync() throws -> (
        clone: Disk, record: RecordName, bundle: Bundle, backup: String
    ) {
        let backup = try province.backUp("a.backup")
        _ = try submit("một", at: first)
        let clone = try first.copy(36)
        _ = try submit("hai", at: first)
        let record = try submit("ba", at: first)
        return (clone, record, try first.export(), backup)
    }

    /// The centre loses two cases of the first point, the second of which another point has; gives
    /// a copy of the first point's disk from before.
    private func lose(_ edit: (RecordName) throws -> Void = { _ in }) throws -> Disk {
        _ = try submit("một", at: first)
        try sync(first, second)
        let clone = try first.copy(34)
        let backup = try province.backUp("a.backup")
        _ = try province.submit(at: first.replica, ["note": "hai"])
        let record = try submit("ba", at: first)
        try sync(first, second)
        try edit(record)
        try province.restore(backup)
        return clone
    }
}
