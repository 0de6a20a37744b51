package import CaseModel
package import CaseRecords
package import CentralStore
package import SyncProtocol

/// What officers do at the centre, each an event of the hub's own branch.
extension Hub {
    /// Who acts, when, and what stood on their screen.
    package struct Officer: Sendable {
        package let name: String
        package let now: Int64
        /// The clock that `show` gave when the record was opened; nil when it is opened now.
        package let seen: VectorClock?

        package init(name: String, now: Int64, seen: VectorClock? = nil) {
            self.name = name
            self.now = now
            self.seen = seen
        }
    }

    /// A case as it stands at the centre.
    package struct OpenCase: Sendable {
        package let row: RecordRow
        package let state: RecordState
        package let events: [PlacedEvent]
    }

    /// Opens the one case that a slip, an official code, a reference or a record name stands for.
    package func open(_ code: String) throws(HubError) -> OpenCase {
        try HubError.wrap { () throws(StoreError) in
            for reading in TypedCode.readings(code) {
                let rows = try store.records(matching: reading)
                    .filter { $0.summary.kind == RecordKind.case }
                if !rows.isEmpty { return rows }
            }
            return []
        }.only(code: code) { (row) throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                let events = try events(of: row.name)
                let state = RecordState(row.name, folding: events, tree: try tree())
                return OpenCase(row: row, state: state, events: events)
            }
        }
    }

    /// Does an officer's act on a case, with a document that belongs to it and whose content is in
    /// the centre's store already, and returns the case after it.
    package func perform(
        _ act: OfficerAct, on code: String, by officer: Officer, with document: CaseDocument? = nil
    ) throws(HubError) -> OpenCase {
        try self.act { () throws(HubError) in
            let opened = try open(code)
            let shown = try shown(opened, to: officer)
            let view = CaseView(fields: shown.dictionary(hubs: hubs))
            let act = try checked(act, view)
            var fields = act.fields(on: view, by: officer.name, at: officer.now)
                .map { (name: $0.name, text: Optional($0.value)) }
            if act.movesClock { fields += try moved(view, by: fields, opened) }
            if case .accept = act, opened.row.summary.official == nil {
                let code = try officialCode(for: opened, now: officer.now)
                fields.append((name: "official", text: code))
            }
            if let document {
                fields.append((name: document.field, text: document.value))
                try noteHere(document, in: opened.row.name)
            }
            return try write(act.name, fields, on: opened, by: officer)
        }
    }

    /// The act as it can be done with the case; a new date needs the unit's calendar.
    private func checked(_ act: OfficerAct, _ view: CaseView) throws(HubError) -> OfficerAct {
        do throws(ActError) {
            try act.check(view)
        } catch {
            throw .act(error)
        }
        if case .handOver(let unit, _) = act { try expectUnit(unit) }
        guard case .extend = act else { return act }
        let calendar = try calendarBook().calendar(of: view.unit)
        do throws(ActError) {
            return try act.fitted(to: calendar, view)
        } catch {
            throw .act(error)
        }
    }

    /// The case as it stood on the officer's screen: an act is judged by that, so that what two
    /// people do at once is kept and found, and neither is told that the other was first.
    private func shown(
        _ opened: OpenCase, to officer: Officer
    ) throws(HubError) -> RecordState {
        guard let seen = officer.seen else { return opened.state }
        guard opened.state.clock.covers(seen) else { throw .unknownClock }
        let tree = try HubError.wrap(store.tree)
        return Edit.state(
            of: opened.row.name, events: opened.events, seen: seen, tree: tree)
    }

    /// Settles a conflict: one value stands, and the event says that all were seen.
    package func resolve(
        _ field: String, of code: String, choosing choice: Choice, by officer: Officer
    ) throws(HubError) -> OpenCase {
        try act { () throws(HubError) in
            let opened = try open(code)
            let value: CBORValue
            do throws(ResolveError) {
                value = try ResolveError.value(of: field, in: opened.state, choosing: choice)
            } catch {
                throw .resolve(error)
            }
            // Written also when it says what stands: the event says that all were seen.
            return try write("resolve", changes: [.init(field, value)], on: opened, by: officer)
        }
    }

    func write(
        _ kind: String, _ fields: [(name: String, text: String?)], on opened: OpenCase,
        by officer: Officer
    ) throws(HubError) -> OpenCase {
        let shown = try shown(opened, to: officer)
        let changes = Edit.fields(fields, in: shown, hubs: hubs)
        return try write(kind, changes: changes, on: opened, by: officer)
    }

    private func write(
        _ kind: String, changes: [Event.Field], on opened: OpenCase, by officer: Officer
    ) throws(HubError) -> OpenCase {
        let record = opened.row.name
        let clock = officer.seen ?? opened.state.clock
        try HubError.wrap { () throws(StoreError) in
            _ = try write(
                kind, record: record, actor: officer.name,
                context: clock.asContext(of: epoch.site), fields: changes, now: officer.now)
        }
        return try open("\(record)")
    }

    /// The next official code of the competent unit's day (domain §3).
    private func officialCode(
        for opened: OpenCase, now: Int64
    ) throws(HubError) -> String {
        try HubError.wrap { () throws(StoreError) in
            let creator = try store.site(opened.row.creation.site)
            let unit = opened.row.summary.unit ?? creator?.unit ?? ""
            let day = CivilDate(instantMilliseconds: now)
            let counter = "official/\(unit)/\(day.compact)"
            var number = try store.next(counter)
            // The restore has raised what was counted by then.
            let lost = number == 1 ? lostCodes(on: day) : 0
            if lost > 0 { try store.raise(counter, by: lost) }
            number += lost
            return OfficialCode(unit: unit, date: day, sequence: Int(number)).text
        }
    }
}

extension [RecordRow] {
    /// Goes on with the only row; none and several are refused.
    fileprivate func only<T>(
        code: String, _ body: (RecordRow) throws(HubError) -> T
    ) throws(HubError) -> T {
        guard let first else { throw .notFound(code: code) }
        guard count == 1 else { throw .ambiguous(code: code, records: map(\.name)) }
        return try body(first)
    }
}
