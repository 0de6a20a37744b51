import CaseRecords
import Replica
import SQLite
import Sealing
import SyncProtocol
import Testing

/// What is written here is whole, in order, and survives.
@Suite struct WriteTests {
    @Test func `a replica without an enrolment writes nothing`() throws {
        let kiosk = try Kiosk(isEnrolled: false)
        #expect(try kiosk.replica.identity() == nil)
        #expect(throws: ReplicaError.notEnrolled) { try kiosk.submit() }
        #expect(throws: ReplicaError.notEnrolled) { try kiosk.replica.progress() }
        #expect(try kiosk.replica.outbox().isEmpty)
    }

    @Test func `a replica is enrolled once and keeps every number as it was`() throws {
        let kiosk = try Kiosk()
        #expect(throws: ReplicaError.alreadyEnrolled) {
            try kiosk.replica.enrol(Kiosk.identity, epoch: 5)
        }
        #expect(try kiosk.reopened().identity() == Kiosk.identity)
        let progress = try kiosk.replica.progress()
        #expect(progress.epoch == Kiosk.epoch)
        #expect(progress.head == Head(epoch: Kiosk.epoch))
        #expect(progress.acknowledged == Mark(number: 0, prefix: Kiosk.epoch))
        #expect(progress.hub == nil)
    }

    @Test func `numbers taken at once are nobody else's`() throws {
        let kiosk = try Kiosk()
        let first = try kiosk.replica.transaction { () throws(ReplicaError) in
            [
                try kiosk.replica.next("n"), try kiosk.replica.next("n", count: 3),
                try kiosk.replica.next("n"), try kiosk.replica.next("other", count: 2),
                try kiosk.replica.next("other"),
            ]
        }
        #expect(first == [1, 2, 5, 1, 3])
    }

    @Test func `an event that no reader of the wire would take is not written`() throws {
        let kiosk = try Kiosk()
        let long = String(repeating: "x", count: 9_000)
        #expect(throws: ReplicaError.tooLarge) {
            try kiosk.submit([
                "a": long, "b": long, "c": long, "d": long, "e": long, "f": long, "g": long,
                "h": long,
            ])
        }
        #expect(throws: ReplicaError.tooLarge) {
            try kiosk.submit([String(repeating: "n", count: 300): "x"])
        }
        #expect(try kiosk.replica.progress().head == Head(epoch: Kiosk.epoch))
        try kiosk.submit(["note": long])
        #expect(try kiosk.replica.outbox().count == 1)
    }

    @Test func `what was written folds at once and is there after a new start`() throws {
        let kiosk = try Kiosk()
        let created = try kiosk.submit(["note": "một", "applicant.name": "Hoa"])
        let edited = try kiosk.edit(created.record, ["note": "hai"])
        #expect(edited.sequence == 2)
        #expect(edited.event.context == VectorClock([.init(site: .own, sequence: 1)]))

        let reopened = try kiosk.reopened()
        let row = try #require(try reopened.record(created.record))
        #expect(row.summary.slip?.hasPrefix("T-2-261122-1-") == true)
        #expect(row.summary.texts["applicant.name"] == "Hoa")
        #expect(row.ownSequence == 2)
        #expect(!row.hasGap)
        let state = try reopened.state(of: created.record)
        #expect(state.register("note")?.values == [.text("hai")])
        #expect(try reopened.progress().head == Head(sequence: 2, hash: edited.hash))
        #expect(try reopened.records(kind: "case", matching: "\(created.record)") == [row])
        #expect(try reopened.count(kind: "case") == 1)
        #expect(try reopened.outbox().map(\.bytes) == [created.bytes, edited.bytes])
    }

    @Test func `a batch is taken whole or not at all, whichever call fails`() throws {
        let kiosk = try Kiosk()
        try kiosk.submit(["note": "trước"])
        let before = try kiosk.contents()
        var failed = 0
        while failed < 1_000 {
            // SQLITE_FULL.
            kiosk.replica.faults = FaultPlan(failingCall: failed + 1, code: 13)
            do throws(ReplicaError) {
                try batch(kiosk.replica)
                break
            } catch {
                guard case .sqlite(let inner) = error, inner.kind == .full else { throw error }
                failed += 1
                kiosk.replica.faults = nil
                #expect(try kiosk.contents() == before)
            }
        }
        kiosk.replica.faults = nil
        #expect(failed > 20)
        #expect(try kiosk.replica.count(kind: "case") == 4)
        #expect(try kiosk.replica.outbox().map(\.sequence) == [1, 2, 3, 4, 5])
        // No slip number was used up by the batches that failed.
        #expect(try kiosk.submit().event.fields.contains(.init("slip", .text("T-2-261122-5"))))
    }

    private func batch(_ replica: Replica) throws(ReplicaError) {
        try replica.transaction { () throws(ReplicaError) in
            let first = try replica.submit(["note": "một"])
            try replica.submit(["note": "hai"])
            try replica.edit(first.record, ["note": "ba"])
            try replica.submit(["note": "bốn"])
        }
    }

    @Test func `two processes of one kiosk keep one strict branch`() throws {
        let kiosk = try Kiosk()
        let processes = [kiosk.replica, try kiosk.reopened()]
        var written: [PlacedEvent] = []
        for turn in 0..<12 {
            let replica = processes[turn * 7 % 3 % 2]
            let event = try replica.transaction { () throws(ReplicaError) in
                turn.isMultiple(of: 3)
                    ? try replica.submit(["note": "\(turn)"])
                    : try replica.edit(written[0].record, ["note": "\(turn)"])
            }
            written.append(event)
        }
        #expect(written.map(\.sequence) == Array(1...12))
        var head = Head(epoch: Kiosk.epoch)
        for event in written {
            head = head.following(event.bytes, Blake2b.chain)
            #expect(head.hash == event.hash)
        }
        #expect(try Contents(of: processes[0]) == Contents(of: processes[1]))
        #expect(try kiosk.replica.progress().head == head)
        let slips = written.filter { $0.event.record == nil }.map { $0.event.fields[0].value }
        #expect(Set(slips).count == 4)
        let standing = try kiosk.replica.state(of: written[0].record).register("note")
        #expect(standing?.values == [.text("11")])
    }

    @Test func `two people who had opened the same screen are concurrent`() throws {
        let kiosk = try Kiosk()
        let other = try kiosk.reopened()
        let record = try kiosk.submit(["note": "một"]).record
        let seen = try kiosk.replica.state(of: record).clock
        for (replica, note) in [(kiosk.replica, "hai"), (other, "ba")] {
            try replica.transaction { () throws(ReplicaError) in
                _ = try replica.write(
                    .init(
                        record: record, kind: "edit", actor: note,
                        time: EventTime(wall: 0), context: seen,
                        fields: [.init("note", .text(note))]))
            }
        }
        let row = try #require(try kiosk.replica.record(record))
        #expect(row.summary.conflicts == ["note"])
        var found: [RecordName] = []
        try kiosk.replica.records(kind: "case", onlyConflicts: true) { row in
            found.append(row.name)
            return true
        }
        #expect(found == [record])
    }

    @Test func `events are loaded in order within count and bytes, one at least`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<5).map { try kiosk.submit(["note": "\($0)"]).bytes }
        let size = events[0].count
        #expect(try kiosk.replica.load(after: 0, count: 9, bytes: 9_999).events == events)
        #expect(
            try kiosk.replica.load(after: 3, count: 9, bytes: 9_999).events
                == Array(events[3...]))
        #expect(
            try kiosk.replica.load(after: 1, count: 2, bytes: 9_999).events
                == Array(events[1...2]))
        #expect(try kiosk.replica.load(after: 0, count: 9, bytes: 2 * size).events.count == 2)
        #expect(try kiosk.replica.load(after: 0, count: 9, bytes: 1).events == [events[0]])
        #expect(try kiosk.replica.load(after: 5, count: 9, bytes: 9_999).events.isEmpty)
    }

    @Test func `the hub's file is no replica`() throws {
        let kiosk = try Kiosk(isEnrolled: false)
        let path = kiosk.path(of: "other.db")
        let other = try Connection(path: path)
        try other.execute("PRAGMA application_id=77; CREATE TABLE t (a)")
        #expect(throws: ReplicaError.migration(.foreignDatabase(found: 77))) {
            try Replica(path: path)
        }
    }

    @Test func `what the line was measured to carry is kept, the last time counts`() throws {
        let kiosk = try Kiosk()
        #expect(try kiosk.replica.lineRate() == nil)
        try kiosk.replica.keepLineRates(events: 4_000, plain: 400)
        try kiosk.replica.keepLineRates(events: 3_000, plain: 300)
        #expect(try Replica(path: kiosk.path).lineRate() == 3_000)
    }
}
