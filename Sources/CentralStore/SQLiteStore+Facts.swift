import CaseModel
import EventColumns
package import Reports
import SQLite
package import SyncProtocol

extension SQLiteStore: FactStore {
    package func factBasis() throws(StoreError) -> String? {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT basis FROM fact_basis") { $0.text(0) }
        }
    }

    package func beginFacts(basis: String) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            for table in ["fact_basis", "fact_reach", "case_fact", "opinion_fact"] {
                try connection.run("DELETE FROM \(table)")
            }
            try connection.run(
                "INSERT INTO fact_basis (id, basis) VALUES (1, ?1)", [.text(basis)])
            try connection.run(
                "INSERT INTO fact_reach (site, event, events) VALUES (?1, 0, 0)",
                [.init(Self.walk)])
            for (site, last, count) in try eventCounts() {
                try connection.run(
                    "INSERT INTO fact_reach (site, event, events) VALUES (?1, ?2, ?3)",
                    [.init(site), .int(last), .int(count)])
            }
        }
    }

    /// Stands in the place of a site for the walk along all records; gone when it has ended.
    private static let walk = SiteNumber(0)

    /// The last event of each branch, and how many there are, from the smallest tree that has them.
    private func eventCounts() throws(SQLiteError) -> [(SiteNumber, Int64, Int64)] {
        var counts: [SiteNumber: (last: Int64, count: Int64)] = [:]
        try connection.forEach("SELECT id FROM event INDEXED BY event_trunk") { row in
            let known = counts[row.event(0).site] ?? (0, 0)
            counts[row.event(0).site] = (max(known.last, row.int(0)), known.count + 1)
            return true
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.last, $0.value.count) }
    }

    package func records(keyed key: String) throws(StoreError) -> [RecordRow] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                Self.recordQuery + " INDEXED BY record_key WHERE key = ?1 ORDER BY id",
                [.text(key)], RecordRow.init)
        }.compactMap(\.self)
    }

    package func factNews(limit: Int) throws(StoreError) -> FactNews {
        let walked = try recordsNotWalked(limit: limit)
        if !walked.isEmpty { return .first(walked) }
        let names = try recordsWithNews(limit: limit)
        guard !names.isEmpty else { return .none }
        return .changed(
            try names.map { (name) throws(StoreError) in try record(name) }.compactMap(\.self))
    }

    /// The next records on the way along all of them; those that came after its beginning have
    /// news.
    private func recordsNotWalked(limit: Int) throws(StoreError) -> [RecordRow] {
        let rows = try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                \(Self.recordQuery) WHERE id > (SELECT event FROM fact_reach WHERE site = ?1)
                ORDER BY id LIMIT ?2
                """, [.init(Self.walk), .int(Int64(limit))]
            ) { (id: $0.int(1), row: RecordRow($0)) }
        }
        try sql { () throws(SQLiteError) in
            if let last = rows.last {
                try connection.run(
                    "UPDATE fact_reach SET event = ?2 WHERE site = ?1",
                    [.init(Self.walk), .int(last.id)])
            } else {
                try connection.run("DELETE FROM fact_reach WHERE site = ?1", [.init(Self.walk)])
            }
        }
        return rows.compactMap(\.row)
    }

    /// The branches that have grown since they were looked at; a parked end of one is no growth.
    private func sitesWithNews() throws(StoreError) -> [SiteNumber] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT number FROM site LEFT JOIN fact_reach ON fact_reach.site = number
                WHERE head_sequence > coalesce(event & \(EventNumber.lastSequence), 0)
                ORDER BY number
                """
            ) { $0.site(0) }
        }
    }

    private func recordsWithNews(limit: Int) throws(StoreError) -> [RecordName] {
        var names: [RecordName] = []
        var seen: Set<RecordName> = []
        var left = Int64(limit)
        for site in try sitesWithNews() where left > 0 {
            let first = try row(of: EventPlace(site, 0))
            let last = try row(of: EventPlace(site, EventNumber.lastSequence))
            try sql { () throws(SQLiteError) in
                let reach = try connection.row(
                    "SELECT event FROM fact_reach WHERE site = ?1", [.init(site)]
                ) { SQLValue.int($0.int(0)) }
                var through: Int64?
                var events: Int64 = 0
                try connection.forEach(
                    "SELECT id, record FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
                    [reach ?? first, last, .int(left)]
                ) { row in
                    through = row.int(0)
                    events += 1
                    if let name = row.name(1), seen.insert(name).inserted { names.append(name) }
                    return true
                }
                guard let through else { return }
                left -= events
                try connection.run(
                    """
                    INSERT INTO fact_reach (site, event, events) VALUES (?1, ?2, ?3)
                    ON CONFLICT (site) DO UPDATE SET event = ?2, events = events + ?3
                    """, [.init(site), .int(through), .int(events)])
            }
        }
        return names
    }

    /// An event that is folded after its successors is looked at again, and they with it.
    package func lowerFactReach(to place: EventPlace) throws(StoreError) {
        let number = try row(of: place)
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                UPDATE fact_reach SET event = ?2 - 1, events = events - (
                    SELECT count(*) FROM event
                    WHERE event.id BETWEEN ?2 AND fact_reach.event)
                WHERE site = ?1 AND event >= ?2
                """, [.init(place.site), number])
        }
    }

    package func eventsReached(on site: SiteNumber) throws(StoreError) -> UInt64 {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "SELECT events FROM fact_reach WHERE site = ?1", [.init(site)]
            ) { $0.unsigned(0) }
        } ?? 0
    }

    package func put(_ facts: CaseFacts, of place: EventPlace) throws(StoreError) {
        let values = [try row(of: place)] + facts.values
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO case_fact
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                    ?17, ?18, ?19, ?20, ?21)
                """, values)
        }
    }

    package func put(_ opinion: OpinionFacts, of place: EventPlace) throws(StoreError) {
        let values = [try row(of: place)] + opinion.values
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO opinion_fact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """, values)
        }
    }

    package func cases(
        received: ClosedRange<Int64>, _ body: (CaseFacts) -> Bool
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                "SELECT * FROM case_fact WHERE received BETWEEN ?1 AND ?2",
                [.int(received.lowerBound), .int(received.upperBound)]
            ) { body(CaseFacts($0)) }
        }
    }

    package func opinions(
        received: ClosedRange<Int64>, _ body: (OpinionFacts) -> Bool
    ) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                "SELECT * FROM opinion_fact WHERE received BETWEEN ?1 AND ?2",
                [.int(received.lowerBound), .int(received.upperBound)]
            ) { body(OpinionFacts($0)) }
        }
    }
}

extension SQLValue {
    fileprivate init(_ flag: Bool) { self = .int(flag ? 1 : 0) }
}

extension CaseFacts {
    /// In the order of the columns, the first aside.
    fileprivate var values: [SQLValue] {
        [
            .int(receivedAt), .init(due), .init(endedAt), .init(pausedAt),
            .text(unit), .text(procedure), .text(officer), .text(channel.rawValue),
            .int(Int64(supplements)), .init(spent?.unit.rawValue),
            .init((spent?.count).map { Int64($0) }), .init(isDecided), .init(hasFee),
            .init(isPaidOnline), .init(isPaidInCash), .init(hasElectronicResult),
            .init(hasPaperFile), .init(hasResultFile), .init(isReused), .init(isDisliked),
        ]
    }

    fileprivate init(_ row: borrowing Row) {
        self.init(point: row.event(0).site.value, receivedAt: row.int(1))
        due = row.optionalInt(2)
        endedAt = row.optionalInt(3)
        pausedAt = row.optionalInt(4)
        unit = row.text(5)
        procedure = row.text(6)
        officer = row.text(7)
        channel = ChannelKind(rawValue: row.text(8)) ?? .counter
        supplements = Int(row.int(9))
        if let count = row.optionalInt(11) {
            spent = Procedure.LimitUnit(rawValue: row.text(10)).map {
                Spent(unit: $0, count: Int(count))
            }
        }
        isDecided = row.int(12) != 0
        hasFee = row.int(13) != 0
        isPaidOnline = row.int(14) != 0
        isPaidInCash = row.int(15) != 0
        hasElectronicResult = row.int(16) != 0
        hasPaperFile = row.int(17) != 0
        hasResultFile = row.int(18) != 0
        isReused = row.int(19) != 0
        isDisliked = row.int(20) != 0
    }
}

extension OpinionFacts {
    /// Stands in the place of a kind of feedback.
    private static let repeated = "repeated"

    fileprivate var values: [SQLValue] {
        let start: [SQLValue] = [.int(receivedAt), .text(unit), .text(procedure)]
        switch content {
        case .rating(let score):
            return start + [.int(Int64(score)), .null, .null, .null]
        case .repeated: return start + [.null, .text(Self.repeated), .int(0), .null]
        case .feedback(let kind, let due, let answeredAt):
            return start + [.null, .text(kind.rawValue), .int(due), .init(answeredAt)]
        }
    }

    fileprivate init(_ row: borrowing Row) {
        let content: Content =
            if let score = row.optionalInt(4) {
                .rating(Int(score))
            } else if row.text(5) == Self.repeated {
                .repeated
            } else {
                .feedback(
                    FeedbackKind(rawValue: row.text(5)) ?? .other, due: row.int(6),
                    answeredAt: row.optionalInt(7))
            }
        self.init(point: row.event(0).site.value, receivedAt: row.int(1), content: content)
        unit = row.text(2)
        procedure = row.text(3)
    }
}
