import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func put(_ record: RecordRow) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO record (name, kind, site, length, arrived, key, slip, official,
                    reference, state, unit, conflicts, summary)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                ON CONFLICT (name) DO UPDATE SET
                    kind = ?2, site = ?3, length = ?4, arrived = ?5, key = ?6, slip = ?7,
                    official = ?8, reference = ?9, state = ?10, unit = ?11, conflicts = ?12,
                    summary = ?13
                """, record.values)
        }
    }

    package func record(_ name: RecordName) throws(StoreError) -> RecordRow? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                Self.recordQuery + " WHERE name = ?1", [.init(name)], RecordRow.init) ?? nil
        }
    }

    package func records(matching code: String) throws(StoreError) -> [RecordRow] {
        let name = SQLValue(RecordName(hex: code))
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.recordQuery + """
                     WHERE name = ?2 OR slip = ?1 OR official = ?1 OR reference = ?1 OR key = ?1
                    ORDER BY arrived, name LIMIT 100
                    """, [.text(code), name], RecordRow.init)
        }.compactMap(\.self)
    }

    package func records(
        kind: String, onlyConflicts: Bool, _ body: (RecordRow) -> Bool
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                Self.recordQuery + """
                     WHERE kind = ?1 AND conflicts >= ?2 ORDER BY arrived, rowid
                    """, [.text(kind), .int(onlyConflicts ? 1 : 0)]
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

    private static var recordQuery: String {
        """
        SELECT name, site, length, arrived, summary FROM record
        """
    }
}

extension RecordRow {
    fileprivate var values: [SQLValue] {
        [
            .init(name), .text(summary.kind), .init(site), .init(length), .int(arrived),
            .init(summary.key), .init(summary.slip), .init(summary.official),
            .init(summary.reference), .init(summary.state), .init(summary.unit),
            .int(Int64(summary.conflicts.count)), .blob(summary.encoded),
        ]
    }

    fileprivate init?(_ row: borrowing Row) {
        // A summary that cannot be read is damage, which `verify` repairs from the trunks.
        guard let name = row.name(0), let summary = try? RecordSummary(decoding: row.blob(4))
        else { return nil }
        self.init(
            name: name, site: row.site(1), length: row.unsigned(2), arrived: row.int(3),
            summary: summary)
    }
}
