internal import CZstd

/// A dictionary of zstd with its number, which headers name for ever and which it carries itself.
package struct CompressionDictionary: Sendable {
    /// Numbers 0 and 1 mean "not compressed" and "without a dictionary".
    package static let numbers: ClosedRange<UInt8> = 2...255

    package let number: UInt8
    package let bytes: [UInt8]

    /// Refuses bytes that do not say themselves that they are this dictionary.
    package init(number: UInt8, bytes: [UInt8]) throws(CompressionError) {
        guard Self.numbers.contains(number),
            unsafe ZSTD_getDictID_fromDict(bytes, bytes.count) == UInt32(number)
        else { throw .notADictionary(number) }
        self.number = number
        self.bytes = bytes
    }

    /// Trains a dictionary of at most `capacity` bytes; the same samples give the same bytes.
    package static func trained(
        on samples: [[UInt8]], number: UInt8, capacity: Int
    ) throws(CompressionError) -> CompressionDictionary {
        var bytes = [UInt8](repeating: 0, count: capacity)
        let count = unsafe ZDICT_trainFromBuffer(
            &bytes, capacity, Array(samples.joined()), samples.map(\.count),
            UInt32(samples.count))
        guard ZDICT_isError(count) == 0 else { throw .tooFewSamples }
        bytes.removeLast(capacity - count)
        // RFC 8878 §5: the identifier follows the magic number, lowest byte first.
        bytes.replaceSubrange(4..<8, with: [number, 0, 0, 0])
        return try CompressionDictionary(number: number, bytes: bytes)
    }
}

/// A dictionary in the digested forms that zstd works with; owned by one `Compression`.
///
/// Safe: the pointers live as long as this object; what is lent is marked where it is used.
@safe final class DigestedDictionary {
    private let source: CompressionDictionary
    private let level: Int32
    /// For reading.
    let reader: OpaquePointer
    private var writer: OpaquePointer?

    init(_ source: CompressionDictionary, level: Int32) throws(CompressionError) {
        guard let reader = unsafe ZSTD_createDDict(source.bytes, source.bytes.count) else {
            throw .notADictionary(source.number)
        }
        self.source = source
        self.level = level
        unsafe self.reader = reader
    }

    deinit {
        unsafe ZSTD_freeDDict(reader)
        unsafe ZSTD_freeCDict(writer)
    }

    /// For writing: made when first used, since old dictionaries are only read.
    func forWriting() throws(CompressionError) -> OpaquePointer {
        if let writer = unsafe writer { return unsafe writer }
        guard let made = unsafe ZSTD_createCDict(source.bytes, source.bytes.count, level) else {
            throw .notADictionary(source.number)
        }
        unsafe writer = made
        return unsafe made
    }
}
