internal import CSQLite

/// A prepared statement, the only owner of its handle.
///
/// It keeps the database open for as long as it lives.
/// Safe: the handle is set once, is valid until `deinit`, and is used on the connection's thread.
@safe
package struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let database: Database
    private let placeholders: Int32

    /// Prepares the first statement of a text; `next` is moved behind it.
    ///
    /// Gives nil where only white space and comments are left.
    init?(
        _ database: Database, next: inout UnsafePointer<CChar>, isKept: Bool
    ) throws(SQLiteError) {
        let start = unsafe next
        try database.willCall(unsafe String(cString: start))
        var prepared: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = unsafe sqlite3_prepare_v3(
            database.handle, start, -1, flags, &prepared, &tail)
        guard code == SQLITE_OK else {
            throw database.lastError(sql: unsafe String(cString: start))
        }
        if let tail = unsafe tail { unsafe next = tail }
        guard let prepared = unsafe prepared else { return nil }
        unsafe handle = prepared
        self.database = database
        placeholders = unsafe sqlite3_bind_parameter_count(prepared)
    }

    deinit {
        // The result repeats the last step's, which was thrown there.
        unsafe sqlite3_finalize(handle)
    }

    /// The statement's text, with placeholders.
    package var sql: String { unsafe String(cString: sqlite3_sql(handle)) }

    /// Rows that its uses went through because no index led to what was asked for.
    var scannedRows: Int {
        Int(unsafe sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0))
    }

    /// Binds one value to each placeholder, by copy; the statement must be reset.
    package borrowing func bind(_ values: [SQLValue]) throws(SQLiteError) {
        precondition(
            values.count == placeholders,
            "\(placeholders) values expected, \(values.count) found for `\(sql)`")
        var index: Int32 = 0
        for value in values {
            index += 1
            let code = bind(value, at: index)
            guard code == SQLITE_OK else { throw Database.error(code, sql: sql) }
        }
    }

    /// Runs to the next row; false says that the statement is done.
    package borrowing func step() throws(SQLiteError) -> Bool {
        try database.willCall(sql)
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw stepError(code)
        }
    }

    /// Lends the current row; only after `step` said true.
    package borrowing func withRow<Result>(_ body: (borrowing Row) -> Result) -> Result {
        body(unsafe Row(handle))
    }

    /// Makes the statement ready to run again; a write that was stopped midway may commit here.
    package borrowing func reset() throws(SQLiteError) {
        let code = unsafe sqlite3_reset(handle)
        guard code == SQLITE_OK else { throw stepError(code) }
    }

    /// Makes the statement ready to run again after a failure, and forgets the bound values.
    borrowing func clear() {
        // The result repeats the failure of the last step, which was thrown there.
        unsafe sqlite3_reset(handle)
        // Always succeeds: sqlite.org/c3ref/clear_bindings.html gives no failure.
        unsafe sqlite3_clear_bindings(handle)
    }

    private borrowing func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return unsafe sqlite3_bind_null(handle, index)
        case .int(let integer):
            return unsafe sqlite3_bind_int64(handle, index, integer)
        case .text(var text):
            return text.withUTF8 { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                    unsafe motcua_bind_text(
                        handle, index, characters.baseAddress, UInt64(characters.count))
                }
            }
        case .blob(let blob):
            return unsafe blob.withUnsafeBytes { bytes in
                unsafe motcua_bind_blob(handle, index, bytes.baseAddress, UInt64(bytes.count))
            }
        }
    }

    /// Describes a failed step without a bound value.
    ///
    /// A general error's message may quote one ("JSON path error near …", "fts5: syntax error
    /// near …"); the messages of all other codes name only tables, columns and constraints.
    private borrowing func stepError(_ code: Int32) -> SQLiteError {
        let mayQuote = code & 0xff == SQLITE_ERROR && placeholders > 0
        return mayQuote ? Database.error(code, sql: sql) : database.lastError(sql: sql)
    }
}
