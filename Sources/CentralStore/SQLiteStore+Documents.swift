import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func put(_ named: NamedDocument) throws(StoreError) {
        let key: [SQLValue] = [
            .init(named.document.name.digest), .int(Int64(named.document.lengthBytes)),
        ]
        try sql { () throws(SQLiteError) in
            try connection.run(
                "INSERT OR IGNORE INTO document (name, length) VALUES (?1, ?2)", key)
            try connection.run(
                """
                INSERT INTO document_record
                    (document, record, site, state, reason, nonce, is_disproved)
                SELECT id, ?3, ?4, ?5, ?6, ?7, ?8 FROM document WHERE name = ?1 AND length = ?2
                ON CONFLICT (document, record, site) DO UPDATE SET
                    state = ?5, reason = ?6, nonce = ?7, is_disproved = ?8
                """, key + named.values)
        }
    }

    package func named(_ document: DocumentReference) throws(StoreError) -> [NamedDocument] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT record, site, state, reason, nonce, is_disproved
                FROM document JOIN document_record ON document_record.document = document.id
                WHERE name = ?1 AND length = ?2 ORDER BY record, site
                """, [.init(document.name.digest), .int(Int64(document.lengthBytes))]
            ) { NamedDocument(document, $0) }
        }.compactMap(\.self)
    }

    package func isNamed(_ name: DocumentName) throws(StoreError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT 1 FROM document WHERE name = ?1", [.init(name.digest)]) {
                _ in true
            } ?? false
        }
    }

    /// Events that a version without documents has folded are looked through once for the ones
    /// that they name.
    func findDocuments() throws(StoreError) {
        let mark = "documents found"
        guard try counter(mark) == 0 else { return }
        try transaction { () throws(StoreError) in
            guard try next(mark) == 1 else { return }
            for named in try documentsInEvents() { try put(named) }
        }
    }

    private func counter(_ name: String) throws(StoreError) -> Int64 {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT value FROM counter WHERE name = ?1", [.text(name)]) {
                $0.int(0)
            } ?? 0
        }
    }

    private func documentsInEvents() throws(StoreError) -> [NamedDocument] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT record, id, bytes FROM event
                WHERE instr(bytes, CAST('documents.' AS BLOB)) > 0 ORDER BY id
                """, []
            ) { row -> [NamedDocument] in
                // Only what the decoder accepted was stored: what it refuses names nothing.
                guard let record = row.name(0), let event = try? Event(decoding: row.blob(2))
                else { return [] }
                let site = row.event(1).site
                return event.documents.map {
                    NamedDocument(document: $0, record: record, site: site)
                }
            }
        }.flatMap(\.self)
    }
}

extension NamedDocument {
    fileprivate var values: [SQLValue] {
        let (number, reason): (Int64, UInt64?) =
            switch state {
            case .wanted: (0, nil)
            case .here: (1, nil)
            case .refused(let reason): (2, reason.rawValue)
            }
        return [
            .init(record), .init(site), .int(number), .init(reason),
            nonce.map { .blob($0) } ?? .null, .int(isDisproved ? 1 : 0),
        ]
    }

    fileprivate init?(_ document: DocumentReference, _ row: borrowing Row) {
        guard let record = row.name(0) else { return nil }
        self.init(document: document, record: record, site: row.site(1))
        let reason = row.optionalUnsigned(3).flatMap { DocumentRefusal(rawValue: $0) }
        switch row.int(2) {
        case 0: state = .wanted
        case 1: state = .here
        default: state = .refused(reason ?? .kindNotTaken)
        }
        let bytes = row.blob(4)
        nonce = bytes.isEmpty ? nil : bytes
        isDisproved = row.int(5) != 0
    }
}
