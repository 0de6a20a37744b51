import CaseRecords
import CentralStore
import SyncProtocol

extension MemoryStore {
    func hub() throws(StoreError) -> HubEpoch? { state.hub }

    func begin(_ epoch: HubEpoch) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.hub = epoch
            state.nextSite = max(state.nextSite, epoch.site.value + 1)
        }
    }

    func reserveSite() throws(StoreError) -> SiteNumber {
        try change { (state) throws(StoreError) in
            guard state.hub != nil else { throw .damaged("the hub has no epoch") }
            state.nextSite += 1
            return SiteNumber(state.nextSite - 1)
        }
    }

    func put(_ site: Site) throws(StoreError) {
        try change { (state) throws(StoreError) in state.sites[site.number] = site }
    }

    func site(_ number: SiteNumber) throws(StoreError) -> Site? { state.sites[number] }

    func sites() throws(StoreError) -> [Site] {
        state.sites.values.sorted { $0.number < $1.number }
    }

    func append(_ event: PlacedEvent, arrived: Int64) throws(StoreError) -> UInt64 {
        try change { (state) throws(StoreError) in
            let place = EventPlace(event.site, event.sequence)
            guard state.places[place] == nil else { throw .damaged("a place taken twice") }
            guard state.hashes.insert(event.hash).inserted else {
                throw .damaged("a hash taken twice")
            }
            state.places[place] = event.hash
            let position = UInt64(state.trunks[event.record]?.count ?? 0) + 1
            state.trunks[event.record, default: []].append(
                TrunkEvent(position: position, placed: event, arrived: arrived))
            return position
        }
    }

    func trunk(
        _ record: RecordName, _ positions: ClosedRange<UInt64>
    ) throws(StoreError) -> [TrunkEvent] {
        (state.trunks[record] ?? []).filter { positions.contains($0.position) }
    }

    func event(at place: EventPlace) throws(StoreError) -> TrunkEvent? {
        state.trunks.values.joined().first {
            $0.site == place.site && $0.sequence == place.sequence
        }
    }

    func hash(of sequence: UInt64, on site: SiteNumber) throws(StoreError) -> Digest? {
        state.places[.init(site, sequence)]
            ?? state.parked.first { $0.site == site && $0.sequence == sequence }?.hash
    }

    func lastSequence(
        of site: SiteNumber, about record: RecordName
    ) throws(StoreError) -> UInt64 {
        let folded = (state.trunks[record] ?? []).filter { $0.site == site }
        let parked = state.parked.filter { $0.site == site && $0.record == record }
        return (folded.map(\.sequence) + parked.map(\.sequence)).max() ?? 0
    }

    func park(_ event: ParkedEvent) throws(StoreError) {
        try change { (state) throws(StoreError) in
            let isTaken = state.parked.contains {
                $0.hash == event.hash || $0.site == event.site && $0.sequence == event.sequence
            }
            guard !isTaken else { throw .damaged("parked twice") }
            state.parked.append(event)
        }
    }

    func parked(site: SiteNumber?, after: UInt64) throws(StoreError) -> [ParkedEvent] {
        state.parked.filter { (site == nil || $0.site == site) && $0.sequence > after }
            .sorted { ($0.site, $0.sequence) < ($1.site, $1.sequence) }
    }

    func isParked(_ record: RecordName, by site: SiteNumber) throws(StoreError) -> Bool {
        state.parked.contains { $0.record == record && $0.site == site && $0.reason != .rejected }
    }

    func unpark(_ place: EventPlace) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.parked.removeAll { $0.site == place.site && $0.sequence == place.sequence }
        }
    }

    func mark(
        _ place: EventPlace, _ reason: ParkReason, note: String?
    ) throws(StoreError) {
        try change { (state) throws(StoreError) in
            for index in state.parked.indices
            where state.parked[index].site == place.site
                && state.parked[index].sequence == place.sequence
            {
                let old = state.parked[index]
                state.parked[index] = ParkedEvent(
                    site: old.site, sequence: old.sequence, hash: old.hash, record: old.record,
                    reason: reason, bytes: old.bytes, arrived: old.arrived)
                state.parked[index].note = note
            }
        }
    }

    func put(_ record: RecordRow) throws(StoreError) {
        try change { (state) throws(StoreError) in
            if let index = state.records.firstIndex(where: { $0.name == record.name }) {
                state.records[index] = record
            } else {
                state.records.append(record)
            }
        }
    }

    func record(_ name: RecordName) throws(StoreError) -> RecordRow? {
        state.records.first { $0.name == name }
    }

    func records(matching code: String) throws(StoreError) -> [RecordRow] {
        let name = RecordName(hex: code)
        return state.records.filter { row in
            let codes = [
                row.summary.slip, row.summary.official, row.summary.reference, row.summary.key,
            ]
            return row.name == name || codes.contains(code)
        }
        .sorted { ($0.arrived, $0.name) < ($1.arrived, $1.name) }
    }

    func records(
        kind: String, onlyConflicts: Bool, _ body: (RecordRow) -> Bool
    ) throws(StoreError) {
        let rows = state.records.enumerated().filter { _, row in
            row.summary.kind == kind && (!onlyConflicts || row.summary.contests > 0)
        }
        .sorted { ($0.element.arrived, $0.offset) < ($1.element.arrived, $1.offset) }
        for (_, row) in rows where !body(row) { return }
    }

    func count(kind: String) throws(StoreError) -> Int {
        state.records.count { $0.summary.kind == kind }
    }
    func keysHeldTwice(kind: String) throws(StoreError) -> [String] {
        let keys = state.records.filter { $0.summary.kind == kind }.compactMap(\.summary.key)
        return Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}

extension MemoryStore {
    func put(_ named: NamedDocument) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.named.removeAll {
                $0.document == named.document && $0.record == named.record
                    && $0.site == named.site
            }
            state.named.append(named)
        }
    }

    func named(_ document: DocumentReference) throws(StoreError) -> [NamedDocument] {
        state.named.filter { $0.document == document }
            .sorted { ($0.record, $0.site) < ($1.record, $1.site) }
    }

    func isNamed(_ name: DocumentName) throws(StoreError) -> Bool {
        state.named.contains { $0.document.name == name }
    }
}

extension MemoryStore {
    func names(after last: RecordName?, limit: Int) throws(StoreError) -> [RecordName] {
        let names = state.trunks.keys.sorted().filter { name in
            last.map { $0 < name } ?? true
        }
        return Array(names.prefix(limit))
    }

    func put(_ backup: ProvenBackup) throws(StoreError) {
        try change { state in
            let isKnown = state.backups.contains {
                $0.made == backup.made && $0.digest == backup.digest
            }
            if !isKnown { state.backups.append(backup) }
        }
    }

    func backedUp(_ site: SiteNumber) throws(StoreError) -> UInt64 {
        let newest = state.backups.sorted { $0.made > $1.made }.prefix(2)
        guard newest.count == 2 else { return 0 }
        return newest.map { $0.heads[site] ?? 0 }.min() ?? 0
    }

    func tree() throws(StoreError) -> BranchTree {
        BranchTree(
            state.sites.values.compactMap { site in
                guard let parent = site.parent, let sequence = site.forkedAfter else { return nil }
                return .init(site: site.number, parent: parent, sequence: sequence)
            })
    }

    func branch(of hash: Digest) throws(StoreError) -> SiteNumber? {
        state.places.first { $0.value == hash }?.key.site
    }
}
