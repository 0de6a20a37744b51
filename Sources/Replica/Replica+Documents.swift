import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

/// Which documents the events here name, and which of them the centre has.
extension Replica {
    /// A document of an own event that is not at the centre.
    package struct WaitingDocument: Equatable, Sendable {
        package let document: DocumentReference
        /// A record that names it.
        package let record: RecordName
        /// Bytes that the centre lacks, as far as it was heard.
        package let missingBytes: Int
        /// Nil while it waits to be sent.
        package let refusal: DocumentRefusal?
    }

    /// How a document stands; the numbers are those of the schema.
    private enum State: Int64 {
        case waiting = 0
        case atCentre = 1
        case refused = 2
        case elsewhere = 3
        /// Somebody here wants to see it.
        case wanted = 4
    }

    /// Notes the documents that an event names; inside a transaction.
    func noteDocuments(of placed: PlacedEvent) throws(ReplicaError) {
        let documents = placed.event.documents
        guard !documents.isEmpty, try identity() != nil else { return }
        let branch = try ownBranch()
        for document in documents {
            try note(
                document, in: placed.record,
                ownSequence: branch.has(placed.sequence, of: placed.site) ? placed.sequence : nil)
        }
    }

    /// A document that only others have named becomes one that waits when an own event names it.
    private func note(
        _ document: DocumentReference, in record: RecordName, ownSequence: UInt64?
    ) throws(ReplicaError) {
        let state = ownSequence == nil ? State.elsewhere : .waiting
        let key: [SQLValue] = [
            .init(document.name.digest), .int(Int64(document.lengthBytes)),
        ]
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO document (name, length, state, sequence, missing)
                VALUES (?1, ?2, ?3, ?4, ?2)
                ON CONFLICT (name, length) DO UPDATE SET state = ?3, sequence = ?4
                WHERE state IN (3, 4) AND ?4 IS NOT NULL
                """, key + [.int(state.rawValue), .init(ownSequence)])
            try connection.run(
                """
                INSERT OR IGNORE INTO document_record (document, record)
                SELECT id, ?3 FROM document WHERE name = ?1 AND length = ?2
                """, key + [.init(record)])
        }
    }

    /// What is to be sent: documents whose event is acknowledged and does not stand parked, the
    /// small ones first.
    func openDocuments(acknowledged: UInt64) throws(ReplicaError) -> [DocumentReference] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name, length FROM document
                WHERE state = 0 AND sequence <= ?1
                    AND NOT EXISTS (SELECT 1 FROM parked WHERE parked.sequence = document.sequence)
                ORDER BY length, id LIMIT ?2
                """, [.init(acknowledged), .int(Int64(Limits.documentsPerSession))]
            ) { DocumentReference($0, 0) }
        }.compactMap(\.self)
    }

    /// Keeps what the centre said of documents; inside a transaction.
    func take(_ reports: [DocumentReport]) throws(ReplicaError) {
        for report in reports {
            switch report.verdict {
            case .here: try set(report.document, .atCentre, missing: 0)
            case .refused(let reason): try set(report.document, .refused, reason)
            case .wanted(let ranges):
                try set(report.document, .waiting, missing: ranges.count)
            case .prove, .unnamed, .later: break
            }
        }
    }

    /// Notes that the content of a document cannot be read here any more.
    package func loseDocument(_ document: DocumentReference) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            try set(document, .refused, .lostHere)
        }
    }

    /// Lets the documents that were refused be offered once more.
    package func retryDocuments() throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE document SET state = 0, reason = NULL, missing = length WHERE state = 2",
                [])
        }
    }

    private func set(
        _ document: DocumentReference, _ state: State, _ reason: DocumentRefusal? = nil,
        missing: Int? = nil
    ) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                UPDATE document SET state = ?3, reason = ?4, missing = coalesce(?5, missing)
                WHERE name = ?1 AND length = ?2 AND state = 0
                """,
                [
                    .init(document.name.digest), .int(Int64(document.lengthBytes)),
                    .int(state.rawValue), .init(reason?.rawValue),
                    missing.map { .int(Int64($0)) } ?? .null,
                ])
        }
    }

    /// What waits to be sent, the small ones first, and then what was refused.
    package func waitingDocuments() throws(ReplicaError) -> [WaitingDocument] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name, length, missing, reason,
                    (SELECT record FROM document_record WHERE document = document.id LIMIT 1)
                FROM document WHERE state IN (0, 2) ORDER BY state, length, id
                """, []
            ) { row -> WaitingDocument? in
                guard let document = DocumentReference(row, 0), let record = row.name(4)
                else { return nil }
                return WaitingDocument(
                    document: document, record: record, missingBytes: Int(row.int(2)),
                    refusal: row.optionalUnsigned(3).flatMap { DocumentRefusal(rawValue: $0) })
            }
        }.compactMap(\.self)
    }

    /// How many documents wait to be sent, and how many of their bytes the centre lacks.
    package func waitingDocumentsTotal() throws(ReplicaError) -> (count: Int, missingBytes: Int) {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT count(*), coalesce(sum(missing), 0) FROM document WHERE state = 0", []
            ) { (count: Int($0.int(0)), missingBytes: Int($0.int(1))) }
        } ?? (0, 0)
    }

    /// Whether any event here names a document.
    package func isNamed(_ name: DocumentName) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT 1 FROM document WHERE name = ?1", [.init(name.digest)]) {
                _ in true
            } ?? false
        }
    }
}

extension Replica {
    /// Events that a version without documents has written are looked through once for the ones
    /// that they name.
    func findDocuments() throws(ReplicaError) {
        let mark = "documents found"
        guard try counter(mark) == 0 else { return }
        try transaction { () throws(ReplicaError) in
            guard try next(mark) == 1 else { return }
            for placed in try eventsWithDocuments() { try noteDocuments(of: placed) }
        }
    }

    private func counter(_ name: String) throws(ReplicaError) -> Int64 {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT value FROM counter WHERE name = ?1", [.text(name)]) {
                $0.int(0)
            } ?? 0
        }
    }

    private func eventsWithDocuments() throws(ReplicaError) -> [PlacedEvent] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT id, hash, bytes FROM event
                WHERE instr(bytes, CAST('documents.' AS BLOB)) > 0 ORDER BY id
                """, []
            ) { row -> PlacedEvent? in
                // Only what the decoder accepted was stored: what it refuses names nothing.
                guard let hash = row.digest(1), let event = try? Event(decoding: row.blob(2))
                else { return nil }
                let place = row.event(0)
                return PlacedEvent(
                    site: place.site, sequence: place.sequence, hash: hash, event: event,
                    bytes: row.blob(2))
            }
        }.compactMap(\.self)
    }
}

extension DocumentReference {
    /// Reads name and length from two columns.
    init?(_ row: borrowing Row, _ column: Int32) {
        guard let digest = row.digest(column) else { return nil }
        self.init(name: DocumentName(digest), lengthBytes: Int(row.int(column + 1)))
    }
}
