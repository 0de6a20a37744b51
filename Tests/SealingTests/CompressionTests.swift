import SyncProtocol
import Testing

@testable import Sealing

/// Compression, and above all decompression of what nobody has vouched for.
@Suite struct CompressionTests {
    private let compression: Compression
    private let limit = 1 << 20

    init() throws {
        compression = try Compression(dictionaries: [Samples.usual])
    }

    @Test(arguments: [1, 2] as [UInt8])
    func `bytes come back as they were`(number: UInt8) throws {
        for count in [200, 5_000, 300_000] {
            let message = Samples.text(count)
            let frame = try #require(try compression.compress(message, as: number))
            #expect(frame.count < message.count)
            #expect(try compression.decompress(frame, as: number, limit: count) == message)
        }
    }

    @Test func `a dictionary makes a short message much shorter`() throws {
        let message = Samples.event(7)
        let plain = try compression.compress(message, as: 1)
        let short = try #require(try compression.compress(message, as: 2))
        #expect(short.count < (plain?.count ?? message.count) / 2)
    }

    @Test func `what would not become shorter is left alone`() throws {
        var generator = SeededGenerator(seed: 1)
        #expect(try compression.compress([], as: 1) == nil)
        #expect(try compression.compress([1, 2, 3], as: 2) == nil)
        #expect(try compression.compress(generator.bytes(4_000), as: 1) == nil)
    }

    @Test func `the newest dictionary is preferred`() throws {
        #expect(compression.preferred == 2)
        #expect(try Compression().preferred == 1)
        let both = [Samples.dictionary(9), Samples.usual]
        #expect(try Compression(dictionaries: both).preferred == 9)
    }

    @Test func `a bomb is refused at its limit`() throws {
        let bomb = try #require(
            try compression.compress([UInt8](repeating: 0, count: limit + 1), as: 1))
        #expect(bomb.count < 200)
        #expect(throws: CompressionError.tooLarge(limit: limit)) {
            try compression.decompress(bomb, as: 1, limit: limit)
        }
        #expect(try compression.decompress(bomb, as: 1, limit: limit + 1).count == limit + 1)
    }

    /// RFC 8878 §3.1.1: descriptor E0 is a single segment with a content size of eight bytes.
    @Test func `a claim of 16 exabytes is refused before anything is reserved`() {
        let frame: [UInt8] = [0xE0] + [UInt8](repeating: 0xF0, count: 8) + [1, 0, 0]
        #expect(throws: CompressionError.tooLarge(limit: limit)) {
            try compression.decompress(frame, as: 1, limit: limit)
        }
    }

    /// One block of 1,000 equal bytes in a frame that claims 10, 999, 1,000 or 1,001.
    @Test func `a frame that gives more or less than it claims is damaged`() throws {
        for claim in [10, 999, 1_000, 1_001] {
            let size = [UInt8((claim - 256) & 0xFF), UInt8(max(0, claim - 256) >> 8)]
            let head: [UInt8] = claim < 256 ? [0x20, UInt8(claim)] : [0x60] + size
            let block = 1_000 << 3 | 1 << 1 | 1
            let frame = head + [UInt8(block & 0xFF), UInt8(block >> 8), 0, 7]
            let message = outcome(frame)
            #expect(message == (claim == 1_000 ? [UInt8](repeating: 7, count: 1_000) : nil))
        }
    }

    /// Without a content size and with a window of 2 GB: descriptor 00, window F8.
    @Test func `a frame that hides its size is damaged`() {
        #expect(throws: CompressionError.damaged) {
            try compression.decompress([0x00, 0xF8, 0x0B, 0, 0, 7], as: 1, limit: limit)
        }
    }

    @Test func `a truncated frame and one with more behind it are damaged`() throws {
        let message = Samples.text(3_000)
        let frame = try #require(try compression.compress(message, as: 1))
        for count in 0..<frame.count {
            #expect(throws: CompressionError.damaged) {
                try compression.decompress(Array(frame.prefix(count)), as: 1, limit: limit)
            }
        }
        for more in [[0], [0x28, 0xB5, 0x2F, 0xFD] + frame] as [[UInt8]] {
            #expect(throws: CompressionError.damaged) {
                try compression.decompress(frame + more, as: 1, limit: limit)
            }
        }
    }

    @Test func `nothing read from garbage is larger than the limit`() throws {
        var generator = SeededGenerator(seed: 2)
        let frame = try #require(try compression.compress(Samples.text(600), as: 2))
        for _ in 0..<20_000 {
            var bytes = frame
            for _ in 0...generator.below(3) {
                bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
            }
            let garbage = generator.once(in: 2) ? bytes : generator.bytes(generator.below(60))
            let message = outcome(garbage, as: UInt8(1 + generator.below(2)), limit: 1_000)
            #expect(message?.count ?? 0 <= 1_000)
        }
    }

    @Test func `after damage the next frame is read as ever`() throws {
        let message = Samples.text(700)
        let frame = try #require(try compression.compress(message, as: 2))
        #expect(outcome(Array(frame.dropLast()), as: 2) == nil)
        #expect(outcome(frame, as: 1) != message)
        #expect(try compression.decompress(frame, as: 2, limit: limit) == message)
    }

    @Test func `a number without a dictionary is named in the error`() throws {
        #expect(throws: CompressionError.unknownNumber(3)) {
            try compression.decompress([0], as: 3, limit: limit)
        }
        #expect(throws: CompressionError.unknownNumber(0)) {
            try compression.compress([0], as: 0)
        }
    }

    @Test func `another dictionary does not give the message`() throws {
        let other = try Compression(dictionaries: [Samples.dictionary(2, backwards: true)])
        let message = Samples.event(11)
        let frame = try #require(try compression.compress(message, as: 2))
        let wrong = try? other.decompress(frame, as: 2, limit: limit)  // Nil is as good as wrong.
        #expect(wrong != message)
    }

    @Test func `a dictionary that is not the one of its number is refused`() throws {
        let bytes = Samples.usual.bytes
        #expect(try CompressionDictionary(number: 2, bytes: bytes).bytes == bytes)
        for (number, bytes) in [(3, bytes), (2, []), (2, [1, 2, 3]), (1, bytes), (0, bytes)]
            as [(UInt8, [UInt8])]
        {
            #expect(throws: CompressionError.notADictionary(number)) {
                try CompressionDictionary(number: number, bytes: bytes)
            }
        }
        let torn = try CompressionDictionary(number: 2, bytes: Array(bytes.prefix(40)))
        #expect(throws: CompressionError.notADictionary(2)) {
            try Compression(dictionaries: [torn])
        }
    }

    @Test func `training is repeatable and needs samples`() {
        #expect(Samples.dictionary(5).bytes == Samples.dictionary(5).bytes)
        #expect(throws: CompressionError.tooFewSamples) {
            try CompressionDictionary.trained(on: [[1, 2, 3]], number: 2, capacity: 4_096)
        }
    }

    private func outcome(_ frame: [UInt8], as number: UInt8 = 1, limit: Int = 1 << 20) -> [UInt8]? {
        // Any refusal is as good as another here.
        try? compression.decompress(frame, as: number, limit: limit)
    }
}
