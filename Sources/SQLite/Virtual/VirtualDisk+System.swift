internal import CSQLite

/// The functions by which SQLite asks the disk (sqlite.org/c3ref/vfs.html).
extension VirtualDisk {
    static var systemMethods: sqlite3_vfs {
        var system = unsafe sqlite3_vfs()
        unsafe system.iVersion = 2
        unsafe system.szOsFile = Int32(MemoryLayout<motcua_file>.size)
        unsafe system.mxPathname = 512
        unsafe system.xOpen = { system, name, file, flags, outFlags in
            unsafe VirtualDisk.open(system, name, file, flags, outFlags)
        }
        unsafe system.xDelete = { system, name, _ in
            guard let disk = unsafe VirtualDisk.of(system), let name = unsafe name else {
                return SQLITE_IOERR
            }
            let code = disk.meet(.delete)
            if code == SQLITE_OK { disk.remove(unsafe String(cString: name)) }
            return code
        }
        unsafe system.xAccess = { system, name, _, result in
            guard let disk = unsafe VirtualDisk.of(system), let name = unsafe name else {
                return SQLITE_IOERR
            }
            unsafe result?.pointee = disk.exists(unsafe String(cString: name)) ? 1 : 0
            return SQLITE_OK
        }
        unsafe system.xFullPathname = { _, name, count, result in
            guard let name = unsafe name, let result = unsafe result else { return SQLITE_IOERR }
            unsafe motcua_copy(count, result, name)
            return SQLITE_OK
        }
        unsafe system.xRandomness = { _, count, result in
            unsafe result?.update(repeating: 0, count: Int(count))
            return count
        }
        unsafe system.xSleep = { _, microseconds in microseconds }
        unsafe system.xCurrentTime = { _, result in
            unsafe result?.pointee = 0
            return SQLITE_OK
        }
        unsafe system.xGetLastError = { _, _, _ in 0 }
        unsafe system.xCurrentTimeInt64 = { _, result in
            unsafe result?.pointee = 0
            return SQLITE_OK
        }
        return unsafe system
    }

    private static func of(_ system: UnsafeMutablePointer<sqlite3_vfs>?) -> VirtualDisk? {
        guard let object = unsafe system?.pointee.pAppData else { return nil }
        return unsafe Unmanaged<VirtualDisk>.fromOpaque(object).takeUnretainedValue()
    }

    private static func open(
        _ system: UnsafeMutablePointer<sqlite3_vfs>?, _ name: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let disk = unsafe of(system), let file = unsafe file else { return SQLITE_IOERR }
        // Without methods SQLite does not close what could not be opened.
        unsafe file.pointee.pMethods = nil
        let code = disk.meet(.open)
        guard code == SQLITE_OK else { return code }
        let opened = disk.open(
            unsafe name.map { unsafe String(cString: $0) },
            creates: flags & SQLITE_OPEN_CREATE != 0,
            isTemporary: flags & SQLITE_OPEN_DELETEONCLOSE != 0)
        guard let opened else { return SQLITE_CANTOPEN }
        unsafe OpenFile.attach(opened, to: file)
        unsafe file.pointee.pMethods = unsafe UnsafePointer(disk.methods)
        unsafe outFlags?.pointee = flags
        return SQLITE_OK
    }
}
