import EventColumns
import SQLite
import SyncProtocol

/// What the line to the centre was last measured to carry, for estimates, and what need not go over
/// it again.
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

    /// Whether the hub knows that this version of the program asks.
    func hasTold(_ program: String) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM counter WHERE name = ?1 AND value = ?2",
                [.text(Self.program), fingerprint(of: program)]
            ) { _ in true } ?? false
        }
    }

    /// Keeps that the hub was told the version of the program.
    func keepTold(_ program: String) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
                [.text(Self.program), fingerprint(of: program)])
        }
    }

    /// Another hub, or a new code, may know nothing of the program; inside a transaction.
    func forgetTold() throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM counter WHERE name = ?1", [.text(Self.program)])
        }
    }

    private static let program = "program told"

    private func fingerprint(of program: String) -> SQLValue {
        .init(hash(Digest(epoch: 0), Array(program.utf8)).prefix)
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
