import SyncProtocol
import Testing

@testable import Sealing

/// Keys are 32 bytes, and the secret half shows itself to nobody.
@Suite struct KeyPairTests {
    private let pair: KeyPair

    init() throws { pair = try #require(KeyPair(secret: Array(1...32))) }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `other lengths make no key`(count: Int) {
        #expect(KeyPair(secret: [UInt8](repeating: 1, count: count)) == nil)
        #expect(PublicKey([UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `a stored secret gives the pair again`() {
        var generator = SeededGenerator(seed: 6)
        let drawn = KeyPair(using: &generator)
        #expect(KeyPair(secret: drawn.secret)?.publicKey == drawn.publicKey)
        #expect(KeyPair(using: &generator).secret != drawn.secret)
    }

    @Test func `the system's randomness gives different pairs`() {
        var random = SecureRandom()
        #expect(KeyPair(using: &random).publicKey != KeyPair(using: &random).publicKey)
    }

    @Test func `a fingerprint is the front of the key's hash`() {
        let hash = Blake2b.hash(pair.publicKey.bytes)
        #expect(pair.publicKey.fingerprint == Array(hash.prefix(16)))
    }

    @Test func `a printed pair shows no secret`() {
        #expect("\(pair)" == "KeyPair(\(pair.publicKey.bytes.hex))")
        #expect(!String(reflecting: pair).contains(pair.secret.hex))
        #expect(!String(reflecting: pair).contains("\(pair.secret[1]), \(pair.secret[2])"))
    }
}
