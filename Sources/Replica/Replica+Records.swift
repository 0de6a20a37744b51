import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

extension Replica {
    func put(_ row: ReplicaRow) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO record (name, kind, site, length, has_gap, own_sequence, key, slip,
                    official, reference, conflicts, summary, state, due, day, author, person)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
                ON CONFLICT (name) DO UPDATE SET
                    kind = ?2, site = ?3, length = ?4, has_gap = ?5, own_sequence = ?6, key = ?7,
                    slip = ?8, official = ?9, reference = ?10, conflicts = ?11, summary = ?12,
                    state = ?13, due = ?14, day = ?15, author = ?16, person = ?17
                """,
                [
                    .init(row.name), .text(row.summary.kind), .init(row.site), .init(row.length),
                    .int(row.hasGap ? 1 : 0), .init(row.ownSequence), .init(row.summary.key),
                    .init(row.summary.slip), .init(row.summary.official),
                    .init(row.summary.reference), .int(Int64(row.summary.contests)),
                    .blob(row.summary.encoded), .init(row.summary.state),
                    .init(row.summary.dueMilliseconds), .init(row.day), .init(row.author),
                    .init(row.summary.personKey),
                ])
        }
    }

    /// Records of one kind whose key, slip, official code, reference or name is exactly this text.
    package func records(
        kind: String, matching code: String
    ) throws(ReplicaError) -> [ReplicaRow] {
        let name = SQLValue(RecordName(hex: code))
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.recordQuery + """
                     WHERE (name = ?2 OR slip = ?1 OR official = ?1 OR reference = ?1 OR key = ?1)
                        AND +kind = ?3
                    ORDER BY id LIMIT 100
                    """, [.text(code), name, .text(kind)], ReplicaRow.init)
        }.compactMap(\.self)
    }

    /// The cases that were created with this reference of their caller.
    package func cases(reference: String) throws(ReplicaError) -> [ReplicaRow] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.recordQuery + " WHERE reference = ?1 AND +kind = 'case' ORDER BY id LIMIT 100",
                [.text(reference)], ReplicaRow.init)
        }.compactMap(\.self)
    }

    /// One record by its name.
    package func record(_ name: RecordName) throws(ReplicaError) -> ReplicaRow? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                Self.recordQuery + " WHERE name = ?1", [.init(name)], ReplicaRow.init) ?? nil
        }
    }

    /// Gives the records of one kind one by one, oldest first, until the body returns false.
    package func records(
        kind: String, onlyConflicts: Bool = false, _ body: (ReplicaRow) -> Bool
    ) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                Self.recordQuery + " WHERE kind = ?1 AND conflicts >= ?2 ORDER BY id",
                [.text(kind), .int(onlyConflicts ? 1 : 0)]
            ) { row in
                guard let record = ReplicaRow(row) else { return true }
                return body(record)
            }
        }
    }

    package func count(kind: String) throws(ReplicaError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT count(*) FROM record WHERE kind = ?1", [.text(kind)]) {
                Int($0.int(0))
            }
        } ?? 0
    }

    /// The keys that more than one record of a kind has, in order.
    package func keysHeldTwice(kind: String) throws(ReplicaError) -> [String] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT key FROM record WHERE kind = ?1 AND key IS NOT NULL
                GROUP BY key HAVING count(*) > 1 ORDER BY key
                """, [.text(kind)]
            ) { $0.text(0) }
        }
    }

    /// An own event that is not at the centre, or that the centre has set aside.
    package struct OutboxItem: Sendable {
        package let sequence: UInt64
        package let record: RecordName
        package let bytes: [UInt8]
        /// Nil while it waits to be sent.
        package let parked: ParkReason?
    }

    /// What waits to be sent and what stands parked, in the order of the branch; of more than the
    /// limit the first.
    package func outbox(limit: Int = .max) throws(ReplicaError) -> [OutboxItem] {
        guard try identity() != nil else { return [] }
        let branch = try ownBranch()
        let acknowledged = try progress().acknowledged.number
        var items: [OutboxItem] = []
        for stretch in branch.tree.stretches(of: branch.site, 1...EventNumber.lastSequence)
        where items.count < limit {
            items += try outbox(
                of: stretch, acknowledged: acknowledged, limit: limit - items.count)
        }
        return items
    }

    /// What stands parked, in the order of the branch.
    package func parked() throws(ReplicaError) -> [OutboxItem] {
        guard try identity() != nil else { return [] }
        let branch = try ownBranch()
        var items: [OutboxItem] = []
        for stretch in branch.tree.stretches(of: branch.site, 1...EventNumber.lastSequence) {
            let first = try row(of: 0, on: stretch.site)
            let begin = try row(of: stretch.first, on: stretch.site)
            let last = try row(of: stretch.last, on: stretch.site)
            items += try sql { () throws(SQLiteError) in
                try connection.rows(
                    """
                    SELECT id, record, bytes, reason FROM parked
                    CROSS JOIN event ON id = ?1 + parked.sequence
                    WHERE id BETWEEN ?2 AND ?3 ORDER BY 1
                    """, [first, begin, last], OutboxItem.init)
            }.compactMap(\.self)
        }
        return items
    }

    private func outbox(
        of stretch: BranchTree.Stretch, acknowledged: UInt64, limit: Int
    ) throws(ReplicaError) -> [OutboxItem] {
        let first = try row(of: 0, on: stretch.site)
        let waiting = try row(
            of: min(max(acknowledged, stretch.first - 1), stretch.last), on: stretch.site)
        let last = try row(of: stretch.last, on: stretch.site)
        let begin = try row(of: stretch.first, on: stretch.site)
        return try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT id, record, bytes, reason FROM event
                LEFT JOIN parked ON parked.sequence = id - ?1
                WHERE id > ?2 AND id <= ?3
                UNION ALL
                SELECT id, record, bytes, reason FROM parked
                CROSS JOIN event ON id = ?1 + parked.sequence
                WHERE id <= ?2 AND id >= ?4
                ORDER BY 1 LIMIT ?5
                """, [first, waiting, last, begin, .int(Int64(limit))], OutboxItem.init)
        }.compactMap(\.self)
    }

    /// How many own events the centre has set aside, and how many documents it has refused.
    package func parkedCount() throws(ReplicaError) -> Int {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT (SELECT count(*) FROM parked)
                    + (SELECT count(*) FROM document WHERE state = 2)
                """
            ) { Int($0.int(0)) }
        } ?? 0
    }

    static let waitingCounter = "waiting bytes"

    /// Bytes of own events that are not at the centre, as counted when they were written; zero when
    /// that is not known.
    ///
    /// The events themselves are not looked at: this is asked for before each line at a screen
    /// whose memory must not hold what an earlier person has handed in.
    package func waitingBytes() throws(ReplicaError) -> Int64 {
        try last(of: Self.waitingCounter)
    }

    /// Counts them anew, after some have reached the centre.
    package func recountWaiting() throws(ReplicaError) {
        guard let site = try identity()?.site else { return }
        let acknowledged = try row(of: try progress().acknowledged.number, on: site)
        let last = try lastRow(on: site)
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO counter (name, value)
                SELECT ?3, coalesce(sum(length(bytes)), 0) FROM event WHERE id > ?1 AND id <= ?2
                """, [acknowledged, last, .text(Self.waitingCounter)])
        }
    }

    static var recordQuery: String {
        "SELECT name, site, length, has_gap, own_sequence, summary, author, day FROM record"
    }
}

extension Replica.OutboxItem {
    fileprivate init?(_ row: borrowing Row) {
        guard let record = row.name(1) else { return nil }
        let reason = row.optionalUnsigned(3).map { ParkReason(rawValue: $0) ?? .valueNotAllowed }
        self.init(
            sequence: row.event(0).sequence, record: record, bytes: row.blob(2), parked: reason)
    }
}

extension ReplicaRow {
    init?(_ row: borrowing Row) {
        // A summary that cannot be read is damage, which `doctor` repairs from the events.
        guard let name = row.name(0), let summary = try? RecordSummary(decoding: row.blob(5))
        else { return nil }
        self.init(
            name: name, site: row.site(1), length: row.unsigned(2), hasGap: row.int(3) != 0,
            ownSequence: row.unsigned(4), author: row.optionalText(6), day: row.optionalText(7),
            summary: summary)
    }
}
