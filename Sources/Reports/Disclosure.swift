import CaseModel

/// Which figures of a divided report may be given to everybody.
///
/// Figures that can be computed from each other are one family, and stand or fall together: shown
/// only where every count that they give away is none at all, or large enough. Where the whole is
/// shown, the groups that are not are computed as one by taking the others away; so groups are
/// hidden, the smallest first, until what is left is safe as well.
struct Disclosure: Sendable {
    /// Smaller counts are not given.
    static let leastCount = 5

    /// Indicators that hang together, and the counts that can be computed from all of them.
    private struct Family: Sendable {
        let indicators: Set<String>
        let counts: @Sendable (Tally) -> [Int]
    }

    /// The places of the whole (0) and of the groups (from 1) that are hidden, by family.
    private let hidden: [Set<Int>]

    init(whole: Tally, groups: [Tally]) {
        // Most families know how many cases were received: who is too small for that is hidden
        // beside the same others in all of them, or one family would tell what another hides.
        let received = Family(indicators: []) { [$0.received] }
        let small = Self.hidden(received, besides: [], whole: whole, groups).subtracting([0])
        hidden = Self.families.map { Self.hidden($0, besides: small, whole: whole, groups) }
    }

    /// Whether an indicator is shown of the whole (0) or of a group (from 1).
    func shows(_ indicator: String, of place: Int) -> Bool {
        zip(Self.families, hidden).contains { family, hidden in
            family.indicators.contains(indicator) && !hidden.contains(place)
        }
    }

    private static func hidden(
        _ family: Family, besides others: Set<Int>, whole: Tally, _ groups: [Tally]
    ) -> Set<Int> {
        let total = family.counts(whole)
        let parts = groups.map(family.counts)
        var hidden = others.union(parts.indices.filter { !isSafe(parts[$0]) }.map { $0 + 1 })
        // Without the whole there is nothing that the shown could be taken away from.
        guard isSafe(total) else { return hidden.union([0]) }
        guard !hidden.isEmpty else { return [] }
        var rest = parts.indices.filter { !hidden.contains($0 + 1) }
            .sorted { (groups[$0].received, $0) < (groups[$1].received, $1) }
        while !rest.isEmpty {
            var left = total
            for place in rest { left = zip(left, parts[place]).map { $0 - $1 } }
            if isSafe(left) { break }
            hidden.insert(rest.removeFirst() + 1)
        }
        return hidden
    }

    /// Nobody at all tells nothing.
    private static func isSafe(_ counts: [Int]) -> Bool {
        counts.allSatisfy { $0 == 0 || abs($0) >= leastCount }
    }

    private static let families: [Family] = [
        Family(indicators: ["1.4"]) {
            [$0.received, $0.synchronised, $0.received - $0.synchronised]
        },
        Family(indicators: ["2.1", "5.4", "early", "on_time", "late", "overdue"]) {
            let content = $0.received - $0.late - $0.disliked
            return [
                $0.received, $0.endedEarly, $0.endedOnTime, $0.endedLate, $0.openOnTime,
                $0.openLate, $0.disliked, content, max(0, content), $0.late,
                $0.received - $0.late, $0.openOnTime + $0.openLate,
            ]
        },
        Family(indicators: ["supplements", "asked_twice"]) {
            [$0.received, $0.supplements, $0.askedTwice, $0.late - $0.askedTwice]
        },
        Family(indicators: ["3.3"]) { [$0.received, $0.online, $0.received - $0.online] },
        Family(indicators: ["3.6", "non_cash"]) {
            [
                $0.withFee, $0.paid, $0.paidOnline, $0.paid - $0.paidOnline, $0.withFee - $0.paid,
                $0.withFee - $0.paidOnline, $0.received - $0.withFee,
            ]
        },
        Family(indicators: [
            "2.2.working_days", "2.2.calendar_days", "2.2.minutes", "4.1", "4.2",
        ]) {
            let ended = $0.endedEarly + $0.endedOnTime + $0.endedLate
            let timed = [$0.workingDays.cases, $0.calendarDays.cases, $0.hours.cases]
            return timed + [
                $0.decided, $0.electronicResults, $0.decided - $0.electronicResults, $0.digitised,
                $0.decided - $0.digitised, ended - $0.decided,
                $0.decided - timed.reduce(0, +), $0.papersDigitised - $0.digitised,
            ]
        },
        Family(indicators: ["4.3", "papers_digitised"]) {
            [
                $0.received, $0.reused, $0.papersDigitised - $0.reused,
                $0.received - $0.papersDigitised, $0.papersDigitised, $0.received - $0.reused,
            ]
        },
        Family(indicators: ["cross_boundary"]) {
            [$0.received, $0.crossBoundary, $0.received - $0.crossBoundary]
        },
        Family(indicators: ["satisfied", "very_satisfied"]) {
            [
                $0.ratings, $0.verySatisfied, $0.satisfied - $0.verySatisfied, $0.satisfied,
                $0.ratings - $0.satisfied,
            ]
        },
        Family(indicators: Set(["5.2"] + FeedbackKind.allCases.map { "5.1.\($0.rawValue)" })) {
            $0.feedback + [
                $0.feedbackInAll, $0.feedbackDue, $0.feedbackInTime,
                $0.feedbackDue - $0.feedbackInTime, $0.feedbackInAll - $0.feedbackDue,
            ]
        },
    ]
}
