import CaseModel
import Testing

@Suite struct CalendarImportTests {
    private static func read(_ text: String) throws -> CalendarImport {
        CalendarImport(try JSONReader().parse(Array(text.utf8)))
    }

    @Test func `the sample of this repository is taken without a word`() throws {
        let found = CalendarImport(try TestFiles.json(try TestFiles.sample("calendar.json")))
        #expect(found.problems == [] && found.isUsable)
        let book = found.book
        #expect(book.years.map(\.year) == [2026, 2027])
        #expect(book.years.map(\.isAnnounced) == [true, false])
        // The announced list says what the rule says of this year, and it is announced now.
        let calendar = book.calendar()
        #expect(calendar == WorkingCalendar(CalendarBook(years: book.years)))
        #expect(calendar.isAnnounced(2026) && !calendar.isAnnounced(2027))
        for number in 0..<730 {
            let date = try CivilDate("2026-01-01").adding(days: number)
            #expect(calendar.isWorkingDay(date) == WorkingCalendar().isWorkingDay(date))
        }
        let saturday = try CivilDate("2026-11-28")
        #expect(book.calendar(of: "H57.19753").isWorkingDay(saturday))
        #expect(!book.calendar(of: "H57.19815").isWorkingDay(saturday))
    }

    @Test func `lists as they go around are read, make-up days in their words too`() throws {
        let found = try Self.read(
            """
            {"rule": "…", "mung1": {"2026": "2026-02-17"}, "days": {
              "2026": [["2026-01-01", "Tết"], ["2026-08-31", "hoán đổi (make-up Sat 2026-08-22)"]],
              "2027_unannounced": [["2027-01-01", "Tết"]]}}
            """)
        #expect(found.isUsable)
        #expect(found.book.years.map(\.isAnnounced) == [true, false])
        let saturday = try CivilDate("2026-08-22")
        #expect(found.book.calendar().isWorkingDay(saturday))
        #expect(
            found.problems == [
                .init(place: "days.2026[1]", reason: .readFromWords(saturday))
            ])
        // Of an announced year only the list counts, of another one the rule too.
        #expect(found.book.calendar().isWorkingDay(try CivilDate("2026-02-17")))
        #expect(!found.book.calendar().isWorkingDay(try CivilDate("2027-02-08")))
    }

    @Test func `a book comes back from its records`() throws {
        let found = CalendarImport(try TestFiles.json(try TestFiles.sample("calendar.json")))
        let records = found.book.records.map { record in
            Dictionary(uniqueKeysWithValues: record.fields.map { ($0.name, $0.value) })
        }
        #expect(found.book.records.map(\.key) == ["2026", "2027", "hours"])
        #expect(CalendarBook(records: records.reversed()) == found.book)
    }

    @Test(arguments: [
        ("[]", ": notAnObject"), ("{}", ": nothing"), (#"{"years": 3}"#, "years: wrongType"),
        (#"{"years": [{"announced": true}]}"#, "years[0]: noYear"),
        (#"{"days": {"tet": []}}"#, "days.tet: noYear"),
        (#"{"years": [{"year": 1999}]}"#, "years[0]: yearOutOfRange"),
        (#"{"years": [{"year": 2026}, {"year": 2026}]}"#, "years[1]: yearTwice"),
        (#"{"days": {"2026": ["31/02/2026"]}}"#, "days.2026[0]: noDate"),
        (#"{"days": {"2026": [7]}}"#, "days.2026[0]: noDate"),
        (#"{"days": {"2026": {"a": 1}}}"#, "days.2026: wrongType"),
        (#"{"hours": {"opening": "25:00"}}"#, "hours.opening: noTime"),
        (#"{"hours": {"opening": "18:00"}}"#, "hours: closesBeforeOpening"),
        (#"{"saturday_mornings": "all"}"#, "saturday_mornings: wrongType"),
    ])
    func `what is wrong is named with its place and nothing is taken`(
        text: String, problem: String
    ) throws {
        let found = try Self.read(text)
        #expect(!found.isUsable)
        #expect(found.problems.map { "\($0.place): \($0.reason)" }.contains(problem))
        for problem in found.problems {
            #expect(!CalendarText.vietnamese(problem).isEmpty)
            #expect(!CalendarText.english(problem).isEmpty)
        }
    }

    @Test func `a day of another year and a day both off and worked are refused`() throws {
        let other = try Self.read(#"{"days": {"2026": ["2027-01-01"]}}"#)
        #expect(other.problems.map(\.reason) == [.otherYear(try CivilDate("2027-01-01"))])
        let both = try Self.read(
            """
            {"years": [{"year": 2026, "days_off": ["2026-08-22"], "days_worked": ["2026-08-22"]}]}
            """)
        #expect(both.problems.map(\.reason).contains(.offAndWorked(try CivilDate("2026-08-22"))))
        #expect(!both.isUsable)
    }

    @Test func `a year without working days is refused, one with few is pointed at`() throws {
        func year(_ count: Int) throws -> CalendarImport {
            let first = try CivilDate("2026-01-01")
            let days = (0..<count).map { "\"\(first.adding(days: $0).iso)\"" }
            return try Self.read(#"{"days": {"2026": [\#(days.joined(separator: ","))]}}"#)
        }
        let none = try year(365)
        #expect(none.problems.map(\.reason) == [.noWorkingDays])
        #expect(!none.isUsable)
        let few = try year(180)
        #expect(few.isUsable && few.problems.count == 1)
        #expect(try year(30).problems == [])
    }
}
