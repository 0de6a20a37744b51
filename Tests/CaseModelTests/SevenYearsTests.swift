import CaseModel
import Testing

/// Every day of 2024 to 2030 against a calendar that shares no code with the one tested: days are
/// counted one by one, and the days off on weekdays were worked out elsewhere.
@Suite struct SevenYearsTests {
    /// One day of the plain calendar.
    private struct Plain {
        let text: String
        let date: CivilDate
        let isWeekend: Bool
        let isSaturday: Bool
        let isWorked: Bool
    }

    private static let daysOff: [Int: String] = [
        2024: "0101 0209 0212 0213 0214 0215 0418 0430 0501 0902 0903",
        2025: "0101 0128 0129 0130 0131 0203 0407 0430 0501 0901 0902",
        2026: "0101 0216 0217 0218 0219 0220 0427 0430 0501 0831 0901 0902 1124",
        2027: "0101 0205 0208 0209 0210 0211 0416 0430 0503 0902 0903 1124",
        2028: "0103 0125 0126 0127 0128 0131 0404 0501 0502 0901 0904 1124",
        2029: "0101 0212 0213 0214 0215 0216 0423 0430 0501 0903 0904 1126",
        2030: "0101 0201 0204 0205 0206 0207 0412 0430 0501 0902 0903 1125",
    ]

    /// 1 January 2024 was a Monday.
    private static let days: [Plain] = {
        var days: [Plain] = []
        var weekday = 0
        for year in 2024...2030 {
            let off = Set((daysOff[year] ?? "").split(separator: " ").map(String.init))
            let february = year == 2024 || year == 2028 ? 29 : 28
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    let name = pad(month + 1) + pad(day)
                    let text = "\(year)-\(pad(month + 1))-\(pad(day))"
                    guard let date = CivilDate(year: year, month: month + 1, day: day) else {
                        continue
                    }
                    let isMadeUp = text == "2026-08-22"
                    let isWeekend = weekday >= 5
                    days.append(
                        Plain(
                            text: text, date: date, isWeekend: isWeekend, isSaturday: weekday == 5,
                            isWorked: isMadeUp || !isWeekend && !off.contains(name)))
                    weekday = (weekday + 1) % 7
                }
            }
        }
        return days
    }()

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test func `every day is worked or off as it should be`() {
        let calendar = WorkingCalendar()
        #expect(Self.days.count == 2557)
        for day in Self.days {
            #expect(calendar.isWorkingDay(day.date) == day.isWorked, "\(day.text)")
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 10, 15, 20, 30, 45])
    func `working days count one by one from every day`(count: Int) {
        let calendar = WorkingCalendar()
        let limit = Procedure.Limit(count: count, unit: .workingDay)
        for start in Self.days.indices.dropLast(90) {
            var index = start
            var left = count
            while left > 0 {
                index += 1
                if Self.days[index].isWorked { left -= 1 }
            }
            let received = Instant.milliseconds(on: Self.days[start].date, hour: 10)
            let due = calendar.due(receivedAt: received, limit: limit)
            #expect(due.map(Instant.iso) == Self.days[index].text + "T17:00:00+07:00")
        }
    }

    @Test(arguments: [1, 3, 7, 15, 30, 60])
    func `calendar days end on a day that is worked`(count: Int) {
        let calendar = WorkingCalendar()
        let limit = Procedure.Limit(count: count, unit: .calendarDay)
        for start in Self.days.indices.dropLast(90) {
            let end = Self.days[(start + count)...].first { $0.isWorked }
            let received = Instant.milliseconds(on: Self.days[start].date, hour: 10)
            let due = calendar.due(receivedAt: received, limit: limit)
            #expect(due.map(Instant.iso) == end.map { $0.text + "T17:00:00+07:00" })
        }
    }

    @Test(arguments: [(14, 59, 0), (15, 0, 0), (15, 0, 1), (15, 1, 0), (6, 0, 0), (23, 59, 59)])
    func `the rule of 15 hours, every day`(hour: Int, minute: Int, second: Int) {
        let calendar = WorkingCalendar()
        let isInTime = (hour, minute, second) <= (15, 0, 0)
        for start in Self.days.indices.dropLast(20) {
            let first = isInTime ? start : start + 1
            let end = Self.days[first...].first { $0.isWorked }
            let received = Instant.milliseconds(
                on: Self.days[start].date, hour: hour, minute: minute, second: second)
            let due = calendar.due(
                receivedAt: received, limit: nil, sameDayCutoff: TimeOfDay(text: "15:00"))
            #expect(due.map(Instant.iso) == end.map { $0.text + "T17:00:00+07:00" })
        }
    }

    @Test func `a unit that works on Saturday mornings counts them, to half past eleven`() {
        let calendar = CalendarBook(saturdayUnits: ["H57.1"]).calendar(of: "H57.1")
        let limit = Procedure.Limit(count: 3, unit: .workingDay)
        // A Saturday is worked there unless it is a holiday itself.
        let holidays = Set(
            (2024...2030).flatMap { WorkingCalendar.holidays(of: $0).map(\.iso) })
        let isWorked = { (day: Plain) in
            day.isWorked || day.isSaturday && !holidays.contains(day.text)
        }
        for start in Self.days.indices.dropLast(30) {
            var index = start
            var left = 3
            while left > 0 {
                index += 1
                if isWorked(Self.days[index]) { left -= 1 }
            }
            let end = Self.days[index]
            let isWhole = end.isWorked
            let received = Instant.milliseconds(on: Self.days[start].date, hour: 9)
            let due = calendar.due(receivedAt: received, limit: limit)
            #expect(
                due.map(Instant.iso)
                    == end.text + (isWhole ? "T17:00:00+07:00" : "T11:30:00+07:00"))
        }
    }

    @Test func `far past and far future have dates too`() throws {
        let calendar = WorkingCalendar()
        let limit = Procedure.Limit(count: 999, unit: .workingDay)
        for text in ["0001-01-02T09:00+07:00", "1999-12-31T09:00+07:00", "2039-06-01T09:00+07:00"] {
            let received = try Instant.milliseconds(iso: text)
            let due = try #require(calendar.due(receivedAt: received, limit: limit))
            #expect(due > received)
            let days = (due - received) / Instant.millisecondsPerDay
            #expect((1300...1500).contains(days), "\(text): \(days)")
        }
        for instant in [Int64.min, Int64.max] {
            #expect(
                calendar.due(receivedAt: instant, limit: .init(count: 5, unit: .workingDay)) != nil)
        }
    }
}
