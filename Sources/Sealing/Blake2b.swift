internal import CSodium
package import SyncProtocol

/// BLAKE2b (RFC 7693) from libsodium: the hash of the event chain and of everything kept hashed.
package enum Blake2b {
    /// BLAKE2b-256 of a branch's previous hash and an event's bytes (design §4).
    package static let chain: HashFunction = { previous, bytes in
        var input: [UInt8] = []
        input.reserveCapacity(32 + bytes.count)
        input += previous.bytes
        input += bytes
        guard let digest = Digest(hash(input)) else {
            preconditionFailure("BLAKE2b-256 gave no 32 bytes")
        }
        return digest
    }

    /// BLAKE2b-256 of some bytes, keyed when a key of 16 to 64 bytes is given.
    package static func hash(_ bytes: [UInt8], key: [UInt8] = []) -> [UInt8] {
        precondition(key.isEmpty || (16...64).contains(key.count), "key of \(key.count) bytes")
        var output = [UInt8](repeating: 0, count: 32)
        let code = unsafe crypto_generichash(
            &output, output.count, bytes, UInt64(bytes.count), key, key.count)
        precondition(code == 0, "libsodium refused a BLAKE2b of valid size")
        return output
    }

    /// Compares two secrets of equal length in constant time.
    package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }
}

extension Blake2b {
    /// A hash of what comes piece by piece, so that a large file need not stand in memory.
    @safe
    package struct Stream: ~Copyable {
        // Held apart from the struct because libsodium wants it aligned to 64 bytes.
        private let state: OpaquePointer
        private let memory: UnsafeMutableRawPointer

        /// Begins; keyed when a key of 16 to 64 bytes is given.
        package init(key: [UInt8] = []) {
            precondition(key.isEmpty || (16...64).contains(key.count), "key of \(key.count) bytes")
            unsafe memory = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
            unsafe state = OpaquePointer(memory)
            let code = unsafe crypto_generichash_init(state, key, key.count, 32)
            precondition(code == 0, "libsodium refused a BLAKE2b of valid size")
        }

        /// Adds the next bytes.
        package mutating func update(_ bytes: [UInt8]) {
            let code = unsafe crypto_generichash_update(state, bytes, UInt64(bytes.count))
            precondition(code == 0, "libsodium refused to hash")
        }

        /// The hash of everything added.
        package consuming func finish() -> [UInt8] {
            var output = [UInt8](repeating: 0, count: 32)
            let code = unsafe crypto_generichash_final(state, &output, output.count)
            precondition(code == 0, "libsodium refused to finish a hash")
            return output
        }

        deinit {
            unsafe sodium_memzero(memory, crypto_generichash_statebytes())
            unsafe memory.deallocate()
        }
    }
}

/// Random bytes from the operating system through libsodium.
package struct SecureRandom: RandomNumberGenerator {
    package init() {
        // Idempotent; a machine without a source of randomness cannot make keys or requests.
        precondition(sodium_init() >= 0, "libsodium found no source of random numbers")
    }

    package mutating func next() -> UInt64 {
        var value: UInt64 = 0
        unsafe randombytes_buf(&value, 8)
        return value
    }

    /// So many random bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&output, count)
        return output
    }
}
