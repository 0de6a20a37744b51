import SyncProtocol
import Testing

@Suite struct CBOREncoderTests {
    @Test(arguments: [
        (0 as UInt64, 1), (23, 1), (24, 2), (0xFF, 2), (0x100, 3), (0xFFFF, 3), (0x1_0000, 5),
        (0xFFFF_FFFF, 5), (0x1_0000_0000, 9), (.max, 9),
    ])
    func `a number takes the shortest form`(number: UInt64, byteCount: Int) throws {
        var encoder = CBOREncoder()
        encoder.unsigned(number)
        #expect(encoder.bytes.count == byteCount)
        var decoder = CBORDecoder(encoder.bytes)
        #expect(try decoder.unsigned() == number)
    }

    @Test(arguments: [
        (0 as Int64, "00"), (-1, "20"), (-24, "37"), (-25, "3818"), (-256, "38ff"),
        (-257, "390100"), (.max, "1b7fffffffffffffff"), (.min, "3b7fffffffffffffff"),
    ])
    func `an integer of either sign is written and read`(number: Int64, hex: String) throws {
        var encoder = CBOREncoder()
        encoder.integer(number)
        #expect(encoder.bytes.hex == hex)
        var decoder = CBORDecoder(encoder.bytes)
        #expect(try decoder.integer() == number)
    }

    @Test func `the parts of a message stand one after the other`() throws {
        var encoder = CBOREncoder(capacity: 64)
        encoder.array(6)
        encoder.bytes([1, 2])
        encoder.text("ộ")
        encoder.bool(true)
        encoder.null()
        encoder.map(1)
        encoder.unsigned(7)
        encoder.raw([0x80])
        encoder.integer(-3)
        #expect(encoder.bytes.hex == "8642010263e1bb99f5f6a1078022")
        var decoder = CBORDecoder(encoder.bytes)
        _ = try decoder.value()
        try decoder.finish()
    }
}
