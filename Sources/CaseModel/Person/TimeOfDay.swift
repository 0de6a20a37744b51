/// A time of day in hours and minutes.
package struct TimeOfDay: Hashable, Sendable {
    package let hour: Int
    package let minute: Int

    /// A time that is known to exist, for constants.
    init(hour: Int, minute: Int) {
        precondition((0..<24).contains(hour) && (0..<60).contains(minute), "no such time")
        self.hour = hour
        self.minute = minute
    }

    /// Reads `HH:mm`.
    package init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hour = Digits.value(parts[0]), let minute = Digits.value(parts[1]),
            hour < 24, minute < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// `HH:mm`.
    package var text: String { "\(Digits.text(hour, width: 2)):\(Digits.text(minute, width: 2))" }

    /// Milliseconds since midnight.
    package var milliseconds: Int64 { Int64(hour * 60 + minute) * Instant.millisecondsPerMinute }
}
