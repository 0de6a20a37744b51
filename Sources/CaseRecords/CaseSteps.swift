package import CaseModel
package import SyncProtocol

extension [PlacedEvent] {
    /// The events of a case as the control sheet and the log of stages read them.
    ///
    /// The order is that of the trunk, which is the same at every site; times come from clocks and
    /// order nothing.
    package func steps(place: (SiteNumber) -> String?) -> [CaseStep] {
        map { placed in
            var fields: [String: String?] = [:]
            for field in placed.event.fields { fields[field.name] = .some(field.value.text) }
            return CaseStep(
                kind: placed.event.kind, isReception: placed.event.record == nil,
                actor: placed.event.actor, place: place(placed.site) ?? "\(placed.site)",
                time: placed.event.time.wall, fields: fields)
        }
    }
}
