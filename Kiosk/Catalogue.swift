import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

/// The procedures and units that the centre has published to this kiosk, read when needed.
final class Catalogue {
    private let point: Point
    private var procedures: [String: Procedure] = [:]
    private var rows: [String: RecordSummary]?
    private var index: ProcedureIndex?
    private var knownUnits: [String]?
    private var knownPoints: Set<String>?
    private var book: CalendarBook?
    private var calendars: [Bool: WorkingCalendar] = [:]

    init(_ point: Point) {
        self.point = point
    }

    /// The codes of all procedures, in order.
    var codes: [String] { summaries.keys.sorted() }

    /// The ids of the units that are known here; none before the first synchronisation.
    var units: [String] {
        if let knownUnits { return knownUnits }
        var units: [String] = []
        // What cannot be read counts as not known, and then any unit is taken.
        try? point.replica.records(kind: RecordKind.unit) { row in
            if let key = row.summary.key { units.append(key) }
            return true
        }
        knownUnits = units
        return units
    }

    /// The numbers of the points that the centre has published; nil before it published any.
    var points: Set<String>? {
        if let knownPoints { return knownPoints }
        var points: Set<String> = []
        // What cannot be read counts as not known, and then any number is taken.
        try? point.replica.records(kind: RecordKind.point) { row in
            if let key = row.summary.key { points.insert(key) }
            return true
        }
        knownPoints = points.isEmpty ? nil : points
        return knownPoints
    }

    /// The newest working calendar of a unit that came here; the rule by law where none came.
    func calendar(of unit: String?) -> WorkingCalendar {
        let book = book ?? readBook()
        self.book = book
        let hasSaturdays = unit.map(book.saturdayUnits.contains) ?? false
        let calendar = calendars[hasSaturdays] ?? book.calendar(of: unit)
        calendars[hasSaturdays] = calendar
        return calendar
    }

    private func readBook() -> CalendarBook {
        var records: [[String: String]] = []
        // What cannot be read counts as not announced: the rule by law stands.
        try? point.replica.records(kind: RecordKind.calendar) { row in
            let hubs = try? point.hubs()  // the values of the hub alone stand here anyway
            if let state = try? point.replica.state(of: row.name) {  // the same as above
                records.append(state.dictionary(hubs: hubs ?? []))
            }
            return true
        }
        return CalendarBook(records: records)
    }

    /// A procedure by its code, nil when the catalogue here has none or cannot read it.
    func procedure(_ code: String) -> Procedure? {
        if let known = procedures[code] { return known }
        // An entry of a newer version that cannot be read cannot be chosen either.
        let procedure = try? read(code)
        procedures[code] = procedure
        return procedure
    }

    private func read(_ code: String) throws -> Procedure? {
        let rows = try point.replica.records(kind: RecordKind.procedure, matching: code)
        guard let row = rows.first else { return nil }
        let state = try point.replica.state(of: row.name)
        return try Procedure(fields: state.dictionary(hubs: try point.hubs()))
    }

    /// The name of a procedure as lists show it.
    func name(_ code: String) -> String {
        summaries[code]?.texts["name"] ?? ""
    }

    /// The field of a procedure as lists show it.
    func field(_ code: String) -> String {
        summaries[code]?.texts["field"] ?? ""
    }

    /// The codes that answer to a search, best first.
    func search(_ text: String, limit: Int) -> [String] {
        if index == nil {
            index = ProcedureIndex(
                prepared: summaries.map { (code: $0, keys: $1.texts["search"] ?? "") })
        }
        return index?.search(text, limit: limit) ?? []
    }

    private var summaries: [String: RecordSummary] {
        if let rows { return rows }
        var rows: [String: RecordSummary] = [:]
        // Rows that cannot be read are left out; the rest can be chosen.
        try? point.replica.records(kind: RecordKind.procedure) { row in
            if let key = row.summary.key { rows[key] = row.summary }
            return true
        }
        self.rows = rows
        return rows
    }
}
