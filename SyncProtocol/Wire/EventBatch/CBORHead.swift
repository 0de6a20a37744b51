/// The first bytes of a CBOR item: its major type and its argument, written in the shortest way.
struct CBORHead {
    static let bytes: UInt8 = 2
    static let text: UInt8 = 3
    static let array: UInt8 = 4
    static let map: UInt8 = 5
    static let simple: UInt8 = 7

    let major: UInt8
    let argument: UInt64
    /// Where the content begins.
    let end: Int

    /// Nil for anything that an event batch does not take apart: bytes that end too early, numbers
    /// not in their shortest form, indefinite lengths, tags, floats.
    init?(_ source: Span<UInt8>, at offset: Int) {
        let limit = source.count
        guard offset < limit else { return nil }
        let byte = source[offset]
        major = byte >> 5
        let low = byte & 31
        if low < 24 {
            guard major != 6 else { return nil }
            argument = UInt64(low)
            end = offset + 1
            return
        }
        let length = 1 << Int(low - 24)
        guard low < 28, major < 6, limit - offset > length else { return nil }
        var value: UInt64 = 0
        for index in offset + 1...offset + length { value = value << 8 | UInt64(source[index]) }
        let least: UInt64 = length == 1 ? 24 : 1 << UInt64(length * 4)
        guard value >= least else { return nil }
        argument = value
        end = offset + 1 + length
    }

    /// The bytes of content of a map's key, when it is a number or a text that ends in time.
    func keyLength(within limit: Int) -> Int? {
        if major == 0 { return 0 }
        guard major == 3, argument <= UInt64(limit - end) else { return nil }
        return Int(argument)
    }
}
