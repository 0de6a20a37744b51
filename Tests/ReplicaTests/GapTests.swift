import CaseRecords
import Replica
import SyncProtocol
import Testing

/// Only trunks without a gap are folded; a gap is asked for.
@Suite struct GapTests {
    @Test func `what comes after a gap is wanted first and folded later`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        let created = hub.write(at: 1, fields: ["note": "một"])
        let second = hub.write(
            created.record, at: 2, context: VectorClock([.init(site: .own, sequence: 1)]),
            fields: ["note": "hai"])
        let third = hub.write(
            created.record, at: 3, context: VectorClock([.init(site: .own, sequence: 2)]),
            fields: ["note": "ba"])

        let standing = try kiosk.apply(try kiosk.answer([.full(created), .full(third)]))
        #expect(standing.wants == [.init(record: created.record, position: 2)])
        let row = try #require(try kiosk.replica.record(created.record))
        #expect(row.hasGap)
        #expect(row.length == 1)
        #expect(note(try kiosk.replica.state(of: created.record)) == [.text("một")])

        var answer = try kiosk.answer()
        answer.wanted = [.full(second), .full(third)]
        #expect(try kiosk.apply(answer).wants.isEmpty)
        let filled = try #require(try kiosk.replica.record(created.record))
        #expect(!filled.hasGap)
        #expect(filled.length == 3)
        #expect(note(try kiosk.replica.state(of: created.record)) == [.text("ba")])
    }

    @Test func `a record whose creation is missing is wanted from the start`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        let created = hub.write(at: 1, fields: ["note": "một"])
        let second = hub.write(created.record, at: 2, fields: ["note": "hai"])
        let standing = try kiosk.apply(try kiosk.answer([.full(second)]))
        #expect(standing.wants == [.init(record: created.record, position: 1)])
        #expect(try kiosk.replica.count(kind: "case") == 0)
        var answer = try kiosk.answer()
        answer.wanted = [.full(created)]
        #expect(try kiosk.apply(answer).wants.isEmpty)
        #expect(try kiosk.replica.count(kind: "case") == 1)
    }

    @Test func `an own position after a gap waits for what is before it`() throws {
        let kiosk = try Kiosk()
        let created = try kiosk.submit(["note": "một"])
        try kiosk.apply(try kiosk.answer([created.own(at: 1)], head: created))
        let edited = try kiosk.edit(created.record, ["note": "hai"])
        let standing = try kiosk.apply(try kiosk.answer([edited.own(at: 3)], head: edited))
        #expect(standing.wants == [.init(record: created.record, position: 2)])
        // Own work never leaves the screen.
        #expect(note(try kiosk.replica.state(of: created.record)) == [.text("hai")])

        var hub = Elsewhere(1)
        var answer = try kiosk.answer()
        answer.wanted = [.full(hub.write(created.record, at: 2, fields: ["note": "ba"]))]
        #expect(try kiosk.apply(answer).wants.isEmpty)
        #expect(try kiosk.replica.record(created.record)?.length == 3)
        #expect(try kiosk.replica.state(of: created.record).conflicts.map(\.name) == ["note"])
    }

    @Test func `an event that comes twice stands once`() throws {
        let kiosk = try Kiosk()
        var hub = Elsewhere(1)
        let created = hub.write(at: 1, fields: ["note": "một"])
        try kiosk.apply(try kiosk.answer([.full(created), .full(created)]))
        try kiosk.apply(try kiosk.answer([.full(created)]))
        #expect(try kiosk.replica.events(of: created.record).count == 1)
        #expect(try kiosk.replica.record(created.record)?.summary.events == 1)
    }

    @Test func `the order of arrival does not change the state`() throws {
        var hub = Elsewhere(1)
        var point = Elsewhere(3)
        let created = hub.write(at: 1, fields: ["note": "một"])
        let rest = [
            point.write(created.record, at: 2, fields: ["note": "hai"]),
            hub.write(created.record, at: 3, fields: ["note": "ba"]),
            point.write(created.record, at: 4, fields: ["note": "bốn"]),
        ]
        let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]
        let states = try orders.map { order in
            let kiosk = try Kiosk()
            for index in order {
                try kiosk.apply(try kiosk.answer([.full(rest[index])]))
            }
            try kiosk.apply(try kiosk.answer([.full(created)]))
            #expect(try kiosk.replica.standing().wants.isEmpty)
            return try kiosk.replica.state(of: created.record).encoded
        }
        #expect(Set(states).count == 1)
    }

    @Test func `a parked event stays in the outbox until it gets a position`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        var answer = try kiosk.answer(event)
        answer.parked = [ParkedReport(sequence: 1, reason: .insaneTime)]
        try kiosk.apply(answer)
        #expect(try kiosk.replica.outbox().map(\.parked) == [.insaneTime])
        try kiosk.apply(try kiosk.answer([event.own(at: 1)]))
        #expect(try kiosk.replica.outbox().isEmpty)
    }

    @Test func `a released event that comes back whole leaves the outbox too`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit()
        var answer = try kiosk.answer(event)
        answer.parked = [ParkedReport(sequence: 1, reason: .insaneTime)]
        try kiosk.apply(answer)
        var released = try kiosk.answer()
        released.wanted = [
            .full(
                .init(
                    record: event.record, position: 1, site: event.site, sequence: 1,
                    previous: Digest(epoch: Kiosk.epoch), bytes: event.bytes))
        ]
        try kiosk.apply(released)
        #expect(try kiosk.replica.record(event.record)?.length == 1)
        #expect(try kiosk.replica.outbox().isEmpty)
    }

    private func note(_ state: RecordState) -> [CBORValue] {
        state.register("note")?.values ?? []
    }
}
