import SyncProtocol

/// A stand-in for BLAKE2b-256 in tests: deterministic, 256 bits, every byte of the input counts.
let mixing: HashFunction = { previous, bytes in
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in previous.bytes {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    for byte in bytes {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return digest(seed: state ^ UInt64(bytes.count))
}

/// A digest drawn from a seed.
func digest(seed: UInt64) -> Digest {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<4).flatMap { _ in generator.next().bigEndianBytes }
    guard let digest = Digest(bytes) else { preconditionFailure("32 bytes make a digest") }
    return digest
}

/// A record's name drawn from a seed.
func recordName(seed: UInt64) -> RecordName {
    digest(seed: seed).recordName
}

/// A clock written as site: sequence; site 0 is the author's own branch.
func clock(_ entries: KeyValuePairs<UInt32, UInt64>) -> VectorClock {
    VectorClock(entries.map { .init(site: SiteNumber($0.key), sequence: $0.value) })
}
