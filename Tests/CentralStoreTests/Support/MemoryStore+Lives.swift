import CentralStore
import SyncProtocol

extension MemoryStore {
    func formerLives() throws(StoreError) -> [EndedLife] {
        state.lives.sorted { $0.epoch.counter > $1.epoch.counter }
    }

    func end(_ life: EndedLife) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.lives.append(life)
            state.ends[life.epoch.counter] = state.logs.compactMapValues(\.last?.mark.number)
        }
    }

    func logEnd(of stream: SiteNumber, in life: HubEpoch) throws(StoreError) -> UInt64 {
        state.ends[life.counter]?[stream] ?? 0
    }

    func putLoose(_ place: EventPlace, after previous: Digest) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.loose[place] = state.loose[place] ?? previous
        }
    }

    func loose(_ place: EventPlace) throws(StoreError) -> Digest? { state.loose[place] }

    func looseSequences(of site: SiteNumber) throws(StoreError) -> [UInt64] {
        state.loose.keys.filter { $0.site == site }.map(\.sequence).sorted()
    }

    func fasten(_ place: EventPlace) throws(StoreError) {
        try change { (state) throws(StoreError) in state.loose[place] = nil }
    }

    func move(_ loose: EventPlace, to place: EventPlace) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.loose[place] = state.loose.removeValue(forKey: loose)
            state.places[place] = state.places.removeValue(forKey: loose)
            for (record, trunk) in state.trunks {
                state.trunks[record] = trunk.map { $0.moved(from: loose, to: place) }
            }
            state.records = state.records.map { row in
                guard row.creation == loose else { return row }
                return RecordRow(
                    name: row.name, creation: place, length: row.length, arrived: row.arrived,
                    summary: row.summary)
            }
            for (stream, entries) in state.logs {
                state.logs[stream] = entries.map { $0.moved(from: loose, to: place) }
            }
        }
    }

    func note(
        givenBack place: EventPlace, of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.givenBack[stream, default: [:]][record, default: []].formUnion([place])
        }
    }

    func givenBack(
        of record: RecordName, by stream: SiteNumber
    ) throws(StoreError) -> [EventPlace] {
        (state.givenBack[stream]?[record] ?? []).sorted {
            ($0.site, $0.sequence) < ($1.site, $1.sequence)
        }
    }

    /// A memory store keeps no facts.
    func lowerFactReach(to place: EventPlace) throws(StoreError) {}

    func raise(_ counter: String, by amount: UInt64) throws(StoreError) {
        try change { (state) throws(StoreError) in state.counters[counter, default: 0] += amount }
    }

    func raise(countersOf prefix: String, by amount: UInt64) throws(StoreError) {
        try change { (state) throws(StoreError) in
            for name in state.counters.keys where name.hasPrefix(prefix) {
                state.counters[name, default: 0] += amount
            }
        }
    }
}

extension TrunkEvent {
    fileprivate func moved(from loose: EventPlace, to place: EventPlace) -> TrunkEvent {
        guard EventPlace(site, sequence) == loose else { return self }
        return TrunkEvent(
            record: record, position: position, site: place.site, sequence: place.sequence,
            hash: hash, bytes: bytes, arrived: arrived)
    }
}

extension LogEntry {
    fileprivate func moved(from loose: EventPlace, to place: EventPlace) -> LogEntry {
        guard change.event == loose else { return self }
        return LogEntry(
            mark: mark,
            change: Change(event: place, position: change.position, isGrant: change.isGrant))
    }
}
