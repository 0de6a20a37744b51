import SyncProtocol
import Testing

@Suite struct CBORDecoderTests {
    /// Reads one value and nothing after it; the error when there was one.
    private func fault(_ hex: String) throws -> WireError? {
        fault(in: try #require([UInt8](hex: hex)))
    }

    private func fault(in bytes: [UInt8]) -> WireError? {
        var decoder = CBORDecoder(bytes)
        do {
            _ = try decoder.value()
            try decoder.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        // Bignums and other tags.
        "c249010000000000000000", "c349010000000000000000",
        "c074323031332d30332d32315432303a30343a30305a", "c11a514b67b0", "c1fb41d452d9e8200000",
        "d74401020304", "d818456449455446",
        "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
        // Floating point of all lengths.
        "f90000", "f98000", "f93c00", "fb3ff199999999999a", "f93e00", "f97bff", "fa47c35000",
        "fa7f7fffff", "fb7e37e43c8800759c", "f90001", "f90400", "f9c400", "fbc010666666666666",
        "f97c00", "f97e00", "f9fc00", "fa7f800000", "fa7fc00000", "faff800000",
        "fb7ff0000000000000", "fb7ff8000000000000", "fbfff0000000000000",
        // Undefined and other simple values.
        "f7", "f0", "f8ff", "e0", "f8f4", "fc", "fd", "fe", "ff",
        // Indefinite lengths.
        "5f42010243030405ff", "7f657374726561646d696e67ff", "9fff", "9f018202039f0405ffff",
        "9f01820203820405ff",
        "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", "bf61610161629f0203ffff",
        "bf6346756ef563416d7421ff",
        // Reserved lengths.
        "1c", "1d", "1e", "1f", "3c", "5c", "7d", "9e", "bc",
    ])
    func `a kind of item that is not ours is refused at its first byte`(hex: String) throws {
        let first = try #require([UInt8](hex: hex)?.first)
        #expect(try fault(hex) == .unsupported(initialByte: first, at: 0))
    }

    @Test(arguments: [
        ("83018202039f0405ff", 0x9F as UInt8, 5), ("83019f0203ff820405", 0x9F, 2),
        ("826161bf61626163ff", 0xBF, 3), ("a101f7", 0xF7, 2), ("a1c001", 0xC0, 1),
    ])
    func `it is refused inside of others too`(hex: String, byte: UInt8, at: Int) throws {
        #expect(try fault(hex) == .unsupported(initialByte: byte, at: at))
    }

    @Test(arguments: [
        "1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff", "1b0000000000000000",
        "1b00000000ffffffff", "3817", "3900ff", "5800", "580161", "780161", "59000161", "980101",
        "9a0000000101", "b8010101", "b90001f6f6",
    ])
    func `a length that is not the shortest is refused`(hex: String) throws {
        #expect(try fault(hex) == .notDeterministic(at: 0))
    }

    @Test(arguments: [
        ("a202000100", 3), ("a201000100", 3), ("a2616200616100", 4), ("a2616100616100", 4),
        ("a262616100616200", 5), ("a2200000f6", 3), ("a218640a0a00", 4), ("a301000200020a", 5),
        ("81a240004000", 4),
    ])
    func `keys out of order and double keys are refused`(hex: String, at: Int) throws {
        #expect(try fault(hex) == .notDeterministic(at: at))
    }

    @Test func `bytes after the value are refused`() throws {
        #expect(try fault("0000") == .trailing(at: 1))
        #expect(try fault("8101f6") == .trailing(at: 2))
        #expect(try fault("f4f4") == .trailing(at: 1))
    }

    @Test(arguments: [
        ("9bffffffffffffffff", Int.max), ("bbffffffffffffffff", .max), ("5bffffffffffffffff", .max),
        ("7bffffffffffffffff", .max), ("9affffffff", 0xFFFF_FFFF), ("9b7fffffffffffffff", .max),
        ("82", 2), ("9903e800", 1000), ("43ff", 3), ("bb8000000000000000", .max),
    ])
    func `a count beyond the rest is refused before anything is reserved`(
        hex: String, needed: Int
    ) throws {
        #expect(try fault(hex) == .truncated(at: 0, needed: needed))
    }

    @Test(arguments: [
        // A lone continuation, a missing one, overlong forms, surrogates, beyond U+10FFFF.
        "6180", "61c3", "62c3c3", "62c080", "63e08080", "63eda080", "63edbfbf", "64f0808080",
        "64f4908080", "61ff", "6261ff", "62e1bb",
    ])
    func `text that is not UTF-8 is refused`(hex: String) throws {
        #expect(try fault(hex) == .notUTF8(at: 0))
    }

    @Test func `the deepest nesting that is allowed is read`() throws {
        let levels = Limits.depth - 1
        #expect(try fault(String(repeating: "81", count: levels) + "00") == nil)
        #expect(try fault(String(repeating: "a100", count: levels) + "00") == nil)
    }

    @Test(arguments: ["81", "a100", "a181"])
    func `deeper nesting is refused and never overflows the stack`(level: String) throws {
        let bomb = String(repeating: level, count: 20_000) + "00"
        guard case .tooDeep = try fault(bomb) else {
            Issue.record("\(level) was not refused as too deep")
            return
        }
        let one = String(repeating: "81", count: Limits.depth) + "00"
        #expect(try fault(one) == .tooDeep(at: Limits.depth))
    }

    @Test func `a value that is cut anywhere is refused as cut`() {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            for cut in generator.value(depth: 3, items: 5).encoded.truncations {
                switch fault(in: cut) {
                case .truncated: continue
                case let other: Issue.record("seed \(seed): \(cut.hex) gave \(other as Any)")
                }
            }
        }
    }

    @Test func `what is read after a flipped bit is written back as the same bytes`() {
        for seed in 0..<40 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            for flipped in generator.value(depth: 3, items: 5).encoded.bitFlips {
                var decoder = CBORDecoder(flipped)
                // A refusal is fine here; a crash is not.
                guard let value = try? decoder.value(), decoder.isAtEnd else { continue }
                guard value.encoded != flipped else { continue }
                Issue.record("seed \(seed): \(flipped.hex) was written as \(value.encoded.hex)")
            }
        }
    }

    @Test func `random bytes never crash`() {
        for seed in 0..<2_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let noise = generator.bytes(upTo: 60)
            var decoder = CBORDecoder(noise)
            // Most noise is refused; what is not must be its own canonical form.
            guard let value = try? decoder.value() else { continue }
            #expect(value.encoded == Array(noise[..<decoder.offset]), "seed \(seed)")
        }
    }
}
