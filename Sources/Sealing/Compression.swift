internal import CZstd
internal import SyncProtocol

/// Why bytes cannot be compressed or decompressed.
package enum CompressionError: Error, Equatable, Sendable {
    /// A number in a header that this program has no dictionary for.
    case unknownNumber(UInt8)
    /// More bytes would come out than the caller allows.
    case tooLarge(limit: Int)
    /// Not one whole frame that says how long it is, or made with another dictionary.
    case damaged
    /// The bytes are not the dictionary with this number.
    case notADictionary(UInt8)
    /// Training needs more samples, or more different ones.
    case tooFewSamples
}

/// zstd with reusable contexts and digested dictionaries. Not for two threads at once.
///
/// Frames are written without their magic number, which would be the same four bytes each time.
///
/// Safe: it owns its two contexts from `init` to `deinit` and lends them to nobody.
@safe package final class Compression {
    static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    /// The number to write with unless another is asked for: the newest dictionary's.
    package let preferred: UInt8
    /// The oldest dictionary's number, which every program that can read any dictionary has.
    private let oldest: UInt8
    private let dictionaries: [UInt8: DigestedDictionary]
    private let writer: OpaquePointer
    private let reader: OpaquePointer

    /// Takes all dictionaries that ever were in use, in any order; `level` is zstd's, 1 to 19.
    package init(
        level: Int32 = 3, dictionaries: [CompressionDictionary] = []
    ) throws(CompressionError) {
        var digested: [UInt8: DigestedDictionary] = [:]
        for dictionary in dictionaries {
            digested[dictionary.number] = try DigestedDictionary(dictionary, level: level)
        }
        self.dictionaries = digested
        preferred = digested.keys.max() ?? 1
        oldest = digested.keys.min() ?? 1
        guard let writer = unsafe ZSTD_createCCtx(), let reader = unsafe ZSTD_createDCtx() else {
            preconditionFailure("no memory for the contexts of zstd")
        }
        unsafe self.writer = writer
        unsafe self.reader = reader
        // The seal makes a checksum needless, the envelope's header a dictionary's number.
        set(ZSTD_c_compressionLevel, level)
        set(ZSTD_c_contentSizeFlag, 1)
        set(ZSTD_c_checksumFlag, 0)
        set(ZSTD_c_dictIDFlag, 0)
    }

    deinit {
        unsafe ZSTD_freeCCtx(writer)
        unsafe ZSTD_freeDCtx(reader)
    }

    /// The number to answer with to whoever wrote with this one: a program reads what it writes,
    /// and of one that compressed nothing it is only known that it has the oldest dictionary.
    package func answering(_ number: UInt8) -> UInt8 { number > 0 ? number : oldest }

    /// Lends the context that compresses, with the dictionary of a number.
    func withWriter<T>(
        _ number: UInt8, _ body: (OpaquePointer) -> T
    ) throws(CompressionError) -> T {
        let dictionary = unsafe try dictionary(number)?.forWriting()
        precondition(
            unsafe ZSTD_isError(ZSTD_CCtx_refCDict(writer, dictionary)) == 0,
            "zstd refused its own dictionary")
        return unsafe body(writer)
    }

    /// Lends the context that decompresses, with the dictionary of a number.
    func withReader<T>(
        _ number: UInt8, _ body: (OpaquePointer) -> T
    ) throws(CompressionError) -> T {
        let dictionary = unsafe try dictionary(number)?.reader
        unsafe ZSTD_DCtx_reset(reader, ZSTD_reset_session_and_parameters)
        precondition(
            unsafe ZSTD_isError(ZSTD_DCtx_refDDict(reader, dictionary)) == 0,
            "zstd refused its own dictionary")
        defer { unsafe ZSTD_DCtx_reset(reader, ZSTD_reset_session_and_parameters) }
        return unsafe body(reader)
    }

    /// Compresses bytes; nil when they would not become fewer.
    package func compress(
        _ bytes: [UInt8], as number: UInt8
    ) throws(CompressionError) -> [UInt8]? {
        let dictionary = unsafe try dictionary(number)?.forWriting()
        precondition(
            unsafe ZSTD_isError(ZSTD_CCtx_refCDict(writer, dictionary)) == 0,
            "zstd refused its own dictionary")
        var frame = unsafe [UInt8](
            unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)
        ) { output, filled in
            let count = unsafe ZSTD_compress2(
                writer, output.baseAddress, output.count, bytes, bytes.count)
            precondition(ZSTD_isError(count) == 0, "zstd failed though there was room")
            filled = count
        }
        frame.removeFirst(Self.magic.count)
        return frame.count < bytes.count ? frame : nil
    }

    /// Decompresses one frame that gives no more than `limit` bytes.
    ///
    /// The size that the frame claims is held against the limit before anything is reserved, and
    /// zstd writes into that room and no further; besides it nothing is reserved, so that the
    /// window which the frame asks for plays no part.
    package func decompress(
        _ bytes: [UInt8], as number: UInt8, limit: Int
    ) throws(CompressionError) -> [UInt8] {
        let dictionary = unsafe try dictionary(number)?.reader
        let frame = Self.magic + bytes
        let size = try Self.size(ofOne: frame)
        guard size <= limit else { throw .tooLarge(limit: limit) }
        var isWhole = false
        let message = unsafe [UInt8](unsafeUninitializedCapacity: size) { output, filled in
            let count = unsafe ZSTD_decompress_usingDDict(
                reader, output.baseAddress, size, frame, frame.count, dictionary)
            // An error is a number that no size has: seen as signed, below zero.
            isWhole = count == size
            filled = isWhole ? count : 0
        }
        guard isWhole else { throw .damaged }
        return message
    }

    /// How many bytes a frame claims to hold; it must fill `frame`.
    private static func size(ofOne frame: [UInt8]) throws(CompressionError) -> Int {
        let size = unsafe ZSTD_getFrameContentSize(frame, frame.count)
        guard size != motcua_zstd_size_unknown, size != motcua_zstd_size_error,
            unsafe ZSTD_findFrameCompressedSize(frame, frame.count) == frame.count
        else { throw .damaged }
        return Int(clamping: size)
    }

    /// The dictionary of a number; nil for the number that means none.
    private func dictionary(_ number: UInt8) throws(CompressionError) -> DigestedDictionary? {
        if number == 1 { return nil }
        guard let dictionary = dictionaries[number] else { throw .unknownNumber(number) }
        return dictionary
    }

    private func set(_ parameter: ZSTD_cParameter, _ value: Int32) {
        let code = unsafe ZSTD_CCtx_setParameter(writer, parameter, value)
        precondition(ZSTD_isError(code) == 0, "zstd refused parameter \(parameter)")
    }
}

extension Compression {
    /// What goes into a seal: the message or, when that is shorter, its compressed form.
    func pack(
        _ message: [UInt8], as number: UInt8?
    ) throws(SealError) -> (number: UInt8, bytes: [UInt8]) {
        let number = number ?? preferred
        guard number > 0, message.count >= Limits.compressedFromBytes else { return (0, message) }
        do throws(CompressionError) {
            guard let bytes = try compress(message, as: number) else { return (0, message) }
            return (number, bytes)
        } catch {
            throw .compression(error)
        }
    }

    /// The message from what was in a seal, called only after the tag has been checked.
    func unpack(
        _ bytes: [UInt8], as number: UInt8, limit: Int
    ) throws(SealError) -> [UInt8] {
        guard number > 0 else {
            guard bytes.count <= limit else { throw .compression(.tooLarge(limit: limit)) }
            return bytes
        }
        do throws(CompressionError) {
            return try decompress(bytes, as: number, limit: limit)
        } catch {
            throw .compression(error)
        }
    }
}
