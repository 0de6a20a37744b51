/// What is wrong with bytes that came from outside; offsets are in bytes from the start.
package enum WireError: Error, Equatable, Sendable {
    case truncated(at: Int, needed: Int)
    case trailing(at: Int)
    /// A number, length or map that is not written in the one deterministic way (RFC 8949 §4.2.1).
    case notDeterministic(at: Int)
    /// A kind of item that this protocol never uses: floats, tags, undefined, indefinite lengths.
    case unsupported(initialByte: UInt8, at: Int)
    case notUTF8(at: Int)
    case tooDeep(at: Int)
    case unexpected(expected: Kind, at: Int)
    /// Larger than the named limit of `Limits`.
    case tooLarge(limit: Int, at: Int)
    /// A map without a key that the message cannot do without.
    case missingKey(UInt64)
    /// A number that has no meaning in this place.
    case outOfRange(at: Int)
    case unknownVersion(UInt64)
    /// The file does not begin as a bundle does.
    case notBundle
    /// The hash that stands at the end is not that of the bytes before it.
    case wrongChecksum(at: Int)

    /// What stood to be read.
    package enum Kind: Sendable {
        case unsigned, integer, bytes, text, array, map, boolean
    }
}
