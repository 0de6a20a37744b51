import EventColumns
import SQLite
package import SyncProtocol

/// Going on with a centre whose store was restored: cursors fall back to a place that both know,
/// and what the centre has lost goes back to it (design §7).
extension Replica {
    /// The logs, as they are numbered in the store.
    enum LogStream: Int64, CaseIterable {
        case reference = 0
        case cases = 1
    }

    /// Takes the next life of the centre for granted: acknowledgement, cursors and places of the
    /// former one hold as far as the centre still has them, and no further; inside a transaction.
    func adopt(_ answer: Answer) throws(ReplicaError) {
        var progress = try progress()
        guard progress.hub?.counter ?? 0 < answer.epoch.counter else { return }
        let branch = try ownBranch()
        progress.acknowledged = try common(answer.head, of: branch, progress)
        progress.backedUp = min(progress.backedUp, progress.acknowledged.number)
        if let hub = progress.hub {
            try noteMark(progress.cases, in: .cases, epoch: hub.bits)
            try noteMark(progress.reference, in: .reference, epoch: hub.bits)
        }
        progress.cases = try fallBack(.cases, answer.lives)
        progress.reference = try fallBack(.reference, answer.lives)
        progress.hub = answer.epoch
        try put(progress)
        try noteLife(answer.epoch)
        var touched = try reopenOwn(after: progress.acknowledged.number, of: branch)
        touched.formUnion(try reopenVouched(answer.lives, progress))
        for report in answer.parked {
            touched.formUnion(try takeBack(report, of: branch))
        }
        for record in touched.sorted() { try refold(record, of: branch) }
    }

    /// The head that the centre has, if it is ours, but nothing above what was acknowledged; else
    /// where every branch of this disk begins: a copy of this disk may have gone on there.
    private func common(
        _ head: Mark, of branch: OwnBranch, _ progress: Progress
    ) throws(ReplicaError) -> Mark {
        guard head != progress.acknowledged else { return head }
        guard head.number > 0, head.number <= progress.head.sequence else {
            return Mark(number: 0, prefix: progress.epoch)
        }
        let number = try row(of: head.number, on: branch.owner(of: head.number))
        let hash = try sql { () throws(SQLiteError) in
            try connection.row("SELECT hash FROM event WHERE id = ?1", [number]) { $0.digest(0) }
                ?? nil
        }
        guard hash?.prefix == head.prefix else {
            return Mark(number: 0, prefix: progress.epoch)
        }
        return head.number < progress.acknowledged.number ? head : progress.acknowledged
    }

    /// The newest place of a log where this point has been and that the restored store still has.
    private func fallBack(
        _ stream: LogStream, _ lives: [FormerLife]
    ) throws(ReplicaError) -> Mark {
        var best = Mark(number: 0, prefix: 0)
        for life in lives {
            let found = try sql { () throws(SQLiteError) in
                try connection.row(
                    """
                    SELECT number, prefix FROM cursor_mark
                    WHERE stream = ?1 AND epoch = ?2 AND number <= ?3
                    ORDER BY number DESC LIMIT 1
                    """, [.int(stream.rawValue), .init(life.bits), .init(life.end(of: stream))]
                ) { Mark(number: $0.unsigned(0), prefix: $0.unsigned(1)) }
            }
            if let found, found.number > best.number { best = found }
        }
        return best
    }

    /// What of the own branch the centre has lost has no place in its trunks, and its documents may
    /// be lost as well.
    private func reopenOwn(
        after sequence: UInt64, of branch: OwnBranch
    ) throws(ReplicaError) -> Set<RecordName> {
        var touched: Set<RecordName> = []
        for stretch in branch.tree.stretches(
            of: branch.site, (sequence + 1)...EventNumber.lastSequence)
        {
            let rows = [
                try row(of: stretch.first, on: stretch.site),
                try row(of: stretch.last, on: stretch.site),
            ]
            touched.formUnion(
                try sql { () throws(SQLiteError) in
                    try connection.rows(
                        """
                        UPDATE event SET position = NULL
                        WHERE id BETWEEN ?1 AND ?2 AND position > 1 RETURNING record
                        """, rows
                    ) { $0.name(0) }
                }.compactMap(\.self))
        }
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM placed WHERE first > ?1", [.init(sequence)])
            try connection.run("UPDATE placed SET last = ?1 WHERE last > ?1", [.init(sequence)])
            try connection.run("DELETE FROM parked WHERE sequence > ?1", [.init(sequence)])
            try connection.run("UPDATE document SET state = 0 WHERE state = 1")
        }
        return touched
    }

    /// What came after the place where the cursor is now goes back to the centre, and loses its
    /// place: what of it is there comes again by the log.
    private func reopenVouched(
        _ lives: [FormerLife], _ progress: Progress
    ) throws(ReplicaError) -> Set<RecordName> {
        try sql { () throws(SQLiteError) in try connection.run("UPDATE vouched SET state = 1") }
        for life in lives {
            for stream in LogStream.allCases {
                let known = min(life.end(of: stream), progress.cursor(of: stream).number)
                try sql { () throws(SQLiteError) in
                    try connection.run(
                        """
                        UPDATE vouched SET state = 0
                        WHERE stream = ?1 AND epoch = ?2 AND number <= ?3
                        """, [.int(stream.rawValue), .init(life.bits), .init(known)])
                }
            }
        }
        return Set(
            try sql { () throws(SQLiteError) in
                try connection.rows(
                    """
                    UPDATE event SET position = NULL WHERE position > 1
                    AND id IN (SELECT id FROM vouched WHERE state = 1) RETURNING record
                    """, []
                ) { $0.name(0) }
            }.compactMap(\.self))
    }

    /// What stands parked at the restored centre may have been released in its former life.
    private func takeBack(
        _ report: ParkedReport, of branch: OwnBranch
    ) throws(ReplicaError) -> [RecordName] {
        let number = try row(of: report.sequence, on: branch.owner(of: report.sequence))
        return try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO parked (sequence, reason) VALUES (?1, ?2)",
                [.init(report.sequence), .init(report.reason.rawValue)])
            return try connection.rows(
                """
                UPDATE event SET position = NULL WHERE id = ?1 AND position > 1 RETURNING record
                """, [number]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }
}

extension Replica {
    /// Another life of the centre may have given a branch another number: an event of somebody else
    /// gets the place that the centre says now.
    func relabel(
        _ known: Int64, as full: TrunkEntry.Full, of branch: OwnBranch
    ) throws(ReplicaError) -> [RecordName] {
        let (before, after) = (EventNumber(id: known), try row(of: full.sequence, on: full.site))
        guard after != .int(known), !branch.has(before.sequence, of: before.site) else { return [] }
        let vacated = try vacate(full, of: branch)
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM vouched WHERE id = ?1", [.int(known)])
            try connection.run(
                "UPDATE event SET id = ?2 WHERE id = ?1", [.int(known), after])
        }
        return vacated
    }

    /// What stands at the place of an entry, and is another event, was there in a former life: it
    /// keeps a number beyond all that are given until the centre says where it is.
    func vacate(
        _ full: TrunkEntry.Full, of branch: OwnBranch
    ) throws(ReplicaError) -> [RecordName] {
        let place = try row(of: full.sequence, on: full.site)
        let moved = try vacate(from: place, through: place)
        guard moved.isEmpty || !branch.has(full.sequence, of: full.site) else {
            throw .contradicted
        }
        return moved
    }

    /// The same for all of some rows. The centre's seal names the place that an event had: by that
    /// one it can still go back to a centre that has lost it.
    func vacate(
        from first: SQLValue, through last: SQLValue
    ) throws(ReplicaError) -> [RecordName] {
        let beyond = try row(of: 0, on: EventNumber.lastSite)
        return try sql { () throws(SQLiteError) in
            let rows = try connection.rows(
                "SELECT id, record FROM event WHERE id BETWEEN ?1 AND ?2", [first, last]
            ) { (place: $0.int(0), record: $0.name(1)) }
            for row in rows {
                let free = try connection.row(
                    "SELECT 1 + max(?1, max(id)) FROM event", [beyond]
                ) { $0.int(0) }
                let places: [SQLValue] = [.int(row.place), .init(free)]
                try connection.run(
                    """
                    UPDATE event SET id = ?2, position = CASE position WHEN 1 THEN 1 END
                    WHERE id = ?1
                    """, places)
                try connection.run(
                    "UPDATE vouched SET id = ?2, place = coalesce(place, id) WHERE id = ?1",
                    places)
            }
            return rows.compactMap(\.record)
        }
    }

    /// Notes where a log was read to, and forgets places between older ones: of all that are about
    /// equally far back the oldest stays.
    func noteMark(
        _ mark: Mark, in stream: LogStream, epoch: UInt64
    ) throws(ReplicaError) {
        guard mark.number > 0 else { return }
        let key: [SQLValue] = [.int(stream.rawValue), .init(epoch)]
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO cursor_mark (stream, epoch, number, prefix)
                VALUES (?1, ?2, ?3, ?4)
                """, key + [.init(mark.number), .init(mark.prefix)])
            let numbers = try connection.rows(
                "SELECT number FROM cursor_mark WHERE stream = ?1 AND epoch = ?2 ORDER BY number",
                key
            ) { $0.unsigned(0) }
            for number in CursorMarks.surplus(numbers) {
                try connection.run(
                    "DELETE FROM cursor_mark WHERE stream = ?1 AND epoch = ?2 AND number = ?3",
                    key + [.init(number)])
            }
        }
    }

    /// Keeps under which number the centre writes in a life.
    func noteLife(_ epoch: HubEpoch) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR REPLACE INTO hub_life (counter, bits, site) VALUES (?1, ?2, ?3)",
                [.init(epoch.counter), .init(epoch.bits), SQLValue(epoch.site)])
        }
    }

    /// Under which numbers the centre has written, the present one first.
    package func hubSites() throws(ReplicaError) -> [SiteNumber] {
        try sql { () throws(SQLiteError) in
            try connection.rows("SELECT site FROM hub_life ORDER BY counter DESC", []) {
                $0.site(0)
            }
        }
    }
}

/// Which places of a log are kept: so few that they cost nothing, and so that one is not much
/// further back than any that is sought.
enum CursorMarks {
    /// Those that may go, of numbers in rising order: of each group that is about equally far
    /// behind the last all but the oldest.
    static func surplus(_ numbers: [UInt64]) -> [UInt64] {
        guard let last = numbers.last else { return [] }
        var groups: Set<Int> = []
        return numbers.filter { number in
            let distance = last - number
            guard distance > 0 else { return false }
            return !groups.insert(UInt64.bitWidth - distance.leadingZeroBitCount).inserted
        }
    }
}

extension Progress {
    func cursor(of stream: Replica.LogStream) -> Mark {
        switch stream {
        case .cases: cases
        case .reference: reference
        }
    }
}

extension FormerLife {
    fileprivate func end(of stream: Replica.LogStream) -> UInt64 {
        switch stream {
        case .cases: cases
        case .reference: reference
        }
    }
}
