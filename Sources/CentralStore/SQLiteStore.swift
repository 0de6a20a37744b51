package import SQLite
import SyncProtocol

/// The central store in one SQLite file, in WAL mode with `synchronous=FULL`.
///
/// Officers' commands and the server may have the file open at once: the write lock of
/// `transaction` is SQLite's own, so numbers stay dense between processes too.
package final class SQLiteStore: CentralStore {
    /// `MotC` in ASCII: tells our file from any other.
    static let applicationID: Int32 = 0x4D6F_7443

    let connection: Connection
    /// The tree of branches, inside a transaction that has read it.
    var knownTree: BranchTree?

    /// Opens the file, making it or bringing its schema up to date first.
    package init(
        path: String, mode: Connection.Mode = .readWriteCreate,
        busyTimeoutMilliseconds: Int32 = 5000, disk: VirtualDisk? = nil
    ) throws(StoreError) {
        do {
            connection = try Connection(
                path: path, mode: mode, busyTimeoutMilliseconds: busyTimeoutMilliseconds,
                disk: disk)
        } catch {
            throw .sqlite(error)
        }
        guard mode != .readOnly else { return }
        do {
            // Many cases at once stay in the log: a page that is written again and again, as those
            // of indexes are, goes into the file once. Whoever has time copies it (`copyLog`);
            // beyond 64 MB a commit does.
            try connection.execute("PRAGMA wal_autocheckpoint=16000; PRAGMA cache_size=-8000")
        } catch {
            throw .sqlite(error)
        }
        do {
            try Migrator.migrate(
                connection, applicationID: Self.applicationID, Self.migrations)
        } catch {
            throw .migration(error)
        }
        try findDocuments()
    }

    static var migrations: [Migration] {
        [
            Migration(
                number: 1, name: "central",
                sql: String(decoding: PackageResources.m001_central_sql, as: UTF8.self)),
            Migration(
                number: 2, name: "rows",
                sql: String(decoding: PackageResources.m002_rows_sql, as: UTF8.self)),
            Migration(
                number: 3, name: "documents",
                sql: String(decoding: PackageResources.m003_documents_sql, as: UTF8.self)),
            Migration(
                number: 4, name: "loans",
                sql: String(decoding: PackageResources.m004_loans_sql, as: UTF8.self)),
            Migration(
                number: 5, name: "backups",
                sql: String(decoding: PackageResources.m005_backups_sql, as: UTF8.self)),
            Migration(
                number: 6, name: "facts",
                sql: String(decoding: PackageResources.m006_facts_sql, as: UTF8.self)),
            Migration(
                number: 7, name: "forks",
                sql: String(decoding: PackageResources.m007_forks_sql, as: UTF8.self)),
            Migration(
                number: 8, name: "quarantine",
                sql: String(decoding: PackageResources.m008_quarantine_sql, as: UTF8.self)),
            Migration(
                number: 9, name: "lives",
                sql: String(decoding: PackageResources.m009_lives_sql, as: UTF8.self)),
            Migration(
                number: 10, name: "tickets",
                sql: String(decoding: PackageResources.m010_tickets_sql, as: UTF8.self)),
        ]
    }

    /// The planned failure of a test.
    package var faults: FaultPlan? {
        get { connection.faults }
        set { connection.faults = newValue }
    }

    /// Rows that were gone through without an index.
    package var scannedRows: Int { connection.scannedRows }

    package func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        // Others may have changed it between two transactions.
        knownTree = nil
        return try connection.transaction(.immediate, body)
    }

    package func part<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        do throws(StoreError) {
            return try connection.savepoint(body)
        } catch {
            knownTree = nil
            throw error
        }
    }

    /// Copies what stands in the log into the file, as far as no reader needs the file as it was
    /// (sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
    package func copyLog() throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run("PRAGMA wal_checkpoint(PASSIVE)")
        }
    }

    /// Runs one SQL call and gives its error the store's type.
    func sql<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw .sqlite(error)
        }
    }
}
