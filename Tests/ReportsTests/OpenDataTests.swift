import CaseModel
import Console
import Testing

@testable import Reports

/// Open data as somebody reads it who wants to know more than it says: every figure is an equation
/// over counts that nobody published, and all of them together are solved.
@Suite struct OpenDataTests {
    /// Counts that make up a part; every published figure is a sum of some of them.
    private enum Atom: Int, CaseIterable {
        case early, onTime, late, openOnTime, openLate, disliked, notSynchronised, online
        case supplements, askedTwice, crossBoundary, reused, papersAlone, refused
        case paidOnline, paidInCash, unpaid, electronic, digitised
        case timedInWorkingDays, timedInDays, timedInHours, untimed
        case workingDays, days, minutes
        case verySatisfied, satisfied, dissatisfied
        case regulation, conduct, delay, papers, money, other, feedbackOpen, feedbackLate
    }

    /// So many of each atom.
    private typealias Form = [Atom: Int]

    private static func sum(_ atoms: Atom...) -> Form {
        Dictionary(uniqueKeysWithValues: atoms.map { ($0, 1) })
    }

    private static func less(_ form: Form, _ other: Form) -> Form {
        form.merging(other.mapValues { -$0 }, uniquingKeysWith: +)
    }

    private static let received = sum(.early, .onTime, .late, .openOnTime, .openLate)
    private static let ended = sum(.early, .onTime, .late)
    private static let decided = less(ended, sum(.refused))
    private static let fee = sum(.paidOnline, .paidInCash, .unpaid)
    private static let ratings = sum(.verySatisfied, .satisfied, .dissatisfied)
    private static let feedback = sum(.regulation, .conduct, .delay, .papers, .money, .other)
    private static let feedbackDue = less(feedback, sum(.feedbackOpen))

    /// Numerator and denominator of each indicator.
    private static let published: [String: (Form, Form)] = [
        "1.4": (less(received, sum(.notSynchronised)), received),
        "2.1": (sum(.early, .onTime, .openOnTime), received),
        "2.2.working_days": (sum(.workingDays), sum(.timedInWorkingDays)),
        "2.2.calendar_days": (sum(.days), sum(.timedInDays)),
        "2.2.minutes": (sum(.minutes), sum(.timedInHours)),
        "3.3": (sum(.online), received), "3.6": (sum(.paidOnline), fee),
        "4.1": (sum(.electronic), decided), "4.2": (sum(.digitised), decided),
        "4.3": (sum(.reused), received),
        "5.1.regulation": (sum(.regulation), feedback), "5.1.conduct": (sum(.conduct), feedback),
        "5.1.delay": (sum(.delay), feedback), "5.1.papers": (sum(.papers), feedback),
        "5.1.money": (sum(.money), feedback), "5.1.other": (sum(.other), feedback),
        "5.2": (less(feedbackDue, sum(.feedbackLate)), feedbackDue),
        "5.4": (less(sum(.early, .onTime, .openOnTime), sum(.disliked)), received),
        "early": (sum(.early), ended), "on_time": (sum(.onTime), ended),
        "late": (sum(.late), ended), "overdue": (sum(.openLate), sum(.openOnTime, .openLate)),
        "satisfied": (sum(.verySatisfied, .satisfied), ratings),
        "very_satisfied": (sum(.verySatisfied), ratings),
        "cross_boundary": (sum(.crossBoundary), received),
        "non_cash": (sum(.paidOnline), sum(.paidOnline, .paidInCash)),
        "papers_digitised": (sum(.reused, .papersAlone), received),
        "supplements": (sum(.supplements), received), "asked_twice": (sum(.askedTwice), received),
    ]

    /// Counts of persons that must not be found out while they are small.
    private static let secrets: [Form] =
        Atom.allCases.filter { ![.workingDays, .days, .minutes].contains($0) }.map { sum($0) }
        + [
            received, decided, less(received, sum(.online)), less(received, sum(.crossBoundary)),
            less(decided, sum(.electronic)), less(decided, sum(.digitised)),
            less(received, sum(.reused, .papersAlone)), less(received, fee),
            less(feedbackDue, sum(.feedbackLate)),
        ]

    private static func value(_ atom: Atom, of tally: Tally) -> Int {
        let timed = tally.workingDays.cases + tally.calendarDays.cases + tally.hours.cases
        return switch atom {
        case .early: tally.endedEarly
        case .onTime: tally.endedOnTime
        case .late: tally.endedLate
        case .openOnTime: tally.openOnTime
        case .openLate: tally.openLate
        case .disliked: tally.disliked
        case .notSynchronised: tally.received - tally.synchronised
        case .online: tally.online
        case .supplements: tally.supplements
        case .askedTwice: tally.askedTwice
        case .crossBoundary: tally.crossBoundary
        case .reused: tally.reused
        case .papersAlone: tally.papersDigitised - tally.reused
        case .refused:
            tally.endedEarly + tally.endedOnTime + tally.endedLate - tally.decided
        case .paidOnline: tally.paidOnline
        case .paidInCash: tally.paid - tally.paidOnline
        case .unpaid: tally.withFee - tally.paid
        case .electronic: tally.electronicResults
        case .digitised: tally.digitised
        case .timedInWorkingDays: tally.workingDays.cases
        case .timedInDays: tally.calendarDays.cases
        case .timedInHours: tally.hours.cases
        case .untimed: tally.decided - timed
        case .workingDays: tally.workingDays.sum
        case .days: tally.calendarDays.sum
        case .minutes: tally.hours.sum
        case .verySatisfied: tally.verySatisfied
        case .satisfied: tally.satisfied - tally.verySatisfied
        case .dissatisfied: tally.ratings - tally.satisfied
        case .regulation: tally.feedback[0]
        case .conduct: tally.feedback[1]
        case .delay: tally.feedback[2]
        case .papers: tally.feedback[3]
        case .money: tally.feedback[4]
        case .other: tally.feedback[5]
        case .feedbackOpen: tally.feedbackInAll - tally.feedbackDue
        case .feedbackLate: tally.feedbackDue - tally.feedbackInTime
        }
    }

    private static func value(_ form: Form, of tally: Tally) -> Int {
        form.reduce(0) { $0 + $1.value * value($1.key, of: tally) }
    }

    /// What a reader can conclude: a basis of all equations, modulo a prime.
    private struct Knowledge {
        private static let prime: Int = 2_147_483_647
        private var rows: [(pivot: Int, row: [Int])] = []

        mutating func learn(_ equation: [Int]) {
            var row = reduced(equation)
            guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return }
            let inverse = Self.power(row[pivot], Self.prime - 2)
            for place in row.indices { row[place] = row[place] * inverse % Self.prime }
            rows.append((pivot, row))
        }

        func knows(_ form: [Int]) -> Bool { reduced(form).allSatisfy { $0 == 0 } }

        private func reduced(_ form: [Int]) -> [Int] {
            var row = form.map { ($0 % Self.prime + Self.prime) % Self.prime }
            for known in rows where row[known.pivot] != 0 {
                let factor = Self.prime - row[known.pivot]
                for place in row.indices where known.row[place] != 0 {
                    row[place] = (row[place] + factor * known.row[place]) % Self.prime
                }
            }
            return row
        }

        private static func power(_ base: Int, _ exponent: Int) -> Int {
            var (result, base, exponent) = (1, base, exponent)
            while exponent > 0 {
                if exponent & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                exponent >>= 1
            }
            return result
        }
    }

    /// A random report of a few groups, some of them small.
    private static func report(_ random: inout Dice) throws -> Report {
        let groups = Int.random(in: 1...4, using: &random)
        let period = try #require(
            ReportPeriod(
                from: HandComputedTests.date("2026-11-01"),
                to: HandComputedTests.date("2026-11-30"), asOf: HandComputedTests.start * 2))
        var builder = ReportBuilder(period, by: .unit, points: HandComputedTests.points)
        for group in 0..<groups {
            let rarity = Int.random(in: 2...30, using: &random)
            let rare = { (dice: inout Dice) in Int.random(in: 0..<rarity, using: &dice) == 0 }
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                builder.add(facts(group, rare, &random))
            }
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                var opinion = OpinionFacts(
                    point: 2, receivedAt: HandComputedTests.start,
                    content: rare(&random)
                        ? .feedback(
                            FeedbackKind.allCases[Int.random(in: 0..<6, using: &random)],
                            due: HandComputedTests.start + (rare(&random) ? 1 : .max / 4),
                            answeredAt: rare(&random) ? HandComputedTests.start + 5 : nil)
                        : .rating(rare(&random) ? 2 : Int.random(in: 4...5, using: &random)))
                opinion.unit = "\(group)"
                builder.add(opinion)
            }
        }
        return builder.report { _, _ in nil }
    }

    private static func facts(
        _ group: Int, _ rare: (inout Dice) -> Bool, _ random: inout Dice
    ) -> CaseFacts {
        HandComputedTests.facts {
            $0.unit = "\(group)"
            $0.channel = rare(&random) ? .online : .counter
            $0.isSynchronised = !rare(&random)
            $0.supplements = rare(&random) ? (rare(&random) ? 2 : 1) : 0
            if !rare(&random) {
                $0.endedAt =
                    HandComputedTests.start + (rare(&random) ? 9 : 2) * HandComputedTests.day
                $0.isDecided = !rare(&random)
                $0.spent = rare(&random) ? nil : .init(unit: .workingDay, count: 3)
            } else if rare(&random) {
                $0.due = nil
            }
            $0.hasFee = rare(&random)
            $0.isPaidOnline = rare(&random)
            $0.isPaidInCash = rare(&random)
            $0.hasElectronicResult = rare(&random)
            $0.hasPaperFile = !rare(&random)
            $0.isReused = $0.hasPaperFile && rare(&random)
            $0.hasResultFile = !rare(&random)
            $0.isDisliked = rare(&random)
        }
    }

    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    /// The equation of a form in one part; the whole is the sum of all groups.
    private static func equation(_ form: Form, of place: Int, groups: Int) -> [Int] {
        var row = [Int](repeating: 0, count: groups * Atom.allCases.count)
        let parts = place == 0 ? 0..<groups : place - 1..<place
        for group in parts {
            for (atom, factor) in form { row[group * Atom.allCases.count + atom.rawValue] = factor }
        }
        return row
    }

    @Test func `no small count can be computed from what is published`() throws {
        var (shown, found) = (0, 0)
        for seed in 1...150 {
            var random = Dice(state: UInt64(seed))
            let report = try Self.report(&random)
            let parts = [report.total] + report.groups.map(\.tally)
            let disclosure = Disclosure(whole: report.total, groups: report.groups.map(\.tally))
            var knowledge = Knowledge()
            for (place, tally) in parts.enumerated() {
                for indicator in Indicator.all where disclosure.shows(indicator.id, of: place) {
                    let (numerator, denominator) = try #require(Self.published[indicator.id])
                    let share = indicator.share(tally)
                    let isCut = Self.value(numerator, of: tally) < 0
                    #expect(isCut || share.numerator == Self.value(numerator, of: tally))
                    #expect(share.denominator == Self.value(denominator, of: tally))
                    shown += 1
                    for form in isCut ? [denominator] : [numerator, denominator] {
                        knowledge.learn(
                            Self.equation(form, of: place, groups: report.groups.count))
                    }
                }
            }
            for (place, tally) in parts.enumerated() {
                for secret in Self.secrets where (1..<5).contains(Self.value(secret, of: tally)) {
                    let row = Self.equation(secret, of: place, groups: report.groups.count)
                    found += 1
                    let atoms = secret.keys.map { "\($0)" }.sorted()
                    #expect(!knowledge.knows(row), "seed \(seed), part \(place): \(atoms)")
                }
            }
        }
        // Neither everything nor nothing is hidden, and there was something to hide.
        #expect(shown > 1_000 && found > 1_000)
    }

    @Test func `every indicator belongs to one family, and large groups show all`() throws {
        var builder = ReportBuilder(
            try HandComputedTests.report(by: nil).period, by: .unit,
            points: HandComputedTests.points)
        for _ in 1...50 { builder.add(HandComputedTests.facts { $0.endedAt = $0.receivedAt }) }
        let report = builder.report { _, _ in nil }
        let disclosure = Disclosure(whole: report.total, groups: report.groups.map(\.tally))
        for indicator in Indicator.all {
            #expect(disclosure.shows(indicator.id, of: 0), "\(indicator.id)")
            #expect(disclosure.shows(indicator.id, of: 1), "\(indicator.id)")
        }
    }

    @Test func `one small group is not told from the whole and the others`() throws {
        var builder = ReportBuilder(
            try HandComputedTests.report(by: nil).period, by: .unit,
            points: HandComputedTests.points)
        for (unit, cases) in [("A", 40), ("B", 20), ("C", 3)] {
            for _ in 0..<cases { builder.add(HandComputedTests.facts { $0.unit = unit }) }
        }
        let csv = OpenData.csv(builder.report { _, _ in nil }, .en)
        let lines = csv.split(separator: "\r\n").filter { $0.contains(",3.3,") }
        #expect(lines.map { $0.hasSuffix(",no") } == [true, true, false, false])
        #expect(!lines[2].contains(",20,"))
    }
}
