package import CaseModel

/// What reports need to know of one case: one small value, whatever the case holds.
package struct CaseFacts: Equatable, Sendable {
    /// The site where the case was received.
    package var point: UInt32
    /// Empty while nobody knows the competent unit; so are procedure and officer.
    package var unit = ""
    package var procedure = ""
    package var officer = ""
    package var channel = ChannelKind.counter
    package var receivedAt: Int64
    package var due: Int64?
    /// The decision, else the return, else the stop, the refusal or the withdrawal.
    package var endedAt: Int64?
    /// When the wait began that lasts: for papers, or for another agency.
    package var pausedAt: Int64?
    /// How often the person was asked for more papers.
    package var supplements = 0
    /// The time that the work took, without pauses.
    package var spent: Spent?
    package var isDecided = false
    package var hasFee = false
    /// Money came by a transfer that the centre confirmed.
    package var isPaidOnline = false
    package var isPaidInCash = false
    package var hasElectronicResult = false
    /// A scan of at least one paper.
    package var hasPaperFile = false
    /// A file of the result, known by its hash.
    package var hasResultFile = false
    package var isReused = false
    /// Feedback, or a rating of 1 or 2, that its author tied to the case.
    package var isDisliked = false
    /// Whether the centre has it.
    package var isSynchronised = true

    /// The time that work took, in the unit of the procedure's own limit.
    package struct Spent: Equatable, Sendable {
        package var unit: Procedure.LimitUnit
        /// Days, or minutes of a limit in hours.
        package var count: Int

        package init(unit: Procedure.LimitUnit, count: Int) {
            self.unit = unit
            self.count = count
        }
    }

    package init(point: UInt32, receivedAt: Int64) {
        self.point = point
        self.receivedAt = receivedAt
    }
}

/// How a case stands with its date.
package enum Timeliness: Sendable {
    case endedEarly
    case endedOnTime
    case endedLate
    case openOnTime
    case openLate
}

extension CaseFacts {
    /// How the case stands with its date when the period closes.
    ///
    /// While somebody outside is waited for, the clock stands where the wait began; the second
    /// request for papers makes a case late whatever the date (Decision 766, 2.1). A case without
    /// a date can only become late by that.
    package func timeliness(closing: Int64) -> Timeliness {
        let judgedAt = endedAt ?? pausedAt ?? closing
        let punctuality = Punctuality(endedAt: judgedAt, due: due)
        let isLate = supplements > 1 || punctuality == .late
        guard endedAt != nil else { return isLate ? .openLate : .openOnTime }
        if isLate { return .endedLate }
        return punctuality == .early ? .endedEarly : .endedOnTime
    }
}
