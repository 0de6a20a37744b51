internal import CZstd
internal import SyncProtocol

/// Several pieces as one stream of zstd that is flushed at the end of each: a later piece finds in
/// the earlier ones what it repeats, and an earlier one can be read without the later.
extension Compression {
    /// How far back a piece may look, as a power of two: both sides keep so much.
    private static let windowLog: Int32 = 18

    /// Compresses pieces, each to bytes that end where the piece ends.
    package func compress(
        pieces: [[UInt8]], as number: UInt8
    ) throws(CompressionError) -> [[UInt8]] {
        try unsafe withWriter(number) { writer in
            unsafe Self.begin(writer, sized: false)
            defer { unsafe Self.begin(writer, sized: true) }
            return pieces.enumerated().map { index, piece in
                let bytes = unsafe Self.flush(piece, writer)
                return index == 0 ? Array(bytes.dropFirst(Self.magic.count)) : bytes
            }
        }
    }

    /// Decompresses pieces, as far as they are good and give no more than `limit` bytes together.
    ///
    /// Nothing is written beyond that, and no stream is read that looks back further than ours do.
    package func decompress(
        pieces: [[UInt8]], as number: UInt8, limit: Int
    ) throws(CompressionError) -> [[UInt8]] {
        try unsafe withReader(number) { reader in
            unsafe ZSTD_DCtx_setParameter(reader, ZSTD_d_windowLogMax, Self.windowLog)
            var left = limit
            var messages: [[UInt8]] = []
            for (index, piece) in pieces.enumerated() {
                let bytes = index == 0 ? Self.magic + piece : piece
                guard let message = unsafe Self.read(bytes, reader, limit: left) else { break }
                left -= message.count
                messages.append(message)
            }
            return messages
        }
    }

    private static func begin(_ writer: OpaquePointer, sized: Bool) {
        let codes = unsafe [
            ZSTD_CCtx_reset(writer, ZSTD_reset_session_only),
            ZSTD_CCtx_setParameter(writer, ZSTD_c_windowLog, sized ? 0 : windowLog),
            ZSTD_CCtx_setParameter(writer, ZSTD_c_contentSizeFlag, sized ? 1 : 0),
        ]
        precondition(codes.allSatisfy { ZSTD_isError($0) == 0 }, "zstd refused to begin")
    }

    private static func flush(_ piece: [UInt8], _ writer: OpaquePointer) -> [UInt8] {
        let room = ZSTD_compressBound(piece.count) + 64
        return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, filled in
            unsafe piece.withUnsafeBytes { input in
                var source = unsafe ZSTD_inBuffer(
                    src: input.baseAddress, size: input.count, pos: 0)
                var sink = unsafe ZSTD_outBuffer(
                    dst: output.baseAddress, size: output.count, pos: 0)
                let left = unsafe ZSTD_compressStream2(
                    writer, &sink, &source, ZSTD_e_flush)
                precondition(left == 0, "zstd failed though there was room")
                filled = unsafe sink.pos
            }
        }
    }

    /// The bytes of a piece; nil when it is damaged, ends the stream, or gives more than `limit`.
    private static func read(
        _ piece: [UInt8], _ reader: OpaquePointer, limit: Int
    ) -> [UInt8]? {
        var message: [UInt8] = []
        var room = min(limit, piece.count * 8 + 1_024)
        return unsafe piece.withUnsafeBytes { input in
            var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
            while true {
                var isGood = false
                var isFull = false
                var isAtEnd = false
                message += unsafe [UInt8](unsafeUninitializedCapacity: room) { output, filled in
                    var sink = unsafe ZSTD_outBuffer(
                        dst: output.baseAddress, size: room, pos: 0)
                    let code = unsafe ZSTD_decompressStream(reader, &sink, &source)
                    filled = unsafe sink.pos
                    // Zero would end the stream, which no piece does.
                    isGood = ZSTD_isError(code) == 0 && code != 0
                    isFull = unsafe sink.pos == room
                    // A piece ends where a block could begin, which has a head of three bytes.
                    isAtEnd = unsafe source.pos == source.size && code == 3
                }
                guard isGood else { return nil }
                guard isFull else {
                    return isAtEnd ? message : nil
                }
                // There may be more: one byte beyond the limit is too much.
                guard message.count <= limit else { return nil }
                room = min(limit + 1 - message.count, max(message.count, 1_024))
            }
        }
    }
}

extension Compression {
    /// What goes into the seals of frames.
    func pack(_ pieces: [[UInt8]], as number: UInt8) throws(SealError) -> [[UInt8]] {
        guard number > 0 else { return pieces }
        do throws(CompressionError) {
            return try compress(pieces: pieces, as: number)
        } catch {
            throw .compression(error)
        }
    }

    /// The pieces from what was in the seals of frames, as far as they can be read.
    func unpack(
        _ bodies: [[UInt8]], as number: UInt8, limit: Int
    ) throws(SealError) -> [[UInt8]] {
        guard number > 0 else {
            var left = limit
            return Array(
                bodies.prefix { body in
                    left -= body.count
                    return left >= 0
                })
        }
        do throws(CompressionError) {
            return try decompress(pieces: bodies, as: number, limit: limit)
        } catch {
            throw .compression(error)
        }
    }
}
