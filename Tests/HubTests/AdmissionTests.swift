import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Who is let in.
@Suite struct AdmissionTests {
    private let province: Province
    private let kiosk: RawKiosk

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
    }

    /// Why the hub does not open an envelope; nil when it does.
    private func stranger(_ envelope: [UInt8]) throws -> Stranger? {
        switch try #require(province.turn([envelope]).first) {
        case .answer: return nil
        case .stranger(let why): return why
        case .early, .part, .badMessage, .unavailable:
            Issue.record("neither let in nor kept out")
            return nil
        }
    }

    /// A first request of this site with a code and a key.
    private func enrolment(
        secret: [UInt8], seed: UInt64, site: SiteNumber? = nil, hub: PublicKey? = nil
    ) throws -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let address = EnvelopeAddress(site: site ?? kiosk.site, hubKey: 1, siteKey: 1)
        return try SealedEnrolment.seal(
            kiosk.request().encoded, address: address, secret: EnrolmentSecret.key(secret),
            from: KeyPair(using: &generator), to: hub ?? province.hubKey.publicKey,
            compressing: .standard, using: &generator
        ).envelope
    }

    @Test func `a code lets one kiosk in, and every other one is told that it was used`() throws {
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == nil)
        // The answer may have been lost: the same kiosk asks again.
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == nil)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 2)) == .codeUsed)
        #expect(try province.hub.counts().cases == 1)
    }

    @Test func `a used code opens nothing for others, and is forgotten when it expires`() throws {
        try kiosk.send()
        try kiosk.send()
        #expect(try province.store.site(kiosk.site)?.enrolmentKey != nil)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == .codeUsed)
        province.now += Hub.enrolmentLifetime + 1
        try kiosk.send()
        let site = try #require(try province.store.site(kiosk.site))
        #expect(site.enrolmentKey == nil && site.publicKey != nil)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == .codeUsed)
    }

    @Test func `a wrong code, site or hub is a stranger and uses nothing up`() throws {
        let other = try RawKiosk(province, tag: 100)
        var generator = SeededGenerator(seed: 7)
        let foreign = KeyPair(using: &generator).publicKey
        #expect(try stranger(enrolment(secret: kiosk.secret + [0], seed: 1)) == .unknown)
        #expect(try stranger(enrolment(secret: other.secret, seed: 1)) == .unknown)
        #expect(
            try stranger(enrolment(secret: kiosk.secret, seed: 1, site: other.site)) == .unknown)
        #expect(
            try stranger(enrolment(secret: kiosk.secret, seed: 1, site: SiteNumber(99)))
                == .unknown)
        #expect(
            try stranger(enrolment(secret: kiosk.secret, seed: 1, site: province.hub.epoch.site))
                == .unknown)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1, hub: foreign)) == .unknown)
        #expect(try province.hub.counts().cases == 0)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == nil)
    }

    @Test func `a code is good until its last millisecond`() throws {
        province.now += Hub.enrolmentLifetime + 1
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == .codeExpired)
        province.now -= 1
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 1)) == nil)
    }

    @Test func `a request before any enrolment is a stranger's`() throws {
        var generator = SeededGenerator(seed: 1)
        let envelope = try SealedRequest.seal(
            kiosk.request().encoded,
            address: EnvelopeAddress(site: kiosk.site, hubKey: 1, siteKey: 1),
            from: KeyPair(using: &generator), to: province.hubKey.publicKey,
            compressing: .standard, using: &generator
        ).envelope
        #expect(try stranger(envelope) == .unknown)
    }

    @Test func `one site's key does not open another site, and a flipped bit opens nothing`() throws
    {
        let other = try RawKiosk(province, tag: 100)
        try kiosk.send()
        try other.send()
        var envelope = try kiosk.seal(kiosk.request().encoded).envelope
        #expect(try stranger(envelope) == nil)
        envelope[1] = UInt8(other.site.value)
        #expect(try stranger(envelope) == .unknown)
        envelope[1] = UInt8(kiosk.site.value)
        envelope[3] ^= 1
        #expect(try stranger(envelope) == .unknown)
    }

    @Test func `a request played again after thirty days changes nothing`() throws {
        try kiosk.send()
        kiosk.write(nil, [.text("note", "hai")])
        let (envelope, answerKey) = try kiosk.seal(kiosk.request().encoded)
        #expect(try stranger(envelope) == nil)
        let before = try province.store.site(kiosk.site)
        province.now += 30 * 86_400_000
        let reply = try #require(province.turn([envelope]).first)
        guard case .answer(let message) = try kiosk.open(reply, answerKey) else {
            Issue.record("not even its sender is told")
            return
        }
        let answer = try Answer(decoding: message, hash: Blake2b.chain)
        #expect(answer.refusal == .replayed && answer.cases == nil)
        #expect(answer.counter == before?.window.highest)
        #expect(try province.store.site(kiosk.site) == before)
        #expect(try province.hub.counts().cases == 2)
    }

    @Test func `a kiosk whose counter went back learns that its disk did, and goes on above`()
        throws
    {
        let replica = try province.addKiosk()
        _ = try province.submit(at: replica)
        #expect(try province.sync(replica).outcome == .complete)
        var site = try #require(try province.store.site(replica.identity()?.site ?? .own))
        site.window = ReplayWindow(highest: 5_000, seen: .max)
        try province.store.transaction { () throws(StoreError) in try province.store.put(site) }
        _ = try province.submit(at: replica)
        #expect(try province.sync(replica).outcome == .diverged)
        #expect(try province.sync(replica).outcome == .complete)
        #expect(try replica.outbox().isEmpty)
    }

    @Test func `a rotated key is taken up, and the one before opens until the next rotation`()
        throws
    {
        let replica = try province.addKiosk()
        #expect(try province.sync(replica).outcome == .complete)
        var generator = SeededGenerator(seed: 4)
        for number: UInt8 in 2...4 {
            province.seal.keys.renew(using: &generator)
            _ = try province.submit(at: replica)
            #expect(try province.sync(replica).outcome == .complete)
            #expect(try replica.identity()?.hubKey == province.hubKey)
            #expect(province.hubKey.number == number)
        }
        let last = province.hubKey.number
        province.seal.keys.renew(using: &generator)
        #expect(province.seal.keys.pair(last) != nil)
        province.seal.keys.renew(using: &generator)
        #expect(province.seal.keys.pair(last) == nil)
    }

    @Test func `a point that lost its key enrols again and goes on with its branch`() throws {
        try kiosk.send()
        let code = [UInt8](repeating: 77, count: 10)
        #expect(try province.hub.enrolAgain(kiosk.site, secret: code, now: province.now) != nil)
        // The lost key opens nothing any more.
        #expect(try stranger(kiosk.seal(kiosk.request().encoded).envelope) == .unknown)
        #expect(try stranger(enrolment(secret: kiosk.secret, seed: 9)) == .unknown)
        #expect(try stranger(enrolment(secret: code, seed: 9)) == nil)
        #expect(try province.hub.enrolAgain(SiteNumber(99), secret: code, now: 0) == nil)
        #expect(
            try province.hub.enrolAgain(province.hub.epoch.site, secret: code, now: 0) == nil)
    }

    @Test func `a revoked site is told so and stores nothing`() throws {
        try kiosk.send()
        #expect(try province.hub.revoke(kiosk.site, now: province.now) != nil)
        kiosk.write(nil, [.text("note", "hai")])
        let answer = try kiosk.send()
        #expect(answer.refusal == .revoked)
        #expect(answer.cases == nil)
        #expect(answer.head.number == 1)
        #expect(try province.hub.counts().cases == 1)
    }
}
