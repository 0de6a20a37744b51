internal import CSQLite

/// The current row of a running statement, lent for the length of one call.
///
/// Columns are counted from 0. A getter converts as SQLite does: NULL reads as 0, "" or no bytes.
/// Safe: it is only ever lent, so the statement outlives it.
@safe
package struct Row: ~Copyable {
    private let statement: OpaquePointer
    /// How many columns the row has.
    package let columnCount: Int32

    init(_ statement: OpaquePointer) {
        unsafe self.statement = statement
        columnCount = unsafe sqlite3_data_count(statement)
    }

    /// Whether the column is NULL.
    package func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(statement, checked(column)) == SQLITE_NULL
    }

    /// The column as an integer.
    package func int(_ column: Int32) -> Int64 {
        unsafe sqlite3_column_int64(statement, checked(column))
    }

    /// The column as a text; what is not UTF-8 in it reads as U+FFFD.
    package func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(statement, checked(column)) else { return "" }
        // The length is asked after the text: the conversion to text may change it.
        let count = Int(unsafe sqlite3_column_bytes(statement, column))
        return unsafe String(
            decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A copy of the column's bytes.
    package func blob(_ column: Int32) -> [UInt8] {
        unsafe Array(bytes(column))
    }

    /// Lends the bytes of a blob or text column, for the length of the call.
    package func withBlob<Result, Failure: Error>(
        _ column: Int32, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe bytes(column)
        return try body(unsafe bytes.span)
    }

    /// The column as an integer, or nil for NULL.
    package func optionalInt(_ column: Int32) -> Int64? {
        isNull(column) ? nil : int(column)
    }

    /// The column as a text, or nil for NULL.
    package func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// A copy of the column's bytes, or nil for NULL.
    package func optionalBlob(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : blob(column)
    }

    /// A copy of the column as what it is.
    package func value(_ column: Int32) -> SQLValue {
        switch unsafe sqlite3_column_type(statement, checked(column)) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .int(int(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .text(text(column))
        }
    }

    private func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe sqlite3_column_blob(statement, checked(column))
        let count = Int(unsafe sqlite3_column_bytes(statement, column))
        let bytes = unsafe start?.assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: bytes, count: start == nil ? 0 : count)
    }

    private func checked(_ column: Int32) -> Int32 {
        precondition(column >= 0 && column < columnCount, "no column \(column)")
        return column
    }
}
