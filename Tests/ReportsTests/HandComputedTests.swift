import CaseModel
import Console
import Reports
import Testing

/// Ten cases whose every figure was computed by hand.
@Suite struct HandComputedTests {
    static let day: Int64 = 86_400_000
    static let start = Instant.milliseconds(on: date("2026-11-02"), hour: 9)

    static func date(_ text: String) -> CivilDate {
        // A day that cannot be read is a mistake in this file.
        guard let date = try? CivilDate(text) else { preconditionFailure("\(text) is no day") }
        return date
    }

    static let points = [
        PointReach(
            site: 2, name: "Bưu cục", unit: "A", lastSeen: start + 6 * day, sent: 12,
            acknowledged: 9, parked: 1, waiting: 2),
        PointReach(
            site: 3, name: "Ngân hàng", unit: "B", lastSeen: nil, sent: 0, acknowledged: 0,
            parked: 0, waiting: 0),
    ]

    /// A case received on the first day and due on the fifth day after it.
    static func facts(_ change: (inout CaseFacts) -> Void) -> CaseFacts {
        var facts = CaseFacts(point: 2, receivedAt: start)
        facts.unit = "A"
        facts.procedure = "1.001"
        facts.due = start + 5 * day
        change(&facts)
        return facts
    }

    static let cases: [CaseFacts] = [
        // 1: decided two days early, everything digital, paid online.
        facts {
            $0.endedAt = start + 3 * day
            $0.isDecided = true
            $0.hasElectronicResult = true
            $0.hasPaperFile = true
            $0.hasResultFile = true
            $0.hasFee = true
            $0.isPaidOnline = true
            $0.channel = .online
            $0.officer = "Mai"
            $0.spent = .init(unit: .workingDay, count: 3)
        },
        // 2: decided on the day, paid in cash.
        facts {
            $0.endedAt = start + 5 * day - 1000
            $0.isDecided = true
            $0.hasPaperFile = true
            $0.hasFee = true
            $0.isPaidInCash = true
            $0.officer = "Mai"
            $0.spent = .init(unit: .workingDay, count: 4)
        },
        // 3: decided one day late; the author of a rating of 1 named the case.
        facts {
            $0.endedAt = start + 6 * day
            $0.isDecided = true
            $0.isDisliked = true
            $0.spent = .init(unit: .calendarDay, count: 6)
        },
        // 4: early, but asked for papers twice: late.
        facts {
            $0.endedAt = start + 2 * day
            $0.isDecided = true
            $0.supplements = 2
            $0.spent = .init(unit: .hour, count: 90)
        },
        // 5: stopped in time.
        facts { $0.endedAt = start + day },
        // 6: open, and due after the period closes.
        facts { $0.due = start + 20 * day },
        // 7: open and overdue; a fee that nobody has paid.
        facts { $0.hasFee = true },
        // 8: overdue by the calendar, but it waits for papers since before.
        facts {
            $0.pausedAt = start + 4 * day
            $0.supplements = 1
        },
        // 9: without a date, across a boundary, by post, with a paper used again.
        facts {
            $0.point = 3
            $0.due = nil
            $0.channel = .post
            $0.isReused = true
            $0.hasPaperFile = true
            $0.procedure = "2.002"
            $0.isSynchronised = false
        },
        // 10: received before the period: not counted.
        facts { $0.receivedAt = start - 10 * day },
    ]

    static let opinions: [OpinionFacts] =
        [5, 4, 4, 2].map {
            OpinionFacts(point: 2, receivedAt: start, content: .rating($0))
        }
        + [
            // Answered in time, answered late, still open in time, open and overdue.
            (FeedbackKind.conduct, start + 9 * day, start + 2 * day),
            (.conduct, start + 2 * day, start + 3 * day),
            (.regulation, start + 19 * day, nil),
            (.delay, start + day, nil),
        ].map { kind, due, answeredAt in
            OpinionFacts(
                point: 2, receivedAt: start,
                content: .feedback(kind, due: due, answeredAt: answeredAt))
        }

    static func report(by grouping: Grouping?, reversed: Bool = false) throws -> Report {
        let period = try #require(
            ReportPeriod(
                from: date("2026-11-01"), to: date("2026-11-30"), asOf: start + 7 * day))
        var builder = ReportBuilder(period, by: grouping, points: points)
        for facts in reversed ? cases.reversed() : cases { builder.add(facts) }
        for opinion in reversed ? opinions.reversed() : opinions { builder.add(opinion) }
        return builder.report { _, key in "name of \(key)" }
    }

    @Test func `every indicator is what was computed by hand`() throws {
        let expected = [
            "1.4": (8, 9), "2.1": (6, 9), "2.2.working_days": (7, 2), "2.2.calendar_days": (6, 1),
            "2.2.minutes": (90, 1), "3.3": (1, 9), "3.6": (1, 3), "4.1": (1, 4), "4.2": (1, 4),
            "4.3": (1, 9), "5.2": (1, 3), "5.4": (5, 9), "5.1.regulation": (1, 4),
            "5.1.conduct": (2, 4), "5.1.delay": (1, 4), "5.1.papers": (0, 4),
            "5.1.money": (0, 4), "5.1.other": (0, 4), "early": (2, 5), "on_time": (1, 5),
            "late": (2, 5), "overdue": (1, 4), "satisfied": (3, 4), "very_satisfied": (1, 4),
            "cross_boundary": (1, 9), "non_cash": (1, 2), "papers_digitised": (3, 9),
            "supplements": (3, 9), "asked_twice": (1, 9),
        ]
        let report = try Self.report(by: nil)
        for indicator in Indicator.all {
            let share = indicator.share(report.total)
            let pair = try #require(expected[indicator.id], "\(indicator.id)")
            #expect(share.numerator == pair.0, "\(indicator.id)")
            #expect(share.denominator == pair.1, "\(indicator.id)")
        }
        #expect(Indicator.all.count == expected.count)
    }

    @Test(arguments: Grouping.allCases)
    func `groups add up to the whole, in any order of the cases`(_ grouping: Grouping) throws {
        let report = try Self.report(by: grouping)
        #expect(try Self.report(by: grouping, reversed: true) == report)
        #expect(report.groups.reduce(0) { $0 + $1.tally.received } == report.total.received)
        #expect(report.groups.reduce(0) { $0 + $1.tally.late } == report.total.late)
        #expect(report.groups.reduce(0) { $0 + $1.tally.ratings } == report.total.ratings)
        let keys = report.groups.map(\.key)
        switch grouping {
        case .unit: #expect(keys == ["A", ""])
        case .point: #expect(keys == ["2", "3"])
        case .procedure: #expect(keys == ["1.001", "2.002", ""])
        case .officer: #expect(keys == ["", "Mai"])
        }
    }

    @Test func `points rise with the share up to the mark`() {
        let setting = IndexPoints(indicator: "3.3", points: 12, mark: 50)
        #expect(setting.hundredths(of: Share(1, of: 4)) == 600)
        #expect(setting.hundredths(of: Share(1, of: 2)) == 1200)
        #expect(setting.hundredths(of: Share(9, of: 10)) == 1200)
        #expect(setting.hundredths(of: Share(0, of: 0)) == nil)
        #expect(IndexPoints(text: "3.3=12/50") == setting)
        for text in ["3.3", "3.3=12", "9.9=1/2", "3.3=12/0", "3.3=-1/50", "2.2.minutes=1/2"] {
            #expect(IndexPoints(text: text) == nil, "\(text)")
        }
    }

    @Test func `a share without a denominator says so in words`() {
        #expect(Share(0, of: 0).text(.vi) == "không có")
        #expect(Share(2, of: 3).text(.vi) == "66,67 %")
        #expect(Share(7, of: 2, .mean).text(.en) == "3.50")
        #expect(Share(0, of: 0).number == nil)
    }

    @Test func `what was sent is received, parked or waiting`() throws {
        let report = try Self.report(by: nil)
        #expect(report.reconciliation.difference == 0)
        #expect(report.points[0].ageMinutes(asOf: report.period.asOf) == Int64(24 * 60))
        #expect(!report.points[0].isStale(asOf: report.period.asOf))
        #expect(report.points[1].isStale(asOf: report.period.asOf))
        #expect(
            ReportText.reconciliation(report, .en)
                == "Reconciliation: written 12 = received 9 + parked 1 + waiting 2; difference 0.")
    }

    @Test func `a report of nothing divides by nothing`() throws {
        let period = try #require(
            ReportPeriod(from: Self.date("2026-11-01"), to: Self.date("2026-11-01"), asOf: 0))
        let report = ReportBuilder(period, by: .unit, points: []).report { _, _ in nil }
        for indicator in Indicator.all {
            #expect(indicator.share(report.total).number == nil, "\(indicator.id)")
        }
        let lines = ReportText.lines(report, .vi, width: 100)
        #expect(lines.contains { $0.contains("không có") })
        let earlier = ReportPeriod(
            from: Self.date("2026-11-02"), to: Self.date("2026-11-01"), asOf: 0)
        #expect(earlier == nil)
    }
}
