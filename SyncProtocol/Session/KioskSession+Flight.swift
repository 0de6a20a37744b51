extension KioskSession {
    /// A request on its way.
    struct Flight: Sendable {
        let number: UInt64
        /// How far the hub had acknowledged when it was sent.
        let acknowledged: UInt64
        /// The own events that it carries: after this one, through that one.
        let after: UInt64
        let through: UInt64
        let isPull: Bool
        /// Whether it only asks how far the hub has come: nothing follows before its answer.
        let isQuestion: Bool
        /// Whether it carries what a restored hub has lost.
        let givesBack: Bool
        let eventBytes: Int
        let departed: Int64
        var isWritten = false
        var wireBytes = 0
    }
}
