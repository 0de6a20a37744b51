import CaseRecords
import EventColumns
import SQLite
import SyncProtocol

/// A replica to practise on.
extension Replica {
    /// The site on the slips of practice, which no real point can have.
    static let practiceSite = EventNumber.lastSite

    /// Empties this replica and takes the reference data of a real one, with its name; no case, no
    /// staff, and no address to which anything could be sent.
    package func takeReference(from path: String) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("ATTACH ?1 AS real", [.text(path)])
        }
        // Detached at the end of the connection if not before.
        try transaction { () throws(ReplicaError) in
            try sql { () throws(SQLiteError) in
                for table in Self.emptied { try connection.run("DELETE FROM \(table)") }
                try connection.run(
                    """
                    INSERT INTO identity (id, site, name, unit, type, hub_address, hub_key_number,
                        hub_key, key_number, code, slip_key)
                    SELECT id, ?1, name, unit, type, '', hub_key_number, hub_key, key_number, code,
                        zeroblob(32) FROM real.identity
                    """, [.init(Self.practiceSite)])
                try connection.run(
                    """
                    INSERT INTO progress (id, epoch, head_sequence, head_hash, acknowledged,
                        acknowledged_prefix, hub_counter, hub_bits, hub_site)
                    SELECT 1, 0, 0, ?1, 0, 0, hub_counter, hub_bits, hub_site FROM real.progress
                    """, [.init(Digest(epoch: 0))])
                for kind in RecordKind.reference { try take(kind) }
            }
        }
        try sql { () throws(SQLiteError) in try connection.run("DETACH real") }
    }

    private static let emptied = [
        "identity", "progress", "event", "record", "placed", "parked", "draft", "counter",
        "document_record", "document", "bundle_request", "staff", "mention",
    ]

    private func take(_ kind: String) throws(SQLiteError) {
        try connection.run(
            """
            INSERT INTO event SELECT * FROM real.event
            WHERE record IN (SELECT name FROM real.record WHERE kind = ?1)
            """, [.text(kind)])
        try connection.run(
            "INSERT INTO record SELECT * FROM real.record WHERE kind = ?1", [.text(kind)])
    }
}
