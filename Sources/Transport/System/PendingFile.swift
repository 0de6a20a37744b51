internal import Glibc

/// A file that only this user may read and that gets its name when it is whole.
///
/// Until then it is `NAME.part`. What a process that died left there is overwritten by the next;
/// two at once are kept apart by a lock, which ends with its owner.
package struct PendingFile: ~Copyable {
    /// The name that it will have.
    package let path: String
    private let file: Descriptor

    /// Where it stands until then.
    package var part: String { path + ".part" }

    /// Begins an empty file; nil when another process is writing the same one.
    package static func begin(_ path: String) throws(FileFailure) -> PendingFile? {
        let part = path + ".part"
        guard let file = Descriptor.open(part, O_RDWR | O_CREAT, mode: 0o600) else {
            throw FileFailure(.write, part, errno)
        }
        guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw FileFailure(.write, part, errno)
        }
        // The one who had the lock before may have given the file its name: it is no part then.
        guard isSame(file, part) else { return nil }
        guard ftruncate(file.number, 0) == 0 else { throw FileFailure(.write, part, errno) }
        return PendingFile(path: path, file: file)
    }

    private init(path: String, file: consuming Descriptor) {
        self.path = path
        self.file = file
    }

    private static func isSame(_ file: borrowing Descriptor, _ path: String) -> Bool {
        var (open, named) = (stat(), stat())
        guard unsafe fstat(file.number, &open) == 0, unsafe stat(path, &named) == 0 else {
            return false
        }
        return open.st_ino == named.st_ino && open.st_dev == named.st_dev
    }

    /// Gives it its name, in the place of the file before; when it returns both are on the disk.
    package consuming func publish() throws(FileFailure) {
        guard fsync(file.number) == 0, unsafe rename(part, path) == 0 else {
            throw FileFailure(.write, path, errno)
        }
        try Files.synchronise(Files.parent(of: path))
    }

    /// Throws it away, as far as it can be removed.
    package consuming func discard() {
        _ = unsafe unlink(part)
    }
}
