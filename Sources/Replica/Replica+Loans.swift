import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

/// Cases that are kept here for a while only, because somebody proved that they are theirs.
extension Replica {
    /// Notes what was lent; inside a transaction, before what comes with it is stored.
    func note(_ result: LookUpResult?) throws(ReplicaError) {
        guard case .lent(let records, let until) = result, let site = try identity()?.site else {
            return
        }
        for record in records {
            // Of what was pruned the proof brings back all.
            try want(record)
            // What was here already is here for another reason, unless it was lent before.
            let isNew = try self.record(record) == nil
            let isOurs = try hasOwnEvent(of: record, site)
            let isLent = try loans().contains(record)
            guard !isOurs, isNew || isLent else { continue }
            try keep(record, until: until, isWiped: false)
        }
    }

    /// Wipes the cases whose time is over, and what hangs on them. Those on which this point has
    /// acted stay: what became of its acts belongs here. Documents that nothing else here names are
    /// given to `erase` before the wiping is durable.
    package func wipeLoans(
        now: Int64, erasing erase: (DocumentReference) -> Void = { _ in }
    ) throws(ReplicaError) {
        let over = try names(
            "SELECT record FROM loan WHERE is_wiped = 0 AND until <= ?1", [.int(now)])
        guard !over.isEmpty, let site = try identity()?.site else { return }
        // What is deleted must not stay in free pages of the file.
        _ = try sql { () throws(SQLiteError) in
            try connection.row("PRAGMA secure_delete = ON") { $0.int(0) }
        }
        defer {
            // It costs time, and only these rows need it; the next connection begins without it.
            _ = try? connection.row("PRAGMA secure_delete = OFF") { $0.int(0) }
        }
        try transaction { () throws(ReplicaError) in
            for record in over {
                let all = [record] + (try attached(to: record)).map(\.name)
                if try hasOwnEvent(of: record, site) {
                    try forget(record)
                } else {
                    for name in all { try wipe(name, until: now) }
                }
            }
            for document in try forgetUnnamed() { erase(document) }
        }
    }

    /// What was wiped: nothing that still comes of it is kept.
    func wipedLoans() throws(ReplicaError) -> Set<RecordName> {
        Set(try names("SELECT record FROM loan WHERE is_wiped = 1", []))
    }

    private func loans() throws(ReplicaError) -> [RecordName] {
        try names("SELECT record FROM loan", [])
    }

    /// The records that hang on a case.
    func attached(to record: RecordName) throws(ReplicaError) -> [ReplicaRow] {
        var rows: [ReplicaRow] = []
        for kind in RecordKind.attached {
            rows += try records(kind: kind, matching: "\(record)").filter {
                $0.summary.key == "\(record)"
            }
        }
        return rows
    }

    private func hasOwnEvent(
        of record: RecordName, _ site: SiteNumber
    ) throws(ReplicaError) -> Bool {
        let first = try row(of: 0, on: site)
        let last = try row(of: EventNumber.lastSequence, on: site)
        return try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT 1 FROM event WHERE record = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 1",
                [.init(record), first, last]
            ) { _ in true } ?? false
        }
    }

    private func wipe(_ record: RecordName, until: Int64) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                DELETE FROM vouched WHERE id IN (SELECT id FROM event WHERE record = ?1)
                """, [.init(record)])
            for table in ["event", "document_record", "mention"] {
                try connection.run("DELETE FROM \(table) WHERE record = ?1", [.init(record)])
            }
            try connection.run("DELETE FROM record WHERE name = ?1", [.init(record)])
        }
        try keep(record, until: until, isWiped: true)
    }

    private func keep(
        _ record: RecordName, until: Int64, isWiped: Bool
    ) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO loan (record, until, is_wiped) VALUES (?1, ?2, ?3)
                ON CONFLICT (record) DO UPDATE SET until = ?2, is_wiped = ?3
                """, [.init(record), .int(until), .int(isWiped ? 1 : 0)])
        }
    }

    private func forget(_ record: RecordName) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("DELETE FROM loan WHERE record = ?1", [.init(record)])
        }
    }

    private func names(
        _ query: String, _ values: [SQLValue]
    ) throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(query, values) { $0.name(0) }
        }.compactMap(\.self)
    }
}
