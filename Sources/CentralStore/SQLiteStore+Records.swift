import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func put(_ record: RecordRow) throws(StoreError) {
        let values = record.values(at: try row(of: record.creation))
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO record (id, name, kind, length, arrived, key, slip, official,
                    reference, conflicts, summary)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                ON CONFLICT (id) DO UPDATE SET
                    kind = ?3, length = ?4, arrived = ?5, key = ?6, slip = ?7, official = ?8,
                    reference = ?9, conflicts = ?10, summary = ?11
                """, values)
        }
    }

    package func record(_ name: RecordName) throws(StoreError) -> RecordRow? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                Self.recordQuery + " WHERE id = \(Self.named)1)", [.init(name)], RecordRow.init)
                ?? nil
        }
    }

    package func records(matching code: String) throws(StoreError) -> [RecordRow] {
        let name = SQLValue(RecordName(hex: code))
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.recordQuery + """
                     WHERE id = \(Self.named)2) OR slip = ?1 OR official = ?1 OR reference = ?1
                        OR key = ?1
                    ORDER BY arrived, name LIMIT 100
                    """, [.text(code), name], RecordRow.init)
        }.compactMap(\.self)
    }

    package func records(
        kind: String, onlyConflicts: Bool, _ body: (RecordRow) -> Bool
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                Self.recordQuery + (onlyConflicts ? " INDEXED BY record_conflicts" : "") + """
                     WHERE kind = ?1\(onlyConflicts ? " AND conflicts > 0" : "")
                    ORDER BY arrived, id
                    """, [.text(kind)]
            ) { row in
                guard let record = RecordRow(row) else { return true }
                return body(record)
            }
        }
    }

    package func count(kind: String) throws(StoreError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT count(*) FROM record WHERE kind = ?1", [.text(kind)]) {
                Int($0.int(0))
            } ?? 0
        }
    }

    package func keysHeldTwice(kind: String) throws(StoreError) -> [String] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT key FROM record WHERE kind = ?1 AND key IS NOT NULL
                GROUP BY key HAVING count(*) > 1 ORDER BY key
                """, [.text(kind)]
            ) { $0.text(0) }
        }
    }

    static var recordQuery: String {
        """
        SELECT name, id, length, arrived, summary FROM record
        """
    }

    /// The row of the event that created a record; the number of a parameter follows.
    private static var named: String { "(SELECT id FROM event WHERE position = 1 AND record = ?" }
}

extension RecordRow {
    fileprivate func values(at number: SQLValue) -> [SQLValue] {
        [
            number, .init(name), .text(summary.kind), .init(length), .int(arrived),
            .init(summary.key),
            .init(summary.slip), .init(summary.official), .init(summary.reference),
            .int(Int64(summary.contests)), .blob(summary.encoded),
        ]
    }

    init?(_ row: borrowing Row) {
        // A summary that cannot be read is damage, which `verify` repairs from the trunks.
        guard let name = row.name(0), let summary = try? RecordSummary(decoding: row.blob(4))
        else { return nil }
        let creation = row.event(1)
        self.init(
            name: name, creation: EventPlace(creation.site, creation.sequence),
            length: row.unsigned(2), arrived: row.int(3), summary: summary)
    }
}
