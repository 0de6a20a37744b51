package import Backup
import CaseModel
import Console
import DocumentStore
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

    /// What became of the documents.
    package struct Copied {
        package let copied: Int
        package let damaged: Int
        /// How many there are in the backup's folder now.
        package let count: Int
    }

    /// Copies what the backup's folder lacks of the documents in another one.
    package func copyDocuments(from folder: String) throws(BackupError) -> Copied {
        let copy = DocumentStore(folder: documents)
        do throws(DocumentStoreError) {
            let (copied, damaged) = try copy.copyMissing(from: DocumentStore(folder: folder))
            return Copied(
                copied: copied, damaged: damaged.count, count: try copy.names().count)
        } catch .file(let failure) {
            throw .file(failure)
        } catch {
            // What can be read is copied, and what cannot be read was named as damaged.
            throw .file(.missing(documents))
        }
    }
}
