import SQLite
package import SyncProtocol

/// How often somebody may try to show that they may see a case of this point.
extension Replica {
    /// Counts a try before it is looked at; false when there were too many of this case that day.
    ///
    /// Days are numbers: what was counted on another one is dropped.
    package func countLookUp(of record: RecordName, on day: Int) throws(ReplicaError) -> Bool {
        try transaction { () throws(ReplicaError) in
            let tries = try sql { () throws(SQLiteError) in
                try connection.run("DELETE FROM lookup WHERE day <> ?1", [.int(Int64(day))])
                return try connection.row(
                    """
                    INSERT INTO lookup (record, day, tries) VALUES (?1, ?2, 1)
                    ON CONFLICT (record) DO UPDATE SET tries = tries + 1 RETURNING tries
                    """, [.blob(record.bytes), .int(Int64(day))]
                ) { $0.int(0) }
            }
            return tries ?? 1 <= Int64(Limits.wrongProofsPerDay)
        }
    }

    /// Takes back the tries of somebody who has shown it.
    package func forgetLookUps(of record: RecordName) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM lookup WHERE record = ?1", [.blob(record.bytes)])
        }
    }
}
