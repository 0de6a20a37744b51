/// Instants as whole milliseconds since 1970-01-01T00:00Z, and their text at UTC+7.
package enum Instant {
    package static let millisecondsPerMinute: Int64 = 60_000
    package static let millisecondsPerHour: Int64 = 3_600_000
    package static let millisecondsPerDay: Int64 = 86_400_000

    /// Vietnam is seven hours ahead of UTC all year.
    static let offsetMilliseconds = 7 * millisecondsPerHour

    /// The instant of a time of day in Vietnam.
    package static func milliseconds(
        on date: CivilDate, hour: Int, minute: Int = 0, second: Int = 0
    ) -> Int64 {
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        return Int64(date.dayNumber) * millisecondsPerDay + seconds * 1000 - offsetMilliseconds
    }

    /// Milliseconds since midnight in Vietnam.
    package static func timeOfDay(_ milliseconds: Int64) -> Int64 {
        let (shifted, overflow) = milliseconds.addingReportingOverflow(offsetMilliseconds)
        return overflow ? 0 : floorModulo(shifted, millisecondsPerDay)
    }

    /// ISO 8601 with the offset of Vietnam: `2026-11-22T14:03:07+07:00`.
    ///
    /// Milliseconds are written only when there are any: `…:07.250+07:00`.
    package static func iso(_ milliseconds: Int64) -> String {
        let date = CivilDate(instantMilliseconds: milliseconds)
        let time = Int(timeOfDay(milliseconds))
        let (seconds, fraction) = time.quotientAndRemainder(dividingBy: 1000)
        let hour = Digits.text(seconds / 3600, width: 2)
        let minute = Digits.text(seconds / 60 % 60, width: 2)
        let second = Digits.text(seconds % 60, width: 2)
        let tail = fraction == 0 ? "" : "." + Digits.text(fraction, width: 3)
        return "\(date.iso)T\(hour):\(minute):\(second)\(tail)+07:00"
    }

    /// Reads ISO 8601 with an offset or `Z`; seconds and their fraction may be left out.
    package static func milliseconds(iso text: String) throws(DateError) -> Int64 {
        var reader = InstantReader(bytes: Array(text.utf8))
        return try reader.read()
    }

    static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 {
        let remainder = value % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}

extension CivilDate {
    /// The day in Vietnam (UTC+7) at an instant.
    package init(instantMilliseconds: Int64) {
        let (shifted, overflow) = instantMilliseconds.addingReportingOverflow(
            Instant.offsetMilliseconds)
        let local = overflow ? Int64.max : shifted
        let rest = Instant.floorModulo(local, Instant.millisecondsPerDay)
        let midnight = local.subtractingReportingOverflow(rest).partialValue
        self.init(dayNumber: Int(midnight / Instant.millisecondsPerDay))
    }
}
