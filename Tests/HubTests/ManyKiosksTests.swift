import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// Random work at many kiosks and at the centre over a line that is cut, against an oracle.
@Suite struct ManyKiosksTests {
    @Test(arguments: 0..<UInt64(240))
    func `everybody ends with the same and nothing is lost`(seed: UInt64) throws {
        let world = try RandomProvince(seed: seed)
        for _ in 0..<60 { try world.step() }
        try world.exchange()
        try world.exchange()

        try expectEqualStates(world)
        try expectNothingLost(world)
        try expectCounts(world)
        try expectIdle(world)
    }

    private func expectEqualStates(_ world: RandomProvince) throws {
        for record in world.records {
            let centre = try world.province.hub.fold(of: record).encoded
            let entitled = world.entitled(to: record)
            for (index, kiosk) in world.kiosks.enumerated() {
                guard entitled.contains(world.site(of: index)) else {
                    #expect(try kiosk.record(record) == nil)
                    continue
                }
                #expect(try kiosk.state(of: record).encoded == centre)
                let row = try #require(try kiosk.record(record))
                #expect(!row.hasGap)
                #expect(row.length == UInt64(world.events(of: record).count))
            }
        }
    }

    private func expectNothingLost(_ world: RandomProvince) throws {
        for record in world.records {
            let state = try world.province.hub.fold(of: record)
            for field in world.fields(of: record) {
                let settings = try #require(state.register(field)).settings
                let expected = world.standing(field, of: record)
                #expect(
                    Set(settings.map { RandomProvince.Place(site: $0.site, sequence: $0.sequence) })
                        == Set(expected.map { .init(site: $0.site, sequence: $0.sequence) }))
            }
            let conflicts = world.conflicts(of: record)
            #expect(Set(state.conflicts.map(\.name)) == conflicts)
            let row = try world.province.hub.open("\(record)").row
            #expect(Set(row.summary.conflicts) == conflicts)
        }
    }

    private func expectCounts(_ world: RandomProvince) throws {
        let counts = try world.province.hub.counts()
        #expect(counts.cases == world.records.count)
        #expect(counts.conflicts == world.records.reduce(0) { $0 + world.conflicts(of: $1).count })
        #expect(counts.parked == 0)
        for record in world.records {
            let events = try world.province.hub.open("\(record)").events
            let expected = Set(world.events(of: record).map(\.placed.hash))
            #expect(events.count == expected.count)
            #expect(Set(events.map(\.hash)) == expected)
        }
    }

    private func expectIdle(_ world: RandomProvince) throws {
        for kiosk in world.kiosks {
            #expect(try kiosk.outbox().isEmpty)
            let before = world.province.exchanges
            let result = try world.province.sync(kiosk)
            #expect(result.outcome == .complete)
            #expect(world.province.exchanges == before + 1)
            #expect(result.sent == 0)
            #expect(result.received == 0)
        }
    }
}
