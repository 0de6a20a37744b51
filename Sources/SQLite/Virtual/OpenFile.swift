internal import CSQLite

/// One open handle of a virtual file: what SQLite's file object stands for.
final class OpenFile {
    private static let pendingLevel: Int32 = 3
    private static let reservedLevel: Int32 = 2

    let disk: VirtualDisk
    let file: VirtualFile
    private let number: Int
    /// The start of the machine in which it was opened: afterwards it does nothing any more.
    private let start: Int
    private var sharedSlots = Set<Int>()
    private var exclusiveSlots = Set<Int>()
    let index: SharedIndex
    /// The name to delete on closing.
    private let temporary: String?

    init(_ file: VirtualFile, on disk: VirtualDisk, number: Int, temporary: String?) {
        self.file = file
        self.disk = disk
        self.number = number
        self.temporary = temporary
        start = disk.start
        index = file.index
    }

    var isStale: Bool { start != disk.start }

    func meet(_ call: DiskCall) -> Int32 {
        isStale ? call.failure : disk.meet(call)
    }

    func close() {
        guard !isStale else { return }
        unlockSlots(Set(0..<SharedIndex.slots))
        file.levels[number] = nil
        if let temporary { disk.remove(temporary) }
    }

    /// Raises the lock as `xLock` is to do (sqlite.org/c3ref/io_methods.html).
    func lock(_ level: Int32) -> Int32 {
        guard !isStale else { return SQLITE_IOERR }
        let mine = file.levels[number] ?? SQLITE_LOCK_NONE
        let others = file.levels.reduce(SQLITE_LOCK_NONE) { highest, entry in
            entry.key == number ? highest : max(highest, entry.value)
        }
        let allowed =
            switch level {
            case SQLITE_LOCK_SHARED: Self.pendingLevel - 1
            case SQLITE_LOCK_RESERVED: Self.reservedLevel - 1
            default: SQLITE_LOCK_NONE
            }
        guard others <= allowed else { return SQLITE_BUSY }
        file.levels[number] = max(mine, level)
        return SQLITE_OK
    }

    func unlock(_ level: Int32) {
        guard !isStale else { return }
        file.levels[number] = min(file.levels[number] ?? SQLITE_LOCK_NONE, level)
    }

    var isReserved: Bool { file.levels.values.contains { $0 >= Self.reservedLevel } }

    /// Takes or gives slots of the shared index back, all or none.
    func lockSlots(_ slots: Set<Int>, isShared: Bool) -> Int32 {
        guard !isStale else { return SQLITE_IOERR }
        let wanted = slots.subtracting(isShared ? sharedSlots : exclusiveSlots)
        let isFree = wanted.allSatisfy { slot in
            !index.exclusive[slot] && (isShared || index.shared[slot] == 0)
        }
        guard isFree else { return SQLITE_BUSY }
        for slot in wanted {
            if isShared { index.shared[slot] += 1 } else { index.exclusive[slot] = true }
        }
        if isShared { sharedSlots.formUnion(wanted) } else { exclusiveSlots.formUnion(wanted) }
        return SQLITE_OK
    }

    func unlockSlots(_ slots: Set<Int>) {
        guard !isStale else { return }
        for slot in slots.intersection(sharedSlots) { index.shared[slot] -= 1 }
        for slot in slots.intersection(exclusiveSlots) { index.exclusive[slot] = false }
        sharedSlots.subtract(slots)
        exclusiveSlots.subtract(slots)
    }
}

extension DiskCall {
    /// The extended result code of a call that failed (sqlite.org/rescode.html), macros all.
    var failure: Int32 {
        switch self {
        case .read: SQLITE_IOERR | 1 << 8
        case .write: SQLITE_IOERR | 3 << 8
        case .sync: SQLITE_IOERR | 4 << 8
        case .truncate: SQLITE_IOERR | 6 << 8
        case .delete: SQLITE_IOERR | 10 << 8
        case .open: SQLITE_CANTOPEN
        }
    }
}
