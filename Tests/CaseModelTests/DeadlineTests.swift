import CaseModel
import Testing

@Suite struct DeadlineTests {
    private static let calendar = WorkingCalendar()

    private static func at(_ text: String) throws -> Int64 {
        try Instant.milliseconds(iso: text + "+07:00")
    }

    /// A case of five working days, received on Monday 2 November 2026: due on Monday the 9th.
    private static func deadline(
        _ limit: String = "5 workingDay", _ pauses: [(String, String?)] = [],
        extensions: [(String, String)] = []
    ) throws -> Deadline {
        Deadline(
            receivedAt: try at("2026-11-02T09:00"), limit: try #require(TimeLimit(text: limit)),
            pauses: try pauses.map {
                .init(from: try at($0.0), to: try $0.1.map(at), reason: .supplement)
            },
            extensions: try extensions.map { .init(at: try at($0.0), due: try at($0.1)) })
    }

    private static func due(_ deadline: Deadline) -> String? {
        deadline.due(calendar).map { String(Instant.iso($0).prefix(16)) }
    }

    @Test(arguments: [
        // pauses, due
        ([], "2026-11-09T17:00"),
        // Asked on Wednesday, brought a week later: two days were used, three are left.
        ([("2026-11-04T10:00", "2026-11-11T08:00")], "2026-11-16T17:00"),
        // The same day: nothing is lost.
        ([("2026-11-04T10:00", "2026-11-04T15:00")], "2026-11-09T17:00"),
        // Over a weekend and the Day of Culture.
        ([("2026-11-06T10:00", "2026-11-23T08:00")], "2026-11-25T17:00"),
        // On the last day: one day is left at least.
        ([("2026-11-09T10:00", "2026-11-15T10:00")], "2026-11-16T17:00"),
        // Late already: a request changes nothing.
        ([("2026-11-10T10:00", "2026-11-30T10:00")], "2026-11-09T17:00"),
        // Two that overlap are one.
        (
            [("2026-11-04T10:00", "2026-11-10T08:00"), ("2026-11-05T10:00", "2026-11-11T08:00")],
            "2026-11-16T17:00"
        ),
        // Two after each other.
        (
            [("2026-11-03T10:00", "2026-11-05T08:00"), ("2026-11-06T10:00", "2026-11-09T08:00")],
            "2026-11-12T17:00"
        ),
        // One that lasts leaves the date as it was.
        ([("2026-11-04T10:00", nil)], "2026-11-09T17:00"),
    ])
    func `a pause adds the working days that were lost`(
        pauses: [(String, String?)], due: String
    ) throws {
        #expect(Self.due(try Self.deadline("5 workingDay", pauses)) == due)
        // In whatever order they are kept.
        #expect(Self.due(try Self.deadline("5 workingDay", pauses.reversed())) == due)
    }

    @Test func `hours count on when work begins, also where a pause ended in the night`() throws {
        let hours = try Self.deadline("8 hour", [("2026-11-02T10:00", "2026-11-02T22:00")])
        #expect(Self.due(hours) == "2026-11-03T14:30")
    }

    @Test func `a new date that a later calendar makes a day off moves on`() throws {
        let extended = [("2026-11-05T10:00", "2026-11-24T17:00")]
        #expect(Self.due(try Self.deadline(extensions: extended)) == "2026-11-25T17:00")
    }

    @Test func `hours and calendar days pause in their own unit`() throws {
        let hours = try Self.deadline("8 hour", [("2026-11-02T10:00", "2026-11-03T10:00")])
        #expect(Self.due(hours) == "2026-11-03T17:00")
        let days = try Self.deadline("10 calendarDay", [("2026-11-05T10:00", "2026-11-08T10:00")])
        #expect(Self.due(days) == "2026-11-16T17:00")
        let sameDay = try Self.deadline("15:00", [("2026-11-02T10:00", "2026-11-05T08:00")])
        #expect(Self.due(sameDay) == "2026-11-06T17:00")
    }

    @Test func `an extension stands, and later pauses move it`() throws {
        let plain = try Self.deadline(
            extensions: [("2026-11-08T09:00", "2026-11-20T17:00")])
        #expect(Self.due(plain) == "2026-11-20T17:00")
        let paused = try Self.deadline(
            "5 workingDay", [("2026-11-18T10:00", "2026-11-20T10:00")],
            extensions: [("2026-11-08T09:00", "2026-11-20T17:00")])
        #expect(Self.due(paused) == "2026-11-25T17:00")
        #expect(!paused.isPaused)
    }

    @Test func `a newer calendar moves the date and says why`() throws {
        let deadline = try Self.deadline()
        let list = CalendarYear(
            year: 2026,
            daysOff: [
                .init(try CivilDate("2026-11-04"), "Bão"), .init(try CivilDate("2026-01-01"), ""),
            ],
            daysWorked: [])
        let new = CalendarBook(years: [list]).calendar()
        let change = try #require(DueChange(deadline, from: Self.calendar, to: new))
        #expect(change.causes == [.init(date: try CivilDate("2026-11-04"), isWorked: false)])
        #expect(
            CalendarText.vietnamese(change)
                == "Ngày hẹn trả đổi từ 17:00 ngày 09/11/2026 sang 17:00 ngày 10/11/2026, "
                + "vì theo lịch làm việc mới 04/11/2026 là ngày nghỉ.")
        #expect(
            CalendarText.english(change)
                == "The promised date moves from 2026-11-09 17:00 to 2026-11-10 17:00, "
                + "because by the new working calendar 2026-11-04 is off.")
        #expect(DueChange(deadline, from: new, to: new) == nil)
        let fields = Dictionary(uniqueKeysWithValues: change.fields)
        #expect(CaseView(fields: fields).dueChange == change)
    }

    @Test(arguments: ["5 workingDay", "1 workingDay 15:00", "15:00", "3 hour", "7 calendarDay"])
    func `a limit comes back from its text`(text: String) {
        #expect(TimeLimit(text: text)?.text == text)
    }

    @Test(arguments: ["", "workingDay", "5", "x 15:00", "5 workingDay 25:00"])
    func `another text is no limit`(text: String) {
        #expect(TimeLimit(text: text) == nil)
    }
}
