import SQLite
import Sealing
import SyncProtocol
import Transport

/// A backup while it is made: the copy is taken, what belongs to it is brought beside it, and then
/// it gets its name in one step.
///
/// The database may be in use meanwhile. A process that dies leaves the backup before and a
/// `.part`, which the next overwrites.
package struct BackupMaker: ~Copyable {
    private let file: PendingFile

    /// Copies the database as it is at one moment.
    package init(of database: String, to path: String) throws(BackupError) {
        let pending: PendingFile?
        do throws(FileFailure) {
            pending = try PendingFile.begin(path)
        } catch {
            throw .file(error)
        }
        guard let pending else { throw .beingMade(path) }
        do throws(SQLiteError) {
            try Connection(path: database, mode: .readOnly).copy(to: pending.part)
        } catch {
            pending.discard()
            throw .sqlite(error, path: Self.culprit(error, database, path))
        }
        file = pending
    }

    /// What cannot be read is the database's fault; a full disk is the backup's.
    private static func culprit(_ error: SQLiteError, _ database: String, _ path: String) -> String
    {
        switch error.kind {
        case .full, .readOnly: path
        case .busy, .locked, .cannotOpen, .notADatabase, .corrupt, .ioError, .constraint, .other:
            database
        }
    }

    /// The copy, to be read before it has its name.
    package var part: String { file.part }

    /// Writes the manifest into the copy and gives it its name.
    package consuming func finish(
        source: BackupManifest.Source, made: Int64, program: String, epoch: String, documents: Int
    ) throws(BackupError) -> BackupManifest {
        let manifest: BackupManifest
        do throws(SQLiteError) {
            let copy = try Connection(path: file.part, mode: .alone)
            manifest = BackupManifest(
                source: source, made: made, program: program, epoch: epoch, documents: documents,
                digest: try ContentDigest.of(copy))
            try Self.write(manifest, to: copy)
        } catch {
            let path = file.path
            file.discard()
            throw .sqlite(error, path: path)
        }
        do throws(FileFailure) {
            try file.publish()
        } catch {
            throw .file(error)
        }
        return manifest
    }

    /// Gives the backup up.
    package consuming func discard() {
        file.discard()
    }

    private static func write(
        _ manifest: BackupManifest, to copy: Connection
    ) throws(SQLiteError) {
        try copy.transaction { () throws(SQLiteError) in
            // A store that was once restored from a backup may have its manifest still.
            try copy.execute(
                """
                DROP TABLE IF EXISTS \(BackupManifest.table);
                CREATE TABLE \(BackupManifest.table) (name TEXT PRIMARY KEY, value TEXT NOT NULL)
                STRICT, WITHOUT ROWID
                """)
            for entry in manifest.entries {
                try copy.run(
                    "INSERT INTO \(BackupManifest.table) VALUES (?1, ?2)",
                    [.text(entry.name), .text(entry.value)])
            }
        }
    }
}

/// A hash of what all tables say but the manifest.
enum ContentDigest {
    static func of(_ connection: Connection) throws(SQLiteError) -> String {
        var hash = Blake2b.Stream()
        var pending: [UInt8] = []
        try connection.forEachRow(except: BackupManifest.table) { bytes in
            pending += bytes
            guard pending.count > 1 << 16 else { return }
            hash.update(pending)
            pending = []
        }
        hash.update(pending)
        return hash.finish().hex
    }
}
