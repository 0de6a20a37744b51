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

    /// A change of one entry: the fields that get another value, nil to take one back.
    package struct ReferenceChange: Sendable {
        package let key: String
        /// What happens to it, as the word of its event; an entry that is not there is announced.
        package let act: String
        package let fields: [(name: String, text: String?)]

        package init(key: String, act: String, fields: [(name: String, text: String?)]) {
            self.key = key
            self.act = act
            self.fields = fields
        }
    }

    /// The fields of all entries of a kind, by key.
    package func reference(_ kind: String) throws(HubError) -> [String: [String: String]] {
        try HubError.wrap { () throws(StoreError) in
            try entries(kind).mapValues { $0.dictionary(hubs: hubs) }
        }
    }

    /// Changes reference data in one transaction; `decide` gets what stands then.
    package func publish(
        _ kind: String, by officer: Officer,
        _ decide: ([String: [String: String]]) -> [ReferenceChange]
    ) throws(HubError) {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                try change(kind, by: officer, decide)
            }
        }
    }

    private func change(
        _ kind: String, by officer: Officer,
        _ decide: ([String: [String: String]]) -> [ReferenceChange]
    ) throws(StoreError) {
        let known = try entries(kind)
        for change in decide(known.mapValues({ $0.dictionary(hubs: hubs) })) {
            try write(change, of: kind, known[change.key], by: officer)
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
        var outcome = ImportOutcome()
        try change(kind, by: officer) { standing in
            var taken: Set<String> = []
            return entries.compactMap { entry in
                guard entry.fits(kind, by: officer) else {
                    outcome.oversized.append(entry.key)
                    return nil
                }
                // Of two entries of one name the first stands.
                guard taken.insert(entry.key).inserted else { return nil }
                let before = standing[entry.key]
                let fields = entry.fields(after: before ?? [:])
                if before == nil {
                    outcome.announced.append(entry.key)
                } else if fields.isEmpty {
                    outcome.unchanged.append(entry.key)
                    return nil
                } else {
                    outcome.amended.append(entry.key)
                }
                return ReferenceChange(key: entry.key, act: "amend", fields: fields)
            }
        }
        return outcome
    }

    /// The entries of a kind, by key.
    private func entries(_ kind: String) throws(StoreError) -> [String: RecordState] {
        var names: [String: RecordName] = [:]
        try store.records(kind: kind, onlyConflicts: false) { row in
            if let key = row.summary.key { names[key] = row.name }
            return true
        }
        let tree = try tree()
        var entries: [String: RecordState] = [:]
        for (key, name) in names {
            entries[key] = RecordState(name, folding: try events(of: name), tree: tree)
        }
        return entries
    }

    private func write(
        _ change: ReferenceChange, of kind: String, _ known: RecordState?, by officer: Officer
    ) throws(StoreError) {
        guard let known else {
            let fields = change.fields.map { Event.Field($0.name, .init(text: $0.text)) }
            _ = try write(
                kind, actor: officer.name, context: VectorClock(), fields: fields,
                now: officer.now)
            return
        }
        let fields = Edit.fields(change.fields, in: known, hubs: hubs)
        guard !fields.isEmpty else { return }
        _ = try write(
            change.act, record: known.name, actor: officer.name,
            context: known.clock.asContext(of: epoch.site), fields: fields, now: officer.now)
    }
}

extension CBORValue {
    fileprivate init(text: String?) {
        self = text.map { .text($0) } ?? .null
    }
}

extension Hub.ReferenceEntry {
    fileprivate var dictionary: [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }) { _, last in last }
    }

    /// What has to be set and taken back so that this entry stands.
    fileprivate func fields(
        after before: [String: String]
    ) -> [(name: String, text: String?)] {
        let own = dictionary
        let set = fields.filter { before[$0.name] != $0.value }
            .map { (name: $0.name, text: Optional($0.value)) }
        let gone = before.keys.filter { own[$0] == nil }.map { (name: $0, text: String?.none) }
        return (set + gone).sorted { $0.name < $1.name }
    }

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
