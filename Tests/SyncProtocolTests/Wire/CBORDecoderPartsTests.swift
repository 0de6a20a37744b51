import SyncProtocol
import Testing

/// The readers of single kinds, which messages are made of.
@Suite struct CBORDecoderPartsTests {
    private func decoder(_ hex: String) throws -> CBORDecoder {
        CBORDecoder(try #require([UInt8](hex: hex)))
    }

    @Test func `another kind than expected is refused`() throws {
        var text = try decoder("6161")
        #expect(throws: WireError.unexpected(expected: .unsigned, at: 0)) { try text.unsigned() }
        #expect(throws: WireError.unexpected(expected: .integer, at: 0)) { try text.integer() }
        #expect(throws: WireError.unexpected(expected: .bytes, at: 0)) {
            try text.bytes(limit: 9)
        }
        #expect(throws: WireError.unexpected(expected: .array, at: 0)) {
            try text.array(limit: 9)
        }
        #expect(throws: WireError.unexpected(expected: .map, at: 0)) { try text.map(limit: 9) }
        #expect(throws: WireError.unexpected(expected: .boolean, at: 0)) { try text.bool() }
        #expect(try text.takeNull() == false)
        #expect(try text.text(limit: 1) == "a")
        #expect(throws: WireError.truncated(at: 2, needed: 1)) { try text.unsigned() }
    }

    @Test func `a limit counts bytes or items and is refused beyond`() throws {
        var bytes = try decoder("43010203")
        #expect(throws: WireError.tooLarge(limit: 2, at: 0)) { try bytes.bytes(limit: 2) }
        var text = try decoder("63e1bb99")
        #expect(throws: WireError.tooLarge(limit: 2, at: 0)) { try text.text(limit: 2) }
        var array = try decoder("83010203")
        #expect(throws: WireError.tooLarge(limit: 2, at: 0)) { try array.array(limit: 2) }
        var map = try decoder("a201020304")
        #expect(throws: WireError.tooLarge(limit: 1, at: 0)) { try map.map(limit: 1) }
        var number = try decoder("19ffff")
        #expect(throws: WireError.outOfRange(at: 0)) { try number.unsigned(limit: 0xFFFE) }
    }

    @Test func `an integer outside of 64 signed bits is refused`() throws {
        for hex in ["1b8000000000000000", "3b8000000000000000", "3bffffffffffffffff"] {
            var number = try decoder(hex)
            #expect(throws: WireError.outOfRange(at: 0)) { try number.integer() }
        }
    }

    @Test func `a map with numbers as keys is read in order`() throws {
        var map = try decoder("a3010a020b186418c8")
        var seen: [UInt64: UInt64] = [:]
        try map.fields(limit: 3) { (decoder, key) throws(WireError) in
            seen[key] = try decoder.unsigned()
        }
        #expect(seen == [1: 10, 2: 11, 100: 200])
        #expect(map.isAtEnd)
    }

    @Test(arguments: [("a2020a010b", 3), ("a2010a010b", 3)])
    func `numbers as keys out of order or double are refused`(hex: String, at: Int) throws {
        var map = try decoder(hex)
        #expect(throws: WireError.notDeterministic(at: at)) {
            try map.fields(limit: 3) { (decoder, _) throws(WireError) in
                _ = try decoder.unsigned()
            }
        }
    }

    @Test func `a passed-over item gives its bytes`() throws {
        var items = try decoder("826161a10203f6")
        #expect(try items.skip().hex == "826161a10203")
        #expect(try items.takeNull())
        try items.finish()
    }
}
