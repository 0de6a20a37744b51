import SyncProtocol
import Testing

/// Finding the whole frames of a body.
@Suite struct EnvelopeFramesTests {
    private static let sizes = [16, 63, 64, 200, 9_000]

    /// Frames of these sizes behind three other bytes.
    private var body: [UInt8] {
        var bytes: [UInt8] = [1, 2, 3]
        for (index, size) in Self.sizes.enumerated() {
            bytes += EnvelopeFrames.head(
                sealedBytes: size, isLast: index == Self.sizes.count - 1)
            bytes += [UInt8](repeating: UInt8(index), count: size)
        }
        return bytes
    }

    @Test func `the number at the front is short`() {
        #expect(EnvelopeFrames.head(sealedBytes: 16, isLast: false) == [32])
        #expect(EnvelopeFrames.head(sealedBytes: 63, isLast: true) == [127])
        #expect(EnvelopeFrames.head(sealedBytes: 64, isLast: false) == [0x80, 1])
        #expect(EnvelopeFrames.head(sealedBytes: 8_191, isLast: true) == [0xFF, 0x7F])
    }

    @Test func `all frames of a whole body are found`() {
        let frames = EnvelopeFrames(body, from: 3)
        #expect(frames.isWhole)
        #expect(frames.frames.map(\.sealed.count) == Self.sizes)
        #expect(frames.frames.map(\.isLast) == [false, false, false, false, true])
        for (index, frame) in frames.frames.enumerated() {
            #expect(body[frame.sealed].allSatisfy { $0 == UInt8(index) })
        }
    }

    @Test func `of a body that is cut anywhere the whole frames are found`() {
        let ends = EnvelopeFrames(body, from: 3).frames.map(\.sealed.upperBound)
        for length in 3..<body.count {
            let frames = EnvelopeFrames(Array(body.prefix(length)), from: 3)
            #expect(!frames.isWhole)
            #expect(frames.frames.count == ends.count { $0 <= length })
        }
    }

    @Test func `what follows the last frame makes a body not whole`() {
        let frames = EnvelopeFrames(body + [0], from: 3)
        #expect(!frames.isWhole)
        #expect(frames.frames.count == Self.sizes.count)
    }

    @Test(arguments: [
        [], [0], [31] + [UInt8](repeating: 0, count: 15), [0xA0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80],
    ])
    func `a number that no frame has gives none`(bytes: [UInt8]) {
        let frames = EnvelopeFrames(bytes + [UInt8](repeating: 0, count: 14), from: 0)
        #expect(frames.frames.isEmpty)
        #expect(!frames.isWhole)
    }

    @Test func `only what a site sends can have frames`() throws {
        for first in [0x18, 0x1B] as [UInt8] {
            let bytes = [first, 7, 1, 1, 0] + [UInt8](repeating: 9, count: 90)
            let envelope = try Envelope(bytes)
            #expect(envelope.header.isFramed)
            #expect(envelope.header.encoded == Array(bytes[..<envelope.headerEnd]))
        }
        for first in [0x19, 0x1A, 0x1C] as [UInt8] {
            #expect(throws: WireError.outOfRange(at: 0)) {
                try Envelope([first, 7, 1, 1, 0] + [UInt8](repeating: 9, count: 90))
            }
        }
    }
}
