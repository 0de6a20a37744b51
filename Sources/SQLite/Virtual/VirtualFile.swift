/// A file of a virtual disk, with what was written to it since it was last synced.
final class VirtualFile {
    /// The unit in which a write is torn.
    private static let sectorBytes = 512

    /// A change that a loss of power may undo.
    private enum Change {
        case write(offset: Int, old: [UInt8], oldCount: Int, new: [UInt8])
        case truncate(count: Int, tail: [UInt8])
    }

    private(set) var bytes: [UInt8]
    private var unsynced: [Change] = []
    /// Whether its name would survive a loss of power.
    private(set) var isNameDurable: Bool
    /// The index that all connections to this file share; a new one after each start.
    var index = SharedIndex()
    /// The lock level of each open handle.
    var levels: [Int: Int32] = [:]

    init(bytes: [UInt8] = [], isNameDurable: Bool = false) {
        self.bytes = bytes
        self.isNameDurable = isNameDurable
    }

    func write(_ new: [UInt8], at offset: Int) {
        let kept = min(bytes.count, offset + new.count)
        let old = offset < kept ? Array(bytes[offset..<kept]) : []
        unsynced.append(.write(offset: offset, old: old, oldCount: bytes.count, new: new))
        put(new[...], at: offset)
    }

    func truncate(to count: Int) {
        guard count < bytes.count else { return }
        unsynced.append(.truncate(count: count, tail: Array(bytes[count...])))
        bytes.removeSubrange(count...)
    }

    func sync() {
        unsynced = []
        isNameDurable = true
    }

    /// Damages one bit.
    func flip(bit: Int) {
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }

    /// What a loss of power leaves: of everything since the last sync each sector is there or not.
    func losePower(using generator: inout some RandomNumberGenerator) {
        let changes = unsynced
        unsynced = []
        for change in changes.reversed() { undo(change) }
        // Often all or nothing has reached the disk, and sometimes any part of it.
        let mode = generator.next() % 4
        for change in changes where mode > 0 {
            repeatInParts(change) { mode == 1 || generator.next() & 1 == 0 }
        }
    }

    private func undo(_ change: Change) {
        switch change {
        case .write(let offset, let old, let oldCount, _):
            put(old[...], at: offset)
            bytes.removeSubrange(min(oldCount, bytes.count)...)
        case .truncate(_, let tail):
            bytes += tail
        }
    }

    private func repeatInParts(_ change: Change, _ isKept: () -> Bool) {
        switch change {
        case .write(let offset, _, _, let new):
            var start = 0
            while start < new.count {
                let sectorEnd = ((offset + start) / Self.sectorBytes + 1) * Self.sectorBytes
                let end = min(new.count, sectorEnd - offset)
                if isKept() { put(new[start..<end], at: offset + start) }
                start = end
            }
        case .truncate(let count, _):
            if isKept(), count < bytes.count { bytes.removeSubrange(count...) }
        }
    }

    /// Copies as a whole: pages are written by the thousand.
    private func put(_ new: ArraySlice<UInt8>, at offset: Int) {
        let end = offset + new.count
        if bytes.count < end {
            bytes.append(contentsOf: [UInt8](repeating: 0, count: end - bytes.count))
        }
        unsafe bytes.withUnsafeMutableBytes { target in
            unsafe new.withUnsafeBytes { source in
                guard let start = target.baseAddress, let source = source.baseAddress else {
                    return
                }
                unsafe (start + offset).copyMemory(from: source, byteCount: new.count)
            }
        }
    }
}

/// The WAL-index of one file in ordinary memory, with its locks (sqlite.org/walformat.html §2).
///
/// Safe: the regions are made once each, lent to SQLite while a handle holds this object, and freed
/// with it.
@safe final class SharedIndex {
    static let slots = 8

    private var regions: [Region] = []
    var shared = [Int](repeating: 0, count: slots)
    var exclusive = [Bool](repeating: false, count: slots)

    /// Zeroed memory that is freed with its owner.
    @safe private final class Region {
        let start: UnsafeMutableRawPointer

        init(bytes: Int) {
            unsafe start = .allocate(byteCount: bytes, alignment: 8)
            unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        }

        deinit {
            unsafe start.deallocate()
        }
    }

    func region(_ number: Int, bytes: Int, extends: Bool) -> UnsafeMutableRawPointer? {
        while regions.count <= number {
            guard extends else { return nil }
            regions.append(Region(bytes: bytes))
        }
        return unsafe regions[number].start
    }
}
