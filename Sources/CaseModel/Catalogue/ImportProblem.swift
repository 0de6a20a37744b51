/// Something in a file of reference data that could not be used, and what came of it.
package struct ImportProblem: Equatable, Sendable {
    /// The place in the file: `procedures[12].channels[1]`.
    package var place: String
    /// The code or id of the entry, when it has one.
    package var code: String?
    package var severity: Severity
    package var reason: Reason

    /// Names the place, the entry, the reason, and whether it was taken.
    package init(place: String, code: String?, severity: Severity, reason: Reason) {
        self.place = place
        self.code = code
        self.severity = severity
        self.reason = reason
    }

    /// Whether the entry was taken all the same.
    package enum Severity: String, Sendable {
        case warning
        case refused
    }

    /// What is wrong; texts quoted are of the catalogue, never of citizens.
    package enum Reason: Equatable, Sendable {
        /// The file is no list of entries.
        case notAList
        case notAnObject
        case tooMany(limit: Int)
        case missing(key: String)
        case wrongType(key: String)
        case tooLong(key: String, limit: Int)
        case invisibleCharacters(key: String)
        case duplicateCode
        /// Another entry, with this code, has the same name.
        case duplicateName(as: String)
        case noChannel
        case unknownChannel(String)
        /// Two rows for one channel; the longer limit was kept.
        case channelTwice(ChannelKind)
        case limitMissing
        /// A bare number: days or hours?
        case limitWithoutUnit(String)
        case limitUnreadable(String)
        case feeMissing
        case feeInForeignCurrency(String)
        case feeUnreadable(String)
        case feeNegative(String)
        /// Less than any fee; thousands were meant, perhaps.
        case feeTooSmall(String)
        /// A fee counts by the answer to a question that the form has not, or that is no number.
        case feeCountsNothing(key: String, answer: String)
        /// The centre knows no such unit.
        case unknownUnit(String, suggestion: String?)
        /// A condition that cannot be read, and why.
        case condition(key: String, ConditionError)
        /// A condition asks about an answer that the form has not.
        case conditionOnNothing(key: String, answer: String)
        /// Questions that wait for each other, so that none is ever asked.
        case conditionCycle([String])
        /// A version that stands already takes effect later than this one would.
        case effectiveBefore(standing: CivilDate)
        /// A procedure that is not there cannot be abolished.
        case abolishedUnknown
        /// An entry of a procedure that is abolished; it stays so unless it says otherwise.
        case abolishedStays(since: String)
        /// More than fits into one message to the points.
        case tooLarge
        case unreadable(key: String)
        case noDay(key: String)
        case keyTwice(String)
        case choicesMissing
    }
}
