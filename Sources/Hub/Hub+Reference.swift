import CaseRecords
import CentralStore
import SyncProtocol

/// Reference data: procedures and units, versioned like everything else.
extension Hub {
    /// An entry of reference data in the application's own words.
    package struct ReferenceEntry: Sendable {
        package let key: String
        package let fields: [(name: String, value: String)]

        package init(key: String, fields: [(name: String, value: String)]) {
            self.key = key
            self.fields = fields
        }
    }

    /// What an import did, by key.
    package struct ImportOutcome: Equatable, Sendable {
        package var announced: [String] = []
        package var amended: [String] = []
        package var unchanged: [String] = []
        /// Larger than one event may be, and not taken.
        package var oversized: [String] = []

        package init(
            announced: [String] = [], amended: [String] = [], unchanged: [String] = [],
            oversized: [String] = []
        ) {
            self.announced = announced
            self.amended = amended
            self.unchanged = unchanged
            self.oversized = oversized
        }
    }

    /// Announces new entries and amends changed ones, field by field, in one transaction.
    package func importReference(
        _ kind: String, _ entries: [ReferenceEntry], by officer: Officer
    ) throws(HubError) -> ImportOutcome {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in try put(kind, entries, by: officer) }
        }
    }

    /// The same inside a transaction.
    func put(
        _ kind: String, _ entries: [ReferenceEntry], by officer: Officer
    ) throws(StoreError) -> ImportOutcome {
        var known: [String: RecordName] = [:]
        try store.records(kind: kind, onlyConflicts: false) { row in
            if let key = row.summary.key { known[key] = row.name }
            return true
        }
        var outcome = ImportOutcome()
        for entry in entries {
            guard entry.fits(kind, by: officer) else {
                outcome.oversized.append(entry.key)
                continue
            }
            guard let record = known[entry.key] else {
                known[entry.key] = try announce(kind, entry, by: officer)
                outcome.announced.append(entry.key)
                continue
            }
            if try amend(record, entry, by: officer) {
                outcome.amended.append(entry.key)
            } else {
                outcome.unchanged.append(entry.key)
            }
        }
        return outcome
    }

    private func announce(
        _ kind: String, _ entry: ReferenceEntry, by officer: Officer
    ) throws(StoreError) -> RecordName {
        try write(
            kind, actor: officer.name, context: VectorClock(),
            fields: entry.fields.map { .init($0.name, .text($0.value)) }, now: officer.now)
    }

    private func amend(
        _ record: RecordName, _ entry: ReferenceEntry, by officer: Officer
    ) throws(StoreError) -> Bool {
        let state = try state(of: record)
        var wanted = entry.fields.map { (name: $0.name, text: Optional($0.value)) }
        for (name, _) in state.texts(hubs: [epoch.site])
        where !entry.fields.contains(where: { $0.name == name }) {
            wanted.append((name: name, text: nil))
        }
        let changes = Edit.fields(wanted, in: state, hubs: [epoch.site])
        guard !changes.isEmpty else { return false }
        _ = try write(
            "amend", record: record, actor: officer.name,
            context: state.clock.asContext(of: epoch.site), fields: changes, now: officer.now)
        return true
    }
}

extension Hub.ReferenceEntry {
    /// Whether all fields go into one event that every kiosk can read, with room for taking back
    /// the fields that an amendment leaves out.
    fileprivate func fits(_ kind: String, by officer: Hub.Officer) -> Bool {
        guard fields.count <= Limits.fieldsPerEvent / 2 else { return false }
        let event = Event(
            record: nil, kind: kind, actor: officer.name, time: EventTime(wall: officer.now),
            context: VectorClock(), fields: fields.map { .init($0.name, .text($0.value)) })
        let bytes = event.encoded
        return bytes.count <= Limits.eventBytes / 2 && Event.isReadable(bytes)
    }
}
