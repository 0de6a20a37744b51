import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func grant(
        _ record: RecordName, to site: SiteNumber
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR IGNORE INTO interest (record, site) VALUES (?1, ?2)",
                [.init(record), .init(site)])
        }
        return connection.changes > 0
    }

    package func interested(in record: RecordName) throws(StoreError) -> [SiteNumber] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT site FROM interest WHERE record = ?1 ORDER BY site", [.init(record)]
            ) { $0.site(0) }
        }
    }

    package func isInterested(
        _ site: SiteNumber, in record: RecordName
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM interest WHERE record = ?1 AND site = ?2",
                [.init(record), .init(site)]
            ) { _ in true } ?? false
        }
    }

    package func logHead(_ stream: SiteNumber) throws(StoreError) -> Mark {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT number, chain FROM change WHERE stream = ?1
                ORDER BY number DESC LIMIT 1
                """, [.init(stream)]
            ) { Mark(number: $0.unsigned(0), prefix: $0.unsigned(1)) }
        } ?? Mark(number: 0, prefix: 0)
    }

    package func log(
        _ change: Change, stream: SiteNumber, chain: (Mark) -> UInt64
    ) throws(StoreError) {
        let head = try logHead(stream)
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO change (stream, number, record, position, is_grant, chain)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                [
                    .init(stream), .init(head.number + 1), .init(change.record),
                    .init(change.position), .int(change.isGrant ? 1 : 0), .init(chain(head)),
                ])
        }
    }

    package func logMark(
        _ stream: SiteNumber, at number: UInt64
    ) throws(StoreError) -> Mark? {
        guard number > 0 else { return Mark(number: 0, prefix: 0) }
        return try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT number, chain FROM change WHERE stream = ?1 AND number = ?2",
                [.init(stream), .init(number)]
            ) { Mark(number: $0.unsigned(0), prefix: $0.unsigned(1)) }
        }
    }

    package func log(
        _ stream: SiteNumber, after number: UInt64, limit: Int
    ) throws(StoreError) -> [LogEntry] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT number, chain, record, position, is_grant FROM change
                WHERE stream = ?1 AND number > ?2 ORDER BY number LIMIT ?3
                """, [.init(stream), .init(number), .int(Int64(limit))], LogEntry.init)
        }.compactMap(\.self)
    }

    package func position(
        of record: RecordName, in stream: SiteNumber, through number: UInt64
    ) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT max(position) FROM change
                WHERE stream = ?1 AND record = ?2 AND number <= ?3
                """, [.init(stream), .init(record), .init(number)]
            ) { $0.unsigned(0) }
        } ?? 0
    }

    package func next(_ counter: String) throws(StoreError) -> UInt64 {
        let value = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                INSERT INTO counter (name, value) VALUES (?1, 1)
                ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value
                """, [.text(counter)]
            ) { $0.unsigned(0) }
        }
        guard let value else { throw .damaged("counter without a value") }
        return value
    }
}

extension LogEntry {
    fileprivate init?(_ row: borrowing Row) {
        guard let record = row.name(2) else { return nil }
        self.init(
            mark: Mark(number: row.unsigned(0), prefix: row.unsigned(1)),
            change: Change(record: record, position: row.unsigned(3), isGrant: row.int(4) == 1))
    }
}
