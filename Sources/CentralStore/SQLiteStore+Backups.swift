import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    /// Two say what is safe; a few more are kept to look at.
    private static let keptBackups: Int64 = 8

    package func put(_ backup: ProvenBackup) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            let number = try connection.row(
                """
                INSERT OR IGNORE INTO backup (made, digest, verified) VALUES (?1, ?2, ?3)
                RETURNING id
                """, [.int(backup.made), .text(backup.digest), .int(backup.verified)]
            ) { $0.int(0) }
            guard let number else { return }
            for (site, sequence) in backup.heads.sorted(by: { $0.key < $1.key }) {
                try connection.run(
                    "INSERT INTO backup_head (site, backup, sequence) VALUES (?1, ?2, ?3)",
                    [.init(site), .int(number), .init(sequence)])
            }
            try connection.run(
                """
                DELETE FROM backup_head WHERE backup NOT IN (
                    SELECT id FROM backup ORDER BY made DESC, digest DESC LIMIT ?1)
                """, [.int(Self.keptBackups)])
        }
    }

    package func backedUp(_ site: SiteNumber) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT CASE WHEN count(*) = 2 THEN min(coalesce(sequence, 0)) ELSE 0 END
                FROM (SELECT id FROM backup ORDER BY made DESC, digest DESC LIMIT 2) AS newest
                LEFT JOIN backup_head ON backup_head.backup = newest.id AND site = ?1
                """, [.init(site)]
            ) { $0.unsigned(0) } ?? 0
        }
    }
}
