package import CaseRecords
package import CentralStore
package import SyncProtocol

/// Reading everything back: branches, trunks, what lists show of them, change logs and documents.
extension Hub {
    /// Checks the whole store; call it inside a snapshot. `isIntact` says whether a document's
    /// content is what its name says, nil when it is not here.
    package func check(
        _ isIntact: (DocumentName) -> Bool?
    ) throws(StoreError) -> Findings {
        var findings = Findings()
        let branches = try checkBranches(&findings)
        var after: RecordName?
        let tree = try tree()
        while true {
            let names = try store.names(after: after, limit: 500)
            guard let last = names.last else { break }
            for name in names {
                try noting(&findings) { (findings) throws(StoreError) in
                    try checkRecord(name, tree, &findings, isIntact)
                }
            }
            after = last
        }
        let parked = try store.parked(site: nil, after: 0).count
        let stray = findings.events + parked - branches
        if stray != 0 { findings.add(.strayEvents(stray)) }
        for stream in [SiteNumber.reference] + (try store.sites().map(\.number)) {
            try noting(&findings) { (findings) throws(StoreError) in
                try checkLog(stream, &findings)
            }
        }
        return findings
    }

    /// What is damaged is a finding; then the rest is looked at all the same.
    private func noting(
        _ findings: inout Findings, _ body: (inout Findings) throws(StoreError) -> Void
    ) throws(StoreError) {
        do throws(StoreError) {
            try body(&findings)
        } catch {
            guard let damage = error.damage else { throw error }
            findings.add(.file(damage))
        }
    }

    /// Walks every branch and gives the number of events that were found on them.
    private func checkBranches(_ findings: inout Findings) throws(StoreError) -> Int {
        var count = 0
        for site in try store.sites() {
            try noting(&findings) { (findings) throws(StoreError) in
                count += try checkBranch(site, &findings)
            }
        }
        return count
    }

    private func checkBranch(
        _ site: Site, _ findings: inout Findings
    ) throws(StoreError) -> Int {
        guard let head = site.head, var at = try start(of: site) else {
            return try checkLoose(site, &findings)
        }
        let parked = Dictionary(
            try store.parked(site: site.number, after: 0).map { ($0.sequence, $0) }
        ) { first, _ in first }
        var count = 0
        while at.sequence < head.sequence {
            let sequence = at.sequence + 1
            let place = EventPlace(site.number, sequence)
            let trunk = try store.event(at: place)
            guard let hash = trunk?.hash ?? parked[sequence]?.hash,
                let bytes = trunk?.bytes ?? parked[sequence]?.bytes
            else {
                findings.add(.missingEvent(site.number, sequence))
                return count
            }
            count += 1
            if at.following(bytes, self.hash).hash != hash {
                findings.add(.brokenChain(site.number, sequence))
            }
            at = Head(sequence: sequence, hash: hash)
        }
        if at != head { findings.add(.wrongHead(site.number)) }
        return count + (try checkLoose(site, &findings))
    }

    /// Events that were given back before those before them: each with the hash it continues.
    private func checkLoose(
        _ site: Site, _ findings: inout Findings
    ) throws(StoreError) -> Int {
        var count = 0
        for sequence in try store.looseSequences(of: site.number) {
            let place = EventPlace(site.number, sequence)
            guard let event = try store.event(at: place), let previous = try store.loose(place)
            else {
                findings.add(.missingEvent(site.number, sequence))
                continue
            }
            count += 1
            if hash(previous, event.bytes) != event.hash {
                findings.add(.brokenChain(site.number, sequence))
            }
        }
        return count
    }

    /// Where a branch begins: at its epoch, or at the event after which it left another.
    private func start(of site: Site) throws(StoreError) -> Head? {
        if let parent = site.parent, let sequence = site.forkedAfter,
            let former = try store.site(parent)
        {
            return try hash(at: sequence, of: former).map { Head(sequence: sequence, hash: $0) }
        }
        return site.epoch.map { Head(epoch: $0) }
    }

    private func checkRecord(
        _ name: RecordName, _ tree: BranchTree, _ findings: inout Findings,
        _ isIntact: (DocumentName) -> Bool?
    ) throws(StoreError) {
        let trunk = try store.trunk(name, 1...UInt64.max)
        findings.records += 1
        findings.events += trunk.count
        guard trunk.map(\.position).elementsEqual(1...UInt64(max(1, trunk.count))) else {
            return findings.add(.brokenTrunk(name))
        }
        let events: [PlacedEvent]
        do throws(StoreError) {
            events = try trunk.map { (event) throws(StoreError) in try event.placed() }
        } catch .damaged {
            return findings.add(.unreadableEvent(name))
        }
        let state = RecordState(name, folding: events, tree: tree)
        let summary = Projection.summary(
            of: state, events: UInt64(trunk.count), hubs: hubs)
        let row = try store.record(name)
        if row?.summary != summary || row?.length != UInt64(trunk.count) {
            findings.add(.wrongSummary(name))
        }
        for document in Set(events.flatMap(\.event.documents)) {
            try checkDocument(document, of: name, &findings, isIntact)
        }
    }

    private func checkDocument(
        _ document: DocumentReference, of record: RecordName, _ findings: inout Findings,
        _ isIntact: (DocumentName) -> Bool?
    ) throws(StoreError) {
        let isExpected = try store.named(document).contains {
            $0.record == record && $0.state == .here
        }
        guard isExpected else { return }
        findings.documents += 1
        switch isIntact(document.name) {
        case true?: break
        case false?: findings.add(.damagedDocument(document.name))
        case nil: findings.add(.missingDocument(document.name))
        }
    }

    private func checkLog(
        _ stream: SiteNumber, _ findings: inout Findings
    ) throws(StoreError) {
        var last = Mark(number: 0, prefix: 0)
        while true {
            let entries = try store.log(stream, after: last.number, limit: 1_000)
            guard !entries.isEmpty else { return }
            for entry in entries {
                guard let event = try store.event(at: entry.change.event),
                    event.position == entry.change.position,
                    entry.mark == entry.change.mark(of: event.record, after: last, hash)
                else {
                    // From here on nothing follows.
                    return findings.add(.brokenLog(stream, last.number + 1))
                }
                last = entry.mark
            }
        }
    }
}

extension Change {
    /// Where a log stands after this change of a record.
    func mark(of record: RecordName, after last: Mark, _ hash: HashFunction) -> Mark {
        var bytes = record.bytes
        bytes.reserveCapacity(bytes.count + 9)
        bytes += position.bigEndianBytes
        bytes.append(isGrant ? 1 : 0)
        return Mark(
            number: last.number + 1, prefix: hash(Digest(epoch: last.prefix), bytes).prefix)
    }
}
