import CaseRecords
package import CentralStore
package import SyncProtocol

/// What the centre reads out.
extension Hub {
    /// Gives records of one kind, oldest first.
    package func records(
        kind: String, onlyConflicts: Bool = false, _ body: (RecordRow) -> Bool
    ) throws(HubError) {
        try HubError.wrap { () throws(StoreError) in
            try store.records(kind: kind, onlyConflicts: onlyConflicts, body)
        }
    }

    /// A record's fold, for instance to list its conflicts.
    package func fold(of record: RecordName) throws(HubError) -> RecordState {
        try HubError.wrap { () throws(StoreError) in try state(of: record) }
    }

    /// How many records there are of each kind that people count.
    package func counts() throws(HubError) -> Counts {
        try HubError.wrap { () throws(StoreError) in
            var counts = Counts()
            counts.cases = try store.count(kind: RecordKind.case)
            counts.ratings = try store.count(kind: RecordKind.rating)
            counts.procedures = try store.count(kind: RecordKind.procedure)
            counts.units = try store.count(kind: RecordKind.unit)
            counts.points = try store.count(kind: RecordKind.point)
            counts.parked = try store.parked(site: nil, after: 0).count
            try store.records(kind: RecordKind.case, onlyConflicts: true) { row in
                counts.conflicts += row.summary.conflicts.count
                return true
            }
            return counts
        }
    }

    /// How much the store holds.
    package struct Counts: Equatable, Sendable {
        package var cases = 0
        package var ratings = 0
        package var procedures = 0
        package var units = 0
        package var points = 0
        package var parked = 0
        package var conflicts = 0
    }
}

extension Hub {
    /// The slip number of a case, or of the case that a record is about; nil when there is none.
    package func slip(of record: RecordName) throws(HubError) -> String? {
        try HubError.wrap { () throws(StoreError) in
            let row = try store.record(record)
            guard row?.summary.slip == nil, let key = row?.summary.key,
                let name = RecordName(hex: key)
            else { return row?.summary.slip }
            return try store.record(name)?.summary.slip
        }
    }

    /// All events that stand parked, by site and sequence.
    package func parked() throws(HubError) -> [ParkedEvent] {
        try HubError.wrap { () throws(StoreError) in try store.parked(site: nil, after: 0) }
    }
}
