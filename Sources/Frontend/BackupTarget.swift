import CaseModel
import Console
import Transport

/// Where a backup goes: a file of that name, or a new file in a folder that keeps many.
package struct BackupTarget {
    package let path: String
    /// The folder of its documents; the backups of one folder share theirs.
    package let documents: String

    /// Reads what a person gave: what is a folder, or ends with a slash, is one.
    package init(_ given: String, program: String, now: Int64) throws(Failure) {
        guard given.hasSuffix("/") || Files.isDirectory(given) else {
            path = given
            documents = given + ".documents"
            return
        }
        var folder = given
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        let stamp = Instant.iso(now).prefix(23).filter { $0.isNumber || $0 == "T" }
        var name = "\(folder)/\(program)-\(stamp).backup"
        var count = 1
        while Files.exists(name) {
            count += 1
            name = "\(folder)/\(program)-\(stamp)-\(count).backup"
        }
        path = name
        documents = folder + "/documents"
    }
}
