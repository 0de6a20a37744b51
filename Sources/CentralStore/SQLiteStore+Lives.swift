import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func formerLives() throws(StoreError) -> [EndedLife] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT counter, bits, site, ended FROM former_life ORDER BY counter DESC"
            ) { row in
                EndedLife(
                    epoch: HubEpoch(
                        counter: row.unsigned(0), bits: row.unsigned(1), site: row.site(2)),
                    ended: row.int(3))
            }
        }
    }

    package func end(_ life: EndedLife) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT INTO former_life (counter, bits, site, ended) VALUES (?1, ?2, ?3, ?4)",
                [
                    .init(life.epoch.counter), .init(life.epoch.bits), .init(life.epoch.site),
                    .int(life.ended),
                ])
            try connection.run(
                """
                INSERT INTO former_log (counter, stream, number)
                SELECT ?1, stream, max(number) FROM change GROUP BY stream
                """, [.init(life.epoch.counter)])
        }
    }

    package func logEnd(
        of stream: SiteNumber, in life: HubEpoch
    ) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT number FROM former_log WHERE counter = ?1 AND stream = ?2",
                [.init(life.counter), .init(stream)]
            ) { $0.unsigned(0) }
        } ?? 0
    }

    package func putLoose(
        _ place: EventPlace, after previous: Digest
    ) throws(StoreError) {
        let row = try row(of: place)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR IGNORE INTO loose (id, previous) VALUES (?1, ?2)",
                [row, .init(previous)])
        }
    }

    package func loose(_ place: EventPlace) throws(StoreError) -> Digest? {
        let row = try row(of: place)
        return try sql { () throws(SQLiteError) in
            try connection.row("SELECT previous FROM loose WHERE id = ?1", [row]) {
                $0.digest(0)
            } ?? nil
        }
    }

    package func looseSequences(of site: SiteNumber) throws(StoreError) -> [UInt64] {
        let first = try row(of: EventPlace(site, 0))
        let last = try row(of: EventPlace(site, EventNumber.lastSequence))
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT id FROM loose WHERE id BETWEEN ?1 AND ?2 ORDER BY id", [first, last]
            ) { $0.event(0).sequence }
        }
    }

    package func fasten(_ place: EventPlace) throws(StoreError) {
        let row = try row(of: place)
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM loose WHERE id = ?1", [row])
        }
    }

    package func move(_ loose: EventPlace, to place: EventPlace) throws(StoreError) {
        try lowerFactReach(to: loose)
        let rows = [try row(of: loose), try row(of: place)]
        try sql { () throws(SQLiteError) in
            try connection.run("UPDATE event SET id = ?2 WHERE id = ?1", rows)
            try connection.run("UPDATE loose SET id = ?2 WHERE id = ?1", rows)
            try connection.run("UPDATE change SET event = ?2 WHERE event = ?1", rows)
            // What it created has its number.
            try connection.run("UPDATE record SET id = ?2 WHERE id = ?1", rows)
            try connection.run("DELETE FROM case_fact WHERE id = ?1", [rows[0]])
            try connection.run("DELETE FROM opinion_fact WHERE id = ?1", [rows[0]])
        }
        try lowerFactReach(to: place)
    }

    package func note(
        givenBack place: EventPlace, of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) {
        let row = try row(of: place)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR IGNORE INTO given_back (record, stream, id) VALUES (?1, ?2, ?3)",
                [.init(record), .init(stream), row])
        }
    }

    package func givenBack(
        of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) -> [EventPlace] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT id FROM given_back WHERE record = ?1 AND stream = ?2 ORDER BY id",
                [.init(record), .init(stream)]
            ) { EventPlace($0.event(0).site, $0.event(0).sequence) }
        }
    }

    package func raise(
        _ counter: String, by amount: UInt64
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO counter (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = value + ?2
                """, [.text(counter), .init(amount)])
        }
    }

    package func raise(
        countersOf prefix: String, by amount: UInt64
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE counter SET value = value + ?2 WHERE substr(name, 1, length(?1)) = ?1",
                [.text(prefix), .init(amount)])
        }
    }
}
