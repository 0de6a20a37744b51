internal import CSQLite

/// An open database handle, closed when its connection and the last of its statements are gone.
///
/// Safe: the handle is set once, is valid until `deinit`, and never leaves the module.
@safe
final class Database {
    /// SQLITE_ABORT_ROLLBACK, a macro that Swift does not import.
    private static let abortedByRollback = SQLITE_ABORT | (2 << 8)

    let handle: OpaquePointer
    /// The planned failure of a test.
    var faults: FaultPlan?
    /// Whether the code is between BEGIN and COMMIT, whatever SQLite itself has done meanwhile.
    var isTransactionOpen = false

    /// Done once for the process; who came before us has set the library up already.
    private static let isSetUp = motcua_count_no_memory() == SQLITE_OK

    /// The disk that the file lies on, when it is none of the system's.
    private let disk: VirtualDisk?

    init(path: String, flags: Int32, disk: VirtualDisk? = nil) throws(SQLiteError) {
        _ = Self.isSetUp
        guard !path.utf8.contains(0) else { throw Database.error(SQLITE_CANTOPEN, sql: nil) }
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, disk?.name)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let extended = unsafe opened.map { unsafe sqlite3_extended_errcode($0) }
            unsafe sqlite3_close_v2(opened)
            throw Database.error(extended ?? code, sql: nil)
        }
        unsafe handle = opened
        self.disk = disk
        unsafe sqlite3_extended_result_codes(handle, 1)
        // SQLite opens a file that it may not write for reading only, without a word.
        let isWritable = unsafe sqlite3_db_readonly(handle, "main") == 0
        guard isWritable || flags & SQLITE_OPEN_READWRITE == 0 else {
            throw Database.error(SQLITE_READONLY, sql: nil)
        }
    }

    deinit {
        // _v2 waits for statements that are still alive, and then cannot fail.
        unsafe sqlite3_close_v2(handle)
    }

    /// Whether SQLite is outside a transaction, perhaps because it rolled back by itself.
    var isAutocommit: Bool { unsafe sqlite3_get_autocommit(handle) != 0 }

    /// Counts a call for the fault plan, and refuses to go on in a transaction that is gone.
    ///
    /// After SQLite rolled back by itself (a full disk, for example) the rest of the transaction's
    /// statements would each be committed alone; see "Response To Errors Within A Transaction" in
    /// sqlite.org/lang_transaction.html.
    func willCall(_ sql: @autoclosure () -> String) throws(SQLiteError) {
        if isTransactionOpen && isAutocommit {
            throw Database.error(Database.abortedByRollback, sql: sql())
        }
        if let code = faults?.count() {
            throw Database.error(code, sql: sql())
        }
    }

    /// The failure that the last call on this handle left behind.
    func lastError(sql: String?) -> SQLiteError {
        SQLiteError(
            code: unsafe sqlite3_extended_errcode(handle),
            message: unsafe String(cString: sqlite3_errmsg(handle)), sql: sql)
    }

    /// A failure in SQLite's general words for the code.
    static func error(_ code: Int32, sql: String?) -> SQLiteError {
        SQLiteError(
            code: code, message: unsafe String(cString: sqlite3_errstr(code)), sql: sql)
    }
}
