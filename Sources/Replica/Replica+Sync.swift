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
        let next = try nextKey()
        var standing = KioskSession.Standing(
            headSequence: progress.head.sequence, base: progress.acknowledged, hub: progress.hub,
            cases: progress.cases, reference: progress.reference, wants: wants,
            documents: try openDocuments(acknowledged: progress.acknowledged.number),
            branchKey: next.flatMap { $0.isBranch ? $0.key : nil },
            nextKey: next.flatMap { $0.isBranch ? nil : $0.key })
        standing.givenBack = try toGiveBack(
            acknowledged: progress.acknowledged.number, of: ownBranch())
        return standing
    }

    /// Own events after a sequence with the branch's mark there, at most so many events and bytes;
    /// one at least, unless none is asked for.
    package func load(
        after sequence: UInt64, count: Int, bytes limit: Int
    ) throws(ReplicaError) -> (base: Mark, events: [[UInt8]]) {
        let branch = try ownBranch()
        let base = try mark(at: sequence, of: branch)
        let awaited = try awaitedRecords()
        var events: [[UInt8]] = []
        var size = 0
        var isFull = false
        for stretch in branch.tree.stretches(
            of: branch.site, (sequence + 1)...EventNumber.lastSequence)
        where !isFull && events.count < count {
            let rows = [
                try row(of: stretch.first, on: stretch.site),
                try row(of: stretch.last, on: stretch.site), .int(Int64(count - events.count)),
            ]
            try sql { () throws(SQLiteError) in
                try connection.forEach(
                    """
                    SELECT bytes, record, position FROM event WHERE id BETWEEN ?1 AND ?2
                    ORDER BY id LIMIT ?3
                    """, rows
                ) { row in
                    let bytes = row.blob(0)
                    // What was pruned is in the centre's backups.
                    guard !bytes.isEmpty else { return false }
                    isFull = !events.isEmpty && size + bytes.count > limit
                    if !awaited.isEmpty, let record = row.name(1) {
                        isFull =
                            isFull || awaited.contains(record) && row.optionalUnsigned(2) != 1
                    }
                    guard !isFull else { return false }
                    events.append(bytes)
                    size += bytes.count
                    return true
                }
            }
        }
        return (base, events)
    }

    /// The own branch at a sequence; at zero its prefix is the epoch.
    private func mark(at sequence: UInt64, of branch: OwnBranch) throws(ReplicaError) -> Mark {
        let progress = try progress()
        if sequence == progress.acknowledged.number { return progress.acknowledged }
        // A bundle's reply may have raised what is acknowledged since a session began at zero.
        if sequence == 0 { return Mark(number: 0, prefix: progress.epoch) }
        guard let hash = try hash(of: sequence, on: branch.owner(of: sequence)) else {
            throw .damaged("own event \(sequence) is missing")
        }
        return Mark(number: sequence, prefix: hash.prefix)
    }

    private func hash(
        of sequence: UInt64, on site: SiteNumber
    ) throws(ReplicaError) -> Digest? {
        let number = try row(of: sequence, on: site)
        return try sql { () throws(SQLiteError) in
            try connection.row("SELECT hash FROM event WHERE id = ?1", [number]) {
                $0.digest(0)
            } ?? nil
        }
    }

    /// Stores an answer in one transaction: data and cursor together, each by compare-and-set.
    ///
    /// Throws `.contradicted` when the hub's head is not an event of this branch. `givenBack` are
    /// the events of other branches that its request brought.
    package func apply(
        _ answer: Answer, monotonic: Int64, boot: UInt64, givenBack: [VouchedEvent] = []
    ) throws(ReplicaError) -> KioskSession.Standing {
        try transaction { () throws(ReplicaError) in
            try take(
                answer,
                heard: .init(hubTime: answer.time, monotonic: monotonic, boot: boot))
            if answer.refusal == nil { try settle(givenBack, held: answer.held) }
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
        guard answer.refusal != .otherLife else { return try adopt(answer) }
        // The own label comes first: what follows is said about the branch that has it.
        try learn(answer.forks, seals: answer.seals.suffix(answer.forks.count))
        if let branch = answer.branch { try move(to: branch) }
        let branch = try ownBranch()
        var progress = try progress()
        try acknowledge(answer.head, of: branch, &progress)
        // It only rises, and never above what is known to be at the hub.
        progress.backedUp = max(
            progress.backedUp, min(answer.backedUp, progress.acknowledged.number))
        if tellsKeys { try learnKeys(from: answer) }
        if let accepted = answer.acceptedKey { try takeUp(accepted) }
        if progress.hub == nil {
            progress.hub = answer.epoch
            try noteLife(answer.epoch)
        }
        if let heard { progress.heard = heard }
        try put(progress)
        for report in answer.parked {
            try note(report, of: branch)
        }
        try note(answer.lookedUp)
        try takeEntries(answer, of: branch, &progress)
        try take(answer.documents)
        try put(progress)
    }

    /// Stores the entries of each log whose cursor is the own one, and those that were wanted.
    private func takeEntries(
        _ answer: Answer, of branch: OwnBranch, _ progress: inout Progress
    ) throws(ReplicaError) {
        let bits = answer.epoch.bits
        var entries = answer.wanted
        let isCases = answer.cases.map { $0.from == progress.cases } ?? false
        let isReference = answer.reference.map { $0.from == progress.reference } ?? false
        if let cases = answer.cases, isCases {
            entries += cases.entries
            progress.cases = cases.through
            try noteMark(cases.through, in: .cases, epoch: bits)
        }
        if let reference = answer.reference, isReference {
            entries += reference.entries
            progress.reference = reference.through
            try noteMark(reference.through, in: .reference, epoch: bits)
        }
        try take(entries, of: branch, now: answer.time)
        try vouch(answer, of: branch, progress)
    }

    /// Acknowledgement only rises, and only to an event that stands here.
    private func acknowledge(
        _ head: Mark, of branch: OwnBranch, _ progress: inout Progress
    ) throws(ReplicaError) {
        guard head.number > progress.acknowledged.number else { return }
        let hash = try hash(of: head.number, on: branch.owner(of: head.number))
        guard hash?.prefix == head.prefix else { throw .contradicted }
        progress.acknowledged = head
    }

    /// Notes that an own event was set aside, unless it has its place by now: a report that came
    /// late is of the past.
    private func note(_ report: ParkedReport, of branch: OwnBranch) throws(ReplicaError) {
        let number = try row(of: report.sequence, on: branch.owner(of: report.sequence))
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO parked (sequence, reason)
                SELECT ?1, ?2 WHERE NOT EXISTS (
                    SELECT 1 FROM event WHERE id = ?3 AND position > 1)
                AND coalesce((SELECT last FROM placed WHERE first <= ?1
                    ORDER BY first DESC LIMIT 1), 0) < ?1
                """, [.init(report.sequence), .init(report.reason.rawValue), number])
        }
    }

    private func take(
        _ entries: [TrunkEntry], of branch: OwnBranch, now: Int64
    ) throws(ReplicaError) {
        var touched: Set<RecordName> = []
        var placed: Set<RecordName> = []
        let wiped = try wipedLoans()
        let isVouchedHeld = try isVouchedHeld()
        for entry in entries {
            switch entry {
            case .own(let sequence, let position, let count):
                guard count <= UInt64(Limits.eventsPerRequest) * 64 else { continue }
                guard count > 0 else { continue }
                try release(sequence, count, at: position)
                // Of creating events the rows say so already.
                guard position > 1 || isVouchedHeld else { continue }
                for stretch in branch.tree.stretches(
                    of: branch.site, sequence...(sequence + count - 1))
                {
                    if position > 1 {
                        touched.formUnion(try place(stretch, at: position))
                    } else {
                        placed.formUnion(try records(in: stretch))
                    }
                }
            case .full(let full):
                guard !wiped.contains(full.record) else { continue }
                touched.formUnion(try take(full, of: branch))
                if branch.has(full.sequence, of: full.site) {
                    try release(full.sequence, 1, at: full.position)
                }
                touched.insert(full.record)
            }
        }
        if isVouchedHeld { try stirVouched(of: touched.union(placed)) }
        for record in touched.sorted() {
            if try prunedTime(of: record) == nil {
                try refold(record, of: branch)
            } else {
                try refoldPruned(record, of: branch, now: now)
            }
        }
    }

    /// Gives own events their position and returns the records that must be folded anew.
    private func place(
        _ run: BranchTree.Stretch, at position: UInt64
    ) throws(ReplicaError) -> [RecordName] {
        let run = [
            try row(of: run.first, on: run.site), try row(of: run.last, on: run.site),
            .init(position),
        ]
        return try sql { () throws(SQLiteError) in
            // What had this place in a former life of the centre has lost it.
            try connection.run(
                """
                UPDATE event SET position = NULL WHERE position = ?3 AND NOT id BETWEEN ?1 AND ?2
                AND record IN (SELECT record FROM event WHERE id BETWEEN ?1 AND ?2)
                """, run)
            try connection.run(
                """
                UPDATE event SET position = ?3
                WHERE id BETWEEN ?1 AND ?2 AND position IS NOT ?3
                """, run)
            // A record that only this run has touched is as it was, but for the trunk's length.
            try connection.run(
                """
                UPDATE record SET length = ?3 WHERE has_gap = 0 AND length = ?3 - 1 AND name IN (
                    SELECT record FROM event WHERE id BETWEEN ?1 AND ?2)
                """, run)
            return try connection.rows(
                """
                SELECT DISTINCT name FROM record JOIN event ON event.record = record.name
                WHERE event.id BETWEEN ?1 AND ?2 AND record.length < ?3
                """, run
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// Own events that stand in a trunk are not set aside any more; of creating ones it is noted,
    /// because their rows do not tell.
    private func release(
        _ sequence: UInt64, _ count: UInt64, at position: UInt64
    ) throws(ReplicaError) {
        let run: [SQLValue] = [.init(sequence), .init(sequence + count - 1)]
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM parked WHERE sequence BETWEEN ?1 AND ?2", run)
            guard position == 1 else { return }
            // Runs come in order, so that nearly always the last one becomes longer.
            try connection.run(
                """
                UPDATE placed SET last = max(last, ?2) WHERE last >= ?1 - 1 AND first = (
                    SELECT max(first) FROM placed WHERE first <= ?1)
                """, run)
            guard connection.changes == 0 else { return }
            try connection.run("INSERT INTO placed (first, last) VALUES (?1, ?2)", run)
        }
    }

    /// Stores an entry and tells whose record has lost its place by that.
    private func take(
        _ full: TrunkEntry.Full, of branch: OwnBranch
    ) throws(ReplicaError) -> [RecordName] {
        let digest = hash(full.previous, full.bytes)
        let known = try sql { () throws(SQLiteError) in
            // What had this place in a former life of the centre has lost it.
            try connection.run(
                """
                UPDATE event SET position = NULL
                WHERE record = ?1 AND position = ?3 AND hash <> ?2
                """, [.init(full.record), .init(digest), .init(full.position)])
            return try connection.row(
                """
                UPDATE event SET position = ?3, bytes = ?4 WHERE record = ?1 AND hash = ?2
                RETURNING id
                """,
                [
                    .init(full.record), .init(digest), .init(full.position), .blob(full.bytes),
                ]
            ) { $0.int(0) }
        }
        if let known { return try relabel(known, as: full, of: branch) }
        // Another disk, or this one before it was put back, has written it under the own label:
        // what is written here from now on needs another one.
        guard !branch.has(full.sequence, of: full.site) else { throw .contradicted }
        let vacated = try vacate(full, of: branch)
        // The session decoded it when it read the answer; a failure here is a broken invariant.
        guard let event = try? Event(decoding: full.bytes) else { throw .contradicted }
        let placed = PlacedEvent(
            site: full.site, sequence: full.sequence, hash: digest, event: event, bytes: full.bytes)
        try insert(placed, position: full.position)
        return vacated
    }
}
