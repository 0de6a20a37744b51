/// The frames of a request that is sealed piece by piece, as they stand behind its key: each one a
/// number, twice the bytes that follow and one more in the last frame, then so many sealed bytes.
///
/// Where they end is in clear, so that whoever gets a body that was cut finds the whole ones.
/// Nothing in them is to be believed before their seals are checked: see `Sealing`.
package struct EnvelopeFrames: Equatable, Sendable {
    /// One frame: where its sealed bytes stand, and whether it says to be the last.
    package struct Frame: Equatable, Sendable {
        package let sealed: Range<Int>
        package let isLast: Bool
    }

    /// The whole frames, in the order in which they stand.
    package private(set) var frames: [Frame] = []
    /// Whether the last frame came and nothing follows it.
    package private(set) var isWhole = false

    /// Reads as far as there are whole frames.
    package init(_ bytes: [UInt8], from start: Int) {
        let span = bytes.span
        var cursor = BatchCursor(offset: start)
        while frames.last?.isLast != true, let frame = Self.frame(span, &cursor) {
            frames.append(frame)
        }
        isWhole = frames.last?.isLast == true && cursor.offset == bytes.count
    }

    /// The number at the front of a frame.
    package static func head(sealedBytes: Int, isLast: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendVarint(UInt64(sealedBytes) << 1 | (isLast ? 1 : 0))
        return bytes
    }

    /// The next frame; nil where none is whole.
    private static func frame(_ span: Span<UInt8>, _ cursor: inout BatchCursor) -> Frame? {
        var next = cursor
        do throws(WireError) {
            let head = try next.count(span, limit: Limits.envelopeBytes * 2 + 1)
            let sealed = try next.take(span, head >> 1)
            guard sealed.count >= Envelope.tagBytes else { return nil }
            cursor = next
            return Frame(sealed: sealed, isLast: head & 1 == 1)
        } catch {
            return nil
        }
    }
}
