package import SQLite
package import Transport

/// Why a backup was not made or not read; the database that was copied is as it was.
package enum BackupError: Error, Equatable, Sendable {
    case file(FileFailure)
    /// A failure of the database, and of which file.
    case sqlite(SQLiteError, path: String)
    /// Another process is making this backup.
    case beingMade(String)
    /// The file is no backup, or was made by a newer version.
    case noBackup(String)

    /// Runs a body of the database and says of which file its failure is.
    static func wrap<T>(
        _ path: String, _ body: () throws(SQLiteError) -> T
    ) throws(BackupError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw .sqlite(error, path: path)
        }
    }
}
