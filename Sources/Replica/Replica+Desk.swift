import CaseModel
import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

/// What the lists of a desk go by: columns of their own, so that no list reads all cases.
extension Replica {
    /// Which cases are wanted; what is nil or empty does not count.
    package struct CaseQuery: Sendable {
        /// How the cases follow each other.
        package enum Order: Sendable {
            /// As they came.
            case received
            /// The soonest due first.
            case due
            /// By the applicant's name without marks, the given name first.
            case person
        }

        /// The names of states.
        package var states: [String] = []
        /// When they are due, in milliseconds.
        package var due: ClosedRange<Int64>?
        /// The day of the slip, as printed.
        package var day: String?
        /// Only what the centre has, up to this own sequence.
        package var sentUpTo: UInt64?
        /// Beginnings of words of the applicant's name, without marks.
        package var name: [String] = []
        /// An identity number that stands in them.
        package var mentioned: String?
        package var order = Order.received

        package init() {}
    }

    /// Gives the cases that are wanted one by one, until the body returns false.
    package func cases(
        _ query: CaseQuery, limit: Int? = nil, _ body: (ReplicaRow) -> Bool
    ) throws(ReplicaError) {
        let (condition, values) = query.condition
        // The few that are wanted are found in an index, and only they are read.
        let rows = limit.map {
            "id IN (SELECT id FROM record WHERE \(condition) ORDER BY \(query.sorting) LIMIT \($0))"
        }
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                Self.recordQuery + " WHERE \(rows ?? condition) ORDER BY \(query.sorting)", values
            ) { row in
                guard let record = ReplicaRow(row) else { return true }
                return body(record)
            }
        }
    }

    /// How many cases are wanted.
    package func count(_ query: CaseQuery) throws(ReplicaError) -> Int {
        let (condition, values) = query.condition
        return try sql { () throws(SQLiteError) in
            try connection.row("SELECT count(*) FROM record WHERE \(condition)", values) {
                Int($0.int(0))
            }
        } ?? 0
    }

    /// How many cases each author began here on a day, by their slips.
    package func authors(
        day: String, site: SiteNumber
    ) throws(ReplicaError) -> [(author: String, cases: Int)] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT coalesce(author, '?'), count(*) FROM record
                WHERE day = ?1 AND kind = 'case' AND site = ?2 GROUP BY 1 ORDER BY 1
                """, [.text(day), .init(site)]
            ) { (author: $0.text(0), cases: Int($0.int(1))) }
        }
    }

    /// The payments that were begun here on a day.
    package func payments(
        day: String, site: SiteNumber
    ) throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name FROM record WHERE day = ?1 AND kind = 'payment' AND site = ?2
                ORDER BY id
                """, [.text(day), .init(site)]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// Records in whose events an identity number stands, the newest first, at most so many.
    package func records(
        mentioning number: String, limit: Int
    ) throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name FROM mention JOIN record ON name = mention.record
                WHERE number = ?1 ORDER BY id DESC LIMIT ?2
                """, [.text(number), .int(Int64(limit))]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    /// Notes the identity numbers that an event gives; inside a transaction.
    func noteMentions(of placed: PlacedEvent) throws(ReplicaError) {
        for field in placed.event.fields {
            guard let text = field.value.text, text.utf8.first.map(Self.isDigit) == true else {
                continue
            }
            // What is no such number is none to be found by.
            guard let number = try? IdentityNumber(text) else { continue }
            try sql { () throws(SQLiteError) in
                try connection.run(
                    "INSERT OR IGNORE INTO mention (number, record) VALUES (?1, ?2)",
                    [.text(number.text), .init(placed.record)])
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func day(of state: RecordState, _ summary: RecordSummary) -> String? {
        switch summary.kind {
        case RecordKind.case:
            let parts = summary.slip?.split(separator: "-") ?? []
            return parts.count > 2 ? String(parts[2]) : nil
        case RecordKind.payment:
            return state.creation.map {
                CivilDate(instantMilliseconds: $0.time.wall).compact
            }
        default: return nil
        }
    }

    /// Rows that a version without these columns has written are written again.
    func fillColumns() throws(ReplicaError) {
        guard !(try olderRows(limit: 1)).isEmpty, try identity() != nil else { return }
        try transaction { () throws(ReplicaError) in
            let branch = try ownBranch()
            for name in try olderRows(limit: -1) {
                // What cannot be read is damage, which `doctor` tells of.
                guard let events = try? events(of: name) else { continue }
                for placed in events { try noteMentions(of: placed) }
                try refold(name, of: branch)
            }
        }
    }

    /// Whoever began a record is known as soon as it has no gap: a row without them is older.
    private func olderRows(limit: Int64) throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT name FROM record WHERE author IS NULL AND has_gap = 0
                AND name NOT IN (SELECT record FROM pruned) LIMIT ?1
                """, [.int(limit)]
            ) { $0.name(0) }
        }.compactMap(\.self)
    }
}

extension Replica.CaseQuery {
    /// What the rows must be, and the values bound in it.
    fileprivate var condition: (text: String, values: [SQLValue]) {
        var parts: [String] = []
        var values: [SQLValue] = []
        if !states.isEmpty {
            parts.append("state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
            values += states.map { .text($0) }
        }
        if let due {
            parts.append("due BETWEEN ? AND ?")
            values += [.int(due.lowerBound), .int(due.upperBound)]
        }
        if let day {
            parts.append("day = ?")
            values.append(.text(day))
        }
        if let sentUpTo {
            parts.append("own_sequence <= ?")
            values.append(.init(sentUpTo))
        }
        for word in name {
            parts.append("instr(' ' || person, ?) > 0")
            values.append(.text(" " + word))
        }
        if let mentioned {
            parts.append("name IN (SELECT mention.record FROM mention WHERE number = ?)")
            values.append(.text(mentioned))
        }
        if order == .person { parts.append("person IS NOT NULL") }
        // State and person stand in cases alone: where they are asked for, their indexes suffice.
        if states.isEmpty, name.isEmpty {
            parts.append(mentioned == nil ? "kind = 'case'" : "+kind = 'case'")
        }
        return (parts.joined(separator: " AND "), values)
    }

    fileprivate var sorting: String {
        switch order {
        case .received: "id"
        case .due: "due, id"
        case .person: "person, id"
        }
    }
}

extension RecordSummary {
    /// When the case is due.
    var dueMilliseconds: Int64? {
        guard kind == RecordKind.case else { return nil }
        // A time that cannot be read counts as none, as on every screen.
        return texts["due"].flatMap { try? Instant.milliseconds(iso: $0) }
    }

    /// The applicant's name as it is looked for: no marks, the given name first.
    var personKey: String? {
        guard kind == RecordKind.case else { return nil }
        let name = texts["applicant.name"] ?? ""
        let words = VietnameseText.searchKey(name).split(separator: " ")
        return (words.suffix(1) + words.dropLast()).joined(separator: " ")
    }
}
