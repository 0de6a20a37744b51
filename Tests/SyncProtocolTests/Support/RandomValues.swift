import SyncProtocol

extension SeededGenerator {
    /// A number whose length on the wire is as varied as its value.
    mutating func number() -> UInt64 {
        next() >> UInt64(below(64))
    }

    mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<below(count + 1)).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// Text of one to four bytes a character, never a surrogate.
    mutating func text(upTo count: Int) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", "\"", "\\", "\u{0}", "ê", "ộ", "đ", "水", "\u{10151}", "\u{1F5C2}",
            "\u{301}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<below(count + 1) {
            text.append(pick(alphabet))
        }
        return String(text)
    }

    /// Any value of our subset, maps with keys of one kind in their order.
    mutating func value(depth: Int = 4, items: Int = 8) -> CBORValue {
        switch below(depth > 1 ? 9 : 6) {
        case 0: .unsigned(number())
        case 1: .negative(number())
        case 2: .bytes(bytes(upTo: 40))
        case 3: .text(text(upTo: 30))
        case 4: .bool(once(in: 2))
        case 5: .null
        case 6: .array((0..<below(items)).map { _ in value(depth: depth - 1, items: items) })
        default: .map(pairs(depth: depth - 1, count: below(items)))
        }
    }

    private mutating func pairs(depth: Int, count: Int) -> [CBORValue.Pair] {
        let kind = below(4)
        var keys: Set<[UInt8]> = []
        var pairs: [CBORValue.Pair] = []
        for _ in 0..<count {
            let key: CBORValue =
                switch kind {
                case 0: .unsigned(number())
                case 1: .negative(number())
                case 2: .bytes(bytes(upTo: 6))
                default: .text(text(upTo: 6))
                }
            if keys.insert(key.encoded).inserted {
                pairs.append(.init(key, value(depth: depth, items: 8)))
            }
        }
        return pairs.sorted { $0.key.encoded.lexicographicallyPrecedes($1.key.encoded) }
    }
}
