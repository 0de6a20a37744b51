internal import Glibc
package import SyncProtocol

extension DocumentStore {
    /// Removes what was left in `incoming` and has not been written to since a moment, in seconds
    /// since 1970; returns how many files that were.
    ///
    /// A part is removed with its map. Call it rarely and with a day or more in between: a transfer
    /// that is resumed after that begins again.
    package func sweep(before seconds: Int) throws(DocumentStoreError) -> Int {
        guard try disk.status(incoming) != nil else { return 0 }
        let lock = try disk.open("\(incoming)/lock", O_RDWR | O_CREAT)
        try disk.lock(lock)
        var count = 0
        // In reverse order the map of a part goes before its bytes.
        for name in try disk.names(in: incoming).reversed() where name != "lock" {
            let path = "\(incoming)/\(name)"
            guard let status = try disk.status(path), status.st_mtim.tv_sec < seconds else {
                continue
            }
            try disk.remove(path)
            count += 1
        }
        return count
    }

    /// Removes complete documents that no record names, unless they were added after a moment, in
    /// seconds since 1970; returns how many.
    ///
    /// A document is durable before the event that names it, so a process that died in between
    /// leaves one that nobody will ever ask for, and it is about a person. The moment must lie far
    /// enough back for every running command to have written its event.
    package func removeUnnamed(
        before seconds: Int, isNamed: (DocumentName) -> Bool
    ) throws(DocumentStoreError) -> Int {
        var count = 0
        for name in try names() where !isNamed(name) {
            guard let status = try disk.status(path(name)), status.st_mtim.tv_sec < seconds else {
                continue
            }
            try remove(name)
            count += 1
        }
        return count
    }
}
