import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func interested(in record: RecordName) throws(StoreError) -> [SiteNumber] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT DISTINCT stream \(Self.changesOfRecord) AND stream > 0
                AND \(Self.isNotEnded) ORDER BY stream
                """,
                [.init(record)]
            ) { $0.site(0) }
        }
    }

    package func isInterested(
        _ site: SiteNumber, in record: RecordName
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT 1 \(Self.changesOfRecord) AND stream = ?2 AND \(Self.isNotEnded) LIMIT 1
                """,
                [.init(record), .init(site)]
            ) { _ in true } ?? false
        }
    }

    package func isLent(
        _ record: RecordName, to site: SiteNumber
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM loan WHERE record = ?1 AND site = ?2",
                [.init(record), .init(site)]
            ) { _ in true } ?? false
        }
    }

    /// What was lent is not to be seen any more once the loan has ended.
    private static var isNotEnded: String {
        """
        NOT EXISTS (SELECT 1 FROM loan
            WHERE loan.record = ?1 AND loan.site = change.stream AND is_ended = 1)
        """
    }

    /// Along the trunk, which is short: a site's whole log is not.
    private static var changesOfRecord: String {
        """
        FROM event INDEXED BY event_trunk CROSS JOIN change INDEXED BY change_event
        ON change.event = event.id WHERE event.record = ?1
        """
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

    package func log(_ entries: [LogEntry], stream: SiteNumber) throws(StoreError) {
        var last = try logHead(stream).number
        for entry in entries {
            guard entry.mark.number == last + 1 else {
                throw .damaged("the log of site \(stream) would have a gap after \(last)")
            }
            last = entry.mark.number
            let event = try row(of: entry.change.event)
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    INSERT INTO change (stream, number, event, position, is_grant, chain)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                    """,
                    [
                        .init(stream), .init(last), event, .init(entry.change.position),
                        .int(entry.change.isGrant ? 1 : 0), .init(entry.mark.prefix),
                    ])
            }
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
                SELECT number, chain, event, position, is_grant FROM change
                WHERE stream = ?1 AND number > ?2 ORDER BY number LIMIT ?3
                """, [.init(stream), .init(number), .int(Int64(limit))], LogEntry.init)
        }
    }

    package func position(
        of record: RecordName, in stream: SiteNumber, through number: UInt64
    ) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT max(change.position) \(Self.changesOfRecord)
                AND stream = ?2 AND number <= ?3
                """, [.init(record), .init(stream), .init(number)]
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
    fileprivate init(_ row: borrowing Row) {
        let event = row.event(2)
        self.init(
            mark: Mark(number: row.unsigned(0), prefix: row.unsigned(1)),
            change: Change(
                event: EventPlace(event.site, event.sequence), position: row.unsigned(3),
                isGrant: row.int(4) == 1))
    }
}
