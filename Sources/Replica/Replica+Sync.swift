import EventColumns
import SQLite
package import SyncProtocol

/// What a synchronisation reads from the replica and stores in it.
extension Replica {
    /// What a round of `KioskSession` begins with.
    package func standing() throws(ReplicaError) -> KioskSession.Standing {
        let progress = try progress()
        let wants = try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT name, length FROM record WHERE has_gap > 0 ORDER BY name LIMIT ?1",
                [.int(Int64(Limits.wantsPerRequest))]
            ) { row in
                row.name(0).map { Request.Want(record: $0, position: row.unsigned(1) + 1) }
            }
        }.compactMap(\.self)
        return KioskSession.Standing(
            headSequence: progress.head.sequence, base: progress.acknowledged, hub: progress.hub,
            cases: progress.cases, reference: progress.reference, wants: wants,
            documents: try openDocuments(acknowledged: progress.acknowledged.number))
    }

    /// Own events after a sequence with the branch's mark there, at most so many events and bytes;
    /// one at least, unless none is asked for.
    package func load(
        after sequence: UInt64, count: Int, bytes limit: Int
    ) throws(ReplicaError) -> (base: Mark, events: [[UInt8]]) {
        guard let site = try identity()?.site else { throw .notEnrolled }
        let base = try mark(at: sequence, site: site)
        var events: [[UInt8]] = []
        var size = 0
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                """
                SELECT bytes FROM event WHERE site = ?1 AND sequence > ?2
                ORDER BY sequence LIMIT ?3
                """, [.init(site), .init(sequence), .int(Int64(count))]
            ) { row in
                let bytes = row.blob(0)
                guard events.isEmpty || size + bytes.count <= limit else { return false }
                events.append(bytes)
                size += bytes.count
                return true
            }
        }
        return (base, events)
    }

    /// The own branch at a sequence; at zero its prefix is the epoch.
    private func mark(at sequence: UInt64, site: SiteNumber) throws(ReplicaError) -> Mark {
        let progress = try progress()
        if sequence == progress.acknowledged.number { return progress.acknowledged }
        let hash = try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT hash FROM event WHERE site = ?1 AND sequence = ?2",
                [.init(site), .init(sequence)]
            ) { $0.digest(0) } ?? nil
        }
        guard let hash else { throw .damaged("own event \(sequence) is missing") }
        return Mark(number: sequence, prefix: hash.prefix)
    }

    /// Stores an answer in one transaction: data and cursor together, each by compare-and-set.
    ///
    /// Throws `.contradicted` when the hub's head is not an event of this branch.
    package func apply(
        _ answer: Answer, monotonic: Int64, boot: UInt64
    ) throws(ReplicaError) -> KioskSession.Standing {
        try transaction { () throws(ReplicaError) in
            try take(
                answer,
                heard: .init(hubTime: answer.time, monotonic: monotonic, boot: boot))
        }
        return try standing()
    }

    /// Stores an answer inside a transaction.
    ///
    /// When a courier brought it, nothing was heard of the hub's time; and of the keys, of a new
    /// code for instance, it tells nothing when they have changed since it was asked for.
    func take(
        _ answer: Answer, heard: Progress.Heard?, tellsKeys: Bool = true
    ) throws(ReplicaError) {
        guard let site = try identity()?.site else { throw .notEnrolled }
        var progress = try progress()
        try acknowledge(answer.head, site: site, &progress)
        if tellsKeys { try learnKeys(from: answer) }
        if let counter = answer.counter { try raiseRequests(to: counter) }
        if progress.hub == nil { progress.hub = answer.epoch }
        if let heard { progress.heard = heard }
        try put(progress)
        for report in answer.parked {
            try note(report, site: site)
        }
        var entries = answer.wanted
        if let cases = answer.cases, cases.from == progress.cases {
            entries += cases.entries
            progress.cases = cases.through
        }
        if let reference = answer.reference, reference.from == progress.reference {
            entries += reference.entries
            progress.reference = reference.through
        }
        try take(entries, site: site)
        try take(answer.documents)
        try put(progress)
    }

    /// Acknowledgement only rises, and only to an event that stands here.
    private func acknowledge(
        _ head: Mark, site: SiteNumber, _ progress: inout Progress
    ) throws(ReplicaError) {
        guard head.number > progress.acknowledged.number else { return }
        let hash = try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT hash FROM event WHERE site = ?1 AND sequence = ?2",
                [.init(site), .init(head.number)]
            ) { $0.digest(0) } ?? nil
        }
        guard hash?.prefix == head.prefix else { throw .contradicted }
        progress.acknowledged = head
    }

    /// Notes that an own event was set aside, unless it has its place by now: a report that came
    /// late is of the past.
    private func note(_ report: ParkedReport, site: SiteNumber) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO parked (sequence, reason)
                SELECT ?1, ?2 WHERE NOT EXISTS (
                    SELECT 1 FROM event
                    WHERE site = ?3 AND sequence = ?1 AND position IS NOT NULL)
                """, [.init(report.sequence), .init(report.reason.rawValue), .init(site)])
        }
    }

    private func take(_ entries: [TrunkEntry], site: SiteNumber) throws(ReplicaError) {
        var touched: Set<RecordName> = []
        for entry in entries {
            switch entry {
            case .own(let sequence, let position, let count):
                guard count <= UInt64(Limits.eventsPerRequest) * 64 else { continue }
                touched.formUnion(try place(sequence, count, at: position, site: site))
            case .full(let full):
                try take(full)
                if full.site == site { try release(full.sequence) }
                touched.insert(full.record)
            }
        }
        for record in touched.sorted() {
            try refold(record, site: site)
        }
    }

    /// Gives own events their position and returns the records that must be folded anew.
    private func place(
        _ sequence: UInt64, _ count: UInt64, at position: UInt64, site: SiteNumber
    ) throws(ReplicaError) -> [RecordName] {
        let run: [SQLValue] = [
            .init(site), .init(sequence), .init(sequence + count - 1), .init(position),
        ]
        return try sql { () throws(SQLiteError) in
            try connection.run(
                """
                UPDATE event SET position = ?4
                WHERE site = ?1 AND sequence BETWEEN ?2 AND ?3 AND position IS NULL
                """, run)
            try connection.run(
                "DELETE FROM parked WHERE sequence BETWEEN ?1 AND ?2", Array(run[1...2]))
            // A record that only this run has touched is as it was, but for the trunk's length.
            try connection.run(
                """
                UPDATE record SET length = ?4 WHERE has_gap = 0 AND length = ?4 - 1 AND name IN (
                    SELECT record FROM event WHERE site = ?1 AND sequence BETWEEN ?2 AND ?3)
                """, run)
            return try connection.rows(
                """
                SELECT DISTINCT name FROM record JOIN event ON event.record = record.name
                WHERE event.site = ?1 AND event.sequence BETWEEN ?2 AND ?3
                    AND record.length < ?4
                """, run
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// An own event that stands in a trunk is not set aside any more.
    private func release(_ sequence: UInt64) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM parked WHERE sequence = ?1", [.init(sequence)])
        }
    }

    private func take(_ full: TrunkEntry.Full) throws(ReplicaError) {
        let digest = hash(full.previous, full.bytes)
        let known = try sql { () throws(SQLiteError) in
            try connection.row(
                "UPDATE event SET position = ?2 WHERE hash = ?1 RETURNING id",
                [.init(digest), .init(full.position)]
            ) { $0.int(0) }
        }
        guard known == nil else { return }
        // The session decoded it when it read the answer; a failure here is a broken invariant.
        guard let event = try? Event(decoding: full.bytes) else { throw .contradicted }
        let placed = PlacedEvent(
            site: full.site, sequence: full.sequence, hash: digest, event: event, bytes: full.bytes)
        try insert(placed, position: full.position)
    }
}
