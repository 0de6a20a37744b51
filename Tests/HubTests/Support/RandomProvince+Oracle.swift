import CaseRecords
import SyncProtocol

/// What must come out, said with sets of events only.
extension RandomProvince {
    /// Where a setting stands: its site and sequence.
    struct Place: Hashable {
        let site: SiteNumber
        let sequence: UInt64
    }

    func events(of record: RecordName) -> [Written] {
        written.filter { $0.placed.record == record }
    }

    /// The names of all fields that were ever set in a record.
    func fields(of record: RecordName) -> Set<String> {
        Set(events(of: record).flatMap { $0.placed.event.fields.map(\.name) })
    }

    /// The settings of a field that nobody replaced who had them on the screen.
    func standing(_ field: String, of record: RecordName) -> [PlacedEvent] {
        let setters = events(of: record).filter { written in
            written.placed.event.fields.contains { $0.name == field }
        }
        let replaced = setters.reduce(into: Set<Digest>()) { $0.formUnion($1.screen) }
        return setters.map(\.placed).filter { !replaced.contains($0.hash) }
    }

    /// The fields with different values standing.
    func conflicts(of record: RecordName) -> Set<String> {
        fields(of: record).filter { field in
            let values = standing(field, of: record).flatMap { event in
                event.event.fields.filter { $0.name == field }.map(\.value)
            }
            return Set(values).count > 1
        }
    }

    /// The creator, and whoever was ever named as the place where the result is handed over.
    func entitled(to record: RecordName) -> Set<SiteNumber> {
        var sites: Set<SiteNumber> = []
        for event in events(of: record).map(\.placed) {
            if event.event.record == nil { sites.insert(event.site) }
            for field in event.event.fields where field.name == "delivery.point" {
                guard let number = field.value.text.flatMap({ UInt32($0) }) else { continue }
                sites.insert(SiteNumber(number))
            }
        }
        return sites
    }
}
