package import CaseModel
package import SQLite

/// Reads JSON text with SQLite's JSON functions, on a private database in memory.
package final class JSONReader {
    /// How many arrays and objects may be open at once.
    package static let deepest = 64

    private let connection: Connection
    private let limitBytes: Int

    /// Makes a reader that refuses texts longer than the limit.
    package init(limitBytes: Int = 1 << 20) throws(SQLiteError) {
        connection = try Connection(mode: .memory)
        self.limitBytes = limitBytes
    }

    /// Reads one JSON text (RFC 8259) in UTF-8; a byte order mark at its beginning is skipped.
    package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        guard bytes.count <= limitBytes else {
            throw .tooLarge(bytes: bytes.count, limit: limitBytes)
        }
        let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        let text = try JSONReader.text(bytes, from: start)
        let scan = try SourceScan(bytes, from: start, deepest: JSONReader.deepest)
        var assembly = TreeAssembly(bytes, numbers: scan.numbers)
        do throws(SQLiteError) {
            try connection.forEach(JSONReader.query, [.text(text)]) { assembly.add($0) }
        } catch {
            throw .sqlite(error)
        }
        let value = assembly.finish()
        if let path = assembly.duplicate { throw .duplicateName(path: path) }
        guard let value else { throw .malformed }
        return value
    }

    /// `json_valid` is strict in every version, while `json_tree` takes JSON5 from 3.42 on; and it
    /// makes a malformed text give no row instead of an error.
    private static let query =
        "SELECT \(TreeAssembly.columns) FROM json_tree(?1) WHERE json_valid(?1)"

    private static func text(_ bytes: [UInt8], from start: Int) throws(JSONError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(start...)))
        } catch {
            throw .notUTF8(offset: start + error.byteOffsets.lowerBound)
        }
    }
}
