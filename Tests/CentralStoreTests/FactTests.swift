import CaseModel
import CaseRecords
import CentralStore
import Foundation
import Reports
import SQLite
import Sealing
import SyncProtocol
import Testing

/// The facts that reports are made of, and the figures recomputed by SQL.
@Suite struct FactTests {
    private static let seed: UInt64 = 766
    private static let first = Instant.milliseconds(on: CivilDate(dayNumber: 20_759), hour: 0)
    private static let day = Instant.millisecondsPerDay

    /// A generator of a published rule (SplitMix64), so that a failure can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state = FactTests.seed

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func chance(_ percent: Int) -> Bool {
            Int.random(in: 0..<100, using: &self) < percent
        }

        mutating func time(_ days: ClosedRange<Int64>) -> Int64 {
            Int64.random(
                in: (FactTests.first + days.lowerBound * FactTests.day)...(FactTests.first
                    + days.upperBound * FactTests.day), using: &self)
        }
    }

    private static func facts(_ generator: inout Generator) -> CaseFacts {
        let received = generator.time(-5...40)
        var facts = CaseFacts(
            point: .random(in: 2...9, using: &generator), receivedAt: received)
        facts.unit = ["", "U1", "U2", "U3"][Int.random(in: 0..<4, using: &generator)]
        facts.procedure = "1.\(Int.random(in: 0..<7, using: &generator))"
        facts.officer = ["", "Mai", "Hà"][Int.random(in: 0..<3, using: &generator)]
        facts.channel = ChannelKind.allCases[Int.random(in: 0..<3, using: &generator)]
        if generator.chance(90) {
            facts.due = received + .random(in: 0...(9 * day), using: &generator)
        }
        if generator.chance(60) {
            facts.endedAt = received + .random(in: 0...(9 * day), using: &generator)
            facts.isDecided = generator.chance(80)
        } else if generator.chance(20) {
            facts.pausedAt = received + .random(in: 0...(5 * day), using: &generator)
        }
        facts.supplements = generator.chance(10) ? .random(in: 1...3, using: &generator) : 0
        if facts.isDecided, generator.chance(90) {
            facts.spent = .init(
                unit: Procedure.LimitUnit.allCases[Int.random(in: 0..<3, using: &generator)],
                count: .random(in: 0...30, using: &generator))
        }
        facts.hasFee = generator.chance(50)
        facts.isPaidOnline = generator.chance(30)
        facts.isPaidInCash = generator.chance(30)
        facts.hasElectronicResult = generator.chance(50)
        facts.hasPaperFile = generator.chance(50)
        facts.hasResultFile = generator.chance(50)
        facts.isReused = generator.chance(20)
        facts.isDisliked = generator.chance(5)
        return facts
    }

    /// What SQL says, by a formula of its own for each indicator.
    private static let formulas: [(id: String, numerator: String, denominator: String)] = {
        let judged = "coalesce(ended, paused, :closing)"
        let late = "(supplements > 1 OR coalesce(\(judged) > due, 0))"
        // Days in Vietnam: seven hours ahead of UTC.
        let early = "coalesce((ended + 25200000) / 86400000 < (due + 25200000) / 86400000, 0)"
        return [
            ("1.4", "1", "1"), ("2.1", "NOT \(late)", "1"),
            ("5.4", "1 - \(late) - disliked", "1"),
            (
                "2.2.working_days", "(decided AND spent_unit IS 'workingDay') * coalesce(spent, 0)",
                "decided AND spent_unit IS 'workingDay'"
            ),
            (
                "2.2.calendar_days",
                "(decided AND spent_unit IS 'calendarDay') * coalesce(spent, 0)",
                "decided AND spent_unit IS 'calendarDay'"
            ),
            (
                "2.2.minutes", "(decided AND spent_unit IS 'hour') * coalesce(spent, 0)",
                "decided AND spent_unit IS 'hour'"
            ),
            ("3.3", "channel = 'online'", "1"),
            ("3.6", "paid_online", "fee OR paid_online OR paid_cash"),
            ("4.1", "decided AND electronic", "decided"),
            ("4.2", "decided AND paper_file AND result_file", "decided"),
            ("4.3", "reused", "1"),
            ("early", "ended IS NOT NULL AND NOT \(late) AND \(early)", "ended IS NOT NULL"),
            ("on_time", "ended IS NOT NULL AND NOT \(late) AND NOT \(early)", "ended IS NOT NULL"),
            ("late", "ended IS NOT NULL AND \(late)", "ended IS NOT NULL"),
            ("overdue", "ended IS NULL AND \(late)", "ended IS NULL"),
            ("cross_boundary", "unit <> '' AND unit <> 'U' || ((id >> 40) % 3)", "1"),
            ("non_cash", "paid_online", "paid_online OR paid_cash"),
            ("papers_digitised", "paper_file", "1"),
            ("supplements", "supplements", "1"),
            ("asked_twice", "supplements > 1", "1"),
        ]
    }()

    /// The same for ratings and feedback.
    private static let heard: [(id: String, numerator: String, denominator: String)] = {
        let isDue = "(kind IS NOT NULL AND (answered IS NOT NULL OR due < :closing))"
        return [
            ("satisfied", "coalesce(score >= 4, 0)", "score IS NOT NULL"),
            ("very_satisfied", "coalesce(score = 5, 0)", "score IS NOT NULL"),
            ("5.2", "\(isDue) AND coalesce(answered <= due, 0)", isDue),
        ]
            + ["regulation", "conduct", "delay", "papers", "money", "other"].map {
                ("5.1.\($0)", "coalesce(kind = '\($0)', 0)", "kind IS NOT NULL")
            }
    }()

    private static func opinion(_ generator: inout Generator) -> OpinionFacts {
        let received = generator.time(-5...40)
        let content: OpinionFacts.Content =
            generator.chance(70)
            ? .rating(.random(in: 1...5, using: &generator))
            : .feedback(
                FeedbackKind.allCases[Int.random(in: 0..<6, using: &generator)],
                due: received + .random(in: 0...(20 * day), using: &generator),
                answeredAt: generator.chance(50)
                    ? received + .random(in: 0...(25 * day), using: &generator) : nil)
        var opinion = OpinionFacts(
            point: .random(in: 2...9, using: &generator), receivedAt: received, content: content)
        opinion.unit = ["", "U1", "U2", "U3"][Int.random(in: 0..<4, using: &generator)]
        opinion.procedure = "1.\(Int.random(in: 0..<7, using: &generator))"
        return opinion
    }

    @Test func `every indicator is computed by SQL too`() {
        let ids = (Self.formulas + Self.heard).map(\.id)
        #expect(Set(ids) == Set(Indicator.all.map(\.id)))
        #expect(ids.count == Indicator.all.count)
    }

    @Test func `the figures of 20,000 random cases are those of SQL, by every group`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "facts-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder may stay
        let path = folder.appending(path: "central.db").path
        let store = try SQLiteStore(path: path)
        var generator = Generator()
        try store.transaction { () throws(StoreError) in
            for number in 1...20_000 {
                let facts = Self.facts(&generator)
                try store.put(facts, of: EventPlace(SiteNumber(facts.point), UInt64(number)))
                let opinion = Self.opinion(&generator)
                try store.put(
                    opinion, of: EventPlace(SiteNumber(opinion.point), UInt64(number)))
            }
        }
        let from = CivilDate(instantMilliseconds: Self.first)
        let period = try #require(
            ReportPeriod(
                from: from, to: from.adding(days: 29), asOf: Self.first + 25 * Self.day + 777))
        let points = (UInt32(2)...9).map {
            PointReach(
                site: $0, name: "", unit: "U\($0 % 3)", lastSeen: nil, sent: 0, acknowledged: 0,
                parked: 0, waiting: 0)
        }
        let connection = try Connection(path: path, mode: .readOnly)
        let columns: [(Grouping?, String)] = [
            (nil, "''"), (.unit, "unit"), (.point, "CAST(id >> 40 AS TEXT)"),
            (.procedure, "procedure"), (.officer, "officer"),
        ]
        for (grouping, column) in columns {
            var builder = ReportBuilder(period, by: grouping, points: points)
            var count = 0
            try store.cases(received: period.first...period.last) {
                builder.add($0)
                count += 1
                return true
            }
            try store.opinions(received: period.first...period.last) {
                builder.add($0)
                return true
            }
            let report = builder.report { _, _ in nil }
            try #require(count > 10_000)
            try Self.compare(report, Self.formulas, of: "case_fact", in: connection, by: column)
            let name = grouping == .officer ? "''" : column
            try Self.compare(report, Self.heard, of: "opinion_fact", in: connection, by: name)
        }
    }

    private static func compare(
        _ report: Report, _ formulas: [(id: String, numerator: String, denominator: String)],
        of table: String, in connection: Connection, by column: String
    ) throws {
        let sums = formulas.map { "sum(\($0.numerator)), sum(\($0.denominator))" }
            .joined(separator: ", ").replacingOccurrences(
                of: ":closing", with: "\(report.period.closing)")
        let rows = try connection.rows(
            "SELECT \(column), \(sums) FROM \(table) WHERE received BETWEEN ?1 AND ?2 GROUP BY 1",
            [.int(report.period.first), .int(report.period.last)]
        ) { row in
            (row.text(0), (1...Int32(2 * formulas.count)).map { Int(row.int($0)) })
        }
        let tallies =
            report.grouping == nil
            ? ["": report.total]
            : Dictionary(uniqueKeysWithValues: report.groups.map { ($0.key, $0.tally) })
        #expect(Set(rows.map(\.0)).isSubset(of: tallies.keys) && rows.count > 0)
        for (key, numbers) in rows {
            for (place, formula) in formulas.enumerated() {
                let indicator = try #require(Indicator.all.first { $0.id == formula.id })
                let share = indicator.share(try #require(tallies[key]))
                #expect(share.numerator == numbers[2 * place], "\(formula.id) of '\(key)'")
                #expect(share.denominator == numbers[2 * place + 1], "\(formula.id) of '\(key)'")
            }
        }
    }

    @Test func `what has a day alone counts from its beginning, and its dates from noon`() throws {
        let noon = Instant.milliseconds(on: try CivilDate("2026-11-23"), hour: 12)
        let event = Event(
            record: nil, kind: "feedback", actor: "", time: EventTime(wall: noon),
            context: VectorClock(),
            fields: [
                .init("about", .text("delay")), .init("day", .text("2026-11-23")),
                .init("text", .text("Chậm")),
            ])
        let head = Head(epoch: 7).following(event.encoded, Blake2b.chain)
        let placed = PlacedEvent(
            site: SiteNumber(2), sequence: 1, hash: head.hash, event: event, bytes: event.encoded)
        let calendar = WorkingCalendar(CalendarBook())
        let facts = try #require(
            OpinionFacts(
                RecordState(placed.record, folding: [placed]), hubs: [], calendar: { _ in calendar }
            ))
        // At one o'clock in the morning the report of that day has it already.
        #expect(facts.receivedAt == noon - 12 * Instant.millisecondsPerHour)
        guard case .feedback(let kind, let due, nil) = facts.content else {
            return #expect(Bool(false), "it is no open feedback: \(facts.content)")
        }
        #expect(kind == .delay && due > noon)
    }

    @Test func `facts are made of every record once, and again of what changes`() throws {
        let store = try SQLiteStore(path: ":memory:", mode: .memory)
        try store.begin(HubEpoch(counter: 1, bits: 1, site: SiteNumber(1)))
        var site = Site(number: SiteNumber(2), name: "", unit: "", type: "post")
        var head = Head(epoch: 7)
        func event(_ record: RecordName?) -> PlacedEvent {
            let event = Event(
                record: record, kind: "case", actor: "", time: EventTime(wall: 1),
                context: VectorClock(), fields: [.init("note", .text("\(head.sequence)"))])
            head = head.following(event.encoded, Blake2b.chain)
            return PlacedEvent(
                site: site.number, sequence: head.sequence, hash: head.hash, event: event,
                bytes: event.encoded)
        }
        func append(_ placed: PlacedEvent) throws {
            let length = try store.append(placed, arrived: 1)
            let state = RecordState(placed.record, folding: [placed])
            guard placed.event.record == nil else { return }
            try store.put(
                RecordRow(
                    name: placed.record, creation: EventPlace(site.number, placed.sequence),
                    length: length, arrived: 1,
                    summary: Projection.summary(of: state, events: 1, hubs: [])))
        }
        func news() throws -> String {
            switch try store.factNews(limit: 2) {
            case .first(let rows): "first \(rows.count)"
            case .changed(let rows): "changed \(rows.count)"
            case .none: "none"
            }
        }
        let creations = [event(nil), event(nil), event(nil)]
        for placed in creations { try append(placed) }
        site.head = head
        try store.put(site)
        try store.beginFacts(basis: "a")
        let edit = event(creations[0].record)
        let late = event(creations[1].record)
        let last = event(creations[2].record)
        // The one in the middle is set aside for now.
        try append(edit)
        try append(last)
        site.head = head
        try store.put(site)
        #expect(
            try [news(), news(), news(), news()] == ["first 2", "first 1", "changed 2", "none"])
        #expect(try store.eventsReached(on: site.number) == 5)
        try store.unpark(EventPlace(site.number, late.sequence))
        try append(late)
        #expect(try [news(), news()] == ["changed 2", "none"])
        #expect(try store.eventsReached(on: site.number) == 6)
    }

    @Test func `facts come back as they were kept`() throws {
        let store = try SQLiteStore(path: ":memory:", mode: .memory)
        var generator = Generator()
        var kept: [CaseFacts] = []
        for number in 1...300 {
            let facts = Self.facts(&generator)
            try store.put(facts, of: EventPlace(SiteNumber(facts.point), UInt64(number)))
            kept.append(facts)
        }
        var read: [CaseFacts] = []
        try store.cases(received: Int64.min...Int64.max) {
            read.append($0)
            return true
        }
        #expect(read.count == 300)
        #expect(kept.allSatisfy(read.contains))
        let opinions = [
            OpinionFacts(point: 2, receivedAt: 5, content: .rating(4)),
            OpinionFacts(
                point: 3, receivedAt: 6, content: .feedback(.money, due: 9, answeredAt: nil)),
        ]
        for (number, opinion) in opinions.enumerated() {
            try store.put(
                opinion, of: EventPlace(SiteNumber(opinion.point), UInt64(number + 1)))
        }
        var heard: [OpinionFacts] = []
        try store.opinions(received: 0...10) {
            heard.append($0)
            return true
        }
        #expect(heard == opinions)
    }
}
