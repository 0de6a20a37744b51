import SyncProtocol
import Testing

/// The file of a bundle: whole and of one form, or refused.
@Suite struct BundleTests {
    private static let checksum: Bundle.Checksum = { mixing(digest(seed: 1), $0).bytes }

    private static func envelope(_ header: EnvelopeHeader, more: Int = 0) -> [UInt8] {
        header.encoded + [UInt8](repeating: 0xCD, count: 48 + more)
    }

    private static func request(_ site: UInt32, more: Int = 0) -> [UInt8] {
        envelope(EnvelopeHeader(.request(address(site)), compression: 0), more: more)
    }

    private static func address(_ site: UInt32) -> EnvelopeAddress {
        EnvelopeAddress(site: SiteNumber(site), hubKey: 1, siteKey: 2)
    }

    private static func manifest(
        _ direction: BundleManifest.Direction = .toHub, envelopes: Int = 2, site: UInt32 = 7
    ) -> BundleManifest {
        BundleManifest(
            direction: direction, site: SiteNumber(site), envelopes: envelopes, events: 300,
            made: 1_796_000_000_000, after: 23, through: 323)
    }

    private static let sample = Bundle(
        manifest(),
        [
            envelope(
                EnvelopeHeader(
                    .enrolment(address(7), siteKey: [UInt8](repeating: 1, count: 32)),
                    compression: 2)), request(7, more: 4),
        ])

    private func decoded(_ bytes: [UInt8]) throws(WireError) -> Bundle {
        try Bundle(decoding: bytes, checksum: Self.checksum)
    }

    /// The content of a file with the checksum that fits it.
    private func file(_ content: [UInt8]) -> [UInt8] { content + Self.checksum(content) }

    @Test func `a bundle is written and read in one way`() throws {
        let bytes = Self.sample.encoded(checksum: Self.checksum)
        #expect(bytes.prefix(25).hex == "4d6f7442018700070219012c1b000001a229f1280017190143")
        #expect(try decoded(bytes) == Self.sample)
        let size = Self.sample.envelopes.reduce(Bundle.frameBytes) { $0 + Bundle.room($1.count) }
        #expect(bytes.count <= size)
        let reply = EnvelopeHeader(.reply(Self.address(7)), compression: 2)
        let home = Bundle(Self.manifest(.toSite, envelopes: 1), [Self.envelope(reply)])
        #expect(try decoded(home.encoded(checksum: Self.checksum)) == home)
    }

    @Test func `a file cut anywhere or with one bit turned over is refused`() {
        let bytes = Self.sample.encoded(checksum: Self.checksum)
        for damaged in bytes.truncations {
            #expect(throws: WireError.self) { try decoded(damaged) }
        }
        for damaged in bytes.bitFlips {
            #expect(throws: WireError.self) { try decoded(damaged) }
        }
        #expect(throws: WireError.self) { try decoded(bytes + [0]) }
    }

    @Test func `a file whose checksum fits is refused in every other form`() {
        let content = Array(Self.sample.encoded(checksum: Self.checksum).dropLast(32))
        for shorter in content.truncations {
            #expect(throws: WireError.self) { try decoded(file(shorter)) }
        }
        #expect(throws: WireError.trailing(at: content.count)) { try decoded(file(content + [0])) }
    }

    @Test func `a damaged, a newer and a foreign file are told apart`() {
        var bytes = Self.sample.encoded(checksum: Self.checksum)
        #expect(throws: WireError.notBundle) { try decoded(Array("PK".utf8) + bytes) }
        #expect(throws: WireError.notBundle) { try decoded([]) }
        #expect(throws: WireError.wrongChecksum(at: 0)) { try decoded(Bundle.magic) }
        bytes[4] = 2
        #expect(throws: WireError.unknownVersion(2)) { try decoded(file(bytes.dropLast(32))) }
        bytes[60] ^= 1
        #expect(throws: WireError.wrongChecksum(at: bytes.count - 32)) { try decoded(bytes) }
        #expect(throws: WireError.tooLarge(limit: Limits.bundleBytes, at: 0)) {
            try decoded([UInt8](repeating: 0, count: Limits.bundleBytes + 1))
        }
    }

    static let misfits: [Bundle] = {
        let answer = EnvelopeHeader(
            .answer(nonce: [UInt8](repeating: 1, count: 32)), compression: 0)
        let reply = EnvelopeHeader(.reply(address(7)), compression: 0)
        return [
            Bundle(manifest(envelopes: 1), [request(8)]),
            Bundle(manifest(envelopes: 1), [envelope(answer)]),
            Bundle(manifest(envelopes: 1), [envelope(reply)]),
            Bundle(manifest(.toSite, envelopes: 1), [request(7)]),
            Bundle(manifest(.toSite, envelopes: 1, site: 8), [envelope(reply)]),
            Bundle(manifest(envelopes: 1), [[]]),
            Bundle(manifest(envelopes: 1), [[UInt8](repeating: 0xFF, count: 90)]),
            Bundle(manifest(envelopes: 0), []),
            Bundle(
                manifest(envelopes: Limits.bundleEnvelopes + 1),
                [[UInt8]](repeating: request(7), count: Limits.bundleEnvelopes + 1)),
        ]
    }()

    @Test(arguments: misfits.indices)
    func `an envelope that does not fit the manifest is refused`(index: Int) {
        let bytes = Self.misfits[index].encoded(checksum: Self.checksum)
        #expect(throws: WireError.self) { try decoded(bytes) }
    }

    @Test(arguments: [-1, 0, .max, .min] as [Int64])
    func `a clock that shows nonsense makes no bundle unreadable`(wall: Int64) throws {
        let manifest = BundleManifest(
            direction: .toHub, site: SiteNumber(7), envelopes: 1, events: 0, made: wall, after: 0,
            through: 0)
        let bundle = Bundle(manifest, [Self.request(7)])
        let read = try decoded(bundle.encoded(checksum: Self.checksum))
        #expect(read == bundle && read.manifest.made >= 0)
    }
}
