import SQLite
package import SyncProtocol

/// Anonymous ratings and feedback, which wait so that neither their order nor their time leads back
/// to a case (design §6).
extension Replica {
    /// So many waiting ones become events at once.
    package static let poolSize = 5

    /// Lets an anonymous record wait, or writes it with the others when enough wait.
    ///
    /// - Parameters:
    ///   - key: random bytes; their order is the only one that is kept.
    ///   - day: the day in ISO 8601.
    ///   - noon: an instant of that day which stands for the unknown one.
    package func pool(
        kind: String, fields: [Event.Field], key: [UInt8], day: String, noon: Int64
    ) throws(ReplicaError) {
        let event = Event(
            record: nil, kind: kind, actor: "", time: EventTime(wall: noon),
            context: VectorClock(), fields: fields)
        guard Event.isReadable(event.encoded) else { throw .tooLarge }
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT INTO pool (key, day, event) VALUES (?1, ?2, ?3)",
                [.blob(key), .text(day), .blob(event.encoded)])
        }
    }

    /// Writes all that wait, in the order of their random keys, when five are there or one has
    /// waited to the end of the next day; inside a transaction.
    ///
    /// - Parameter yesterday: what came before this day waits no longer.
    package func releasePool(yesterday: String) throws(ReplicaError) {
        let isTime = try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT count(*) >= ?1 OR coalesce(min(day) < ?2, 0) FROM pool",
                [.int(Int64(Self.poolSize)), .text(yesterday)]
            ) { $0.int(0) != 0 }
        }
        guard isTime == true else { return }
        let drafts = try waitingInPool().map { event in
            Draft(kind: event.kind, actor: "", time: event.time, fields: event.fields)
        }
        _ = try write(drafts)
        try sql { () throws(SQLiteError) in try connection.run("DELETE FROM pool") }
    }

    /// Those that wait, in the order of their random keys.
    package func waitingInPool() throws(ReplicaError) -> [Event] {
        let waiting = try sql { () throws(SQLiteError) in
            try connection.rows("SELECT event FROM pool ORDER BY key") { $0.blob(0) }
        }
        var events: [Event] = []
        for bytes in waiting {
            do throws(WireError) {
                events.append(try Event(decoding: bytes))
            } catch {
                throw .damaged("a waiting rating cannot be read")
            }
        }
        return events
    }
}
