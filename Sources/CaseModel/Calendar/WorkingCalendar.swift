/// Which days are worked at one unit (*lịch làm việc*), and when a case is due.
///
/// Days are looked up in a table, so that a date costs less than a microsecond whatever the limit.
/// Outside the years of the table only weekends are off.
package struct WorkingCalendar: Equatable, Sendable {
    /// The years that can be announced.
    package static let years = 2020...2040

    package let hours: WorkingHours
    /// The year lists that were announced.
    private let announced: Set<Int>
    /// Of each day from the first of `years` on.
    let kinds: [Kind]
    /// How many days are worked up to and including each day of the table.
    private let through: [Int32]
    /// The worked days of the table by their places.
    private let worked: [Int32]

    /// How long a day is worked.
    enum Kind: UInt8 {
        case off
        case whole
        case morning
    }

    static let first = day(years.lowerBound)
    private static let last = day(years.upperBound + 1) - 1

    /// The calendar of a book, with or without Saturday mornings.
    package init(_ book: CalendarBook, worksSaturdayMornings: Bool = false) {
        hours = book.hours
        var off: Set<Int> = []
        var extra: Set<Int> = []
        var announced: Set<Int> = []
        for year in Self.years {
            let list = book.year(year)
            if list?.isAnnounced != true {
                off.formUnion(Holidays.dayNumbers[year] ?? [])
                extra.formUnion(Holidays.announced[year]?.daysWorked.map(\.dayNumber) ?? [])
            }
            if list?.isAnnounced ?? (Holidays.announced[year] != nil) { announced.insert(year) }
            off.formUnion(list?.daysOff.map(\.date.dayNumber) ?? [])
            off.subtract(list?.daysWorked.map(\.date.dayNumber) ?? [])
            extra.subtract(list?.daysOff.map(\.date.dayNumber) ?? [])
            extra.formUnion(list?.daysWorked.map(\.date.dayNumber) ?? [])
        }
        self.announced = announced
        kinds = (Self.first...Self.last).map { number in
            if extra.contains(number) { return .whole }
            if off.contains(number) { return .off }
            let isSaturday = Self.isSaturday(number)
            if isSaturday { return worksSaturdayMornings ? .morning : .off }
            return Self.isSaturday(number - 1) ? .off : .whole
        }
        var worked: [Int32] = []
        var through: [Int32] = []
        for (place, kind) in kinds.enumerated() {
            if kind != .off { worked.append(Int32(place)) }
            through.append(Int32(worked.count))
        }
        self.worked = worked
        self.through = through
    }

    /// The calendar by law, with further days off and worked.
    package init(daysOff: [CivilDate] = [], daysWorked: [CivilDate] = []) {
        var years: [CalendarYear] = []
        for year in Set((daysOff + daysWorked).map(\.year)) {
            years.append(
                CalendarYear(
                    year: year, isAnnounced: false,
                    daysOff: daysOff.filter { $0.year == year }.map { .init($0, "") },
                    daysWorked: daysWorked.filter { $0.year == year }.map { .init($0, "") }))
        }
        self.init(CalendarBook(years: years))
    }

    /// Whether the list of the year was announced; else its days are computed and may change.
    package func isAnnounced(_ year: Int) -> Bool { announced.contains(year) }

    /// Whether the list of the year is known without any announcement having come.
    package static func isAnnounced(year: Int) -> Bool {
        Holidays.announced[year] != nil
    }

    /// The days off of a year by law, weekends aside unless they are holidays themselves.
    package static func holidays(of year: Int) -> [CivilDate] {
        Holidays.all(of: year)
    }

    /// Whether offices work on that day, if only in the morning.
    package func isWorkingDay(_ date: CivilDate) -> Bool {
        kind(date.dayNumber) != .off
    }

    /// The first working day after a day.
    package func workingDay(after date: CivilDate) -> CivilDate {
        workingDay(1, after: date)
    }

    /// The n-th working day after a day, n from 1.
    package func workingDay(_ count: Int, after date: CivilDate) -> CivilDate {
        let number = date.dayNumber
        if (Self.first...Self.last).contains(number) {
            let index = Int(through[number - Self.first]) + count - 1
            if worked.indices.contains(index) {
                return CivilDate(dayNumber: Self.first + Int(worked[index]))
            }
        }
        var left = count
        var next = number
        // Outside the table at least every third day is worked.
        while left > 0 && next < number + 3 * count + 400 {
            next += 1
            if kind(next) != .off { left -= 1 }
        }
        return CivilDate(dayNumber: next)
    }

    /// How many days are worked after one day, up to and including another; none when that is
    /// earlier.
    package func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
        let (from, to) = (start.dayNumber, end.dayNumber)
        guard from < to else { return 0 }
        if from >= Self.first, to <= Self.last {
            return Int(through[to - Self.first] - through[from - Self.first])
        }
        // Ten years are longer than any pause that a person would ask about.
        return ((from + 1)...min(to, from + 3660)).count { kind($0) != .off }
    }

    /// When work ends on a day.
    package func end(of date: CivilDate) -> Int64 {
        let time = kind(date.dayNumber) == .morning ? hours.saturdayClosing : hours.closing
        return Instant.milliseconds(on: date, hour: time.hour, minute: time.minute)
    }

    /// When work begins on a day.
    func begin(of date: CivilDate) -> Int64 {
        Instant.milliseconds(on: date, hour: hours.opening.hour, minute: hours.opening.minute)
    }

    private func kind(_ number: Int) -> Kind {
        guard (Self.first...Self.last).contains(number) else {
            return Self.isSaturday(number) || Self.isSaturday(number - 1) ? .off : .whole
        }
        return kinds[number - Self.first]
    }

    /// 1970-01-03 was a Saturday.
    private static func isSaturday(_ number: Int) -> Bool {
        (number - 2).isMultiple(of: 7)
    }

    private static func day(_ year: Int) -> Int {
        guard let date = CivilDate(year: year, month: 1, day: 1) else {
            preconditionFailure("the table begins in a year that there is not")
        }
        return date.dayNumber
    }
}
