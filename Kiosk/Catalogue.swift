import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

/// A procedure as it holds on a day.
struct Offer {
    let procedure: Procedure
    /// How many events of its record say so; the same number everywhere.
    let version: UInt64
    /// Whether a case may be handed in on that day.
    let standing: Standing
}

/// The procedures and units that the centre has published to this kiosk, read when needed.
final class Catalogue {
    /// A procedure on a day.
    private struct Moment: Hashable {
        let code: String
        let day: CivilDate
    }

    private let point: Point
    private let today: CivilDate
    private var offers: [Moment: Offer] = [:]
    private var rows: [String: RecordSummary]?
    private var index: ProcedureIndex?
    private var wholeIndex: ProcedureIndex?
    private var knownUnits: [String]?
    private var knownPoints: Set<String>?
    private var knownCompetence: Competence?
    private var book: CalendarBook?
    private var calendars: [Bool: WorkingCalendar] = [:]

    init(_ point: Point) {
        self.point = point
        today = CivilDate(instantMilliseconds: PointClock.milliseconds(point))
    }

    /// The codes of all procedures, in order.
    var codes: [String] { summaries.keys.sorted() }

    /// The codes that can be chosen today, in order.
    var openCodes: [String] { summaries.filter { isOpen($0.key, $0.value) }.keys.sorted() }

    /// The fields of administration of what can be chosen today, in Vietnamese order.
    var openFields: [String] {
        let names = Set(openCodes.map(field)).subtracting([""])
        return names.sorted { VietnameseOrder($0) < VietnameseOrder($1) }
    }

    /// What can be chosen today of a field, by name.
    func openCodes(ofField field: String) -> [String] {
        openCodes.filter { self.field($0) == field }.map { ($0, VietnameseOrder(name($0))) }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

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

    /// The table of competence, made of the units that are known here.
    var competence: Competence {
        if let knownCompetence { return knownCompetence }
        let competence = Competence(units: wholeUnits)
        knownCompetence = competence
        return competence
    }

    /// The units that are known here and can be read, in the order of their ids.
    var wholeUnits: [Unit] {
        var names: [RecordName] = []
        // What cannot be read counts as not known, see `units`.
        try? point.replica.records(kind: RecordKind.unit) { row in
            names.append(row.name)
            return true
        }
        let hubs = (try? point.hubs()) ?? []  // the same
        let units = names.compactMap { name in
            // The same once more: the others are found all the same.
            try? Unit(fields: point.replica.state(of: name).dictionary(hubs: hubs))
        }
        return units.sorted { $0.id < $1.id }
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

    /// A procedure by its code as it holds today, in force or not; nil when the catalogue here has
    /// none or cannot read it.
    func procedure(_ code: String) -> Procedure? {
        offer(code)?.procedure
    }

    /// A procedure as it holds today.
    func offer(_ code: String) -> Offer? {
        offer(code, on: today)
    }

    /// A procedure as it holds on a day.
    func offer(_ code: String, on day: CivilDate) -> Offer? {
        let moment = Moment(code: code, day: day)
        if let known = offers[moment] { return known }
        // An entry of a newer version that cannot be read cannot be chosen either.
        guard let offer = try? read(code, on: day) else { return nil }
        offers[moment] = offer
        return offer
    }

    /// The procedure that a case was received under; today's when that version is not known.
    func procedure(ofCase fields: [String: String]) -> Procedure? {
        guard let code = fields["procedure"] else { return nil }
        guard let version = fields["procedure.version"].flatMap(UInt64.init) else {
            return procedure(code)
        }
        // A version that cannot be read leaves today's to go by.
        return (try? read(code, version: version)) ?? procedure(code)
    }

    private func read(_ code: String, version: UInt64) throws -> Procedure? {
        guard let row = try row(code), (1...row.length).contains(version) else { return nil }
        return try read(row, count: Int(version))
    }

    private func read(_ code: String, on day: CivilDate) throws -> Offer? {
        guard let row = try row(code) else { return nil }
        var count = Int(row.length)
        if let effective = row.summary.texts["effective"], effective > day.iso {
            let events = try point.replica.events(of: row.name)
            count = ProcedureVersions.count(events, on: day)
        }
        var procedure = try read(row, count: max(1, count))
        // An abolition may stand behind a version that never comes into force.
        if procedure.validity.abolished == nil {
            let abolished = row.summary.texts["abolished"]
            procedure.validity.abolished = try abolished.map { try CivilDate($0) }
        }
        let isAbolished = procedure.validity.abolished.map { $0 <= day } ?? false
        return Offer(
            procedure: procedure, version: UInt64(max(1, count)),
            standing: count == 0 ? .notYet : isAbolished ? .abolished : .inForce)
    }

    private func read(_ row: ReplicaRow, count: Int) throws -> Procedure {
        let state =
            count == Int(row.length)
            ? try point.replica.state(of: row.name)
            : RecordState(row.name, folding: try point.replica.events(of: row.name).prefix(count))
        return try Procedure(fields: state.dictionary(hubs: try point.hubs()))
    }

    private func row(_ code: String) throws -> ReplicaRow? {
        try point.replica.records(kind: RecordKind.procedure, matching: code).first
    }

    /// Whether a procedure can be chosen today; nearly always its summary tells.
    private func isOpen(_ code: String, _ summary: RecordSummary) -> Bool {
        if let abolished = summary.texts["abolished"], abolished <= today.iso { return false }
        guard let effective = summary.texts["effective"], effective > today.iso else { return true }
        return offer(code)?.standing == .inForce
    }

    /// The name of a procedure as lists show it; one that is to be renamed still has its old one.
    func name(_ code: String) -> String {
        guard let summary = summaries[code] else { return "" }
        if let effective = summary.texts["effective"], effective > today.iso {
            return offer(code)?.procedure.nameVi ?? ""
        }
        return summary.texts["name"] ?? ""
    }

    /// The field of a procedure as lists show it.
    func field(_ code: String) -> String {
        summaries[code]?.texts["field"] ?? ""
    }

    /// The codes that answer to a search, best first; only those that can be chosen today, unless
    /// all are asked for.
    func search(_ text: String, limit: Int, all: Bool = false) -> [String] {
        if all {
            let index = wholeIndex ?? ProcedureIndex(prepared: keys { _, _ in true })
            wholeIndex = index
            return index.search(text, limit: limit)
        }
        let index = index ?? ProcedureIndex(prepared: keys(isOpen))
        self.index = index
        return index.search(text, limit: limit)
    }

    private func keys(
        _ isWanted: (String, RecordSummary) -> Bool
    ) -> [(code: String, keys: String)] {
        var keys: [(code: String, keys: String)] = []
        for (code, summary) in summaries where isWanted(code, summary) {
            keys.append((code, summary.texts["search"] ?? ""))
        }
        return keys
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
