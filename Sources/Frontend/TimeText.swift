import CaseModel

/// Times as people read them on a clock and a calendar.
package enum TimeText {
    /// `08:05 30/11/2026` of an instant, at UTC+7.
    package static func words(_ instant: Int64) -> String {
        let clock = Instant.iso(instant).dropFirst(11).prefix(5)
        return "\(clock) \(CivilDate(instantMilliseconds: instant).vietnamese)"
    }
}
