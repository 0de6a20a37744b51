import CaseModel
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11016), (2026, 11, 22, 20779),
        (1, 1, 1, -719162), (9999, 12, 31, 2_932_896), (1900, 3, 1, -25508),
    ])
    func `days have numbers`(year: Int, month: Int, day: Int, number: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.dayNumber == number)
        #expect(CivilDate(dayNumber: number) == date)
    }

    @Test func `numbers and days agree over eight hundred years`() {
        var previous = CivilDate(dayNumber: -150_001)
        for number in -150_000...150_000 {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number && previous < date)
            previous = date
        }
    }

    @Test func `numbers beyond the calendar are clamped`() {
        #expect(CivilDate(dayNumber: .max / 2).iso == "9999-12-31")
        #expect(CivilDate(dayNumber: .min / 2).iso == "0001-01-01")
    }

    @Test(arguments: [
        (2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (0, 1, 1),
        (10000, 1, 1), (2026, 1, 0),
    ])
    func `there are no other days`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        ("2026-11-22", Weekday.sunday), ("1970-01-01", .thursday), ("1969-12-28", .sunday),
        ("2026-02-17", .tuesday), ("1945-09-02", .sunday),
    ])
    func `weekdays are known`(text: String, weekday: Weekday) throws {
        #expect(try CivilDate(text).weekday == weekday)
    }

    @Test(arguments: ["2026-05-07", "07/05/2026", "7/5/2026", "07052026"])
    func `three ways to write a day are read`(text: String) throws {
        #expect(try CivilDate(text).iso == "2026-05-07")
        #expect(try CivilDate(text).vietnamese == "07/05/2026")
        #expect(try CivilDate(text).compact == "260507")
    }

    @Test(arguments: [
        ("", DateError.form), ("2026-5-7", .form), ("26-05-2007", .form), ("7/5/26", .form),
        ("2026/05/07", .form), ("1/2/3/4", .form), ("2026-02-30", .noSuchDay),
        ("32012026", .noSuchDay),
        ("0705202", .form), ("٠٧٠٥٢٠٢٦", .form), ("2026-05-07T", .form), ("+1/05/2026", .form),
        ("//2026", .form), ("----------", .form),
    ])
    func `anything else is refused`(text: String, error: DateError) {
        #expect(throws: error) { try CivilDate(text) }
    }

    @Test(arguments: [
        ("2026-11-22T16:59:59.999Z", "2026-11-22"), ("2026-11-22T17:00:00Z", "2026-11-23"),
        ("1970-01-01T00:00:00+07:00", "1970-01-01"), ("1969-12-31T16:59:59Z", "1969-12-31"),
    ])
    func `an instant is a day at seven hours ahead`(text: String, day: String) throws {
        let instant = try Instant.milliseconds(iso: text)
        #expect(CivilDate(instantMilliseconds: instant).iso == day)
    }

    @Test(arguments: [Int64.min, .max, 0])
    func `every instant is some day`(instant: Int64) {
        let date = CivilDate(instantMilliseconds: instant)
        #expect((1...9999).contains(date.year))
        #expect((0..<Instant.millisecondsPerDay).contains(Instant.timeOfDay(instant)))
        #expect(!Instant.iso(instant).isEmpty)
    }

    @Test(arguments: [
        ("1970-01-01T07:00:00+07:00", Int64(0)), ("1969-12-31T23:59:59.999Z", -1),
        ("2026-11-22T14:03:07.250+07:00", 1_795_330_987_250),
        ("2026-11-22T14:03+07:00", 1_795_330_980_000),
        ("2026-11-22T02:03:07.2509-05:00", 1_795_330_987_250),
        ("2026-11-22t07:03:07z", 1_795_330_987_000),
        ("2026-11-22 14:03:07.2+07:00", 1_795_330_987_200),
    ])
    func `instants are read`(text: String, milliseconds: Int64) throws {
        #expect(try Instant.milliseconds(iso: text) == milliseconds)
        #expect(try Instant.milliseconds(iso: Instant.iso(milliseconds)) == milliseconds)
    }

    @Test(arguments: [
        ("2026-11-22T14:03:07", DateError.offsetMissing), ("2026-11-22T14:03", .offsetMissing),
        ("2026-11-22", .form), ("22/11/2026T14:03Z", .form), ("2026-11-22T24:00Z", .noSuchTime),
        ("2026-11-22T14:60Z", .noSuchTime), ("2026-11-22T14:03:60Z", .noSuchTime),
        ("2026-02-30T14:03Z", .noSuchDay), ("2026-11-22T14:03Zx", .form), ("", .form),
        ("2026-11-22T14:03:07.+07:00", .form), ("2026-11-22T14:03:07+07", .form),
        ("2026-11-22T14:03:07+19:00", .noSuchTime),
    ])
    func `other instants are refused`(text: String, error: DateError) {
        #expect(throws: error) { try Instant.milliseconds(iso: text) }
    }

    @Test func `instants are written at seven hours ahead`() {
        #expect(Instant.iso(0) == "1970-01-01T07:00:00+07:00")
        #expect(Instant.iso(5) == "1970-01-01T07:00:00.005+07:00")
    }
}
