import CaseRecords
import Hub
import Replica
import SQLite
import SyncProtocol
import Testing

/// Two processes of one kiosk synchronise at the same time.
@Suite struct TwoProcessesTests {
    @Test func `being overtaken by the other process is not being restored`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        let other = try Replica(path: province.path(of: "kiosk1.db"))
        let identity = try #require(try kiosk.identity())
        _ = try province.submit(at: kiosk)

        var isOvertaken = false
        var number: UInt64 = 7
        let world = instantWorld(
            random: {
                number += 1
                return number
            },
            carry: { message in
                if !isOvertaken {
                    isOvertaken = true
                    // A test may not throw in here; what goes wrong shows in the counts below.
                    _ = try? province.submit(at: other)
                    _ = try? province.sync(other)  // likewise
                }
                guard case .answer(let bytes) = province.turn([message]).first else { return nil }
                return bytes
            })
        let seal = SiteSeal(identity, keys: province.keys(of: identity.site))
        var run = SyncRun(replica: kiosk, seal: seal, world: world, program: "test")
        let outcome = try run.run().outcome
        #expect(outcome == .stalled)
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try kiosk.outbox().isEmpty)
        #expect(try province.hub.counts().cases == 2)
        for replica in [kiosk, other] { #expect(try replica.count(kind: RecordKind.case) == 2) }
    }

    @Test func `a kiosk whose disk was restored is told so`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        kiosk.write(nil, [.text("note", "hai")])
        try kiosk.send()
        let restored = try Replica(path: "", mode: .memory)
        try restored.enrol(
            Identity(
                site: kiosk.site, name: "Điểm", unit: "H57", type: "post",
                hubAddress: "http://127.0.0.1:1", hubKey: province.hubKey,
                keyNumber: 1, enrolment: nil,
                code: kiosk.secret, slipKey: kiosk.secret),
            epoch: 200 << 32)
        #expect(try province.sync(restored).outcome == .behindHub(head: 2))
    }
}
