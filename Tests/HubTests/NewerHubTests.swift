import CaseRecords
import CentralStore
@testable import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Hubs are upgraded first: what a kiosk does not know it keeps and hands on.
@Suite struct NewerHubTests {
    @Test func `unknown acts, fields and values reach the kiosks and fold alike`() throws {
        let province = try Province(isInMemory: true)
        let first = try province.addKiosk()
        let second = try province.addKiosk()
        let record = try province.submit(at: first)
        try province.sync(first)
        let value = CBORValue.map([.init(.unsigned(1), .array([.bool(true), .bytes([7])]))])
        try province.store.transaction { () throws(StoreError) in
            _ = try province.hub.write(
                "seal", record: record, actor: "Hà", context: VectorClock(),
                fields: [.init("future", value), .text("note", "từ bản mới")], now: province.now)
        }
        try province.sync(first)
        let register = try first.state(of: record).register("future")
        #expect(register?.values == [value])
        try expectEqual(record, [first], province)

        // An edit here replaces only what it names, and the unknown goes on to the next point.
        try province.edit(record, at: first, ["delivery.point": "3"])
        try province.sync(first)
        try province.sync(second)
        try expectEqual(record, [first, second], province)
        #expect(try second.state(of: record).register("future")?.values == [value])
    }

    @Test func `an unknown kind of record is kept where it may be seen`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let other = try province.addKiosk()
        let record = try province.store.transaction { () throws(StoreError) in
            try province.hub.write(
                "voucher", actor: "Hà", context: VectorClock(),
                fields: [.text("delivery.point", "2"), .text("worth", "5")], now: province.now)
        }
        try province.sync(kiosk)
        try province.sync(other)
        #expect(try kiosk.record(record)?.summary.kind == "voucher")
        #expect(try other.record(record) == nil)
        try expectEqual(record, [kiosk], province)
    }

    @Test func `an event with unknown keys keeps its bytes and its hash`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let event = Event(
            record: nil, kind: "case", actor: "Hà", time: EventTime(wall: province.now),
            context: VectorClock(), fields: [.text("delivery.point", "2")])
        // Key 9 with a text, behind the keys that this version knows.
        let head = try #require(event.encoded.first)
        let bytes = [head + 1] + event.encoded.dropFirst() + [0x09, 0x61, 0x78]
        let placed = try fold(event, bytes, province)
        try province.sync(kiosk)
        #expect(try kiosk.events(of: placed.record) == [placed])
        try province.edit(placed.record, at: kiosk, ["note": "hai"])
        try province.sync(kiosk)
        #expect(try province.hub.open("\(placed.record)").events.first == placed)
        try expectEqual(placed.record, [kiosk], province)
    }

    /// Appends bytes of a newer version to the hub's branch.
    private func fold(
        _ event: Event, _ bytes: [UInt8], _ province: Province
    ) throws -> PlacedEvent {
        let hub = province.hub
        return try province.store.transaction { () throws(StoreError) in
            guard var site = try hub.store.site(hub.epoch.site), let head = site.head else {
                throw .damaged("no hub")
            }
            let next = head.following(bytes, Blake2b.chain)
            site.head = next
            try hub.store.put(site)
            let placed = PlacedEvent(
                site: site.number, sequence: next.sequence, hash: next.hash, event: event,
                bytes: bytes)
            try hub.fold(placed, now: province.now)
            return placed
        }
    }

    private func expectEqual(
        _ record: RecordName, _ kiosks: [Replica], _ province: Province
    ) throws {
        let centre = try province.hub.fold(of: record).encoded
        for kiosk in kiosks {
            #expect(try kiosk.state(of: record).encoded == centre)
        }
    }
}
