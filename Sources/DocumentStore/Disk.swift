internal import Glibc
import Transport

/// An open file of the store; closing gives up its lock too.
struct OpenFile: ~Copyable {
    let number: Int32
    let path: String

    deinit {
        _ = close(number)
    }
}

/// The calls to the system by which the store reads and writes, each of which a test can break.
final class Disk {
    /// The planned failure of a test.
    var faults: DiskFaults?

    /// Opens a file of the store; one that is created is for this user only.
    func open(_ path: String, _ flags: Int32) throws(DocumentStoreError) -> OpenFile {
        var number: Int32 = -1
        try call("open", .read, path) {
            number = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600)
            return number < 0 ? -1 : 0
        }
        return OpenFile(number: number, path: path)
    }

    /// Makes a file that nobody else has; the six letters at the end of the pattern are replaced.
    func create(like pattern: String) throws(DocumentStoreError) -> OpenFile {
        var name = Array(pattern.utf8CString)
        var number: Int32 = -1
        try call("create", .write, pattern) {
            number = unsafe mkstemp(&name)
            return number < 0 ? -1 : 0
        }
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return OpenFile(number: number, path: path)
    }

    /// Reads up to so many bytes from a place; fewer only at the end of the file.
    func read(
        _ file: borrowing OpenFile, at offset: Int, maximum: Int
    ) throws(DocumentStoreError) -> [UInt8] {
        let number = file.number
        var bytes = [UInt8](repeating: 0, count: maximum)
        var filled = 0
        try call("read", .read, file.path) {
            while filled < maximum {
                let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                    return unsafe pread(number, rest.baseAddress, rest.count, offset + filled)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return count < 0 ? -1 : 0 }
                filled += count
            }
            return 0
        }
        bytes.removeLast(maximum - filled)
        return bytes
    }

    /// Writes all bytes to a place.
    func write(
        _ bytes: ArraySlice<UInt8>, to file: borrowing OpenFile, at offset: Int
    ) throws(DocumentStoreError) {
        let number = file.number
        try call("write", .write, file.path) {
            Self.writeAll(bytes, number, offset)
        } half: {
            _ = Self.writeAll(bytes.prefix(bytes.count / 2), number, offset)
        }
    }

    private static func writeAll(
        _ bytes: ArraySlice<UInt8>, _ number: Int32, _ offset: Int
    ) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe pwrite(number, rest.baseAddress, rest.count, offset + written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return -1 }
            written += count
        }
        return 0
    }

    /// Returns when the content of a file is on the disk.
    func synchronise(_ file: borrowing OpenFile) throws(DocumentStoreError) {
        let number = file.number
        try call("sync file", .write, file.path) { fsync(number) }
    }

    /// Returns when the names in a folder are on the disk, as far as its file system can do that.
    func synchroniseFolder(_ path: String) throws(DocumentStoreError) {
        let folder = try open(path, O_RDONLY | O_DIRECTORY)
        let number = folder.number
        try call("sync folder", .write, path) {
            let code = fsync(number)
            return code != 0 && (errno == EINVAL || errno == ENOSYS) ? 0 : code
        }
    }

    /// Gives a file another name in one step, in the place of whatever had it.
    func rename(_ path: String, to target: String) throws(DocumentStoreError) {
        try call("rename", .write, target) { unsafe Glibc.rename(path, target) }
    }

    /// Removes a file; one that is not there is no failure.
    func remove(_ path: String) throws(DocumentStoreError) {
        try call("remove", .write, path) {
            let code = unsafe unlink(path)
            return code != 0 && errno == ENOENT ? 0 : code
        }
    }

    /// Makes a folder and its missing parents, durably.
    func makeFolder(_ path: String) throws(DocumentStoreError) {
        try call("make folder", .createDirectory, path) { 0 }
        do throws(FileFailure) {
            try Files.createPrivateDirectory(path)
        } catch {
            throw .file(error)
        }
    }

    /// Waits until no other process has the lock of this file.
    func lock(_ file: borrowing OpenFile) throws(DocumentStoreError) {
        let number = file.number
        try call("lock", .write, file.path) { flock(number, LOCK_EX) }
    }

    /// What the system says of an open file.
    func status(_ file: borrowing OpenFile) throws(DocumentStoreError) -> stat {
        let number = file.number
        var status = stat()
        try call("status", .read, file.path) { unsafe fstat(number, &status) }
        return status
    }

    /// What the system says of a name; nil when there is none.
    func status(_ path: String) throws(DocumentStoreError) -> stat? {
        var status = stat()
        var isThere = true
        try call("status", .read, path) {
            let code = unsafe stat(path, &status)
            isThere = code == 0
            return code != 0 && (errno == ENOENT || errno == ENOTDIR) ? 0 : code
        }
        return isThere ? status : nil
    }

    /// The names in a folder, in order; none when there is no folder.
    func names(in path: String) throws(DocumentStoreError) -> [String] {
        var names: [String] = []
        try call("list", .read, path) {
            guard let folder = unsafe opendir(path) else { return errno == ENOENT ? 0 : -1 }
            defer { unsafe closedir(folder) }
            while let entry = unsafe readdir(folder) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                        unsafe String(cString: $0)
                    }
                }
                if name != "." && name != ".." { names.append(name) }
            }
            return 0
        }
        return names.sorted()
    }

    /// Makes one call, repeated when a signal interrupts it, unless a test has planned otherwise.
    private func call(
        _ words: String, _ operation: FileFailure.Operation, _ path: String,
        _ body: () -> Int32, half: () -> Void = {}
    ) throws(DocumentStoreError) {
        switch faults?.fate(of: words) {
        case nil, .carriedOut: break
        case .failing(let number): throw .file(FileFailure(operation, path, number))
        case .halfDone:
            half()
            throw .file(FileFailure(operation, path, EIO))
        case .notAtAll: throw .file(FileFailure(operation, path, EIO))
        }
        while body() != 0 {
            guard errno == EINTR else {
                throw .file(FileFailure(operation, path, errno))
            }
        }
    }
}
