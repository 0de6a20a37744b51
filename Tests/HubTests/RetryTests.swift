import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// What was set aside gets another chance.
@Suite struct RetryTests {
    let province: Province

    init() throws {
        province = try Province(isInMemory: true)
    }

    @Test func `a released event is folded, and what waited behind it follows`() throws {
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        try province.edit(record, at: kiosk, ["official": "H57-1"])
        try province.edit(record, at: kiosk, ["note": "sau"])
        try province.sync(kiosk)
        #expect(try kiosk.outbox().map(\.parked) == [.fieldNotAllowed, .heldBack])
        let site = try #require(try kiosk.identity()).site
        #expect(try isHeld(province.hub.release(EventPlace(site, 3), now: province.now)))
        #expect(try province.hub.release(EventPlace(site, 2), now: province.now) == nil)
        #expect(try province.hub.parked().isEmpty)
        #expect(try province.hub.open("\(record)").events.count == 3)
        try province.sync(kiosk)
        #expect(try kiosk.outbox().isEmpty)
        #expect(
            try kiosk.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    private func isHeld(_ refusal: Hub.ReleaseRefusal?) -> Bool {
        if case .heldBack = refusal { true } else { false }
    }

    @Test func `a rejected event does not count, holds nothing back and is told`() throws {
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        try province.edit(record, at: kiosk, ["official": "H57-1"])
        try province.edit(record, at: kiosk, ["note": "sau"])
        try province.sync(kiosk)
        let site = try #require(try kiosk.identity()).site
        let place = EventPlace(site, 2)
        #expect(try province.hub.reject(place, because: "không đúng mẫu", now: province.now))
        #expect(try province.hub.parked().map(\.reason) == [.rejected])
        #expect(try province.hub.parked().map(\.note) == ["không đúng mẫu"])
        #expect(try province.hub.open("\(record)").events.count == 2)
        try province.edit(record, at: kiosk, ["note": "sau nữa"])
        try province.sync(kiosk)
        #expect(try province.hub.open("\(record)").events.count == 3)
        #expect(try !province.hub.reject(EventPlace(site, 9), because: "x", now: province.now))
    }

    @Test func `what named an unknown record is taken when the record has come`() throws {
        let kiosk = try RawKiosk(province)
        let other = try RawKiosk(province, tag: 100)
        let opened = other.write(nil, [.text("delivery.point", "\(kiosk.site)")])
        kiosk.write(kind: "payment", [.text("case", "\(opened.record)"), .text("amount", "1000")])
        #expect(try kiosk.send().parked.map(\.reason) == [.unknownRecord])
        #expect(try province.hub.parked().count == 1)
        try other.send()
        try kiosk.send()
        #expect(try province.hub.parked().isEmpty)
    }
}
