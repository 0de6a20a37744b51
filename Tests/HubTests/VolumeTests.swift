import CaseRecords
import CentralStore
@testable import Hub
import Replica
import SyncProtocol
import Testing

/// What is larger than one message goes in several, and nothing is left behind.
@Suite struct VolumeTests {
    @Test func `a batch of more events than fit goes in several rounds`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let count = 2 * Limits.eventsPerRequest + 100
        try kiosk.transaction { () throws(ReplicaError) in
            for index in 0..<count {
                _ = try kiosk.write(
                    .init(
                        kind: "case", actor: "Lan", time: EventTime(wall: province.now),
                        fields: [.text("note", "\(index)")]))
            }
        }
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete)
        #expect(result.sent == UInt64(count))
        #expect(result.roundTrips >= 3)
        #expect(result.received == 1, "the point's own entry of the reference data")
        #expect(try province.hub.counts().cases == count)
        #expect(try kiosk.outbox().isEmpty)
    }

    @Test func `what was sent before is not gone through again`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        for _ in 0..<500 { _ = try province.submit(at: kiosk) }
        try province.sync(kiosk)
        try province.edit(record, at: kiosk, ["note": "hai"])
        let before = (kiosk: kiosk.scannedRows, centre: province.store.scannedRows)
        #expect(try province.sync(kiosk).sent == 1)
        #expect(try province.sync(kiosk).sent == 0)
        #expect(kiosk.scannedRows - before.kiosk < 100)
        #expect(province.store.scannedRows - before.centre < 100)
    }

    @Test func `a cut costs one round of a large batch`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        for _ in 0..<(2 * Limits.eventsPerRequest + 10) { _ = try province.submit(at: kiosk) }
        province.cut = .afterCommit
        province.exchangesBeforeCut = 2
        #expect(try province.sync(kiosk).outcome == .offline)
        // Two were on their way and answered nothing; what came before them is not open.
        let count = 2 * Limits.eventsPerRequest + 10
        #expect(try (1..<count).contains(kiosk.outbox().count))
        province.cut = nil
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try province.hub.counts().cases == 2 * Limits.eventsPerRequest + 10)
    }

    @Test func `a trunk larger than a message reaches who is granted it late`() throws {
        let province = try Province(isInMemory: true)
        let first = try province.addKiosk()
        let second = try province.addKiosk()
        let record = try province.submit(at: first, ["note": "một"])
        try province.sync(first)
        // Thirty events of some 50 KB; a message has at most 1 MB.
        for _ in 0..<30 { try write(record, large(), province) }
        try write(record, [.text("delivery.point", "3")], province)
        for kiosk in [first, second] {
            #expect(try province.sync(kiosk).outcome == .complete)
            #expect(try kiosk.standing().wants.isEmpty)
            let centre = try province.hub.fold(of: record).encoded
            #expect(try kiosk.state(of: record).encoded == centre)
        }
    }

    @Test func `reference data that no longer fits into an answer is asked for`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        try province.sync(kiosk)
        // The cases alone fill the answer to the last one.
        while try province.store.trunk(record, 1...UInt64.max).reduce(
            0, { $0 + $1.bytes.count })
            < Limits.answerRoom.upperBound
        {
            try write(record, large(), province)
        }
        try province.addKiosk()
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete)
        #expect(try kiosk.count(kind: RecordKind.point) == 2)
    }

    private func large() -> [Event.Field] {
        (0..<25).map { .text("answers.a\($0)", String(repeating: "x", count: 2_000)) }
    }

    private func write(
        _ record: RecordName, _ fields: [Event.Field], _ province: Province
    ) throws {
        try province.store.transaction { () throws(StoreError) in
            _ = try province.hub.write(
                "import", record: record, actor: "Hà", context: VectorClock(), fields: fields,
                now: province.now)
        }
    }
}
