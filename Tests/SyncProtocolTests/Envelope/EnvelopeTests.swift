import SyncProtocol
import Testing

/// The clear bytes of an envelope: as few as possible, and each value written in one way only.
@Suite struct EnvelopeTests {
    private static let key = [UInt8](repeating: 0xAB, count: 32)

    static let headers: [(hex: String, header: EnvelopeHeader)] = [
        ("1005010200", EnvelopeHeader(.request(address(5)), compression: 0)),
        ("101818010201", EnvelopeHeader(.request(address(24)), compression: 1)),
        ("121901000102ff", EnvelopeHeader(.reply(address(256)), compression: 255)),
        (
            "131affffffff010202" + key.hex,
            EnvelopeHeader(.enrolment(address(.max), siteKey: key), compression: 2)
        ),
        ("1103" + key.hex, EnvelopeHeader(.answer(nonce: key), compression: 3)),
    ]

    private static func address(_ site: UInt32) -> EnvelopeAddress {
        EnvelopeAddress(site: SiteNumber(site), hubKey: 1, siteKey: 2)
    }

    /// The shortest seal that can follow a header: a key, unless it is an answer, and a tag.
    private func envelope(_ hex: String, more: Int = 0) throws -> [UInt8] {
        let header = try #require([UInt8](hex: hex))
        let seal = hex.hasPrefix("11") ? 16 : 48
        return header + [UInt8](repeating: 0xCD, count: seal + more)
    }

    @Test(arguments: headers)
    func `a header is written and read in one way`(hex: String, header: EnvelopeHeader) throws {
        #expect(header.encoded.hex == hex)
        let envelope = try Envelope(envelope(hex, more: 3))
        #expect(envelope.header == header)
        #expect(envelope.headerEnd == header.encoded.count)
        let isAnswer = hex.hasPrefix("11")
        #expect(envelope.encapsulatedKey.count == (isAnswer ? 0 : 32))
        #expect(envelope.bytes.count - envelope.sealedStart == 19)
    }

    @Test(arguments: headers)
    func `too few bytes are refused at every length`(hex: String, header: EnvelopeHeader) throws {
        let bytes = try envelope(hex)
        #expect(try Envelope(bytes).bytes == bytes)
        for count in 0..<bytes.count {
            let error = #expect(throws: WireError.self) {
                try Envelope(Array(bytes.prefix(count)))
            }
            guard case .truncated = error else {
                Issue.record("\(count) bytes: \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [0, 2, 3, 9, 15] as [UInt8])
    func `another version is refused by name`(version: UInt8) {
        #expect(throws: WireError.unknownVersion(UInt64(version))) {
            try Envelope([version << 4] + [UInt8](repeating: 1, count: 100))
        }
    }

    @Test(arguments: [4, 5, 6, 7, 9, 10, 12, 13, 14, 15] as [UInt8])
    func `another kind is refused`(kind: UInt8) {
        #expect(throws: WireError.outOfRange(at: 0)) {
            try Envelope([0x10 | kind] + [UInt8](repeating: 1, count: 100))
        }
    }

    @Test(arguments: [
        ("10" + "1805", WireError.notDeterministic(at: 1)),
        ("10" + "190017", .notDeterministic(at: 1)),
        ("12" + "1a00000100", .notDeterministic(at: 1)),
        ("13" + "1b0000000000000005", .notDeterministic(at: 1)),
        ("10" + "00", .outOfRange(at: 1)),
        ("10" + "1b0000000100000000", .outOfRange(at: 1)),
        ("10" + "25", .unexpected(expected: .unsigned, at: 1)),
        ("10" + "1c", .unsupported(initialByte: 0x1C, at: 1)),
    ])
    func `a site number in any other form is refused`(hex: String, error: WireError) throws {
        let bytes = try envelope(hex, more: 100)
        #expect(throws: error) { try Envelope(bytes) }
    }

    @Test func `an envelope over the limit is refused unread`() throws {
        let most = [0x10, 5, 1, 2, 0] + [UInt8](repeating: 0, count: Limits.envelopeBytes - 5)
        #expect(try Envelope(most).bytes.count == Limits.envelopeBytes)
        #expect(throws: WireError.tooLarge(limit: Limits.envelopeBytes, at: 0)) {
            try Envelope(most + [0])
        }
    }

    /// What can be read is what would be written: so no two forms of one header exist.
    @Test func `random bytes are refused or are canonical`() throws {
        var generator = SeededGenerator(seed: 3)
        var read = 0
        for _ in 0..<50_000 {
            let count = generator.below(100)
            var bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            if count > 0, generator.once(in: 2) { bytes[0] = 0x10 | bytes[0] & 3 }
            // A refusal is the usual outcome.
            guard let envelope = try? Envelope(bytes) else { continue }
            read += 1
            #expect(bytes.starts(with: envelope.header.encoded))
            #expect(envelope.headerEnd == envelope.header.encoded.count)
            #expect(bytes.count - envelope.sealedStart >= Envelope.tagBytes)
        }
        #expect(read > 1_000)
    }
}
