import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

extension Replica {
    /// An event that is about to be written on the own branch.
    package struct Draft: Sendable {
        package let record: RecordName?
        package let kind: String
        package let actor: String
        package let time: EventTime
        package let context: VectorClock
        package let fields: [Event.Field]

        package init(
            record: RecordName? = nil, kind: String, actor: String, time: EventTime,
            context: VectorClock = VectorClock(), fields: [Event.Field]
        ) {
            self.record = record
            self.kind = kind
            self.actor = actor
            self.time = time
            self.context = context
            self.fields = fields
        }
    }

    /// Appends an event to the own branch and folds its record; inside a transaction.
    package func write(_ draft: Draft) throws(ReplicaError) -> PlacedEvent {
        guard let placed = try write([draft]).first else { throw .damaged("nothing was written") }
        return placed
    }

    /// Appends events to the own branch and folds their records; inside a transaction.
    package func write(_ drafts: [Draft]) throws(ReplicaError) -> [PlacedEvent] {
        let branch = try ownBranch()
        var progress = try progress()
        var written: [PlacedEvent] = []
        for draft in drafts {
            if let record = draft.record, try prunedTime(of: record) != nil {
                throw .keptAtCentre
            }
            let placed = try place(draft, after: progress.head, of: branch)
            // A creating event is the first of its trunk, whenever the centre says so.
            try insert(placed, position: draft.record == nil ? 1 : nil)
            progress.head = Head(sequence: placed.sequence, hash: placed.hash)
            if draft.record == nil {
                let state = RecordState(placed.record, folding: [placed])
                let hubs = progress.hubSite.map { [$0] } ?? []
                try put(row(of: state, events: 1, own: placed.sequence, hubs: hubs))
            } else {
                try refold(placed.record, of: branch)
            }
            written.append(placed)
        }
        try put(progress)
        let bytes = written.reduce(0) { $0 + $1.bytes.count }
        if bytes > 0 { _ = try next(Self.waitingCounter, count: bytes) }
        return written
    }

    /// The event that a draft becomes at the end of the branch.
    ///
    /// What no reader of the wire would take is not written: it would stop the branch for ever.
    private func place(
        _ draft: Draft, after head: Head, of branch: OwnBranch
    ) throws(ReplicaError) -> PlacedEvent {
        let event = Event(
            record: draft.record, kind: draft.kind, actor: draft.actor, time: draft.time,
            context: branch.tree.context(draft.context, of: branch.site), fields: draft.fields)
        let bytes = event.encoded
        guard Event.isReadable(bytes) else { throw .tooLarge }
        let next = head.following(bytes, hash)
        return PlacedEvent(
            site: branch.site, sequence: next.sequence, hash: next.hash, event: event,
            bytes: bytes)
    }

    func insert(_ placed: PlacedEvent, position: UInt64?) throws(ReplicaError) {
        let number = try row(of: placed.sequence, on: placed.site)
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO event (id, record, position, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                [
                    number, .init(placed.record), .init(position), .init(placed.hash),
                    .blob(placed.bytes),
                ])
        }
        try noteDocuments(of: placed)
        try noteMentions(of: placed)
    }

    /// The number of the row of an event; what has none cannot be a centre's of ours.
    func row(of sequence: UInt64, on site: SiteNumber) throws(ReplicaError) -> SQLValue {
        guard let number = EventNumber(site, sequence) else { throw .contradicted }
        return .int(number.id)
    }

    /// The number of the last row that an event of a branch may have.
    func lastRow(on site: SiteNumber) throws(ReplicaError) -> SQLValue {
        try row(of: EventNumber.lastSequence, on: site)
    }

    /// Everything that stands on the screen for a record: its trunk without a gap, and the own
    /// events on top.
    package func events(of record: RecordName) throws(ReplicaError) -> [PlacedEvent] {
        try standing(of: record, on: ownBranch()).events
    }

    /// The fold of a record.
    package func state(of record: RecordName) throws(ReplicaError) -> RecordState {
        RecordState(record, folding: try events(of: record), tree: try tree())
    }

    /// A record's events as they stand on the screen.
    private struct Standing {
        var events: [PlacedEvent] = []
        var length: UInt64 = 0
        var hasGap = false
        var own: UInt64 = 0
    }

    private func standing(
        of record: RecordName, on branch: OwnBranch
    ) throws(ReplicaError) -> Standing {
        let rows = try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT position, id, hash, bytes FROM event WHERE record = ?1
                ORDER BY position IS NULL, position, id
                """, [.init(record)]
            ) { row in
                (
                    position: row.optionalUnsigned(0), site: row.event(1).site,
                    sequence: row.event(1).sequence, hash: row.digest(2), bytes: row.blob(3)
                )
            }
        }
        var standing = Standing()
        // The own ones of a pruned record are without content.
        for row in rows where !row.bytes.isEmpty {
            // Only what the decoder accepted was stored, so anything else is damage.
            guard let hash = row.hash, let event = try? Event(decoding: row.bytes) else {
                throw .damaged("event \(row.sequence) of site \(row.site) cannot be read")
            }
            if let position = row.position {
                if position == standing.length + 1 {
                    standing.length = position
                } else {
                    standing.hasGap = true
                }
            }
            // What a restored centre has lost stays on the screen until it is there again.
            let isLost = row.position == nil
            let isOwn = branch.has(row.sequence, of: row.site)
            if isOwn { standing.own = max(standing.own, row.sequence) }
            guard isOwn || isLost || !standing.hasGap else { continue }
            standing.events.append(
                PlacedEvent(
                    site: row.site, sequence: row.sequence, hash: hash, event: event,
                    bytes: row.bytes))
        }
        return standing
    }

    /// Folds a record anew and keeps what it says; inside a transaction.
    func refold(_ record: RecordName, of branch: OwnBranch) throws(ReplicaError) {
        try put(try folded(record, of: branch))
    }

    /// What the fold of a record's events says.
    func folded(
        _ record: RecordName, of branch: OwnBranch
    ) throws(ReplicaError) -> ReplicaRow {
        let standing = try standing(of: record, on: branch)
        let state = RecordState(record, folding: standing.events, tree: branch.tree)
        var row = row(
            of: state, events: UInt64(standing.events.count), own: standing.own,
            hubs: try hubSites())
        row.length = standing.length
        row.hasGap = standing.hasGap || state.creation == nil
        return row
    }

    private func row(
        of state: RecordState, events: UInt64, own: UInt64, hubs: [SiteNumber]
    ) -> ReplicaRow {
        let summary = Projection.summary(of: state, events: events, hubs: hubs)
        return ReplicaRow(
            name: state.name, site: state.creation?.site ?? .own, length: 1, hasGap: false,
            ownSequence: own, author: state.creation?.actor,
            day: Self.day(of: state, summary), summary: summary)
    }
}
