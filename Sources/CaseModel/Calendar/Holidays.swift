/// Days off by law, computed for years whose list is not synced yet.
///
/// The Labour Code 2019, article 112, and the Day of Vietnamese Culture from 2026. The authorities
/// announce each year's list, its adjacent day and its swaps; only the years in `announced` are
/// such lists, all others are a fallback to be labelled "not yet announced".
enum Holidays {
    /// What was announced for a year beyond the rule.
    struct Announcement {
        let daysOff: [CivilDate]
        let daysWorked: [CivilDate]
    }

    /// 2026: 31 August off, Saturday 22 August worked in its place.
    static let announced: [Int: Announcement] = [
        2026: Announcement(
            daysOff: days(2026, [(8, 31)]), daysWorked: days(2026, [(8, 22)]))
    ]

    /// The days off of the years that a calendar covers, worked out once, by day number.
    static let dayNumbers: [Int: Set<Int>] = Dictionary(
        uniqueKeysWithValues: WorkingCalendar.years.map {
            ($0, Set(all(of: $0).map(\.dayNumber)))
        })

    /// First day of the lunar year at UTC+7, and Hùng Kings' day, as (month, day).
    private static let lunar: [Int: (newYear: (Int, Int), hungKings: (Int, Int))] = [
        2024: ((2, 10), (4, 18)), 2025: ((1, 29), (4, 7)), 2026: ((2, 17), (4, 26)),
        2027: ((2, 6), (4, 16)), 2028: ((1, 26), (4, 4)), 2029: ((2, 13), (4, 23)),
        2030: ((2, 2), (4, 12)), 2031: ((1, 23), (4, 1)), 2032: ((2, 11), (4, 19)),
        2033: ((1, 31), (4, 9)), 2034: ((2, 19), (4, 28)), 2035: ((2, 8), (4, 17)),
    ]

    /// The days off of a year, those in place of weekends included, in order.
    static func all(of year: Int) -> [CivilDate] {
        let byLaw = Set(daysByLaw(of: year))
        var off = byLaw
        for day in byLaw.sorted() where day.weekday.isWeekend {
            off.insert(firstFree(after: day, off))
        }
        return off.union(announced[year]?.daysOff ?? []).sorted()
    }

    /// A holiday on a weekend is made up on the next working day.
    private static func firstFree(after day: CivilDate, _ off: Set<CivilDate>) -> CivilDate {
        var next = day.adding(days: 1)
        while next.weekday.isWeekend || off.contains(next) { next = next.adding(days: 1) }
        return next
    }

    private static func daysByLaw(of year: Int) -> [CivilDate] {
        var list = days(year, [(1, 1), (4, 30), (5, 1), (9, 2)])
        if let national = list.last { list.append(adjacent(to: national)) }
        if year >= 2026 { list += days(year, [(11, 24)]) }
        if let lunar = lunar[year] {
            list += days(year, [lunar.hungKings])
            for newYear in days(year, [lunar.newYear]) {
                list += (-1...3).map { newYear.adding(days: $0) }
            }
        }
        return list
    }

    /// The second day off for 2 September: the side that joins it to a weekend.
    private static func adjacent(to national: CivilDate) -> CivilDate {
        switch national.weekday {
        case .monday, .thursday, .sunday: national.adding(days: 1)
        case .tuesday, .wednesday, .friday, .saturday: national.adding(days: -1)
        }
    }

    private static func days(_ year: Int, _ list: [(month: Int, day: Int)]) -> [CivilDate] {
        list.compactMap { CivilDate(year: year, month: $0.month, day: $0.day) }
    }
}
