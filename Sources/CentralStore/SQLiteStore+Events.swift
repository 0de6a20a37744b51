import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func append(_ event: PlacedEvent, arrived: Int64) throws(StoreError) -> UInt64 {
        let record = SQLValue(event.record)
        let last =
            event.event.record == nil
            ? 0
            : try sql { () throws(SQLiteError) in
                try connection.row(
                    "SELECT max(position) FROM event WHERE record = ?1", [record]
                ) { $0.unsigned(0) }
            } ?? 0
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO event (record, position, site, sequence, hash, bytes, arrived)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                [
                    record, .init(last + 1), .init(event.site), .init(event.sequence),
                    .init(event.hash), .blob(event.bytes), .int(arrived),
                ])
        }
        return last + 1
    }

    package func trunk(
        _ record: RecordName, _ positions: ClosedRange<UInt64>
    ) throws(StoreError) -> [TrunkEvent] {
        let upper = min(positions.upperBound, UInt64(Int64.max))
        let rows = try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT position, site, sequence, hash, bytes, arrived FROM event
                WHERE record = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position
                """, [.init(record), .init(positions.lowerBound), .init(upper)]
            ) { row -> TrunkEvent? in
                guard let hash = row.digest(3) else { return nil }
                return TrunkEvent(
                    record: record, position: row.unsigned(0), site: row.site(1),
                    sequence: row.unsigned(2), hash: hash, bytes: row.blob(4),
                    arrived: row.int(5))
            }
        }
        let trunk = rows.compactMap(\.self)
        guard trunk.count == rows.count else {
            throw .damaged("a hash in the trunk of \(record) cannot be read")
        }
        return trunk
    }

    package func hash(of sequence: UInt64, on site: SiteNumber) throws(StoreError) -> Digest? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT hash FROM event WHERE site = ?1 AND sequence = ?2
                UNION ALL SELECT hash FROM parked WHERE site = ?1 AND sequence = ?2
                """, [.init(site), .init(sequence)]
            ) { $0.digest(0) } ?? nil
        }
    }

    package func lastSequence(
        of site: SiteNumber, about record: RecordName
    ) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT max(
                    coalesce((SELECT max(sequence) FROM event WHERE record = ?1 AND site = ?2), 0),
                    coalesce((SELECT max(sequence) FROM parked WHERE record = ?1 AND site = ?2), 0))
                """, [.init(record), .init(site)]
            ) { $0.unsigned(0) } ?? 0
        }
    }

    package func park(_ event: ParkedEvent) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO parked (site, sequence, hash, record, reason, bytes, arrived)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                [
                    .init(event.site), .init(event.sequence), .init(event.hash),
                    .init(event.record), .init(event.reason.rawValue), .blob(event.bytes),
                    .int(event.arrived),
                ])
        }
    }

    package func parked(
        site: SiteNumber?, after: UInt64
    ) throws(StoreError) -> [ParkedEvent] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT site, sequence, hash, record, reason, bytes, arrived FROM parked
                WHERE (?1 IS NULL OR site = ?1) AND sequence > ?2 ORDER BY site, sequence
                """, [SQLValue(site), .init(after)], ParkedEvent.init)
        }.compactMap(\.self)
    }

    package func isParked(
        _ record: RecordName, by site: SiteNumber
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM parked WHERE record = ?1 AND site = ?2 LIMIT 1",
                [.init(record), .init(site)]
            ) { _ in true } ?? false
        }
    }
}

extension ParkedEvent {
    fileprivate init?(_ row: borrowing Row) {
        guard let hash = row.digest(2), let record = row.name(3) else { return nil }
        self.init(
            site: row.site(0), sequence: row.unsigned(1), hash: hash, record: record,
            reason: ParkReason(rawValue: row.unsigned(4)) ?? .valueNotAllowed, bytes: row.blob(5),
            arrived: row.int(6))
    }
}
