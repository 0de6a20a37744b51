/// What happened, as a running hash (FNV-1a) and the last lines in words.
struct Trace {
    private static let kept = 40

    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private var ring: [String] = []
    private var next = 0

    mutating func note(_ line: String) {
        mix(line.utf8)
        if ring.count < Self.kept {
            ring.append(line)
        } else {
            ring[next] = line
        }
        next = (next + 1) % Self.kept
    }

    mutating func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
    }

    /// The last lines, oldest first.
    var last: [String] {
        ring.count < Self.kept ? ring : Array(ring[next...] + ring[..<next])
    }
}
