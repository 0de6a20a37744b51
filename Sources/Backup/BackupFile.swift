import SQLite
import Transport

/// A finished backup.
package struct BackupFile {
    package let path: String
    package let manifest: BackupManifest

    /// Reads what a backup says of itself.
    package init(_ path: String) throws(BackupError) {
        let entries = try BackupError.wrap(path) { () throws(SQLiteError) in
            let connection = try Connection(path: path, mode: .readOnly)
            let name = BackupManifest.table
            let isThere = try connection.row(
                "SELECT 1 FROM sqlite_schema WHERE name = ?1", [.text(name)]
            ) { _ in true }
            guard isThere != nil else { return [(String, String)]() }
            return try connection.rows("SELECT name, value FROM \(name)") {
                ($0.text(0), $0.text(1))
            }
        }
        guard let manifest = BackupManifest(Dictionary(entries) { _, last in last }) else {
            throw .noBackup(path)
        }
        self.path = path
        self.manifest = manifest
    }

    /// Whether it holds what was put into it; reads all of it.
    package func isUnchanged() throws(BackupError) -> Bool {
        try BackupError.wrap(path) { () throws(SQLiteError) in
            try ContentDigest.of(Connection(path: path, mode: .readOnly)) == manifest.digest
        }
    }

    /// The folder of its documents: its own, or the one that all backups of a folder share.
    package var documents: String {
        let own = Self.ownDocuments(path)
        return Files.isDirectory(own) ? own : Files.parent(of: path) + "/documents"
    }

    /// The folder of documents that belongs to one backup.
    package static func ownDocuments(_ path: String) -> String { path + ".documents" }
}
