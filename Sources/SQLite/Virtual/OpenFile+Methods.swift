internal import CSQLite

/// A file as SQLite holds it.
typealias FilePointer = UnsafeMutablePointer<sqlite3_file>

/// The functions by which SQLite uses an open file (sqlite.org/c3ref/io_methods.html).
extension VirtualDisk {
    /// SQLITE_IOERR_SHORT_READ and SQLITE_IOCAP_POWERSAFE_OVERWRITE, macros that are not imported.
    fileprivate static let shortRead = SQLITE_IOERR | (2 << 8)
    private static let overwritesSafely: Int32 = 0x1000
    private static let sectorBytes: Int32 = 4096

    static var fileMethods: sqlite3_io_methods {
        var methods = sqlite3_io_methods()
        methods.iVersion = 2
        unsafe methods.xClose = { file in unsafe OpenFile.close(file) }
        unsafe methods.xRead = { file, bytes, count, offset in
            unsafe OpenFile.of(file).read(bytes, Int(count), at: Int(offset))
        }
        unsafe methods.xWrite = { file, bytes, count, offset in
            unsafe OpenFile.of(file).write(bytes, Int(count), at: Int(offset))
        }
        unsafe methods.xTruncate = { file, count in
            let opened = unsafe OpenFile.of(file)
            let code = opened.meet(.truncate)
            if code == SQLITE_OK { opened.file.truncate(to: Int(count)) }
            return code
        }
        unsafe methods.xSync = { file, _ in
            let opened = unsafe OpenFile.of(file)
            let code = opened.meet(.sync)
            if code == SQLITE_OK { opened.file.sync() }
            return code
        }
        unsafe methods.xFileSize = { file, result in
            unsafe result?.pointee = Int64(unsafe OpenFile.of(file).file.bytes.count)
            return SQLITE_OK
        }
        unsafe methods.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
        unsafe methods.xSectorSize = { _ in VirtualDisk.sectorBytes }
        unsafe methods.xDeviceCharacteristics = { _ in VirtualDisk.overwritesSafely }
        addLocks(to: &methods)
        return methods
    }

    private static func addLocks(to methods: inout sqlite3_io_methods) {
        unsafe methods.xLock = { file, level in unsafe OpenFile.of(file).lock(level) }
        unsafe methods.xUnlock = { file, level in
            unsafe OpenFile.of(file).unlock(level)
            return SQLITE_OK
        }
        unsafe methods.xCheckReservedLock = { file, result in
            unsafe result?.pointee = unsafe OpenFile.of(file).isReserved ? 1 : 0
            return SQLITE_OK
        }
        unsafe methods.xShmMap = { file, number, bytes, extends, result in
            let opened = unsafe OpenFile.of(file)
            unsafe result?.pointee = opened.index.region(
                Int(number), bytes: Int(bytes), extends: extends != 0)
            return SQLITE_OK
        }
        unsafe methods.xShmLock = { file, first, count, flags in
            let opened = unsafe OpenFile.of(file)
            let slots = Set(Int(first)..<Int(first + count))
            guard flags & SQLITE_SHM_UNLOCK == 0 else {
                opened.unlockSlots(slots)
                return SQLITE_OK
            }
            return opened.lockSlots(slots, isShared: flags & SQLITE_SHM_SHARED != 0)
        }
        // One thread uses a disk, so that there is nothing to order.
        unsafe methods.xShmBarrier = { _ in }
        unsafe methods.xShmUnmap = { _, _ in SQLITE_OK }
    }
}

extension OpenFile {
    /// Lets SQLite's file keep this handle until it is closed.
    static func attach(_ opened: OpenFile, to file: FilePointer) {
        unsafe motcua_set_object(file, Unmanaged.passRetained(opened).toOpaque())
    }

    fileprivate static func of(_ file: FilePointer?) -> OpenFile {
        guard let object = unsafe motcua_object(file) else {
            preconditionFailure("SQLite uses a file that is not open")
        }
        return unsafe Unmanaged<OpenFile>.fromOpaque(object).takeUnretainedValue()
    }

    fileprivate static func close(_ file: FilePointer?) -> Int32 {
        guard let object = unsafe motcua_object(file) else { return SQLITE_OK }
        let opened = unsafe Unmanaged<OpenFile>.fromOpaque(object)
        unsafe opened.takeUnretainedValue().close()
        unsafe opened.release()
        return SQLITE_OK
    }

    fileprivate func read(_ target: UnsafeMutableRawPointer?, _ count: Int, at offset: Int) -> Int32
    {
        let code = meet(.read)
        guard code == SQLITE_OK, let target = unsafe target else { return code }
        let there = max(0, min(count, file.bytes.count - offset))
        if there > 0 {
            unsafe file.bytes.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                unsafe target.copyMemory(from: start + offset, byteCount: there)
            }
        }
        guard there < count else { return SQLITE_OK }
        unsafe (target + there).initializeMemory(as: UInt8.self, repeating: 0, count: count - there)
        return VirtualDisk.shortRead
    }

    fileprivate func write(_ source: UnsafeRawPointer?, _ count: Int, at offset: Int) -> Int32 {
        let code = meet(.write)
        guard code == SQLITE_OK, let source = unsafe source else { return code }
        file.write(unsafe Array(UnsafeRawBufferPointer(start: source, count: count)), at: offset)
        return SQLITE_OK
    }
}
