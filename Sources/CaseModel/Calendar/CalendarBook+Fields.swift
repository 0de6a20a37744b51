/// A book as records: one a year, and one for the hours.
///
/// A year imported by itself leaves the others as they are.
extension CalendarBook {
    /// The record that holds the hours and the Saturday mornings.
    package static let hoursKey = "hours"

    /// The records that make up the book, each with its key and its fields in order.
    package var records: [(key: String, fields: [(name: String, value: String)])] {
        let years = years.map { (key: "\($0.year)", fields: $0.fields) }
        let isSilent = hours == WorkingHours() && saturdayUnits.isEmpty
        return isSilent ? years : years + [(key: Self.hoursKey, fields: hoursFields)]
    }

    /// Reads records of the kind `calendar`; what cannot be read counts as not there.
    package init(records: [[String: String]]) {
        self.init()
        for fields in records {
            if fields["key"] == Self.hoursKey {
                readHours(fields)
            } else if let year = CalendarYear(fields: fields) {
                years.removeAll { $0.year == year.year }
                years.append(year)
            }
        }
        years.sort { $0.year < $1.year }
    }

    private var hoursFields: [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("key", Self.hoursKey)
        writer.add("opening", hours.opening.text)
        writer.add("closing", hours.closing.text)
        writer.add("saturday_closing", hours.saturdayClosing.text)
        for unit in saturdayUnits { writer.add("saturday.\(unit)", "morning") }
        return writer.sorted
    }

    private mutating func readHours(_ fields: [String: String]) {
        let read = { (name: String) in fields[name].flatMap(TimeOfDay.init(text:)) }
        hours.opening = read("opening") ?? hours.opening
        hours.closing = read("closing") ?? hours.closing
        hours.saturdayClosing = read("saturday_closing") ?? hours.saturdayClosing
        saturdayUnits = fields.keys.filter {
            $0.hasPrefix("saturday.") && fields[$0]?.isEmpty == false
        }.map { String($0.dropFirst("saturday.".count)) }.sorted()
    }
}

extension CalendarYear {
    /// `off.<date>` and `worked.<date>` with the names of the days.
    var fields: [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("key", "\(year)")
        writer.add("announced", isAnnounced ? "yes" : "no")
        writer.add("decision", decision)
        for day in daysOff { writer.add("off.\(day.date.iso)", day.name) }
        for day in daysWorked { writer.add("worked.\(day.date.iso)", day.name) }
        return writer.sorted
    }

    init?(fields: [String: String]) {
        guard let year = fields["key"].flatMap({ Digits.value($0) }) else { return nil }
        func days(_ prefix: String) -> [Day] {
            fields.compactMap { name, value in
                guard name.hasPrefix(prefix), !value.isEmpty,
                    // A day that cannot be read counts as not there.
                    let date = try? CivilDate(String(name.dropFirst(prefix.count)))
                else { return nil }
                return Day(date, value)
            }
        }
        self.init(
            year: year, isAnnounced: fields["announced"] == "yes", decision: fields["decision"],
            daysOff: days("off."), daysWorked: days("worked."))
    }
}
