import CaseModel
import Testing

@Suite struct WorkingCalendarTests {
    private static let calendar = WorkingCalendar()

    /// The list announced for 2026; 22 August is worked for 31 August.
    @Test func `the list of 2026 is reproduced`() throws {
        let listed = [
            "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
            "2026-04-26", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01",
            "2026-09-02", "2026-11-24",
        ]
        #expect(WorkingCalendar.holidays(of: 2026).map(\.iso) == listed)
        #expect(WorkingCalendar.isAnnounced(year: 2026))
        #expect(!WorkingCalendar.isAnnounced(year: 2027))
        var worked = 0
        for number in 0..<365 {
            let date = try CivilDate("2026-01-01").adding(days: number)
            let isWorked = Self.calendar.isWorkingDay(date)
            let expected =
                date.iso == "2026-08-22" || !date.weekday.isWeekend && !listed.contains(date.iso)
            #expect(isWorked == expected, "\(date.iso)")
            worked += isWorked ? 1 : 0
        }
        #expect(worked == 365 - 104 - 13 + 1)
    }

    @Test(arguments: [
        (
            2027,
            ["2027-02-05", "2027-02-09", "2027-02-10", "2027-02-11", "2027-05-03", "2027-09-03"]
        ),
        (2025, ["2025-01-28", "2025-02-01", "2025-02-03", "2025-04-07", "2025-09-01"]),
        (2028, ["2028-01-25", "2028-01-29", "2028-01-31"]),
        (2024, ["2024-02-09", "2024-04-18", "2024-09-03"]),
    ])
    func `a holiday on a weekend is made up on the next working day`(year: Int, days: [String]) {
        let holidays = WorkingCalendar.holidays(of: year).map(\.iso)
        for day in days {
            #expect(holidays.contains(day), "\(day)")
        }
    }

    @Test func `the day of culture begins in 2026`() {
        #expect(!WorkingCalendar.holidays(of: 2025).map(\.iso).contains("2025-11-24"))
        #expect(WorkingCalendar.holidays(of: 2027).map(\.iso).contains("2027-11-24"))
    }

    @Test(arguments: [
        // received, limit, due
        ("2026-11-20T09:00+07:00", "1 workingDay", "2026-11-23T17:00:00+07:00"),
        ("2026-11-23T23:59+07:00", "1 workingDay", "2026-11-25T17:00:00+07:00"),
        ("2026-11-21T09:00+07:00", "3 workingDay", "2026-11-26T17:00:00+07:00"),
        ("2026-02-13T16:00+07:00", "1 workingDay", "2026-02-23T17:00:00+07:00"),
        ("2026-08-20T16:00+07:00", "2 workingDay", "2026-08-22T17:00:00+07:00"),
        ("2026-08-28T08:00+07:00", "1 workingDay", "2026-09-03T17:00:00+07:00"),
        ("2026-11-02T08:00+07:00", "20 workingDay", "2026-12-01T17:00:00+07:00"),
        ("2026-11-02T08:00+07:00", "3 calendarDay", "2026-11-05T17:00:00+07:00"),
        ("2026-11-02T08:00+07:00", "5 calendarDay", "2026-11-09T17:00:00+07:00"),
        ("2026-11-02T08:00+07:00", "22 calendarDay", "2026-11-25T17:00:00+07:00"),
        ("2026-11-02T08:15+07:00", "8 hour", "2026-11-02T16:15:00+07:00"),
        ("2026-11-01T08:15+07:00", "8 hour", "2026-11-02T15:30:00+07:00"),
        ("2026-11-02T16:30+07:00", "1 hour", "2026-11-03T07:30:00+07:00"),
        ("2026-11-02T23:30+07:00", "1 hour", "2026-11-03T08:30:00+07:00"),
        ("2026-11-23T15:01+07:00", "24 hour", "2026-11-25T07:30:00+07:00"),
    ])
    func `limits are counted in their own unit`(
        received: String, limit: String, due: String
    ) throws {
        let instant = try Instant.milliseconds(iso: received)
        let limit = try #require(Procedure.Limit(text: limit))
        let found = try #require(Self.calendar.due(receivedAt: instant, limit: limit))
        #expect(Instant.iso(found) == due)
    }

    @Test(arguments: [
        ("2026-11-20T14:59+07:00", "2026-11-20T17:00:00+07:00"),
        ("2026-11-20T15:00+07:00", "2026-11-20T17:00:00+07:00"),
        ("2026-11-20T15:00:01+07:00", "2026-11-23T17:00:00+07:00"),
        ("2026-11-23T15:01+07:00", "2026-11-25T17:00:00+07:00"),
        ("2026-11-21T08:00+07:00", "2026-11-23T17:00:00+07:00"),
        ("2026-11-24T08:00+07:00", "2026-11-25T17:00:00+07:00"),
        ("2026-08-22T08:00+07:00", "2026-08-22T17:00:00+07:00"),
    ])
    func `after three the next working day counts`(received: String, due: String) throws {
        let instant = try Instant.milliseconds(iso: received)
        let cutoff = TimeOfDay(text: "15:00")
        for limit in [nil, Procedure.Limit(count: 1, unit: .workingDay)] {
            let found = Self.calendar.due(
                receivedAt: instant, limit: limit, sameDayCutoff: cutoff)
            #expect(found.map(Instant.iso) == due)
        }
        let longer = Self.calendar.due(
            receivedAt: instant, limit: .init(count: 9, unit: .calendarDay), sameDayCutoff: cutoff)
        #expect(longer.map(Instant.iso) != due)
    }

    @Test func `without a limit there is no date`() {
        #expect(Self.calendar.due(receivedAt: 0, limit: nil) == nil)
        #expect(
            Self.calendar.due(receivedAt: 0, procedure: .full, channel: .post)
                == Self.calendar.due(
                    receivedAt: 0, limit: nil, sameDayCutoff: TimeOfDay(text: "15:00")))
    }

    @Test func `a synced list stands above the rule`() throws {
        let saturday = try CivilDate("2026-11-28")
        let holiday = try CivilDate("2026-11-24")
        let storm = try CivilDate("2026-11-25")
        let calendar = WorkingCalendar(daysOff: [storm], daysWorked: [saturday, holiday])
        #expect(calendar.isWorkingDay(saturday))
        #expect(calendar.isWorkingDay(holiday))
        #expect(!calendar.isWorkingDay(storm))
    }

    @Test func `a later reception is never due earlier`() throws {
        let start = try Instant.milliseconds(iso: "2026-01-01T00:00+07:00")
        for text in ["1 workingDay", "7 workingDay", "10 calendarDay", "4 hour"] {
            let limit = try #require(Procedure.Limit(text: text))
            var previous: Int64 = 0
            for step in 0..<2000 {
                let received = start + Int64(step) * 5 * Instant.millisecondsPerHour
                let due = try #require(Self.calendar.due(receivedAt: received, limit: limit))
                #expect(due >= previous && due > received)
                previous = due
            }
        }
    }
}
