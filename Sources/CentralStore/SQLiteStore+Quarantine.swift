import EventColumns
import SQLite
package import SyncProtocol

/// What came of points that were revoked.
extension SQLiteStore {
    package func quarantine(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO quarantine
                    (site, site_key, base, base_prefix, events, digest, arrived, envelope)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """,
                [
                    .init(envelope.site), .blob(envelope.siteKey), .init(envelope.base.number),
                    .init(envelope.base.prefix), .int(Int64(envelope.events)),
                    .init(envelope.digest), .int(envelope.arrived), .blob(envelope.bytes),
                ])
        }
    }

    package func quarantined(of site: SiteNumber) throws(StoreError) -> [QuarantinedEnvelope] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT id, site, site_key, base, base_prefix, events, digest, arrived, envelope
                FROM quarantine WHERE site = ?1 ORDER BY id
                """, [.init(site)], QuarantinedEnvelope.init)
        }.compactMap(\.self)
    }

    package func quarantinedBytes() throws(StoreError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT coalesce(sum(length(envelope)), 0) FROM quarantine") {
                Int($0.int(0))
            } ?? 0
        }
    }

    package func takeOut(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "DELETE FROM quarantine WHERE id = ?1", [.int(envelope.number)])
        }
    }
}

extension QuarantinedEnvelope {
    fileprivate init?(_ row: borrowing Row) {
        guard let digest = row.digest(6) else { return nil }
        self.init(
            site: row.site(1), siteKey: row.blob(2),
            base: Mark(number: row.unsigned(3), prefix: row.unsigned(4)), events: Int(row.int(5)),
            digest: digest, arrived: row.int(7), bytes: row.blob(8))
        number = row.int(0)
    }
}
