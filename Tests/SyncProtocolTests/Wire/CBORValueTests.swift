import SyncProtocol
import Testing

/// The vectors of RFC 8949, Appendix A, that lie in our subset, both ways.
@Suite struct CBORValueTests {
    static let vectors: [(hex: String, value: CBORValue)] = [
        ("00", .unsigned(0)), ("01", .unsigned(1)), ("0a", .unsigned(10)), ("17", .unsigned(23)),
        ("1818", .unsigned(24)), ("1819", .unsigned(25)), ("1864", .unsigned(100)),
        ("1903e8", .unsigned(1000)), ("1a000f4240", .unsigned(1_000_000)),
        ("1b000000e8d4a51000", .unsigned(1_000_000_000_000)),
        ("1bffffffffffffffff", .unsigned(18_446_744_073_709_551_615)),
        ("20", .negative(0)), ("29", .negative(9)), ("3863", .negative(99)),
        ("3903e7", .negative(999)),
        // −18446744073709551616
        ("3bffffffffffffffff", .negative(18_446_744_073_709_551_615)),
        ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null),
        ("40", .bytes([])), ("4401020304", .bytes([1, 2, 3, 4])),
        ("60", .text("")), ("6161", .text("a")), ("6449455446", .text("IETF")),
        ("62225c", .text("\"\\")), ("62c3bc", .text("\u{FC}")), ("63e6b0b4", .text("\u{6C34}")),
        // The pair of surrogates D800 DD51 is one scalar and four bytes.
        ("64f0908591", .text("\u{10151}")),
        ("80", .array([])), ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
        (
            "8301820203820405",
            .array([
                .unsigned(1), .array([.unsigned(2), .unsigned(3)]),
                .array([.unsigned(4), .unsigned(5)]),
            ])
        ),
        (
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
            .array((1...25).map { .unsigned($0) })
        ),
        ("a0", .map([])),
        (
            "a201020304",
            .map([.init(.unsigned(1), .unsigned(2)), .init(.unsigned(3), .unsigned(4))])
        ),
        (
            "a26161016162820203",
            .map([
                .init(.text("a"), .unsigned(1)),
                .init(.text("b"), .array([.unsigned(2), .unsigned(3)])),
            ])
        ),
        (
            "826161a161626163",
            .array([.text("a"), .map([.init(.text("b"), .text("c"))])])
        ),
        (
            "a56161614161626142616361436164614461656145",
            .map(["a", "b", "c", "d", "e"].map { .init(.text($0), .text($0.uppercased())) })
        ),
    ]

    @Test(arguments: vectors)
    func `a vector of the standard is written as the standard says`(
        hex: String, value: CBORValue
    ) {
        #expect(value.encoded.hex == hex)
    }

    @Test(arguments: vectors)
    func `a vector of the standard is read back`(hex: String, value: CBORValue) throws {
        var decoder = CBORDecoder(try #require([UInt8](hex: hex)))
        #expect(try decoder.value() == value)
        try decoder.finish()
    }

    @Test func `random values are equal after a round trip, and so are their bytes`() throws {
        for seed in 0..<1_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let value = generator.value()
            var decoder = CBORDecoder(value.encoded)
            let read = try decoder.value()
            try decoder.finish()
            guard read != value || read.encoded != value.encoded else { continue }
            Issue.record("seed \(seed): \(value) became \(read)")
        }
    }

    @Test func `pairs are written in the order of their encoded keys`() {
        let value = CBORValue.map([
            .init(.text("aa"), .null), .init(.text("b"), .null), .init(.unsigned(100), .null),
            .init(.negative(0), .null), .init(.unsigned(10), .null),
        ])
        // The order that RFC 8949 §4.2.1 gives as its example, in part.
        #expect(value.encoded.hex == "a50af61864f620f66162f6626161f6")
    }

    @Test func `only a text has a text`() {
        #expect(CBORValue.text("đơn").text == "đơn")
        #expect(CBORValue.bytes([0x61]).text == nil)
        #expect(CBORValue.null.text == nil)
    }
}
