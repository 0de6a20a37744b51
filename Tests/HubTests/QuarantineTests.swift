import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A revoked point: what it sends is kept sealed, within bounds, and folded after a look.
@Suite struct QuarantineTests {
    let province: Province
    let kiosk: Replica
    let site: SiteNumber

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try province.addKiosk()
        site = try #require(try kiosk.identity()).site
        try province.submit(at: kiosk)
        try province.sync(kiosk)
    }

    private var counts: Int {
        get throws { try province.hub.counts().cases }
    }

    private func look() throws -> Hub.Quarantine {
        try #require(try province.hub.quarantine(of: site, province.seal))
    }

    private func readmit() throws -> Hub.Readmission {
        try #require(try province.hub.readmit(site, province.seal, now: province.now))
    }

    @Test func `what a revoked point sends is kept, shown, and folded by readmitting`() throws {
        #expect(try province.hub.revoke(site, now: province.now) != nil)
        let record = try province.submit(at: kiosk)
        try province.edit(record, at: kiosk, ["note": "sau"])
        #expect(try province.sync(kiosk).outcome == .refused(.revoked))
        #expect(try counts == 1)
        let found = try look()
        #expect(found.envelopes == 1 && found.events == 2 && found.unreadable == 0)
        #expect(found.kinds.map(\.kind) == ["case", "edit"] && found.kinds.map(\.count) == [1, 1])
        #expect(found.first == province.now && found.last == province.now)
        #expect(try counts == 1, "a look changes nothing")
        let done = try readmit()
        #expect(done.taken == 2 && done.parked == 0 && done.known == 0)
        #expect(try counts == 2)
        #expect(try look().envelopes == 0)
        try province.submit(at: kiosk)
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try counts == 3)
        #expect(try kiosk.outbox().isEmpty)
        #expect(try kiosk.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    @Test func `trying again and again is kept once, and more work takes the place of less`() throws
    {
        _ = try province.hub.revoke(site, now: province.now)
        for _ in 0..<5 {
            try province.submit(at: kiosk)
            for _ in 0..<3 { #expect(try province.sync(kiosk).outcome == .refused(.revoked)) }
        }
        let found = try look()
        #expect(found.envelopes == 1 && found.events == 5)
        #expect(try readmit().taken == 5)
    }

    @Test func `the quarantine is bounded, and what finds no room stays at the point`() throws {
        let raw = try RawKiosk(province)
        try raw.send()
        _ = try province.hub.revoke(raw.site, now: province.now)
        for number in 0..<70 {
            // Each with work of its own that the others do not bring.
            raw.write(nil, [.text("note", "\(number)")])
            #expect(try raw.send().refusal == .revoked)
            raw.forgetWaiting()
        }
        let kept = try province.store.quarantined(of: raw.site)
        #expect(kept.count == 64)
    }

    @Test func `a bundle of a revoked point is kept as well`() throws {
        _ = try province.hub.revoke(site, now: province.now)
        try province.submit(at: kiosk)
        let bundle = try province.export(kiosk)
        _ = try province.hub.accept(bundle, province.seal, now: province.now)
        #expect(try look().events == 1)
        #expect(try readmit().taken == 1)
        #expect(try counts == 2)
    }

    @Test func `a point that only asks leaves nothing`() throws {
        _ = try province.hub.revoke(site, now: province.now)
        #expect(try province.sync(kiosk).outcome == .refused(.revoked))
        #expect(try look().envelopes == 0)
        #expect(try readmit().taken == 0)
        #expect(try province.sync(kiosk).outcome == .complete)
    }

    @Test func `after two new keys of the centre it opens no more, and the point sends it again`()
        throws
    {
        _ = try province.hub.revoke(site, now: province.now)
        try province.submit(at: kiosk)
        try province.sync(kiosk)
        var generator = SeededGenerator(seed: 5)
        province.seal.keys.renew(using: &generator)
        #expect(try look().events == 1)
        let old = province.seal.keys
        province.seal.keys.renew(using: &generator)
        #expect(try look().unreadable == 1)
        #expect(try readmit().taken == 0)
        province.seal.keys = old
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try counts == 2)
    }

    @Test func `what it sent since then is listed and flags its unfinished cases`() throws {
        let since = province.now + 1
        province.now += 10
        let record = try province.submit(at: kiosk)
        try province.sync(kiosk)
        _ = try province.hub.revoke(site, doubtedSince: since, now: province.now)
        let written = try province.hub.written(by: site, since: since)
        #expect(written.map(\.record) == [record] && written.map(\.kind) == ["case"])
        #expect(try province.hub.doubtedCases() == [record: site])
        let row = try province.hub.open("\(record)").row
        let flags = try province.hub.flags(of: row, [:], doubted: province.hub.doubtedCases())
        #expect(flags.contains(.revokedPoint(site)))
        _ = try readmit()
        #expect(try province.hub.doubtedCases().isEmpty)
    }

    @Test func `another point carries its unfinished cases on`() throws {
        let other = try province.addKiosk()
        try province.sync(other)
        let target = try #require(try other.identity()).site
        let record = try province.submit(at: kiosk)
        try province.sync(kiosk)
        _ = try province.hub.revoke(site, now: province.now)
        let done = try #require(try province.hub.reassign(site, to: target))
        #expect(done.granted == 2 && done.known == 0)
        let again = try #require(try province.hub.reassign(site, to: target))
        #expect(again.granted == 0 && again.known == 2)
        try province.sync(other)
        #expect(try other.state(of: record).encoded == province.hub.fold(of: record).encoded)
        try province.edit(record, at: other, ["note": "tiếp"])
        #expect(try province.sync(other).outcome == .complete)
        #expect(try other.outbox().isEmpty && province.hub.parked().isEmpty)
        #expect(try province.hub.reassign(site, to: site) == nil)
        #expect(try province.hub.reassign(site, to: SiteNumber(99)) == nil)
    }
}

/// A point whose disk was cloned: one of the two may be a thief's.
@Suite struct RevokedCloneTests {
    @Test func `of two clones one is revoked and taken back, and the other goes on`() throws {
        let province = try Province()
        let disk = try Disk(province)
        _ = try disk.submit("chung")
        #expect(try disk.sync() == .complete)
        let clone = try disk.copy(2)
        _ = try disk.submit("gốc")
        _ = try clone.submit("bản sao")
        #expect(try disk.sync() == .complete)
        #expect(try clone.sync() == .complete)
        let branch = try clone.site
        #expect(try branch != disk.site)
        _ = try province.hub.revoke(branch, now: province.now)
        _ = try clone.submit("bản sao, sau")
        #expect(try clone.sync() == .refused(.revoked))
        #expect(try disk.sync() == .complete)
        let done = try #require(
            try province.hub.readmit(branch, province.seal, now: province.now))
        #expect(done.taken == 1)
        #expect(try clone.sync() == .complete)
        #expect(try province.hub.counts().cases == 4)
    }
}
