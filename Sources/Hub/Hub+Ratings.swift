package import CaseModel
import CaseRecords
import CentralStore
package import SyncProtocol

/// Ratings one by one, for operators who ask why a figure is what it is.
extension Hub {
    /// A rating, and the one that counts in its place.
    package struct RatingRow: Sendable {
        package let name: RecordName
        package let rating: Rating
        /// The point at which it was given.
        package let site: SiteNumber
        package let day: CivilDate
        /// The rating of the same visit that came first; nil when this one counts.
        package let counted: RecordName?
    }

    /// All ratings, the oldest first; or those alone that do not count.
    package func ratings(onlyRepeated: Bool) throws(HubError) -> [RatingRow] {
        var found: [(name: RecordName, visit: String?)] = []
        try records(kind: RecordKind.rating) { row in
            let visit = row.summary.reference
            if !onlyRepeated || visit != nil { found.append((row.name, visit)) }
            return true
        }
        var rows: [RatingRow] = []
        for (name, visit) in found {
            let first = try HubError.wrap { () throws(StoreError) in
                try visit.map { (visit) throws(StoreError) in try firstRating(of: visit) }
            }
            let counted = (first ?? nil).flatMap { $0 == name ? nil : $0 }
            guard !onlyRepeated || counted != nil else { continue }
            if let row = row(try fold(of: name), counted) { rows.append(row) }
        }
        return rows
    }

    /// The rating of a visit that counts: the one that came first, and stays the one.
    func firstRating(of visit: String) throws(StoreError) -> RecordName? {
        try store.records(matching: visit)
            .first { $0.summary.kind == RecordKind.rating }?.name
    }

    private func row(_ state: RecordState, _ counted: RecordName?) -> RatingRow? {
        let fields = state.dictionary(hubs: hubs)
        guard let creation = state.creation, let rating = Rating(fields: fields) else { return nil }
        // An anonymous one has the day alone; one that cannot be read leaves the event's time.
        let day = fields["day"].flatMap { try? CivilDate($0) }
        return RatingRow(
            name: state.name, rating: rating, site: creation.site,
            day: day ?? CivilDate(instantMilliseconds: creation.time.wall), counted: counted)
    }
}
