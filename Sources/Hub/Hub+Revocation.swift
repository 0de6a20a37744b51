import CaseModel
import CaseRecords
package import CentralStore
package import SyncProtocol

/// Points that may send nothing any more, because they were stolen for instance.
extension Hub {
    /// Takes a point's right to send; what comes later is kept sealed. Since when its work is
    /// doubtful, its cases are flagged. Nil when there is no such point.
    ///
    /// It concerns one branch: of two clones one may be the thief's.
    package func revoke(
        _ number: SiteNumber, doubtedSince: Int64? = nil, now: Int64
    ) throws(HubError) -> Site? {
        try change(number) { site in
            site.revokedAt = site.revokedAt ?? now
            // A code that nobody has used is not to be used any more.
            if site.publicKey == nil { site.enrolmentKey = nil }
            site.doubtedSince = doubtedSince ?? site.doubtedSince
        }
    }

    /// Something that a point has written, for whoever has to look at it.
    package struct Written: Sendable {
        package let place: EventPlace
        package let record: RecordName
        /// The case that it is about, by its slip number; nil when it is about none.
        package let slip: String?
        package let kind: String
        package let actor: String
        /// What its author's clock said.
        package let time: Int64?
        package let arrived: Int64
        /// Why it does not count yet, where it does not.
        package let parked: ParkReason?
    }

    /// What a point has sent since then, in the order of its branch. It was written later only
    /// where the point had a link: clocks of a thief say what he likes.
    package func written(
        by number: SiteNumber, since: Int64
    ) throws(HubError) -> [Written] {
        try HubError.wrap { () throws(StoreError) in
            var all: [Written] = []
            for event in try store.events(of: number, since: since) {
                all.append(
                    try written(
                        EventPlace(event.site, event.sequence), event.record, event.bytes,
                        arrived: event.arrived))
            }
            for event in try store.parked(site: number, after: 0) where event.arrived >= since {
                all.append(
                    try written(
                        EventPlace(event.site, event.sequence), event.record, event.bytes,
                        arrived: event.arrived, parked: event.reason))
            }
            return all
        }
    }

    private func written(
        _ place: EventPlace, _ record: RecordName, _ bytes: [UInt8], arrived: Int64,
        parked: ParkReason? = nil
    ) throws(StoreError) -> Written {
        // Bytes that are no event are listed all the same.
        let event = try? Event(decoding: bytes)
        return Written(
            place: place, record: record, slip: try subject(of: record)?.summary.slip,
            kind: event?.kind ?? "?", actor: event?.actor ?? "", time: event?.time.wall,
            arrived: arrived, parked: parked)
    }

    /// The case that a record is, or hangs on.
    private func subject(of record: RecordName) throws(StoreError) -> RecordRow? {
        guard let row = try store.record(record) else { return nil }
        guard RecordKind.attached.contains(row.summary.kind),
            let name = row.summary.key.flatMap(RecordName.init(hex:))
        else { return row.summary.kind == RecordKind.case ? row : nil }
        return try store.record(name)
    }

    /// The cases that a point has touched since its work is doubtful, and which point that was.
    package func doubtedCases() throws(HubError) -> [RecordName: SiteNumber] {
        try HubError.wrap { () throws(StoreError) in
            var cases: [RecordName: SiteNumber] = [:]
            for site in try store.sites() {
                guard let since = site.doubtedSince else { continue }
                for event in try store.events(of: site.number, since: since) {
                    if let row = try subject(of: event.record) { cases[row.name] = site.number }
                }
            }
            return cases
        }
    }

    /// What became of the cases of a point that were to go to another.
    package struct Reassigned: Sendable {
        /// Cases that the other point may see from now on.
        package var granted = 0
        /// Cases that it could see before.
        package var known = 0
    }

    /// Lets another point see and carry on the unfinished cases of a point. Nil when there is no
    /// such point.
    package func reassign(
        _ number: SiteNumber, to other: SiteNumber
    ) throws(HubError) -> Reassigned? {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                let tree = try tree()
                let (source, target) = (tree.root(of: number), tree.root(of: other))
                guard source != target, !hubs.contains(source), !hubs.contains(target),
                    try store.site(source) != nil, try store.site(target) != nil
                else { return nil }
                var done = Reassigned()
                for row in try unfinishedCases(inLogOf: source) {
                    try grant(row, to: target, &done)
                }
                return done
            }
        }
    }

    private func unfinishedCases(inLogOf stream: SiteNumber) throws(StoreError) -> [RecordRow] {
        try records(inLogOf: stream).filter { row in
            let state = row.summary.state.flatMap { CaseState(rawValue: $0) }
            return row.summary.kind == RecordKind.case && state?.isFinal != true
        }
    }

    /// The records that a point may see, by their names.
    func records(inLogOf stream: SiteNumber) throws(StoreError) -> [RecordRow] {
        var names: Set<RecordName> = []
        var at: UInt64 = 0
        while true {
            let entries = try store.log(stream, after: at, limit: Limits.entriesPerAnswer)
            guard let last = entries.last else { break }
            for entry in entries {
                if let event = try store.event(at: entry.change.event) {
                    names.insert(event.record)
                }
            }
            at = last.mark.number
        }
        var rows: [RecordRow] = []
        for name in names.sorted() where try store.isInterested(stream, in: name) {
            if let row = try store.record(name) { rows.append(row) }
        }
        return rows
    }

    private func grant(
        _ row: RecordRow, to site: SiteNumber, _ done: inout Reassigned
    ) throws(StoreError) {
        let isKnown = try store.isInterested(site, in: row.name)
        let isLent = try store.isLent(row.name, to: site)
        guard !isKnown || isLent else { return done.known += 1 }
        done.granted += 1
        var notes = ChangeNotes()
        for row in [row] + (try attached(to: row.name)) {
            let isNew = try !store.isInterested(site, in: row.name)
            try store.keep(row.name, at: site)
            if isNew { try noteGrant(of: row, to: site, in: &notes) }
        }
        try log(&notes)
    }
}
