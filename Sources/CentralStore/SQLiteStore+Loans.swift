import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func lend(
        _ record: RecordName, to site: SiteNumber, until: Int64
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO loan (record, site, until) VALUES (?1, ?2, ?3)
                ON CONFLICT (record, site) DO UPDATE SET until = ?3, is_ended = 0
                """, [.init(record), .init(site), .int(until)])
        }
    }

    package func copyLoans(of record: RecordName, to other: RecordName) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR IGNORE INTO loan (record, site, until, is_ended)
                SELECT ?2, site, until, is_ended FROM loan WHERE record = ?1
                """, [.init(record), .init(other)])
        }
    }

    package func keep(_ record: RecordName, at site: SiteNumber) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "DELETE FROM loan WHERE record = ?1 AND site = ?2", [.init(record), .init(site)])
        }
    }

    package func endLoans(at time: Int64) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE loan SET is_ended = 1 WHERE is_ended = 0 AND until <= ?1", [.int(time)])
        }
    }

    package func endedLoans(of site: SiteNumber) throws(StoreError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT record FROM loan WHERE site = ?1 AND is_ended = 1 ORDER BY record",
                [.init(site)]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    package func wrongProofs(of record: RecordName, on day: String) throws(StoreError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT count FROM wrong_proof WHERE day = ?1 AND record = ?2",
                [.text(day), .init(record)]
            ) { Int($0.int(0)) } ?? 0
        }
    }

    package func noteWrongProof(of record: RecordName, on day: String) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            // Days before are of no use any more.
            try connection.run("DELETE FROM wrong_proof WHERE day < ?1", [.text(day)])
            try connection.run(
                """
                INSERT INTO wrong_proof (day, record, count) VALUES (?1, ?2, 1)
                ON CONFLICT (day, record) DO UPDATE SET count = count + 1
                """, [.text(day), .init(record)])
        }
    }
}
