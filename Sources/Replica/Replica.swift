import EventColumns
package import SQLite
import SyncProtocol

import Sealing

/// The kiosk's store: everything handed in here and everything that this site may see.
///
/// One file in WAL mode with `synchronous=FULL`: when a call that writes returns, the work survives
/// a power cut. Several processes of one kiosk may have it open.
package final class Replica {
    /// `MotK` in ASCII: tells our file from any other.
    static let applicationID: Int32 = 0x4D6F_744B

    let connection: Connection
    let hash: HashFunction = Blake2b.chain

    /// Opens the replica's file, making it or bringing its schema up to date first.
    package init(
        path: String, mode: Connection.Mode = .readWriteCreate,
        busyTimeoutMilliseconds: Int32 = 5000, disk: VirtualDisk? = nil
    ) throws(ReplicaError) {
        do {
            connection = try Connection(
                path: path, mode: mode, busyTimeoutMilliseconds: busyTimeoutMilliseconds,
                disk: disk)
        } catch {
            throw .sqlite(error)
        }
        guard mode != .readOnly else { return }
        do {
            try Migrator.migrate(
                connection, applicationID: Self.applicationID, Self.migrations)
        } catch {
            throw .migration(error)
        }
        try findDocuments()
        try fillColumns()
    }

    static var migrations: [Migration] {
        [
            Migration(
                number: 1, name: "replica",
                sql: String(decoding: PackageResources.m001_replica_sql, as: UTF8.self)),
            Migration(
                number: 2, name: "bundles",
                sql: String(decoding: PackageResources.m002_bundles_sql, as: UTF8.self)),
            Migration(
                number: 3, name: "rows",
                sql: String(decoding: PackageResources.m003_rows_sql, as: UTF8.self)),
            Migration(
                number: 4, name: "documents",
                sql: String(decoding: PackageResources.m004_documents_sql, as: UTF8.self)),
            Migration(
                number: 5, name: "drafts",
                sql: String(decoding: PackageResources.m005_drafts_sql, as: UTF8.self)),
            Migration(
                number: 6, name: "loans",
                sql: String(decoding: PackageResources.m006_loans_sql, as: UTF8.self)),
            Migration(
                number: 7, name: "backed-up",
                sql: String(decoding: PackageResources.m007_backed_up_sql, as: UTF8.self)),
            Migration(
                number: 8, name: "staff",
                sql: String(decoding: PackageResources.m008_staff_sql, as: UTF8.self)),
            Migration(
                number: 9, name: "pool",
                sql: String(decoding: PackageResources.m009_pool_sql, as: UTF8.self)),
            Migration(
                number: 10, name: "branches",
                sql: String(decoding: PackageResources.m010_branches_sql, as: UTF8.self)),
            Migration(
                number: 11, name: "wanted",
                sql: String(decoding: PackageResources.m011_wanted_sql, as: UTF8.self)),
            Migration(
                number: 12, name: "pruning",
                sql: String(decoding: PackageResources.m012_pruning_sql, as: UTF8.self)),
            Migration(
                number: 13, name: "lives",
                sql: String(decoding: PackageResources.m013_lives_sql, as: UTF8.self)),
            Migration(
                number: 14, name: "desk",
                sql: String(decoding: PackageResources.m014_desk_sql, as: UTF8.self)),
            Migration(
                number: 15, name: "ticket",
                sql: String(decoding: PackageResources.m015_ticket_sql, as: UTF8.self)),
            Migration(
                number: 16, name: "vouched-places",
                sql: String(
                    decoding: PackageResources.m016_vouched_places_sql, as: UTF8.self)),
            Migration(
                number: 17, name: "lookups",
                sql: String(decoding: PackageResources.m017_lookups_sql, as: UTF8.self)),
        ]
    }

    /// The planned failure of a test.
    package var faults: FaultPlan? {
        get { connection.faults }
        set { connection.faults = newValue }
    }

    /// Rows that were gone through without an index.
    package var scannedRows: Int { connection.scannedRows }

    /// Runs the body under the write lock; what it throws rolls everything back.
    package func transaction<T>(_ body: () throws(ReplicaError) -> T) throws(ReplicaError) -> T {
        try connection.transaction(.immediate, body)
    }

    /// Takes so many numbers from a counter and returns the first of them; a counter begins at 1.
    ///
    /// Inside a transaction.
    package func next(_ counter: String, count: Int = 1) throws(ReplicaError) -> UInt64 {
        let value = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                INSERT INTO counter (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = value + ?2 RETURNING value - ?2 + 1
                """, [.text(counter), .int(Int64(count))]
            ) { $0.unsigned(0) }
        }
        guard let value else { throw .damaged("counter without a value") }
        return value
    }

    /// Runs one SQL call and gives its error the replica's type.
    func sql<T>(_ body: () throws(SQLiteError) -> T) throws(ReplicaError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw .sqlite(error)
        }
    }
}
