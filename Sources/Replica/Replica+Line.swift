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
}

/// What the line carries of things that do not shrink, and what of them went on a day.
extension Replica {
    private static let plainCounter = "line plain bytes a second"
    private static let dayCounter = "document bytes "

    /// Bytes that the line carries in a second; nil before it was measured.
    package func plainLineRate() throws(ReplicaError) -> Int64? {
        try value(Self.plainCounter)
    }

    /// Keeps what was measured of bytes of events and of plain ones.
    package func keepLineRates(events: Int64, plain: Int64) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            for (name, rate) in [(Self.counter, events), (Self.plainCounter, plain)] {
                try connection.run(
                    "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
                    [.text(name), .int(rate)])
            }
        }
    }

    /// Bytes of documents that went out on a day.
    package func sentDocumentBytes(on day: String) throws(ReplicaError) -> Int {
        Int(try value(Self.dayCounter + day) ?? 0)
    }

    /// Adds to the bytes of a day and forgets other days.
    package func noteDocumentBytes(_ bytes: Int, on day: String) throws(ReplicaError) {
        guard bytes > 0 else { return }
        try transaction { () throws(ReplicaError) in
            _ = try next(Self.dayCounter + day, count: bytes)
            try sql { () throws(SQLiteError) in
                try connection.run(
                    "DELETE FROM counter WHERE name GLOB ?1 AND name <> ?2",
                    [.text(Self.dayCounter + "*"), .text(Self.dayCounter + day)])
            }
        }
    }

    private static let lostCounter = "line lost"

    /// Whether the centre did not answer when it was last tried, by whichever process.
    package func isLineLost() throws(ReplicaError) -> Bool { try value(Self.lostCounter) != nil }

    /// Keeps whether the centre has answered; writes only what is new.
    package func keepLine(isLost: Bool) throws(ReplicaError) {
        guard try isLineLost() != isLost else { return }
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
                [.text(Self.lostCounter), .int(isLost ? 1 : 0)])
        }
    }

    /// The number that a counter has given last; zero before the first.
    package func last(of counter: String) throws(ReplicaError) -> Int64 {
        try value(counter) ?? 0
    }

    private func value(_ counter: String) throws(ReplicaError) -> Int64? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT value FROM counter WHERE name = ?1 AND value > 0", [.text(counter)]
            ) { $0.int(0) }
        }
    }
}
