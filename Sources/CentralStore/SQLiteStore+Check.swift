import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func names(
        after last: RecordName?, limit: Int
    ) throws(StoreError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT DISTINCT record FROM event INDEXED BY event_trunk
                WHERE record > coalesce(?1, x'') ORDER BY record LIMIT ?2
                """, [.init(last), .int(Int64(limit))]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// Runs the body on the store as it is at one moment; others may write meanwhile.
    package func snapshot<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        try connection.transaction(.deferred, body)
    }

    /// What SQLite finds wrong with the file itself.
    package func problems() throws(StoreError) -> [String] {
        try sql { () throws(SQLiteError) in try connection.problems() }
    }
}
