import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

@Suite struct ExchangeTests {
    @Test func `a case handed in offline reaches the centre and comes back accepted`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        #expect(try kiosk.outbox().count == 1)

        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try kiosk.outbox().isEmpty)
        let opened = try province.hub.open("\(record)")
        #expect(opened.row.summary.slip == (try kiosk.record(record))?.summary.slip)

        let accepted = try province.hub.perform(
            .accept, on: "\(record)", by: .init(name: "Hà", now: province.now))
        let official = try #require(accepted.row.summary.official)
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try kiosk.record(record)?.summary.official == official)
        #expect(try kiosk.state(of: record).encoded == accepted.state.encoded)
    }

    @Test func `an idle synchronisation takes one round trip`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        try province.sync(kiosk)
        let before = province.exchanges
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete)
        #expect(province.exchanges == before + 1)
        #expect(result.sent == 0)
        #expect(result.received == 0)
    }

    @Test func `a lost answer repeats the batch and doubles nothing`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        for _ in 0..<5 { _ = try province.submit(at: kiosk) }
        province.cut = .afterCommit
        #expect(try province.sync(kiosk).outcome == .offline)
        #expect(try kiosk.outbox().count == 5)
        #expect(try province.hub.counts().cases == 5)
        province.cut = nil
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try province.hub.counts().cases == 5)
        #expect(try kiosk.outbox().isEmpty)
    }

    @Test func `a request that never arrives changes nothing`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        _ = try province.submit(at: kiosk)
        province.cut = .beforeHub
        #expect(try province.sync(kiosk).outcome == .offline)
        #expect(try province.hub.counts().cases == 0)
        #expect(try kiosk.outbox().count == 1)
    }

    @Test func `concurrent edits of one field are one conflict and other fields merge`() throws {
        let province = try Province()
        let first = try province.addKiosk()
        let second = try province.addKiosk()
        let record = try province.submit(
            at: first, ["applicant.phone": "0905000001", "delivery.point": "3"])
        try province.sync(first)
        try province.sync(second)
        #expect(try second.record(record) != nil)

        try province.edit(
            record, at: first, ["applicant.phone": "0905000002", "note": "gọi buổi sáng"])
        try province.edit(
            record, at: second, ["applicant.phone": "0905000003", "applicant.address": "Thôn 2"])
        for _ in 0..<2 {
            try province.sync(first)
            try province.sync(second)
        }

        let states = [
            try first.state(of: record), try second.state(of: record),
            try province.hub.fold(of: record),
        ]
        #expect(states[0].encoded == states[2].encoded)
        #expect(states[1].encoded == states[2].encoded)
        #expect(states[0].conflicts.map(\.name) == ["applicant.phone"])
        let texts = states[0].texts(hubs: [SiteNumber(1)])
        #expect(texts.contains { $0.name == "note" && $0.text == "gọi buổi sáng" })
        #expect(texts.contains { $0.name == "applicant.address" && $0.text == "Thôn 2" })

        let resolved = try province.hub.resolve(
            "applicant.phone", of: "\(record)", choosing: .keep(1),
            by: .init(name: "Hà", now: province.now))
        #expect(resolved.state.conflicts.isEmpty)
        try province.sync(first)
        try province.sync(second)
        #expect(try first.state(of: record).encoded == resolved.state.encoded)
        #expect(try second.state(of: record).encoded == resolved.state.encoded)
    }

    @Test func `interest granted late brings the whole trunk`() throws {
        let province = try Province()
        let first = try province.addKiosk()
        let second = try province.addKiosk()
        let record = try province.submit(at: first)
        try province.edit(record, at: first, ["note": "một"])
        try province.sync(first)
        try province.sync(second)
        #expect(try second.record(record) == nil)
        try province.edit(record, at: first, ["delivery.point": "3"])
        try province.sync(first)
        try province.sync(second)
        #expect(try second.state(of: record).encoded == (try first.state(of: record)).encoded)
    }

    @Test func `two officers who had seen the same screen are concurrent`() throws {
        let province = try Province()
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk, ["applicant.phone": "0905000001"])
        try province.sync(kiosk)
        let seen = try kiosk.state(of: record).clock
        try province.edit(record, at: kiosk, ["applicant.phone": "0905000002"], seen: seen)
        try province.edit(record, at: kiosk, ["applicant.phone": "0905000003"], seen: seen)
        #expect(try kiosk.state(of: record).conflicts.map(\.name) == ["applicant.phone"])
        try province.sync(kiosk)
        #expect(try province.hub.fold(of: record).conflicts.map(\.name) == ["applicant.phone"])
    }
}
