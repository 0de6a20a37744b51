import EventColumns
import SQLite
package import SyncProtocol

/// Documents that somebody here wants to see and whose content is at the centre.
extension Replica {
    /// Wants a document, until it is here or the centre does not give it; false when no event here
    /// names it, or when it is the centre that waits for it.
    package func want(_ document: DocumentReference) throws(ReplicaError) -> Bool {
        try transaction { () throws(ReplicaError) in
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    UPDATE document SET state = 4
                    WHERE name = ?1 AND length = ?2 AND state IN (1, 3, 4)
                    """, Self.key(document))
                return connection.changes > 0
            }
        }
    }

    /// Wants a document no longer: it is here, or it does not come.
    package func settle(_ document: DocumentReference) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    UPDATE document SET state = CASE WHEN sequence IS NULL THEN 3 ELSE 1 END
                    WHERE name = ?1 AND length = ?2 AND state = 4
                    """, Self.key(document))
            }
        }
    }

    /// What is wanted, the small ones first.
    package func wantedDocuments() throws(ReplicaError) -> [DocumentReference] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT name, length FROM document WHERE state = 4 ORDER BY length, id LIMIT ?1",
                [.int(Int64(Limits.documentsPerSession))]
            ) { DocumentReference($0, 0) }
        }.compactMap(\.self)
    }

    /// Forgets documents that were named only by records which were wiped, and gives them; inside
    /// the transaction that wipes.
    func forgetUnnamed() throws(ReplicaError) -> [DocumentReference] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                DELETE FROM document WHERE sequence IS NULL
                    AND id NOT IN (SELECT document FROM document_record)
                RETURNING name, length
                """
            ) { DocumentReference($0, 0) }
        }.compactMap(\.self)
    }

    private static func key(_ document: DocumentReference) -> [SQLValue] {
        [.init(document.name.digest), .int(Int64(document.lengthBytes))]
    }
}

/// Where documents that come from the centre are put.
package struct DocumentArrivals {
    /// What stands after a chunk was written.
    package enum Progress: Equatable, Sendable {
        case incomplete
        /// It is here, whole, checked and durable.
        case complete
        /// All of it came and is not what its name says: it was thrown away.
        case wrong
        /// Not now: the disk, most likely.
        case failed
    }

    /// The bytes that are missing; none when it is here, and nil when that cannot be said now.
    package let missing: (DocumentReference) -> ByteRanges?
    /// Makes a chunk durable.
    package let write: (DocumentChunk) -> Progress

    package init(
        missing: @escaping (DocumentReference) -> ByteRanges?,
        write: @escaping (DocumentChunk) -> Progress
    ) {
        self.missing = missing
        self.write = write
    }
}

extension Replica {
    /// What is missing of the documents that are wanted; one that has come meanwhile is settled.
    func missing(of arrivals: DocumentArrivals) throws(ReplicaError) -> [DocumentWant] {
        var wants: [DocumentWant] = []
        for document in try wantedDocuments() {
            guard let ranges = arrivals.missing(document) else { continue }
            if ranges.ranges.isEmpty {
                try settle(document)
            } else {
                wants.append(DocumentWant(document: document, ranges: ranges))
            }
        }
        return wants
    }

    /// Puts what came where it belongs, as far as it is wanted still, and gives why nothing came of
    /// the others; the chunks are durable when this returns.
    func take(
        _ deliveries: [DocumentDelivery], into arrivals: DocumentArrivals
    ) throws(ReplicaError) -> [DocumentReference: DocumentAbsence] {
        guard !deliveries.isEmpty else { return [:] }
        let wanted = Set(try wantedDocuments())
        var absences: [DocumentReference: DocumentAbsence] = [:]
        for delivery in deliveries where wanted.contains(delivery.document) {
            switch delivery {
            case .chunk(let chunk):
                switch arrivals.write(chunk) {
                case .complete: try settle(chunk.document)
                case .wrong:
                    // It would come again as it was: somebody has to look at the centre first.
                    try settle(chunk.document)
                    absences[chunk.document] = .later
                case .incomplete, .failed: break
                }
            case .absent(let document, let reason):
                absences[document] = reason
                if reason != .later { try settle(document) }
            }
        }
        return absences
    }
}
