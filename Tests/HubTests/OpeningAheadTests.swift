import CentralStore
import Hub
import Sealing
import SyncProtocol
import Testing

/// Requests that are opened before their turn, on another thread than the store's.
@Suite struct OpeningAheadTests {
    private let province: Province
    private let kiosk: RawKiosk

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try RawKiosk(province)
    }

    private func turn(_ envelope: [UInt8], _ ahead: OpenedAhead?) throws -> Hub.Reply {
        let arrival = Arrival(envelope, opened: ahead)
        return try #require(
            province.hub.turn([arrival], province.seal, now: province.now).first)
    }

    /// A request of one case by a kiosk that has been heard of.
    private func request(_ note: String) throws -> [UInt8] {
        try kiosk.send()
        kiosk.write(nil, [.text("note", note)])
        return try kiosk.seal(kiosk.request().encoded).envelope
    }

    @Test func `what was opened ahead is answered like anything else, and played again no more`()
        throws
    {
        let envelope = try request("một")
        let ahead = try #require(province.seal.ahead.open(envelope))
        guard case .answer = try turn(envelope, ahead) else {
            return #expect(Bool(false), "no answer")
        }
        #expect(try province.hub.counts().cases == 1)
        let before = try province.store.site(kiosk.site)
        guard case .answer = try turn(envelope, province.seal.ahead.open(envelope)) else {
            return #expect(Bool(false), "no answer to what is played again")
        }
        #expect(try province.store.site(kiosk.site) == before)
    }

    @Test func `a point that was not heard of yet is opened in its turn`() throws {
        kiosk.write(nil, [.text("note", "một")])
        let first = try kiosk.seal(kiosk.request().encoded).envelope
        #expect(province.seal.ahead.open(first) == nil)
        _ = try turn(first, nil)
        #expect(try province.hub.counts().cases == 1)
    }

    @Test func `damaged bytes, a flipped bit and a foreign site open nothing ahead`() throws {
        let envelope = try request("một")
        let other = try RawKiosk(province, tag: 100)
        try other.send()
        for index in [1, 3, envelope.count - 1] {
            var bytes = envelope
            bytes[index] ^= 1
            #expect(province.seal.ahead.open(bytes) == nil)
        }
        #expect(province.seal.ahead.open([]) == nil)
        #expect(province.seal.ahead.open(Array(envelope.prefix(40))) == nil)
        var foreign = envelope
        foreign[1] = UInt8(other.site.value)
        #expect(province.seal.ahead.open(foreign) == nil)
        #expect(try province.hub.counts().cases == 0)
    }

    @Test func `what was opened with a key that is valid no more is a stranger's`() throws {
        let envelope = try request("một")
        let ahead = try #require(province.seal.ahead.open(envelope))
        // The point got another key between the arrival of its request and its turn.
        var site = try #require(try province.store.site(kiosk.site))
        let own = site
        var generator = SeededGenerator(seed: 9)
        site.publicKey = KeyPair(using: &generator).publicKey.bytes
        try province.store.put(site)
        guard case .stranger(.unknown) = try turn(envelope, ahead) else {
            return #expect(Bool(false), "a former key of the point still opens")
        }
        try province.store.put(own)
        // The hub changed its key twice, so that the one sealed to opens nothing any more.
        for _ in 0..<2 { province.seal.keys.renew(using: &generator) }
        guard case .stranger(.unknown) = try turn(envelope, ahead) else {
            return #expect(Bool(false), "a former key of the hub still opens")
        }
        #expect(province.seal.ahead.open(envelope) == nil)
        #expect(try province.hub.counts().cases == 0)
    }
}
