package import CaseModel
package import SyncProtocol

/// The versions of a procedure, read from its trunk: version n is what the first n events say.
///
/// Days of effect only rise along a trunk, so that what is in force on a day is always a beginning
/// of it. The trunk is the same everywhere, and so is the number of a version.
package enum ProcedureVersions {
    /// How many events, from the first on, are in force on a day; zero before the first.
    package static func count(_ events: [PlacedEvent], on day: CivilDate) -> Int {
        events.firstIndex { placed in
            let field = placed.event.fields.first { $0.name == "effective" }
            return field?.value.text.map { $0 > day.iso } ?? false
        } ?? events.count
    }

    /// The version that a case was received under; the newest where the case names none, or one
    /// that is not here.
    package static func procedure(
        _ events: [PlacedEvent], ofCase fields: [String: String], hubs: [SiteNumber]
    ) -> Procedure? {
        guard let name = events.first?.record else { return nil }
        let version = fields["procedure.version"].flatMap { Int($0) } ?? events.count
        let isHere = (1...events.count).contains(version)
        for count in isHere ? [version, events.count] : [events.count] {
            let state = RecordState(name, folding: events.prefix(count))
            // A version that cannot be read leaves the newest to go by.
            if let found = try? Procedure(fields: state.dictionary(hubs: hubs)) { return found }
        }
        return nil
    }
}
