internal import Glibc

/// What the system says of the disk under a file.
package enum DiskFacts {
    /// Whether what a file holds is encrypted on its way to the disk.
    package enum Encryption: Equatable, Sendable {
        case on
        case off
        /// A network disk or a container, for instance.
        case unknown
    }

    /// Bytes that this user may still write to the file system of a path; nil when it is not there.
    package static func freeBytes(_ path: String) -> UInt64? {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    }

    /// Names the file system that a path lies on; nil when it is not there.
    package static func device(_ path: String) -> UInt64? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? UInt64(status.st_dev) : nil
    }

    /// Whether somebody else than its owner may read or write a file; nil when it is not there.
    package static func isOpenToOthers(_ path: String) -> Bool? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o077 != 0 : nil
    }

    /// Whether the disk under a path is encrypted by the kernel (dm-crypt), as far as it tells.
    package static func encryption(_ path: String) -> Encryption {
        guard let device = device(path) else { return .unknown }
        // As glibc's sys/sysmacros.h packs them, which Swift does not import.
        let major = device >> 32 & 0xFFFF_F000 | device >> 8 & 0xFFF
        let minor = device >> 12 & 0xFFFF_FF00 | device & 0xFF
        let node = "/sys/dev/block/\(major):\(minor)"
        guard Files.isDirectory(node) else { return .unknown }
        return isEncrypted(node, depth: 0) ? .on : .off
    }

    /// Volumes lie upon each other; the lowest ones have no more below them.
    private static let deepest = 8

    private static func isEncrypted(_ node: String, depth: Int) -> Bool {
        // No name of a mapping: an ordinary disk.
        if let name = try? Files.readUnsized(node + "/dm/uuid", limitBytes: 256),
            name.starts(with: Array("CRYPT-".utf8))
        {
            return true
        }
        guard depth < deepest, let folder = unsafe opendir(node + "/slaves") else { return false }
        defer { unsafe closedir(folder) }
        var below: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if !name.hasPrefix(".") { below.append(name) }
        }
        return !below.isEmpty
            && below.allSatisfy { isEncrypted(node + "/slaves/" + $0, depth: depth + 1) }
    }
}
