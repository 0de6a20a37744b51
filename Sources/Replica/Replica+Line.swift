import SQLite

/// What the line to the centre was last measured to carry, for estimates.
extension Replica {
    private static let counter = "line bytes a second"

    /// Bytes of events that the line carries in a second; nil before it was measured.
    package func lineRate() throws(ReplicaError) -> Int64? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT value FROM counter WHERE name = ?1 AND value > 0", [.text(Self.counter)]
            ) { $0.int(0) }
        }
    }

    /// Keeps what was measured.
    package func keepLineRate(_ bytesPerSecond: Int64) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
                [.text(Self.counter), .int(bytesPerSecond)])
        }
    }
}
