import CaseRecords
import EventColumns
import SQLite
import SyncProtocol

/// What the centre has given of other branches, kept with its seals, and goes back to it when its
/// store was restored (design §7).
extension Replica {
    /// Keeps the centre's seals on what an answer brought and was stored; inside a transaction.
    func vouch(
        _ answer: Answer, of branch: OwnBranch, _ progress: Progress
    ) throws(ReplicaError) {
        var seals = answer.seals[...]
        guard !seals.isEmpty else { return }
        let bits = answer.epoch.bits
        // A piece that was not taken has its seals all the same.
        try vouch(answer.cases?.entries ?? [], &seals, of: branch, epoch: bits) { _ in
            (.cases, answer.cases?.through.number ?? 0)
        }
        try vouch(answer.reference?.entries ?? [], &seals, of: branch, epoch: bits) { _ in
            (.reference, answer.reference?.through.number ?? 0)
        }
        // What was wanted was given no further than the cursor had come.
        try vouch(answer.wanted, &seals, of: branch, epoch: bits) { (full) throws(ReplicaError) in
            let isReference = try record(full.record).map {
                Projection.isReference($0.summary.kind)
            }
            let stream = isReference == true ? LogStream.reference : .cases
            return (stream, progress.cursor(of: stream).number)
        }
    }

    private func vouch(
        _ entries: [TrunkEntry], _ seals: inout ArraySlice<UInt64>, of branch: OwnBranch,
        epoch: UInt64,
        place: (TrunkEntry.Full) throws(ReplicaError) -> (stream: LogStream, number: UInt64)
    ) throws(ReplicaError) {
        for entry in entries {
            guard case .full(let full) = entry, let seal = seals.popFirst() else { continue }
            guard !branch.has(full.sequence, of: full.site) else { continue }
            let row = try row(of: full.sequence, on: full.site)
            let (stream, number) = try place(full)
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    INSERT OR REPLACE INTO vouched (id, previous, seal, stream, epoch, number)
                    SELECT id, ?2, ?3, ?4, ?5, ?6 FROM event WHERE id = ?1
                    """,
                    [
                        row, .init(full.previous), .init(seal), .int(stream.rawValue),
                        .init(epoch), .init(number),
                    ])
            }
        }
    }

    /// What goes back to a restored centre next: first what creates records, then in the order in
    /// which it had come. What belongs to a record that this point began itself waits until its
    /// beginning is at the centre again.
    func toGiveBack(
        acknowledged: UInt64, of branch: OwnBranch
    ) throws(ReplicaError) -> GivenBack {
        var size = 0
        var events: [VouchedEvent] = []
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                """
                SELECT coalesce(place, event.id), previous, seal, event.bytes, begun.id
                FROM vouched INDEXED BY vouched_open CROSS JOIN event ON event.id = vouched.id
                LEFT JOIN event AS begun
                ON begun.record = event.record AND begun.position = 1
                WHERE state = 1 ORDER BY event.position IS NULL, number, event.id
                """, []
            ) { row in
                let (place, begun) = (row.event(0), row.event(4))
                let waits =
                    begun.sequence > acknowledged && branch.has(begun.sequence, of: begun.site)
                guard !waits, let previous = row.digest(1) else { return true }
                events.append(
                    VouchedEvent(
                        site: place.site, sequence: place.sequence, previous: previous,
                        seal: row.unsigned(2), bytes: row.blob(3)))
                size += row.blob(3).count
                return events.count < Limits.vouchedPerRequest && size < Limits.vouchedBytes
            }
        }
        guard !events.isEmpty else { return GivenBack() }
        return GivenBack(forks: try forks(leadingTo: events, branch.tree), events: events)
    }

    /// What the centre told of the branches of these events.
    private func forks(
        leadingTo events: [VouchedEvent], _ tree: BranchTree
    ) throws(ReplicaError) -> [VouchedFork] {
        let seals = Dictionary(
            try sql { () throws(SQLiteError) in
                try connection.rows("SELECT site, seal FROM branch WHERE seal IS NOT NULL", []) {
                    ($0.site(0), $0.unsigned(1))
                }
            }
        ) { first, _ in first }
        return tree.forks(leadingTo: Set(events.map(\.site)).sorted()).compactMap { fork in
            seals[fork.site].map { VouchedFork(fork: fork, seal: $0) }
        }
    }

    /// The records of which something is still to go back to a restored centre: own events about
    /// them were written in its sight, and come after it.
    func awaitedRecords() throws(ReplicaError) -> Set<RecordName> {
        Set(
            try sql { () throws(SQLiteError) in
                try connection.rows(
                    """
                    SELECT DISTINCT event.record FROM vouched INDEXED BY vouched_open
                    CROSS JOIN event ON event.id = vouched.id WHERE state = 1
                    """, []
                ) { $0.name(0) }
            }.compactMap(\.self))
    }

    /// Notes what became of events that went back; those that cannot be taken yet wait until
    /// something new of their record comes.
    func settle(_ sent: [VouchedEvent], held: [UInt64]) throws(ReplicaError) {
        for (index, event) in sent.enumerated() {
            let row = try row(of: event.sequence, on: event.site)
            let state: Int64 = held.contains(UInt64(index)) ? 2 : 0
            try sql { () throws(SQLiteError) in
                try connection.run(
                    "UPDATE vouched SET state = ?2 WHERE (id = ?1 OR place = ?1) AND seal = ?3",
                    [row, .int(state), .init(event.seal)])
            }
        }
    }

    /// Whether something waits until something new of its record has come.
    func isVouchedHeld() throws(ReplicaError) -> Bool {
        let isAny = try sql { () throws(SQLiteError) in
            try connection.row("SELECT 1 FROM vouched WHERE state = 2 LIMIT 1") { _ in true }
        }
        return isAny != nil
    }

    /// The records of a stretch of the own branch.
    func records(in stretch: BranchTree.Stretch) throws(ReplicaError) -> [RecordName] {
        let rows = [
            try row(of: stretch.first, on: stretch.site),
            try row(of: stretch.last, on: stretch.site),
        ]
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT DISTINCT record FROM event WHERE id BETWEEN ?1 AND ?2", rows
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// What waits for something new of these records may go now.
    func stirVouched(of records: Set<RecordName>) throws(ReplicaError) {
        for record in records.sorted() {
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    UPDATE vouched SET state = 1 WHERE state = 2
                    AND id IN (SELECT id FROM event WHERE record = ?1)
                    """, [.init(record)])
            }
        }
    }
}
