internal import Glibc

/// Files and folders that only this user may read, written so that a power cut leaves the old
/// content or the new one, never half of it.
package enum Files {
    /// Makes a folder and its missing parents (mode 0700); an existing folder stays as it is.
    package static func createPrivateDirectory(_ path: String) throws(FileFailure) {
        if unsafe mkdir(path, 0o700) == 0 { return try synchronise(parent(of: path)) }
        switch errno {
        case EEXIST where isDirectory(path): return
        case ENOENT where parent(of: path) != path:
            try createPrivateDirectory(parent(of: path))
            if unsafe mkdir(path, 0o700) == 0 { return try synchronise(parent(of: path)) }
            // Another process was faster.
            if errno == EEXIST && isDirectory(path) { return }
            throw FileFailure(.createDirectory, path, errno)
        default: throw FileFailure(.createDirectory, path, errno)
        }
    }

    /// Reads a whole regular file; one that is larger than the limit is refused (EFBIG).
    package static func read(_ path: String, limitBytes: Int) throws(FileFailure) -> [UInt8] {
        // Not blocking: opening a pipe by mistake must not wait for its writer.
        guard let file = Descriptor.open(path, O_RDONLY | O_NONBLOCK) else {
            throw FileFailure(.read, path, errno)
        }
        var status = stat()
        if unsafe fstat(file.number, &status) != 0 { throw FileFailure(.read, path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileFailure(.read, path, EISDIR)
        default: throw FileFailure(.read, path, ENOTSUP)
        }
        if Int(status.st_size) > limitBytes { throw FileFailure(.read, path, EFBIG) }
        return try readAll(file, path, limitBytes: limitBytes)
    }

    /// Reads a file of the kernel, whose size is not known before.
    static func readUnsized(_ path: String, limitBytes: Int) throws(FileFailure) -> [UInt8] {
        guard let file = Descriptor.open(path, O_RDONLY) else {
            throw FileFailure(.read, path, errno)
        }
        return try readAll(file, path, limitBytes: limitBytes)
    }

    /// Writes a file that only this user may read (mode 0600) in the place of the one before.
    ///
    /// When it returns, the content and the name are on the disk. A failure leaves the old file.
    package static func writePrivate(_ path: String, _ bytes: [UInt8]) throws(FileFailure) {
        var name = Array("\(path).XXXXXX".utf8CString)
        let number = unsafe mkstemp(&name)
        if number < 0 { throw FileFailure(.write, path, errno) }
        let file = Descriptor(owning: number)
        var failure = Descriptor.writeAll(file.number, bytes)
        if failure == 0 && fsync(file.number) != 0 { failure = errno }
        if failure == 0, unsafe rename(name, path) != 0 { failure = errno }
        if failure != 0 {
            // Best effort: the failure that is thrown says more than one of removing.
            _ = unsafe unlink(name)
            throw FileFailure(.write, path, failure)
        }
        try synchronise(parent(of: path))
    }

    /// Says whether something is there under that name.
    package static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Says whether a folder is there under that name.
    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// When the file of that name was changed last, in nanoseconds; nil when there is none.
    package static func changeTime(_ path: String) -> Int64? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    /// The folder in which the name stands; a slash at the end does not count.
    package static func parent(of path: String) -> String {
        var bytes = Array(path.utf8)
        let slash = UInt8(ascii: "/")
        while bytes.count > 1 && bytes.last == slash { bytes.removeLast() }
        guard let cut = bytes.lastIndex(of: slash) else { return "." }
        return cut == 0 ? "/" : String(decoding: bytes[..<cut], as: UTF8.self)
    }

    private static func readAll(
        _ file: borrowing Descriptor, _ path: String, limitBytes: Int
    ) throws(FileFailure) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            // One byte more than allowed shows that the file is too large.
            let room = min(limitBytes - content.count + 1, 1 << 20)
            guard let piece = Descriptor.readOnce(file.number, maximum: room) else {
                throw FileFailure(.read, path, errno)
            }
            if piece.isEmpty { return content }
            content += piece
            if content.count > limitBytes { throw FileFailure(.read, path, EFBIG) }
        }
    }

    /// Makes the names in a folder durable, as far as the folder may be read by us and its file
    /// system can do it at all.
    static func synchronise(_ directory: String) throws(FileFailure) {
        guard let folder = Descriptor.open(directory, O_RDONLY | O_DIRECTORY) else {
            if errno == EACCES { return }
            throw FileFailure(.write, directory, errno)
        }
        if fsync(folder.number) != 0 && errno != EINVAL && errno != ENOSYS {
            throw FileFailure(.write, directory, errno)
        }
    }
}
