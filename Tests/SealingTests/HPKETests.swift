import SyncProtocol
import Testing

@testable import Sealing

/// Held to the vectors of RFC 9180, every value between the key pairs and the ciphertexts included.
@Suite struct HPKETests {
    private struct Parties {
        let recipient: KeyPair
        let author: KeyPair?
        let ephemeral: KeyPair
        let preShared: PreSharedKey?

        init(_ vector: HPKEVector) throws {
            recipient = try #require(KeyPair(secret: vector["skRm"]))
            author = KeyPair(secret: vector["skSm"])
            ephemeral = try #require(KeyPair(secret: vector["skEm"]))
            preShared =
                vector["psk"].isEmpty
                ? nil : PreSharedKey(vector["psk"], name: vector["psk_id"])
        }

        func sender() throws(SealError) -> HPKEContext {
            try HPKE.sender(
                to: recipient.publicKey, from: author, preShared: preShared,
                info: HPKEVector.info, ephemeral: ephemeral)
        }

        func receiver() throws(SealError) -> HPKEContext {
            try HPKE.recipient(
                of: ephemeral.publicKey, by: recipient, from: author?.publicKey,
                preShared: preShared, info: HPKEVector.info)
        }
    }

    @Test func `the four modes are all there`() {
        #expect(HPKEVectors.all.count == 4)
        #expect(HPKEVectors.all.allSatisfy { $0.ciphertexts.count == 6 && $0.exports.count == 3 })
        #expect(Set(HPKEVectors.all.map(\.testDescription)).count == 4)
    }

    @Test(arguments: HPKEVectors.all)
    func `public keys and shared secrets are those of the RFC`(vector: HPKEVector) throws {
        let parties = try Parties(vector)
        #expect(parties.recipient.publicKey.bytes == vector["pkRm"])
        #expect(parties.author?.publicKey.bytes ?? [] == vector["pkSm"])
        #expect(parties.ephemeral.publicKey.bytes == vector["enc"])
        let sent = try HPKEKeyExchange.encapsulate(
            to: parties.recipient.publicKey, from: parties.author, ephemeral: parties.ephemeral)
        #expect(sent == vector["shared_secret"])
        let received = try HPKEKeyExchange.decapsulate(
            parties.ephemeral.publicKey, by: parties.recipient, from: parties.author?.publicKey)
        #expect(received == sent)
    }

    @Test(arguments: HPKEVectors.all)
    func `the key schedule and the exports are those of the RFC`(vector: HPKEVector) throws {
        let context = try Parties(vector).receiver()
        #expect(context.key == vector["key"])
        #expect(context.baseNonce == vector["base_nonce"])
        #expect(context.exporterSecret == vector["exporter_secret"])
        for export in vector.exports {
            #expect(context.export(export.context, count: 32) == export.secret)
        }
    }

    @Test(arguments: HPKEVectors.all)
    func `257 messages in a row are sealed as in the RFC and opened`(vector: HPKEVector) throws {
        var sender = try Parties(vector).sender()
        var receiver = try Parties(vector).receiver()
        let expected = vector.ciphertexts
        for sequence in UInt64(0)...256 {
            let aad = Array("Count-\(sequence)".utf8)
            var sealed: [UInt8] = []
            try sender.seal(HPKEVector.message, covering: aad, onto: &sealed)
            if let ciphertext = expected[sequence] { #expect(sealed == ciphertext) }
            #expect(try receiver.open(sealed.span, covering: aad.span) == HPKEVector.message)
        }
    }

    @Test func `a refused message uses up no sequence number`() throws {
        let parties = try Parties(HPKEVectors.all[2])
        var sender = try parties.sender()
        var receiver = try parties.receiver()
        var sealed: [UInt8] = []
        try sender.seal([7], covering: [1], onto: &sealed)
        let (aad, other): ([UInt8], [UInt8]) = ([1], [2])
        #expect(
            refusal { () throws(SealError) in
                _ = try receiver.open(sealed.span, covering: other.span)
            } == .notAuthentic)
        #expect(receiver.sequence == 0)
        #expect(try receiver.open(sealed.span, covering: aad.span) == [7])
    }

    @Test func `the last sequence number is not used twice`() throws {
        var context = HPKEContext(
            sharedSecret: [1], hasAuthor: false, preShared: nil, info: [], sequence: .max - 1)
        var sealed: [UInt8] = []
        try context.seal([], covering: [], onto: &sealed)
        #expect(
            refusal { () throws(SealError) in
                try context.seal([], covering: [], onto: &sealed)
            } == .sequenceExhausted)
        let bytes = sealed
        #expect(
            refusal { () throws(SealError) in
                _ = try context.open(bytes.span, covering: bytes.span)
            } == .sequenceExhausted)
    }

    /// Points of small order: with them every shared secret would be the same zeros.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func `a key that gives a secret of zeros is refused`(hex: String) throws {
        let weak = try #require(PublicKey([UInt8](hex: hex) ?? []))
        let pair = try #require(KeyPair(secret: Array(0..<32)))
        #expect(throws: SealError.weakKey) {
            try HPKEKeyExchange.encapsulate(to: weak, from: nil, ephemeral: pair)
        }
        #expect(throws: SealError.weakKey) {
            try HPKEKeyExchange.decapsulate(weak, by: pair, from: nil)
        }
        #expect(throws: SealError.weakKey) {
            try HPKEKeyExchange.decapsulate(pair.publicKey, by: pair, from: weak)
        }
    }

    /// RFC 5869, Appendix A.1 and A.2: more than one block of output, and uneven lengths.
    @Test func `HKDF gives what RFC 5869 gives`() {
        let short = HKDF.extract(
            salt: Array(0...12), [UInt8](repeating: 0x0B, count: 22))
        #expect(
            short.hex == "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
        #expect(
            HKDF.expand(short, Array(0xF0...0xF9), count: 42).hex
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                + "34007208d5b887185865")
        let long = HKDF.extract(salt: Array(0x60...0xAF), Array(0...0x4F))
        #expect(
            HKDF.expand(long, Array(0xB0...0xFF), count: 82).hex
                == "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                + "cc30c58179ec3e87c14c01d5c1f3434f1d87")
    }

    /// What a throwing piece of work on values that cannot be copied is refused with.
    private func refusal(_ work: () throws(SealError) -> Void) -> SealError? {
        do throws(SealError) {
            try work()
            return nil
        } catch {
            return error
        }
    }
}
