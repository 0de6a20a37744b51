import CaseModel

/// The counters of one group: plain sums, so that groups add up to the whole.
package struct Tally: Equatable, Sendable {
    package var received = 0
    package var synchronised = 0
    package var counter = 0
    package var online = 0
    package var post = 0
    package var endedEarly = 0
    package var endedOnTime = 0
    package var endedLate = 0
    package var openOnTime = 0
    package var openLate = 0
    /// Cases without a date, which are in time unless papers were asked for twice.
    package var withoutDate = 0
    package var decided = 0
    package var supplements = 0
    package var askedTwice = 0
    package var crossBoundary = 0
    package var withFee = 0
    package var paidOnline = 0
    package var paid = 0
    package var electronicResults = 0
    package var papersDigitised = 0
    package var digitised = 0
    package var reused = 0
    package var disliked = 0
    package var workingDays = Span()
    package var calendarDays = Span()
    /// In minutes.
    package var hours = Span()
    package var ratings = 0
    package var satisfied = 0
    package var verySatisfied = 0
    /// Ratings of visits that had been rated already.
    package var repeatedRatings = 0
    /// By the order of the kinds.
    package var feedback = FeedbackKind.allCases.map { _ in 0 }
    /// Feedback that was answered, or that should have been.
    package var feedbackDue = 0
    package var feedbackInTime = 0

    /// A sum of times with the number of cases in it.
    package struct Span: Equatable, Sendable {
        package var cases = 0
        package var sum = 0

        mutating func add(_ count: Int) {
            cases += 1
            // A clock that was years wrong must not end the report.
            sum = sum.addingReportingOverflow(count).partialValue
        }
    }

    package init() {}

    package var late: Int { endedLate + openLate }
    package var feedbackInAll: Int { feedback.reduce(0, +) }

    /// Counts a case.
    ///
    /// - Parameter isCrossBoundary: whether it was received at a point of another unit than the
    ///   competent one.
    package mutating func add(_ facts: CaseFacts, closing: Int64, isCrossBoundary: Bool) {
        received += 1
        switch facts.channel {
        case .counter: counter += 1
        case .online: online += 1
        case .post: post += 1
        }
        switch facts.timeliness(closing: closing) {
        case .endedEarly: endedEarly += 1
        case .endedOnTime: endedOnTime += 1
        case .endedLate: endedLate += 1
        case .openOnTime: openOnTime += 1
        case .openLate: openLate += 1
        }
        if facts.due == nil { withoutDate += 1 }
        if isCrossBoundary { crossBoundary += 1 }
        if facts.isSynchronised { synchronised += 1 }
        supplements += facts.supplements
        if facts.supplements > 1 { askedTwice += 1 }
        if facts.isDisliked { disliked += 1 }
        if facts.isReused { reused += 1 }
        countMoney(facts)
        countResult(facts)
    }

    private mutating func countMoney(_ facts: CaseFacts) {
        let isPaid = facts.isPaidOnline || facts.isPaidInCash
        if isPaid { paid += 1 }
        if facts.hasFee || isPaid { withFee += 1 }
        if facts.isPaidOnline { paidOnline += 1 }
    }

    private mutating func countResult(_ facts: CaseFacts) {
        if facts.hasPaperFile { papersDigitised += 1 }
        guard facts.isDecided else { return }
        decided += 1
        if facts.hasElectronicResult { electronicResults += 1 }
        if facts.hasPaperFile && facts.hasResultFile { digitised += 1 }
        guard let spent = facts.spent else { return }
        switch spent.unit {
        case .workingDay: workingDays.add(spent.count)
        case .calendarDay: calendarDays.add(spent.count)
        case .hour: hours.add(spent.count)
        }
    }

    /// Counts what somebody said.
    package mutating func add(_ opinion: OpinionFacts, closing: Int64) {
        switch opinion.content {
        case .rating(let score):
            ratings += 1
            if score >= 4 { satisfied += 1 }
            if score == 5 { verySatisfied += 1 }
        case .repeated: repeatedRatings += 1
        case .feedback(let kind, let due, let answeredAt):
            if let place = FeedbackKind.allCases.firstIndex(of: kind) { feedback[place] += 1 }
            guard answeredAt != nil || due < closing else { return }
            feedbackDue += 1
            if let answeredAt, answeredAt <= due { feedbackInTime += 1 }
        }
    }
}
