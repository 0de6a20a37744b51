/// The two working calendars of a book, each made once: a calendar is large.
package struct Calendars: Sendable {
    private let whole: WorkingCalendar
    private let withSaturdays: WorkingCalendar
    private let saturdayUnits: Set<String>

    package init(_ book: CalendarBook) {
        whole = WorkingCalendar(book)
        withSaturdays = WorkingCalendar(book, worksSaturdayMornings: true)
        saturdayUnits = Set(book.saturdayUnits)
    }

    /// The calendar of a unit, of the province for none.
    package func of(_ unit: String?) -> WorkingCalendar {
        unit.map(saturdayUnits.contains) ?? false ? withSaturdays : whole
    }
}
