/// What the authorities announced about working days (*lịch làm việc*): lists by year, hours, and
/// the units that also work on Saturday mornings.
///
/// The empty book is the provisional rule: days off by law, with years announced in `Holidays`.
package struct CalendarBook: Equatable, Sendable {
    /// One list a year, in the order of the years.
    package var years: [CalendarYear]
    package var hours: WorkingHours
    /// The ids of the units that work on Saturday mornings, in order.
    package var saturdayUnits: [String]

    package init(
        years: [CalendarYear] = [], hours: WorkingHours = WorkingHours(),
        saturdayUnits: [String] = []
    ) {
        self.years = years.sorted { $0.year < $1.year }
        self.hours = hours
        self.saturdayUnits = Set(saturdayUnits).sorted()
    }

    /// The calendar of a unit, of the province for none.
    package func calendar(of unit: String? = nil) -> WorkingCalendar {
        WorkingCalendar(self, worksSaturdayMornings: unit.map(saturdayUnits.contains) ?? false)
    }

    /// The list of a year, nil when none came.
    package func year(_ year: Int) -> CalendarYear? {
        years.first { $0.year == year }
    }
}

/// When the working day begins and ends.
package struct WorkingHours: Hashable, Sendable {
    package var opening = TimeOfDay(hour: 7, minute: 30)
    package var closing = TimeOfDay(hour: 17, minute: 0)
    /// The end of a Saturday morning, where one is worked.
    package var saturdayClosing = TimeOfDay(hour: 11, minute: 30)

    package init() {}
}

/// The days off and the make-up days of one year, as announced or as expected.
package struct CalendarYear: Equatable, Sendable {
    /// A day with the reason for which it is off or worked.
    package struct Day: Equatable, Sendable {
        package let date: CivilDate
        package let name: String

        package init(_ date: CivilDate, _ name: String) {
            self.date = date
            self.name = name
        }
    }

    package var year: Int
    /// Whether the list is complete; else the rule by law stands beside it.
    package var isAnnounced: Bool
    /// The decision that announced the list.
    package var decision: String?
    package var daysOff: [Day]
    /// Days worked although they are a weekend or a holiday.
    package var daysWorked: [Day]

    package init(
        year: Int, isAnnounced: Bool = true, decision: String? = nil, daysOff: [Day] = [],
        daysWorked: [Day] = []
    ) {
        self.year = year
        self.isAnnounced = isAnnounced
        self.decision = decision
        self.daysOff = daysOff.sorted { $0.date < $1.date }
        self.daysWorked = daysWorked.sorted { $0.date < $1.date }
    }
}
