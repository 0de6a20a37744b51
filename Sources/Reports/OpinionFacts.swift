package import CaseModel

/// What reports need to know of a rating or of feedback.
package struct OpinionFacts: Equatable, Sendable {
    /// What somebody said.
    package enum Content: Equatable, Sendable {
        /// 1 to 5.
        case rating(Int)
        /// A rating of a visit that had been rated already: kept, and not counted.
        case repeated
        /// Until when it had to be answered, and when it was.
        case feedback(FeedbackKind, due: Int64, answeredAt: Int64?)
    }

    package var point: UInt32
    package var unit = ""
    package var procedure = ""
    package var receivedAt: Int64
    package var content: Content

    package init(point: UInt32, receivedAt: Int64, content: Content) {
        self.point = point
        self.receivedAt = receivedAt
        self.content = content
    }
}
