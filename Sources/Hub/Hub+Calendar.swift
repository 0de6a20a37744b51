package import CaseModel
import CaseRecords
import CentralStore
package import SyncProtocol

/// Working calendars at the centre, and the dates that they move.
extension Hub {
    /// What came of a calendar.
    package struct CalendarOutcome: Sendable {
        package let imported: ImportOutcome
        /// The open cases whose promised date changed, oldest first.
        package let moved: [MovedCase]
    }

    /// An open case whose promised date a newer calendar changed.
    package struct MovedCase: Sendable {
        package let name: RecordName
        package let slip: String?
        package let change: DueChange
    }

    /// The calendar that stands now: what was announced, by law where nothing was.
    package func calendarBook() throws(HubError) -> CalendarBook {
        try HubError.wrap { () throws(StoreError) in try storedBook() }
    }

    /// Takes a newer calendar and gives every open case whose date it moves the new one, with the
    /// old one and the reason; all in one transaction.
    package func importCalendar(
        _ book: CalendarBook, by officer: Officer
    ) throws(HubError) -> CalendarOutcome {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                let old = try storedBook()
                let entries = book.records.map { ReferenceEntry(key: $0.key, fields: $0.fields) }
                let imported = try put(RecordKind.calendar, entries, by: officer)
                let moved = try recount(from: old, to: try storedBook(), by: officer)
                return CalendarOutcome(imported: imported, moved: moved)
            }
        }
    }

    /// The date of a case after an act that moves its clock, with the old one when it was promised.
    func moved(
        _ view: CaseView, by fields: [(name: String, text: String?)], _ opened: OpenCase
    ) throws(HubError) -> [(name: String, text: String?)] {
        try HubError.wrap { () throws(StoreError) in
            var after = view.fields
            for (name, text) in fields { after[name] = text }
            let later = CaseView(fields: after)
            guard let created = opened.state.creation?.time.wall,
                let deadline = later.deadline(
                    createdAt: created, procedure: try procedure(of: view)),
                let due = deadline.due(try storedBook().calendar(of: view.unit)),
                due != view.due
            else { return [] }
            return [(name: "due", text: Instant.iso(due))]
        }
    }

    private func storedBook() throws(StoreError) -> CalendarBook {
        var names: [RecordName] = []
        try store.records(kind: RecordKind.calendar, onlyConflicts: false) { row in
            names.append(row.name)
            return true
        }
        let records = try names.map { (name) throws(StoreError) in
            try state(of: name).dictionary(hubs: hubs)
        }
        return CalendarBook(records: records)
    }

    /// Looked up only for cases that were received before limits were kept in them.
    private func procedure(of view: CaseView) throws(StoreError) -> Procedure? {
        view.fields["limit"] == nil ? try storedProcedure(ofCase: view.fields) : nil
    }

    /// The calendars of a book before and after, made once.
    private struct Pair {
        let old: WorkingCalendar
        let new: WorkingCalendar
        let firstChange: CivilDate?

        init(_ old: CalendarBook, _ new: CalendarBook, unit: String?) {
            self.old = old.calendar(of: unit)
            self.new = new.calendar(of: unit)
            firstChange = self.new.firstChange(since: self.old)
        }
    }

    private func recount(
        from old: CalendarBook, to new: CalendarBook, by officer: Officer
    ) throws(StoreError) -> [MovedCase] {
        var pairs: [String: Pair] = [:]
        let special = Set(old.saturdayUnits + new.saturdayUnits)
        var open: [(RecordRow, Pair)] = []
        try store.records(kind: RecordKind.case, onlyConflicts: false) { row in
            let state = row.summary.state.flatMap { CaseState(rawValue: $0) } ?? .submitted
            let unit = row.summary.unit.flatMap { special.contains($0) ? $0 : nil }
            let pair = pairs[unit ?? ""] ?? Pair(old, new, unit: unit)
            pairs[unit ?? ""] = pair
            guard !state.isFinal, let first = pair.firstChange,
                let due = row.summary.texts["due"], String(due.prefix(10)) >= first.iso
            else { return true }
            open.append((row, pair))
            return true
        }
        var moved: [MovedCase] = []
        for (row, pair) in open {
            if let found = try recount(row, pair, by: officer) { moved.append(found) }
        }
        return moved
    }

    private func recount(
        _ row: RecordRow, _ pair: Pair, by officer: Officer
    ) throws(StoreError) -> MovedCase? {
        let state = try state(of: row.name)
        let view = CaseView(fields: state.dictionary(hubs: hubs))
        guard let created = state.creation?.time.wall, let promised = view.due,
            let deadline = view.deadline(createdAt: created, procedure: try procedure(of: view)),
            let found = DueChange(deadline, from: pair.old, to: pair.new), found.new != promised
        else { return nil }
        let change = DueChange(old: promised, new: found.new, causes: found.causes)
        let fields = change.fields.map { (name: $0.name, text: Optional($0.value)) }
        _ = try write(
            Rulebook.recount, record: row.name, actor: officer.name,
            context: state.clock.asContext(of: epoch.site),
            fields: Edit.fields(fields, in: state, hubs: hubs), now: officer.now)
        return MovedCase(name: row.name, slip: row.summary.slip, change: change)
    }
}
