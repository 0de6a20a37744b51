/// Sealed envelopes in a file, for a USB stick or any courier (PROTOCOL.md, "Bundle").
///
/// The hash at the end tells a damaged file from a whole one; it protects against nobody. What the
/// envelopes hold is believed only because of their seals.
package struct Bundle: Equatable, Sendable {
    /// Hashes the bytes of a file; BLAKE2b-256 outside of tests.
    package typealias Checksum = @Sendable (_ bytes: [UInt8]) -> [UInt8]

    package static let magic = Array("MotB".utf8)
    package static let version: UInt8 = 1
    package static let checksumBytes = 32

    package let manifest: BundleManifest
    package let envelopes: [[UInt8]]

    /// The envelopes must be of the manifest's site and direction.
    package init(_ manifest: BundleManifest, _ envelopes: [[UInt8]]) {
        precondition(manifest.envelopes == envelopes.count, "a manifest counts its envelopes")
        self.manifest = manifest
        self.envelopes = envelopes
    }

    /// The bytes that an envelope of so many takes in a file, at most.
    package static func room(_ envelopeBytes: Int) -> Int { envelopeBytes + 5 }

    /// The bytes that stand around the envelopes, at most.
    package static let frameBytes = 128

    /// The content of the file.
    package func encoded(checksum: Checksum) -> [UInt8] {
        let size = envelopes.reduce(Self.frameBytes) { $0 + Self.room($1.count) }
        var encoder = CBOREncoder(capacity: size)
        encoder.raw(Self.magic + [Self.version])
        manifest.encode(into: &encoder)
        for envelope in envelopes {
            encoder.bytes(envelope)
        }
        encoder.raw(checksum(encoder.bytes))
        return encoder.bytes
    }

    /// Reads a whole file and opens nothing; every other form is refused.
    package init(decoding file: [UInt8], checksum: Checksum) throws(WireError) {
        guard file.count <= Limits.bundleBytes else {
            throw .tooLarge(limit: Limits.bundleBytes, at: 0)
        }
        guard file.starts(with: Self.magic) else { throw .notBundle }
        let content = Array(file.dropLast(Self.checksumBytes))
        guard checksum(content)[...] == file[content.count...] else {
            throw .wrongChecksum(at: content.count)
        }
        var decoder = CBORDecoder(content)
        _ = try decoder.raw(Self.magic.count)
        let version = try decoder.byte()
        guard version == Self.version else { throw .unknownVersion(UInt64(version)) }
        let manifest = try BundleManifest(from: &decoder)
        var envelopes: [[UInt8]] = []
        for _ in 0..<manifest.envelopes {
            let start = decoder.offset
            let bytes = try decoder.bytes(limit: Limits.envelopeBytes)
            guard manifest.covers(try Envelope(bytes).header.kind) else {
                throw .outOfRange(at: start)
            }
            envelopes.append(bytes)
        }
        try decoder.finish()
        self.init(manifest, envelopes)
    }
}

extension BundleManifest {
    /// Whether an envelope of this kind belongs into a bundle of this direction and site.
    fileprivate func covers(_ kind: EnvelopeHeader.Kind) -> Bool {
        switch (direction, kind) {
        case (.toHub, .request(let address)), (.toHub, .enrolment(let address, _)),
            (.toSite, .reply(let address)):
            address.site == site
        case (.toHub, .answer), (.toHub, .reply), (.toSite, .request), (.toSite, .answer),
            (.toSite, .enrolment):
            false
        }
    }
}
