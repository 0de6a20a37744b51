internal import CSQLite

/// A connection to one SQLite database, used by one thread at a time.
///
/// A file is in WAL mode with `synchronous=FULL`: what is committed survives a loss of power.
package final class Connection {
    /// How the database is opened.
    package enum Mode: Equatable, Sendable {
        case readWriteCreate
        case readWrite
        case readOnly
        /// For reading and writing a file that nobody else has open, a copy for instance: it gets
        /// no files beside it that stay.
        case alone
        /// A private database without a file; the path is not used.
        case memory
    }

    let database: Database
    var statements = StatementCache()

    /// Opens the database and sets it up.
    ///
    /// The path is taken literally, also if it looks like a URI. Refused with an error are a file
    /// that is not a database and one that cannot be in WAL mode. The simulator brings a disk.
    package init(
        path: String = "", mode: Mode = .readWriteCreate, busyTimeoutMilliseconds: Int32 = 5000,
        disk: VirtualDisk? = nil
    ) throws(SQLiteError) {
        precondition(mode == .memory || !path.isEmpty, "a file needs a path")
        database = try Database(
            path: Connection.literal(path, mode), flags: mode.flags, disk: disk)
        let code = unsafe sqlite3_busy_timeout(database.handle, busyTimeoutMilliseconds)
        guard code == SQLITE_OK else { throw database.lastError(sql: nil) }
        try setUp(mode, wait: .milliseconds(busyTimeoutMilliseconds))
    }

    /// The planned failure of a test; nil, as in production, for none.
    package var faults: FaultPlan? {
        get { database.faults }
        set { database.faults = newValue }
    }

    /// Rows that statements which are still kept went through without an index: a test's measure of
    /// work that grows with what is stored.
    package var scannedRows: Int { statements.scannedRows }

    /// The rows that the last INSERT, UPDATE or DELETE changed itself.
    package var changes: Int64 { unsafe sqlite3_changes64(database.handle) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { !database.isAutocommit }

    private func setUp(_ mode: Mode, wait: Duration) throws(SQLiteError) {
        try execute(
            """
            PRAGMA foreign_keys=ON;
            PRAGMA trusted_schema=OFF;
            PRAGMA cell_size_check=ON;
            PRAGMA temp_store=MEMORY;
            """)
        switch mode {
        case .readWriteCreate, .readWrite:
            try enterWAL(within: wait)
            try execute("PRAGMA synchronous=FULL")
        case .readOnly, .alone:
            // Reads the file's header, so that what is not a database is refused here.
            try execute("PRAGMA schema_version")
        case .memory:
            break
        }
    }

    /// Two that make the same new file are both told at once that it is busy, lest each wait for
    /// the other; so the waiting is done here.
    private func enterWAL(within wait: Duration) throws(SQLiteError) {
        let deadline = ContinuousClock.now + wait
        while true {
            do throws(SQLiteError) {
                return try switchToWAL()
            } catch {
                guard error.kind == .busy, ContinuousClock.now < deadline else { throw error }
                sqlite3_sleep(5)
            }
        }
    }

    private func switchToWAL() throws(SQLiteError) {
        let sql = "PRAGMA journal_mode=WAL"
        let answer = try row(sql) { $0.text(0) } ?? "unknown"
        guard answer == "wal" else {
            throw SQLiteError(
                code: SQLITE_ERROR, message: "journal mode is '\(answer)', not 'wal'", sql: sql)
        }
    }

    /// Debian's SQLite reads "file:…" as a URI (USE_URI), and ":memory:" is never a file.
    static func literal(_ path: String, _ mode: Mode) -> String {
        if mode == .memory { return ":memory:" }
        return path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
    }
}

extension Connection.Mode {
    fileprivate var flags: Int32 {
        switch self {
        case .readWriteCreate, .memory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readWrite, .alone: SQLITE_OPEN_READWRITE
        case .readOnly: SQLITE_OPEN_READONLY
        }
    }
}
