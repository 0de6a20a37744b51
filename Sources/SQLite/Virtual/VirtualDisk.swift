internal import CSQLite
internal import Synchronization

/// A disk that exists in memory only, under a real SQLite: what was not synced can be lost or torn,
/// calls can fail, it can be full, and an image of it can be kept and put back.
///
/// One thread uses it, and the connections to it, at a time.
///
/// Safe: what it registers with SQLite is taken back before it is freed, and every connection to it
/// keeps it alive.
@safe package final class VirtualDisk {
    /// The files of a disk by name.
    package struct Image: Equatable, Sendable {
        fileprivate let files: [String: [UInt8]]
    }

    private static let disks = Atomic<Int>(0)

    /// The name of its file system among SQLite's.
    let name: String
    private let system: UnsafeMutablePointer<sqlite3_vfs>
    private let systemName: UnsafeMutablePointer<CChar>
    let methods: UnsafeMutablePointer<sqlite3_io_methods>
    private var files: [String: VirtualFile] = [:]
    private var opened = 0
    /// How often the machine was started, or its programs were killed.
    private(set) var start = 0
    /// Whether the power is off: every call fails.
    package private(set) var isOff = false
    /// What will go wrong.
    package var trouble: DiskTrouble?
    /// The calls so far that failed.
    package private(set) var failures = 0

    /// Makes an empty disk.
    package init() {
        let number = Self.disks.add(1, ordering: .relaxed).newValue
        name = "motcua-disk-\(number)"
        unsafe system = .allocate(capacity: 1)
        unsafe methods = .allocate(capacity: 1)
        let bytes = name.utf8CString
        unsafe systemName = .allocate(capacity: bytes.count)
        unsafe systemName.initialize(from: Array(bytes), count: bytes.count)
        unsafe methods.initialize(to: Self.fileMethods)
        unsafe system.initialize(to: Self.systemMethods)
        unsafe system.pointee.zName = unsafe UnsafePointer(systemName)
        unsafe system.pointee.pAppData = unsafe Unmanaged.passUnretained(self).toOpaque()
        let code = unsafe sqlite3_vfs_register(system, 0)
        precondition(code == SQLITE_OK, "SQLite takes no file system")
    }

    deinit {
        unsafe sqlite3_vfs_unregister(system)
        unsafe system.deallocate()
        unsafe methods.deallocate()
        unsafe systemName.deallocate()
    }

    /// Makes SQLite draw the same random numbers, for the salt of a WAL, from here on.
    package static func seedSQLite(_ seed: UInt64) {
        motcua_seed(Int32(truncatingIfNeeded: seed >> 33) | 1)
    }

    /// Everything as it stands now; what is not synced counts as written.
    package var image: Image { Image(files: files.mapValues(\.bytes)) }

    /// Puts an image in the place of everything; whatever is open does nothing any more.
    package func restore(_ image: Image) {
        begin()
        files = image.files.mapValues { VirtualFile(bytes: $0, isNameDurable: true) }
    }

    /// Ends the programs that have files open, at once; the system keeps what they had written.
    package func kill() {
        begin()
    }

    /// Switches the machine off.
    package func losePower() {
        isOff = true
    }

    /// Switches the machine on; what was not synced is there in part, or not at all.
    package func switchOn(using generator: inout some RandomNumberGenerator) {
        begin()
        for name in files.keys.sorted() {
            guard let file = files[name] else { continue }
            if file.isNameDurable || generator.next() & 1 == 0 {
                file.losePower(using: &generator)
            } else {
                files[name] = nil
            }
        }
    }

    /// Damages one bit of what is stored; false when nothing is.
    package func flipBit(using generator: inout some RandomNumberGenerator) -> Bool {
        let stored = files.keys.sorted().compactMap { files[$0] }.filter { !$0.bytes.isEmpty }
        guard !stored.isEmpty else { return false }
        let file = stored[Int(generator.next() % UInt64(stored.count))]
        file.flip(bit: Int(generator.next() % UInt64(file.bytes.count * 8)))
        return true
    }

    private func begin() {
        start += 1
        isOff = false
        trouble = nil
        for file in files.values {
            file.index = SharedIndex()
            file.levels = [:]
        }
    }
}

/// What SQLite's calls come to.
extension VirtualDisk {
    /// Counts a call; gives the code with which it fails, or SQLITE_OK.
    func meet(_ call: DiskCall) -> Int32 {
        let code = isOff ? call.failure : outcome(of: call)
        if code != SQLITE_OK { failures += 1 }
        return code
    }

    private func outcome(of call: DiskCall) -> Int32 {
        guard var planned = trouble else { return SQLITE_OK }
        let isMet = planned.meets()
        trouble = planned.isOver ? nil : planned
        guard isMet else { return SQLITE_OK }
        switch planned.kind {
        case .inputOutput:
            return call.failure
        case .full:
            return call.mayGrow ? SQLITE_FULL : SQLITE_OK
        case .powerLoss:
            isOff = true
            return call.failure
        }
    }

    func exists(_ name: String) -> Bool { files[name]?.bytes.isEmpty == false }

    func remove(_ name: String) {
        files[name] = nil
    }

    /// Opens a file, making it where that is wished for; nil where there is none.
    func open(_ name: String?, creates: Bool, isTemporary: Bool) -> OpenFile? {
        opened += 1
        let name = name ?? "temporary-\(opened)"
        guard let file = files[name] ?? (creates ? VirtualFile() : nil) else { return nil }
        files[name] = file
        return OpenFile(file, on: self, number: opened, temporary: isTemporary ? name : nil)
    }
}
