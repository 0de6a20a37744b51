import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func append(_ event: PlacedEvent, arrived: Int64) throws(StoreError) -> UInt64 {
        let record = SQLValue(event.record)
        let row = try row(of: EventPlace(event.site, event.sequence))
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
                INSERT INTO event (id, record, position, hash, bytes, arrived)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                [
                    row, record, .init(last + 1), .init(event.hash), .blob(event.bytes),
                    .int(arrived),
                ])
        }
        return last + 1
    }

    /// The number of the row of an event.
    func row(of place: EventPlace) throws(StoreError) -> SQLValue {
        guard let number = EventNumber(place.site, place.sequence) else {
            throw .damaged("event \(place.sequence) of site \(place.site) is out of range")
        }
        return .int(number.id)
    }

    package func trunk(
        _ record: RecordName, _ positions: ClosedRange<UInt64>
    ) throws(StoreError) -> [TrunkEvent] {
        let upper = min(positions.upperBound, UInt64(Int64.max))
        let rows = try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.eventQuery + """
                     WHERE record = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position
                    """, [.init(record), .init(positions.lowerBound), .init(upper)],
                TrunkEvent.init)
        }
        let trunk = rows.compactMap(\.self)
        guard trunk.count == rows.count else {
            throw .damaged("a hash in the trunk of \(record) cannot be read")
        }
        return trunk
    }

    package func event(at place: EventPlace) throws(StoreError) -> TrunkEvent? {
        let number = try row(of: place)
        let event = try sql { () throws(SQLiteError) in
            try connection.row(Self.eventQuery + " WHERE id = ?1", [number], TrunkEvent.init)
        }
        guard let event else { return nil }
        guard let event else {
            throw .damaged("event \(place.sequence) of site \(place.site) cannot be read")
        }
        return event
    }

    private static var eventQuery: String {
        "SELECT id, record, position, hash, bytes, arrived FROM event"
    }

    package func hash(of sequence: UInt64, on site: SiteNumber) throws(StoreError) -> Digest? {
        let number = try row(of: EventPlace(site, sequence))
        return try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT hash FROM event WHERE id = ?1
                UNION ALL SELECT hash FROM parked WHERE site = ?2 AND sequence = ?3
                """, [number, .init(site), .init(sequence)]
            ) { $0.digest(0) } ?? nil
        }
    }

    package func branch(of hash: Digest) throws(StoreError) -> SiteNumber? {
        // What created a record stands first in the trunk that its hash names.
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT id >> 40 FROM event INDEXED BY event_hash WHERE hash = ?1 AND position > 1
                UNION ALL
                SELECT id >> 40 FROM event INDEXED BY event_trunk
                WHERE record = ?2 AND position = 1 AND +hash = ?1
                UNION ALL SELECT site FROM parked WHERE hash = ?1
                """, [.init(hash), .init(hash.recordName)]
            ) { $0.site(0) }
        }
    }

    package func lastSequence(
        of site: SiteNumber, about record: RecordName
    ) throws(StoreError) -> UInt64 {
        let first = try row(of: EventPlace(site, 0))
        let last = try row(of: EventPlace(site, EventNumber.lastSequence))
        // By the record: the way along the branch passes by all that the site ever sent.
        return try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT max(
                    coalesce((SELECT max(+id) - ?3 FROM event INDEXED BY event_trunk
                        WHERE record = ?1 AND +id BETWEEN ?3 AND ?4), 0),
                    coalesce((SELECT max(+sequence) FROM parked INDEXED BY parked_record
                        WHERE record = ?1 AND site = ?2), 0))
                """, [.init(record), .init(site), first, last]
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
        let query = "SELECT site, sequence, hash, record, reason, bytes, arrived, note FROM parked "
        return try sql { () throws(SQLiteError) in
            if let site {
                return try connection.rows(
                    query + "WHERE site = ?1 AND sequence > ?2 ORDER BY sequence",
                    [.init(site), .init(after)], ParkedEvent.init)
            }
            return try connection.rows(
                query + "WHERE sequence > ?1 ORDER BY site, sequence", [.init(after)],
                ParkedEvent.init)
        }.compactMap(\.self)
    }

    package func unpark(_ place: EventPlace) throws(StoreError) {
        try lowerFactReach(to: place)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "DELETE FROM parked WHERE site = ?1 AND sequence = ?2",
                [.init(place.site), .init(place.sequence)])
        }
    }

    package func mark(
        _ place: EventPlace, _ reason: ParkReason, note: String?
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE parked SET reason = ?3, note = ?4 WHERE site = ?1 AND sequence = ?2",
                [
                    .init(place.site), .init(place.sequence), .init(reason.rawValue),
                    note.map { .text($0) } ?? .null,
                ])
        }
    }

    package func isParked(
        _ record: RecordName, by site: SiteNumber
    ) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT 1 FROM parked INDEXED BY parked_record
                WHERE record = ?1 AND site = ?2 AND reason <> ?3 LIMIT 1
                """, [.init(record), .init(site), .init(ParkReason.rejected.rawValue)]
            ) { _ in true } ?? false
        }
    }
}

extension TrunkEvent {
    fileprivate init?(_ row: borrowing Row) {
        guard let record = row.name(1), let hash = row.digest(3) else { return nil }
        let number = row.event(0)
        self.init(
            record: record, position: row.unsigned(2), site: number.site,
            sequence: number.sequence, hash: hash, bytes: row.blob(4), arrived: row.int(5))
    }
}

extension ParkedEvent {
    fileprivate init?(_ row: borrowing Row) {
        guard let hash = row.digest(2), let record = row.name(3) else { return nil }
        self.init(
            site: row.site(0), sequence: row.unsigned(1), hash: hash, record: record,
            reason: ParkReason(rawValue: row.unsigned(4)) ?? .valueNotAllowed, bytes: row.blob(5),
            arrived: row.int(6))
        note = row.isNull(7) ? nil : row.text(7)
    }
}
