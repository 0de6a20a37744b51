import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Bundles between replicas and a hub: any order, twice, late, beside the link.
@Suite struct BundleTests {
    private let province: Province
    private let kiosk: Replica

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try province.addKiosk()
    }

    private func caseCount() throws -> Int { try province.hub.counts().cases }

    /// What is acknowledged at the kiosk, and whether all of it is.
    private func acknowledged() throws -> UInt64 { try kiosk.progress().acknowledged.number }

    @Test func `a point that never had a link is enrolled, heard and answered by bundles`() throws {
        let record = try province.submit(at: kiosk)
        let sent = try province.export(kiosk)
        #expect(sent.manifest.events == 1 && sent.manifest.after == 0)
        let accepted = try province.accept(sent)
        #expect(accepted.taken == 1 && accepted.known == 0 && accepted.parked == 0)
        #expect(accepted.name == "Điểm 1" && accepted.refusals.isEmpty)
        #expect(try acknowledged() == 0)
        let result = try province.bring(accepted.reply, to: kiosk)
        #expect(result.applied == 1 && result.durable == 1)
        #expect(try kiosk.identity()?.enrolment == nil)
        // From now on it asks as a known site, and what an officer did comes home.
        _ = try province.hub.perform(
            .accept, on: "\(record)", by: .init(name: "Hà", now: province.now))
        try province.edit(record, at: kiosk, ["note": "gọi buổi sáng"])
        let home = try province.accept(province.export(kiosk))
        #expect(home.taken == 1)
        #expect(try province.bring(home.reply, to: kiosk).received > 0)
        #expect(try kiosk.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    @Test func `without work a bundle still asks and brings updates home`() throws {
        let record = try province.submit(at: kiosk)
        try province.sync(kiosk)
        _ = try province.hub.perform(
            .accept, on: "\(record)", by: .init(name: "Hà", now: province.now))
        let sent = try province.export(kiosk)
        #expect(sent.manifest.events == 0 && sent.envelopes.count == 1)
        let result = try province.bring(province.accept(sent).reply, to: kiosk)
        #expect(result.received == 1 && result.durable == 0)
        #expect(try kiosk.record(record)?.summary.official != nil)
    }

    @Test func `a long outbox goes in several chained envelopes`() throws {
        try province.fill(kiosk)
        let sent = try province.export(kiosk)
        #expect(sent.envelopes.count > 1)
        #expect(sent.manifest.through == UInt64(Province.manyCases))
        let accepted = try province.accept(sent)
        #expect(accepted.taken == sent.manifest.through)
        #expect(accepted.reply.envelopes.count == sent.envelopes.count)
        let result = try province.bring(accepted.reply, to: kiosk)
        #expect(result.applied == sent.envelopes.count && result.durable == accepted.taken)
        try province.sync(kiosk)
        #expect(try kiosk.outbox().isEmpty)
    }

    @Test func `a bundle that comes twice is known by its hashes`() throws {
        try province.submit(at: kiosk)
        let sent = try province.export(kiosk)
        let first = try province.accept(sent)
        let again = try province.accept(sent)
        #expect(again.taken == 0 && again.known == 1)
        #expect(try caseCount() == 1)
        #expect(try province.bring(again.reply, to: kiosk).durable == 1)
        let late = try province.bring(first.reply, to: kiosk)
        #expect(late.applied == 0 && late.known == 1 && late.durable == 0)
    }

    @Test func `a bundle may be late, after the link has carried its events and more`() throws {
        try province.submit(at: kiosk)
        let enrolment = try province.export(kiosk)
        try province.sync(kiosk)
        try province.submit(at: kiosk)
        let sent = try province.export(kiosk)
        try province.submit(at: kiosk)
        try province.sync(kiosk)
        let before = try kiosk.progress()
        for late in [sent, enrolment] {
            let accepted = try province.accept(late)
            #expect(accepted.taken == 0 && accepted.known == 1 && accepted.refusals.isEmpty)
            let result = try province.bring(accepted.reply, to: kiosk)
            #expect(result.applied == 1 && result.durable == 0)
        }
        #expect(try kiosk.progress() == before)
        #expect(try caseCount() == 3)
        try province.sync(kiosk)
        #expect(try kiosk.outbox().isEmpty)
    }

    @Test func `a bundle neither asks nor moves the window of requests`() throws {
        try province.submit(at: kiosk)
        try province.sync(kiosk)
        let site = try #require(try kiosk.identity()?.site)
        let sent = try province.export(kiosk)
        for _ in 0..<70 { try province.sync(kiosk) }
        let window = try #require(try province.store.site(site)).window
        province.now += 5
        #expect(try province.accept(sent).refusals.isEmpty)
        let after = try #require(try province.store.site(site))
        #expect(after.window == window && after.lastSeen == province.now)
    }

    @Test func `replies may come home in any order`() throws {
        let record = try province.submit(at: kiosk)
        let first = try province.export(kiosk)
        try province.edit(record, at: kiosk, ["note": "hai"])
        let second = try province.export(kiosk)
        #expect(second.manifest.after == 0 && second.manifest.events == 2)
        let early = try province.accept(first)
        let late = try province.accept(second)
        #expect(late.known == 1 && late.taken == 1)
        #expect(try province.bring(late.reply, to: kiosk).durable == 2)
        let progress = try kiosk.progress()
        let result = try province.bring(early.reply, to: kiosk)
        #expect(result.applied == 1 && result.durable == 0)
        #expect(try kiosk.progress() == progress)
    }

    @Test func `the second bundle may arrive before the first`() throws {
        try province.submit(at: kiosk)
        let first = try province.export(kiosk)
        try province.submit(at: kiosk)
        let second = try province.export(kiosk)
        #expect(try province.accept(second).taken == 2)
        let late = try province.accept(first)
        #expect(late.taken == 0 && late.known == 1)
        #expect(try caseCount() == 2)
    }

    @Test func `an envelope before its time is named, and can be brought again`() throws {
        try province.fill(kiosk)
        let sent = try province.export(kiosk)
        let tail = Array(sent.envelopes.dropFirst())
        let torn = Bundle(
            BundleManifest(
                direction: .toHub, site: sent.manifest.site, envelopes: tail.count, events: 0,
                made: 0, after: 0, through: 0), tail)
        let early = try province.accept(torn)
        #expect(early.taken == 0 && early.refusals.map(\.place) == Array(1...tail.count))
        #expect(early.refusals.allSatisfy { $0.reason == .early && $0.after > 0 })
        let nothing = try province.bring(early.reply, to: kiosk)
        #expect(nothing.applied == 0 && nothing.refusals.allSatisfy { $0 == .early })
        // The same requests are still open.
        let result = try province.bring(province.accept(sent).reply, to: kiosk)
        #expect(result.applied == sent.envelopes.count)
        #expect(result.durable == sent.manifest.through)
    }

    @Test func `a bundle with one bad seal is refused whole and changes nothing`() throws {
        try province.fill(kiosk)
        let sent = try province.export(kiosk)
        var envelopes = sent.envelopes
        envelopes[envelopes.count - 1][90] ^= 1
        #expect(throws: Hub.BundleRefusal.self) {
            try province.accept(Bundle(sent.manifest, envelopes))
        }
        #expect(try caseCount() == 0)
        let site = try #require(try kiosk.identity()?.site)
        #expect(try province.store.site(site)?.lastSeen == nil)
    }

    @Test func `a bundle for another hub, or a reply, is refused`() throws {
        try province.submit(at: kiosk)
        let sent = try province.export(kiosk)
        var generator = SeededGenerator(seed: 5)
        let other = HubSeal(keys: KeyList(using: &generator), generator: generator)
        #expect(throws: Hub.BundleRefusal.self) { try province.accept(sent, by: other) }
        #expect(try caseCount() == 0)
        let reply = try province.accept(sent).reply
        #expect(throws: Hub.BundleRefusal.self) { try province.accept(reply) }
    }

    @Test func `a revoked point's bundle is answered with that and takes nothing`() throws {
        try province.sync(kiosk)
        try province.submit(at: kiosk)
        let sent = try province.export(kiosk)
        let site = try #require(try kiosk.identity()?.site)
        _ = try province.hub.revoke(site, now: province.now)
        let accepted = try province.accept(sent)
        #expect(accepted.refusals.map(\.reason) == [.revoked] && accepted.taken == 0)
        let result = try province.bring(accepted.reply, to: kiosk)
        #expect(result.applied == 0 && result.refusals == [.revoked])
    }

    @Test func `what is parked comes home with its reason`() throws {
        let record = try province.submit(at: kiosk)
        try province.sync(kiosk)
        try kiosk.transaction { () throws(ReplicaError) in
            _ = try kiosk.write(
                .init(
                    record: record, kind: "edit", actor: "Minh",
                    time: EventTime(wall: province.now), context: kiosk.state(of: record).clock,
                    fields: [.init("official", .text("giả"))]))
        }
        let accepted = try province.accept(province.export(kiosk))
        #expect(accepted.taken == 1 && accepted.parked == 1)
        #expect(try province.bring(accepted.reply, to: kiosk).durable == 1)
        #expect(try kiosk.outbox().compactMap(\.parked) == [.fieldNotAllowed])
    }
}
