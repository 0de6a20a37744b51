/// Ways to damage bytes, for tests that a decoder refuses or survives all of them.
extension [UInt8] {
    /// These bytes with each single bit turned over, one after the other.
    var bitFlips: some Sequence<[UInt8]> {
        (0..<count * 8).lazy.map { bit in
            var copy = self
            copy[bit / 8] ^= 1 << UInt8(bit % 8)
            return copy
        }
    }

    /// These bytes cut off after none, one, two … of them.
    var truncations: some Sequence<[UInt8]> {
        (0..<count).lazy.map { Array(self[..<$0]) }
    }
}
