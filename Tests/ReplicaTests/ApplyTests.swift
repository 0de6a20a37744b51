import CaseRecords
import Replica
import SQLite
import Sealing
import SyncProtocol
import Testing

/// An answer is stored once, whole, and never believed beyond what is here.
@Suite struct ApplyTests {
    @Test func `an answer from another cursor changes neither data nor cursor`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        let entry = hub.write(at: 1, fields: ["note": "một"])
        try kiosk.apply(try kiosk.answer())
        let before = try kiosk.contents()
        for from in [Mark(number: 1, prefix: 0), Mark(number: 0, prefix: 1)] {
            var answer = try kiosk.answer()
            let through = Mark(number: 2, prefix: 9)
            answer.cases = Changes(
                from: from, through: through, more: true, entries: [.full(entry)])
            answer.reference = answer.cases
            try kiosk.apply(answer)
            #expect(try kiosk.contents() == before)
        }
    }

    @Test func `each log goes on by itself`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        var answer = try kiosk.answer()
        let zero = Mark(number: 0, prefix: 0)
        let unit = hub.write(at: 1, kind: "unit", fields: ["id": "H57"])
        let lost = hub.write(at: 1, fields: ["note": "một"])
        answer.cases = Changes(
            from: Mark(number: 4, prefix: 4), through: Mark(number: 5, prefix: 5), more: false,
            entries: [.full(lost)])
        answer.reference = Changes(
            from: zero, through: Mark(number: 1, prefix: UInt64.max), more: false,
            entries: [.full(unit)])
        try kiosk.apply(answer)
        let progress = try kiosk.replica.progress()
        #expect(progress.cases == zero)
        #expect(progress.reference == Mark(number: 1, prefix: UInt64.max))
        #expect(try kiosk.replica.records(kind: "unit", matching: "H57").count == 1)
        #expect(try kiosk.replica.record(lost.record) == nil)
    }

    @Test func `the same answer again is applied once`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        let answer = try kiosk.answer([.full(hub.write(at: 1, fields: ["note": "một"]))])
        try kiosk.apply(answer)
        let before = try kiosk.contents()
        try kiosk.apply(answer)
        #expect(try kiosk.contents() == before)
    }

    @Test func `acknowledgement only rises`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<3).map { try kiosk.submit(["note": "\($0)"]) }
        #expect(try kiosk.replica.outbox().count == 3)
        try kiosk.apply(try kiosk.answer(events[1]))
        #expect(try kiosk.replica.outbox().map(\.sequence) == [3])
        try kiosk.apply(try kiosk.answer(events[0]))
        let standing = try kiosk.apply(try kiosk.answer(events[1]))
        #expect(standing.base == Mark(number: 2, prefix: events[1].hash.prefix))
        #expect(try kiosk.replica.outbox().map(\.sequence) == [3])
    }

    @Test func `a head that is not ours is refused and nothing is changed`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        var hub = Elsewhere(1)
        let before = try kiosk.contents()
        let heads = [
            Mark(number: 1, prefix: event.hash.prefix + 1), Mark(number: 2, prefix: 5),
            Mark(number: UInt64(Int64.max), prefix: 5),
        ]
        for head in heads {
            var answer = try kiosk.answer([.full(hub.write(at: 1, fields: ["note": "một"]))])
            answer.head = head
            answer.parked = [ParkedReport(sequence: 1, reason: .heldBack)]
            #expect(throws: ReplicaError.contradicted) { try kiosk.apply(answer) }
            #expect(try kiosk.contents() == before)
        }
    }

    @Test func `an answer is stored whole or not at all, whichever call fails`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit(["note": "một"])
        var hub = Elsewhere(1)
        let other = hub.write(at: 1, fields: ["note": "hai"])
        let edit = hub.write(event.record, at: 2, fields: ["official": "H57-1"])
        let answer = try kiosk.answer([event.own(at: 1), .full(edit), .full(other)], head: event)
        let before = try kiosk.contents()
        var failed = 0
        while failed < 1_000 {
            // SQLITE_IOERR_WRITE.
            kiosk.replica.faults = FaultPlan(failingCall: failed + 1, code: 778)
            do throws(ReplicaError) {
                // The standing is read after the commit, so a failure there leaves it done.
                try kiosk.replica.transaction { () throws(ReplicaError) in }
                _ = try kiosk.replica.apply(answer, monotonic: 0, boot: 0)
                break
            } catch {
                failed += 1
                kiosk.replica.faults = nil
                if try kiosk.contents() != before { break }
            }
        }
        kiosk.replica.faults = nil
        #expect(failed > 10)
        #expect(try kiosk.replica.progress().cases.number == 1)
        #expect(try kiosk.replica.outbox().isEmpty)
        #expect(try kiosk.replica.record(event.record)?.length == 2)
        #expect(try kiosk.replica.record(other.record)?.length == 1)
    }

    @Test func `the one-time secret is forgotten and the hub is remembered`() throws {
        let kiosk = try Kiosk()
        try kiosk.apply(try kiosk.answer())
        #expect(try kiosk.replica.identity()?.enrolment == nil)
        let progress = try kiosk.replica.progress()
        #expect(progress.hub == Kiosk.hub)
        #expect(progress.heard?.hubTime == 1_790_000_000_000)
        #expect(progress.heard?.monotonic == 10)
        #expect(progress.heard?.boot == 20)
    }

    @Test func `a run gives own events their positions`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<4).map { try kiosk.submit(["note": "\($0)"]) }
        let edited = try kiosk.edit(events[1].record, ["note": "mới"])
        let run = TrunkEntry.own(sequence: 1, position: 1, count: 4)
        try kiosk.apply(try kiosk.answer([run, edited.own(at: 2)], head: edited))
        #expect(try events.map { try kiosk.replica.record($0.record)?.length } == [1, 2, 1, 1])
        #expect(try kiosk.replica.standing().wants.isEmpty)
        #expect(try kiosk.replica.outbox().isEmpty)
    }

    @Test func `a position for an own event that is not here is passed over`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        try kiosk.apply(
            try kiosk.answer([.own(sequence: 1, position: 1, count: 3)], head: event))
        #expect(try kiosk.replica.record(event.record)?.length == 1)
        #expect(try kiosk.replica.count(kind: "case") == 1)
    }

    @Test func `a late report does not park again what has its place`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        var late = try kiosk.answer(event)
        late.parked = [ParkedReport(sequence: 1, reason: .heldBack)]
        try kiosk.apply(late)
        #expect(try kiosk.replica.outbox().map(\.parked) == [.heldBack])
        try kiosk.apply(try kiosk.answer([event.own(at: 1)], head: event))
        try kiosk.apply(late)
        #expect(try kiosk.replica.outbox().isEmpty)
    }

    @Test func `an edit after the acknowledgement is saved here only, again`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        func isAtCentre() throws -> Bool {
            let row = try #require(try kiosk.replica.record(event.record))
            return row.ownSequence <= (try kiosk.replica.progress().acknowledged.number)
        }
        #expect(try !isAtCentre())
        try kiosk.apply(try kiosk.answer([event.own(at: 1)], head: event))
        #expect(try isAtCentre())
        let edited = try kiosk.edit(event.record, ["note": "hai"])
        #expect(try !isAtCentre())
        var officer = Elsewhere(1)
        let act = officer.write(event.record, at: 2, fields: ["official": "H57-1"])
        try kiosk.apply(try kiosk.answer([.full(act)]))
        #expect(try !isAtCentre())
        try kiosk.apply(try kiosk.answer([edited.own(at: 3)], head: edited))
        #expect(try isAtCentre())
    }
}
