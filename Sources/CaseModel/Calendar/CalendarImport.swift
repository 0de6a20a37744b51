/// The calendar of a file, and what in it is wrong.
///
/// Takes the sample format of this repository (`years`, `hours`, `saturday_mornings`) and lists as
/// they go around: `days` with one list for each year, where a year whose name goes on, as in
/// `2027_unannounced`, is not announced. A wrong date in a law is worse than none: one refused
/// place refuses the whole file.
package struct CalendarImport: Equatable, Sendable {
    package private(set) var book = CalendarBook()
    package private(set) var problems: [CalendarProblem] = []

    /// Whether the file can be taken.
    package var isUsable: Bool { !problems.contains { $0.isRefusal } && !book.records.isEmpty }

    package init(_ json: JSONValue) {
        guard case .object = json else {
            note("", .notAnObject)
            return
        }
        readHours(json)
        let years = lists(json)
        if years.isEmpty, book.records.isEmpty { note("", .nothing) }
        for list in years {
            guard WorkingCalendar.years.contains(list.year) else {
                note(list.place, .yearOutOfRange)
                continue
            }
            guard book.year(list.year) == nil else {
                note(list.place, .yearTwice)
                continue
            }
            var year = CalendarYear(year: list.year, isAnnounced: list.isAnnounced)
            year.decision = text(list.json["decision"]) ?? text(json["decision"])
            read(list, into: &year)
            book.years.append(year)
            book.years.sort { $0.year < $1.year }
            checkWork(year, place: list.place)
        }
    }

    /// One year's part of the file.
    private struct List {
        let year: Int
        let isAnnounced: Bool
        let place: String
        let json: JSONValue
    }

    private mutating func lists(_ json: JSONValue) -> [List] {
        var lists: [List] = []
        if case .array(let entries)? = json["years"] {
            for (index, entry) in entries.enumerated() {
                let place = "years[\(index)]"
                guard case .number(let digits)? = entry["year"], let year = Digits.value(digits)
                else {
                    note(place, .noYear)
                    continue
                }
                let isAnnounced = entry["announced"] != .bool(false)
                lists.append(List(year: year, isAnnounced: isAnnounced, place: place, json: entry))
            }
        } else if json["years"] != nil {
            note("years", .wrongType)
        }
        if case .object(let members)? = json["days"] {
            for member in members {
                let place = "days.\(member.name)"
                guard let year = Digits.value(member.name.prefix(4)) else {
                    note(place, .noYear)
                    continue
                }
                lists.append(
                    List(
                        year: year, isAnnounced: member.name.utf8.count == 4, place: place,
                        json: .object([.init(name: "days_off", value: member.value)])))
            }
        } else if json["days"] != nil {
            note("days", .wrongType)
        }
        return lists
    }

    private mutating func read(_ list: List, into year: inout CalendarYear) {
        var swapped: [CalendarYear.Day] = []
        year.daysOff = days(list, "days_off") { (place, name) in
            // "hoán đổi (make-up Sat 2026-08-22)": the day worked instead stands in words only.
            guard let word = name.split(separator: " ").map({ $0.filter { $0 != ")" } }).last,
                name.lowercased().contains("make-up") || name.lowercased().contains("làm bù"),
                let date = try? CivilDate(word)  // words that are no date say nothing
            else { return nil }
            swapped.append(.init(date, name))
            return CalendarProblem(place: place, reason: .readFromWords(date))
        }
        year.daysWorked = days(list, "days_worked") { (_, _) in nil }
        for day in swapped where !year.daysWorked.contains(where: { $0.date == day.date }) {
            year.daysWorked.append(day)
        }
        for day in year.daysWorked where year.daysOff.contains(where: { $0.date == day.date }) {
            note(list.place, .offAndWorked(day.date))
        }
    }

    /// The days of a list; each is a date, a pair of date and name, or an object with both.
    private mutating func days(
        _ list: List, _ key: String, _ remark: (_ place: String, _ name: String) -> CalendarProblem?
    ) -> [CalendarYear.Day] {
        guard let json = list.json[key], json != .null else { return [] }
        let inside = list.json["year"] == nil ? list.place : "\(list.place).\(key)"
        guard case .array(let entries) = json else {
            note(inside, .wrongType)
            return []
        }
        var days: [CalendarYear.Day] = []
        for (index, entry) in entries.prefix(400).enumerated() {
            let place = "\(inside)[\(index)]"
            // What cannot be read as a day is named with its place.
            guard let (written, name) = Self.parts(entry), let date = try? CivilDate(written)
            else {
                note(place, .noDate)
                continue
            }
            if date.year != list.year { note(place, .otherYear(date)) }
            if days.contains(where: { $0.date == date }) { note(place, .dayTwice(date)) }
            if let problem = remark(place, name) { problems.append(problem) }
            days.append(.init(date, name.isEmpty ? key : name))
        }
        if entries.count > 400 { note(inside, .tooMany) }
        return days
    }

    private static func parts(_ entry: JSONValue) -> (date: String, name: String)? {
        switch entry {
        case .text(let date): return (date, "")
        case .array(let parts):
            guard case .text(let date)? = parts.first else { return nil }
            return (date, parts.count > 1 ? clean(parts[1]) : "")
        case .object:
            guard case .text(let date)? = entry["date"] else { return nil }
            return (date, entry["name"].map(clean) ?? "")
        case .null, .bool, .number: return nil
        }
    }

    private static func clean(_ json: JSONValue) -> String {
        guard case .text(let text) = json else { return "" }
        let name = VietnameseText.nfc(VietnameseText.trimmed(text))
        return VietnameseText.isClean(name) ? String(name.prefix(CaseLimits.name)) : ""
    }

    private func text(_ json: JSONValue?) -> String? {
        json.map(Self.clean).flatMap { $0.isEmpty ? nil : $0 }
    }

    private mutating func readHours(_ json: JSONValue) {
        let read = { (name: String) -> TimeOfDay?? in
            guard let value = json["hours"]?[name] else { return .none }
            guard case .text(let text) = value else { return .some(nil) }
            return TimeOfDay(text: text)
        }
        let times: [(name: String, path: WritableKeyPath<WorkingHours, TimeOfDay>)] = [
            ("opening", \.opening), ("closing", \.closing), ("saturday_closing", \.saturdayClosing),
        ]
        for (name, path) in times {
            switch read(name) {
            case .none: continue
            case .some(nil): note("hours.\(name)", .noTime)
            case .some(let value?): book.hours[keyPath: path] = value
            }
        }
        if book.hours.opening.milliseconds >= book.hours.closing.milliseconds
            || book.hours.opening.milliseconds >= book.hours.saturdayClosing.milliseconds
        {
            note("hours", .closesBeforeOpening)
        }
        guard let units = json["saturday_mornings"], units != .null else { return }
        guard case .array(let entries) = units, entries.count <= CaseLimits.competentUnits else {
            return note("saturday_mornings", .wrongType)
        }
        for (index, entry) in entries.enumerated() {
            guard let unit = text(entry), unit.utf8.count <= CaseLimits.code else {
                note("saturday_mornings[\(index)]", .wrongType)
                continue
            }
            book.saturdayUnits.append(unit)
        }
        book.saturdayUnits = Set(book.saturdayUnits).sorted()
    }

    /// Refuses a year in which nobody works, and points at one in which hardly anybody does.
    private mutating func checkWork(_ year: CalendarYear, place: String) {
        let calendar = WorkingCalendar(CalendarBook(years: [year]))
        guard let first = CivilDate(year: year.year, month: 1, day: 1),
            let last = CivilDate(year: year.year, month: 12, day: 31)
        else { return }
        let count = calendar.workingDays(after: first.adding(days: -1), through: last)
        if count == 0 { return note(place, .noWorkingDays) }
        if count < CaseLimits.usualWorkingDays { note(place, .fewWorkingDays(count)) }
        for day in year.daysWorked
        where !day.date.weekday.isWeekend
            && !WorkingCalendar.holidays(of: year.year).contains(day.date)
        {
            note(place, .workedAnyway(day.date))
        }
    }

    private mutating func note(_ place: String, _ reason: CalendarProblem.Reason) {
        problems.append(CalendarProblem(place: place, reason: reason))
    }
}

/// Something in a calendar file that is wrong or needs a look.
package struct CalendarProblem: Equatable, Sendable {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        case notAnObject
        case nothing
        case wrongType
        case noYear
        case yearOutOfRange
        case yearTwice
        case noDate
        case otherYear(CivilDate)
        case dayTwice(CivilDate)
        case offAndWorked(CivilDate)
        case noTime
        case closesBeforeOpening
        case tooMany
        case noWorkingDays
        case fewWorkingDays(Int)
        case workedAnyway(CivilDate)
        case readFromWords(CivilDate)
    }

    /// Where in the file, for instance `years[0].days_off[3]`.
    package let place: String
    package let reason: Reason

    package init(place: String, reason: Reason) {
        self.place = place
        self.reason = reason
    }

    /// Whether the file is refused for it.
    package var isRefusal: Bool {
        switch reason {
        case .dayTwice, .fewWorkingDays, .workedAnyway, .readFromWords: false
        case .notAnObject, .nothing, .wrongType, .noYear, .yearOutOfRange, .yearTwice, .noDate,
            .otherYear, .offAndWorked, .noTime, .closesBeforeOpening, .tooMany, .noWorkingDays:
            true
        }
    }
}
