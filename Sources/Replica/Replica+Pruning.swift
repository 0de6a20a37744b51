import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

/// Content that this point need not keep any longer, because the centre has it in a backup
/// (design §6).
///
/// What stays: hashes and places of the own branch, and of each case its codes. So both codes are
/// found for ever, and an edit elsewhere, or somebody's proof, brings the content back whole.
extension Replica {
    /// What was removed.
    package struct Pruned: Equatable, Sendable {
        package var cases = 0
        /// Cases that are old enough and stay, because something of them is not safe elsewhere.
        package var kept = 0

        package init(cases: Int = 0, kept: Int = 0) {
            self.cases = cases
            self.kept = kept
        }
    }

    /// Removes the content of all cases that nobody has changed since `limit` and that are in a
    /// backup with all that hangs on them; `now` is the centre's time.
    ///
    /// Nothing of it can be read in the file afterwards: it is written anew, which needs as much
    /// room as what stays.
    package func prune(before limit: Int64, now: Int64) throws(ReplicaError) -> Pruned {
        var done = Pruned()
        guard try identity() != nil else { return done }
        let branch = try ownBranch()
        let progress = try progress()
        for name in try candidates(progress.backedUp, before: limit) {
            // One by one: a person's own work waits for one case at most.
            try transaction { () throws(ReplicaError) in
                guard let matter = try matter(of: name),
                    try lastChange(of: matter, now: now) < limit
                else { return }
                guard try isSafe(matter, backedUp: progress.backedUp) else { return done.kept += 1 }
                for row in matter { try strip(row, of: branch, now: now) }
                try mark(Self.rewriting, 1)
                done.cases += 1
            }
        }
        try rewrite()
        return done
    }

    /// When the content of a record was removed from here; nil while it is here.
    package func prunedTime(of record: RecordName) throws(ReplicaError) -> Int64? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT time FROM pruned WHERE record = ?1 AND is_here = 0", [.init(record)]
            ) { $0.int(0) }
        }
    }

    /// Whether the next own event that the centre lacks has no content here any more: the centre
    /// was put back to before the backups by which it could be removed, and nothing can follow it.
    package func lacksNextToSend() throws(ReplicaError) -> Bool {
        let next = try progress().acknowledged.number + 1
        let number = try row(of: next, on: ownBranch().owner(of: next))
        return try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM event WHERE id = ?1 AND length(bytes) = 0", [number]
            ) { _ in true } ?? false
        }
    }

    /// Documents that only such records name: their content need not be here.
    package func prunedDocuments() throws(ReplicaError) -> [DocumentName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT DISTINCT name FROM document WHERE state IN (1, 3)
                AND EXISTS (SELECT 1 FROM document_record WHERE document = document.id)
                AND NOT EXISTS (SELECT 1 FROM document_record WHERE document = document.id
                    AND record NOT IN (SELECT record FROM pruned WHERE is_here = 0))
                ORDER BY name
                """, []
            ) { $0.digest(0).map { DocumentName($0) } }
        }.compactMap(\.self)
    }

    /// Whether pruning is due on a day; true once a day over all programs of this point.
    package func isPruningDue(on day: Int) throws(ReplicaError) -> Bool {
        // Nearly always it was done: no lock is taken for that.
        guard try marked(Self.pruningDay) < Int64(day) else { return false }
        return try transaction { () throws(ReplicaError) in
            guard try marked(Self.pruningDay) < Int64(day) else { return false }
            try mark(Self.pruningDay, Int64(day))
            return true
        }
    }

    private static let pruningDay = "pruned on day"
    private static let rewriting = "rewriting due"

    private func candidates(
        _ backedUp: UInt64, before limit: Int64
    ) throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name FROM record
                WHERE kind = ?1 AND has_gap = 0 AND own_sequence BETWEEN 1 AND ?2
                AND NOT EXISTS (SELECT 1 FROM pruned
                    WHERE record = record.name AND (is_here = 0 OR time >= ?3))
                ORDER BY id
                """, [.text(RecordKind.case), .init(backedUp), .int(limit)]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// A case and what hangs on it.
    private func matter(of name: RecordName) throws(ReplicaError) -> [ReplicaRow]? {
        guard let row = try record(name) else { return nil }
        return [row] + (try attached(to: name)).filter { $0.name != name }
    }

    private func lastChange(
        of matter: [ReplicaRow], now: Int64
    ) throws(ReplicaError) -> Int64 {
        var last = Int64.min
        for row in matter {
            for event in try events(of: row.name) {
                last = max(last, event.event.time.written(before: now))
            }
        }
        return last
    }

    /// Whether the centre has all of it in a backup, and no person has to look at it here.
    private func isSafe(
        _ matter: [ReplicaRow], backedUp: UInt64
    ) throws(ReplicaError) -> Bool {
        for row in matter {
            guard !row.hasGap, row.ownSequence <= backedUp, row.summary.conflicts.isEmpty,
                try !isWaiting(row.name)
            else { return false }
        }
        return true
    }

    /// Whether an event of a record stands parked or has no place yet, or a document of it is not
    /// at the centre.
    private func isWaiting(_ record: RecordName) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT 1 FROM event WHERE record = ?1
                AND (position IS NULL OR id & ?2 IN (SELECT sequence FROM parked))
                UNION ALL
                SELECT 1 FROM document_record JOIN document ON document.id = document
                WHERE record = ?1 AND state IN (0, 2) LIMIT 1
                """, [.init(record), .int(Int64(EventNumber.lastSequence))]
            ) { _ in true } ?? false
        }
    }

    /// Removes a record's content; inside a transaction.
    private func strip(
        _ row: ReplicaRow, of branch: OwnBranch, now: Int64
    ) throws(ReplicaError) {
        for event in try events(of: row.name) {
            let number = try self.row(of: event.sequence, on: event.site)
            let isOwn = branch.has(event.sequence, of: event.site)
            try sql { () throws(SQLiteError) in
                try connection.run(
                    isOwn
                        ? "UPDATE event SET bytes = x'' WHERE id = ?1"
                        : "DELETE FROM event WHERE id = ?1", [number])
                // What is gone cannot be given back.
                try connection.run("DELETE FROM vouched WHERE id = ?1", [number])
            }
        }
        var bare = row
        bare.summary.texts = ListedTexts()
        // What a list needs, and nothing of a person.
        for name in ["procedure", "due", "received_at"] {
            bare.summary.texts[name] = row.summary.texts[name]
        }
        try put(bare)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO pruned (record, time, length) VALUES (?1, ?2, ?3)",
                [.init(row.name), .int(now), .init(row.length)])
            try connection.run("DELETE FROM mention WHERE record = ?1", [.init(row.name)])
        }
    }

    /// Writes the file anew after something was removed: what was deleted stays readable in its
    /// pages otherwise. What fails now is done the next time.
    private func rewrite() throws(ReplicaError) {
        guard try marked(Self.rewriting) > 0 else { return }
        try sql { () throws(SQLiteError) in
            try connection.execute("VACUUM")
        }
        try transaction { () throws(ReplicaError) in try mark(Self.rewriting, 0) }
        // What stood in the log before goes with it; readers may hold that up until the next time.
        _ = try sql { () throws(SQLiteError) in
            try connection.row("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) }
        }
    }

    private func marked(_ name: String) throws(ReplicaError) -> Int64 {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT value FROM counter WHERE name = ?1", [.text(name)]) {
                $0.int(0)
            } ?? 0
        }
    }

    private func mark(_ name: String, _ value: Int64) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
                [.text(name), .int(value)])
        }
    }
}

extension EventTime {
    /// When an event was written that the centre has; `now` is its time. A clock that was dead or
    /// runs ahead of the centre's counts for nothing where the author had heard the centre's.
    fileprivate func written(before now: Int64) -> Int64 {
        guard let heard = anchor.map({ $0.hubTime + max(0, $0.elapsed) }) else { return wall }
        return isTrusted && wall <= now ? max(wall, heard) : heard
    }
}

/// How content comes back.
extension Replica {
    /// Asks for the whole content of a record that was pruned, and of what hangs on it, with the
    /// next request; inside a transaction.
    func want(_ record: RecordName) throws(ReplicaError) {
        let all = [record] + (try attached(to: record)).map(\.name)
        for name in all where try prunedTime(of: name) != nil {
            try sql { () throws(SQLiteError) in
                try connection.run(
                    "UPDATE record SET has_gap = 1, length = 0 WHERE name = ?1 AND has_gap = 0",
                    [.init(name)])
            }
        }
    }

    /// Folds what has come of a pruned record, once all of it is here; until then its codes stay as
    /// they are, and the rest is asked for. Inside a transaction.
    func refoldPruned(
        _ record: RecordName, of branch: OwnBranch, now: Int64
    ) throws(ReplicaError) {
        let row = try folded(record, of: branch)
        let length = try sql { () throws(SQLiteError) in
            try connection.row("SELECT length FROM pruned WHERE record = ?1", [.init(record)]) {
                $0.unsigned(0)
            }
        }
        guard !row.hasGap, row.length >= length ?? 0 else {
            try want(record)
            return try sql { () throws(SQLiteError) in
                try connection.run(
                    "UPDATE record SET length = ?2 WHERE name = ?1",
                    [.init(record), .init(row.length)])
            }
        }
        try put(row)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE pruned SET is_here = 1, time = ?2 WHERE record = ?1",
                [.init(record), .int(now)])
        }
    }
}
