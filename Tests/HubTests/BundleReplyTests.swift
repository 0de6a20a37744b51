import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Replies to bundles: only those that this replica has asked for change anything.
@Suite struct BundleReplyTests {
    private let province: Province
    private let kiosk: Replica

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try province.addKiosk()
        try province.submit(at: kiosk)
    }

    @Test func `another point's reply is refused`() throws {
        let other = try province.addKiosk()
        try province.submit(at: other)
        let reply = try province.accept(province.export(other)).reply
        let before = try kiosk.progress()
        #expect(throws: BundleRefusal.otherSite(reply.manifest.site)) {
            try province.bring(reply, to: kiosk)
        }
        #expect(try kiosk.progress() == before)
    }

    @Test func `a request is no reply`() throws {
        let sent = try province.export(kiosk)
        #expect(throws: BundleRefusal.onItsWay) { try province.bring(sent, to: kiosk) }
    }

    @Test func `a reply with a flipped bit anywhere in its envelope is foreign`() throws {
        let reply = try province.accept(province.export(kiosk)).reply
        let before = try kiosk.progress()
        for place in reply.envelopes[0].indices.dropFirst(4) {
            var envelope = reply.envelopes[0]
            envelope[place] ^= 0x10
            #expect(throws: BundleRefusal.foreign, "\(place)") {
                try province.bring(Bundle(reply.manifest, [envelope]), to: kiosk)
            }
        }
        #expect(try kiosk.progress() == before)
        #expect(try province.bring(reply, to: kiosk).durable == 1)
    }

    @Test func `one foreign envelope keeps the others of its bundle out`() throws {
        try province.fill(kiosk)
        let reply = try province.accept(province.export(kiosk)).reply
        var envelopes = reply.envelopes
        envelopes[envelopes.count - 1][60] ^= 1
        #expect(throws: BundleRefusal.foreign) {
            try province.bring(Bundle(reply.manifest, envelopes), to: kiosk)
        }
        #expect(try kiosk.progress().acknowledged.number == 0)
    }

    @Test func `a reply that this replica did not ask for changes nothing`() throws {
        let twin = try Replica(path: province.path(of: "twin.db"))
        let identity = try #require(try kiosk.identity())
        try twin.enrol(identity, epoch: 1_001)
        let reply = try province.accept(province.export(kiosk)).reply
        #expect(throws: BundleRefusal.notAsked) { try province.bring(reply, to: twin) }
        #expect(try twin.identity() == identity)
    }

    @Test func `the numbers that are remembered are bounded, the newest stay`() throws {
        let old = try province.export(kiosk)
        for _ in 0..<Limits.bundleEnvelopes { try province.export(kiosk) }
        let newest = try province.export(kiosk)
        #expect(throws: BundleRefusal.notAsked) {
            try province.bring(province.accept(old).reply, to: kiosk)
        }
        #expect(try province.bring(province.accept(newest).reply, to: kiosk).durable == 1)
    }

    @Test func `a reply sealed from a former key of the hub is read, its old news is not`() throws {
        let first = try province.export(kiosk)
        var generator = SeededGenerator(seed: 3)
        province.seal.keys.renew(using: &generator)
        let second = province.hubKey
        // Sealed to the first key; the reply tells the second.
        let reply = try province.accept(first).reply
        try province.sync(kiosk)
        #expect(try kiosk.identity()?.hubKey == second)
        province.seal.keys.renew(using: &generator)
        let third = province.hubKey
        try province.sync(kiosk)
        #expect(try kiosk.identity()?.hubKey == third)
        let result = try province.bring(reply, to: kiosk)
        #expect(result.applied == 1)
        #expect(try kiosk.identity()?.hubKey == third)
        // Nobody has the first key any more.
        #expect(throws: Hub.BundleRefusal.self) { try province.accept(first) }
    }

    @Test func `a reply announces the hub's new key to a point without a link`() throws {
        let sent = try province.export(kiosk)
        var generator = SeededGenerator(seed: 3)
        province.seal.keys.renew(using: &generator)
        try province.bring(province.accept(sent).reply, to: kiosk)
        #expect(try kiosk.identity()?.hubKey == province.hubKey)
    }

    @Test func `a reply from before a new code does not use the new code up`() throws {
        let identity = try #require(try kiosk.identity())
        let reply = try province.accept(province.export(kiosk)).reply
        let secret = [UInt8](repeating: 42, count: 16)
        _ = try province.hub.enrolAgain(identity.site, secret: secret, now: province.now)
        var keys = province.keys(of: identity.site)
        var generator = SeededGenerator(seed: 4)
        keys.renew(using: &generator)
        try kiosk.enrolAgain(
            Identity(
                site: identity.site, name: identity.name, unit: identity.unit,
                type: identity.type, hubAddress: identity.hubAddress, hubKey: identity.hubKey,
                keyNumber: keys.newest.number, enrolment: secret, code: secret,
                slipKey: identity.slipKey))
        let renewed = try #require(try kiosk.identity())
        // The former key still opens it, and the acknowledgement is as good as ever.
        let result = try kiosk.importBundle(reply, seal: SiteSeal(renewed, keys: keys))
        #expect(result.durable == 1)
        #expect(try kiosk.identity() == renewed)
        let export = try kiosk.exportBundle(
            seal: SiteSeal(renewed, keys: keys), program: "test", made: 0, using: &generator)
        #expect(try province.accept(export.bundle).refusals.isEmpty)
    }

    @Test func `a reply is no clock`() throws {
        let reply = try province.accept(province.export(kiosk)).reply
        try province.bring(reply, to: kiosk)
        #expect(try kiosk.progress().heard == nil)
    }
}
