package import CaseModel
package import CaseRecords
package import CentralStore
package import SyncProtocol

/// What stands out about cases, told from the catalogue as it is now.
///
/// Derived when somebody looks, so that taking cases in costs nothing and an abolition that becomes
/// known later flags what came before.
extension Hub {
    /// The days since which procedures are abolished, by code.
    package func abolitions() throws(HubError) -> [String: CivilDate] {
        var days: [String: CivilDate] = [:]
        try records(kind: RecordKind.procedure) { row in
            // A day that cannot be read flags nothing; importing it was refused.
            let day = row.summary.texts["abolished"].flatMap { try? CivilDate($0) }
            if let key = row.summary.key, let day { days[key] = day }
            return true
        }
        return days
    }

    /// The flags of a case, given what `abolitions` and `doubtedCases` say.
    package func flags(
        of row: RecordRow, _ abolitions: [String: CivilDate],
        doubted: [RecordName: SiteNumber] = [:]
    ) throws(HubError) -> [CaseFlag] {
        let state = row.summary.state.flatMap { CaseState(rawValue: $0) } ?? .submitted
        guard !state.isFinal else { return [] }
        var flags: [CaseFlag] = []
        if row.summary.unit == nil { flags.append(.toRoute) }
        if let site = doubted[row.name] { flags.append(.revokedPoint(site)) }
        if let doubt = try receptionDoubt(row) { flags.append(doubt) }
        if let since = row.summary.texts["procedure"].flatMap({ abolitions[$0] }),
            try dayReceived(row) >= since
        {
            flags.append(.procedureAbolished(since: since))
        }
        return flags
    }

    /// A clock may run this far ahead of the centre's (design §7).
    private static let clockToleranceMilliseconds: Int64 = 5 * 60_000

    /// The legal time of reception is the author's if its clock could be trusted and was not ahead
    /// of the centre's; else a person sets it.
    private func receptionDoubt(_ row: RecordRow) throws(HubError) -> CaseFlag? {
        let latest = row.arrived + Self.clockToleranceMilliseconds
        if let text = row.summary.texts["received_at"],
            // A time that cannot be read is none.
            let stated = try? Instant.milliseconds(iso: text)
        {
            return stated > latest
                ? .receptionUnsure(claimed: stated, arrived: row.arrived) : nil
        }
        let created = try HubError.wrap { () throws(StoreError) in
            try store.event(at: row.creation)?.placed().event.time
        }
        guard let created, !created.isTrusted || created.wall > latest else { return nil }
        return .receptionUnsure(claimed: created.wall, arrived: row.arrived)
    }

    /// Sets when a case was received, and recounts the date that was promised.
    package func setReception(
        of code: String, at time: Int64, by officer: Officer
    ) throws(HubError) -> OpenCase {
        try act { () throws(HubError) in
            let opened = try open(code)
            let state = opened.row.summary.state.flatMap { CaseState(rawValue: $0) }
            guard state?.isFinal != true else { throw .finished }
            let view = CaseView(fields: opened.state.dictionary(hubs: hubs))
            let set = [(name: "received_at", text: Optional(Instant.iso(time)))]
            return try write(
                Rulebook.reception, set + moved(view, by: set, opened), on: opened, by: officer)
        }
    }

    private func dayReceived(_ row: RecordRow) throws(HubError) -> CivilDate {
        if let text = row.summary.texts["received_at"],
            // A time that cannot be read leaves that of the entry.
            let time = try? Instant.milliseconds(iso: text)
        {
            return CivilDate(instantMilliseconds: time)
        }
        let entered = try fold(of: row.name).creation?.time.wall
        return CivilDate(instantMilliseconds: entered ?? row.arrived)
    }

    /// Refuses a unit that the centre does not know, once it knows any.
    func expectUnit(_ unit: String) throws(HubError) {
        let units = try reference(RecordKind.unit).keys.sorted()
        guard units.isEmpty || units.contains(unit) else {
            throw .unknownUnit(suggestion: Suggestion.nearest(to: unit, among: units))
        }
    }

    /// Sends a case to the unit that is competent for it.
    package func route(
        _ code: String, to unit: String, by officer: Officer
    ) throws(HubError) -> OpenCase {
        try act { () throws(HubError) in
            try expectUnit(unit)
            let opened = try open(code)
            let state = opened.row.summary.state.flatMap { CaseState(rawValue: $0) }
            guard state?.isFinal != true else { throw .finished }
            return try write("route", [(name: "unit", text: unit)], on: opened, by: officer)
        }
    }
}
