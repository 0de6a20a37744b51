import EventColumns
import SQLite
import SyncProtocol

/// What could be read of a damaged replica.
package struct Salvage: Sendable {
    /// Own events that were taken over.
    package let events: Int
    /// Own events that can be read and do not follow, because one before them cannot: they stay in
    /// the file that was set aside.
    package let left: Int
}

extension Replica {
    /// Takes over, into this new and empty replica, what can be read of a damaged one: who it is,
    /// its numbers and drafts, and its own branch from the first event on for as long as each
    /// follows the one before. Everything else comes from the hub.
    ///
    /// Nil when not even who it is can be read.
    package func salvage(from path: String) throws(ReplicaError) -> Salvage? {
        guard
            // A file of which nothing can be read gives nothing, and stays where it is.
            let old = try? Replica(path: path, mode: .readOnly),
            // Nor does one that does not say who it is.
            let identity = try? old.identity(), let progress = try? old.progress()
        else { return nil }
        try enrol(identity, epoch: progress.epoch)
        let branch = Self.readable(old.ownEvents(identity.site), progress.epoch, hash)
        try transaction { () throws(ReplicaError) in
            try take(branch.events, progress)
            try take(pruned: old.readablePruned)
            try take(old.counters, old.readableDrafts)
            try take(parked: old.readableParked.filter { $0.0 <= branch.events.count })
        }
        return Salvage(events: branch.events.count, left: branch.left)
    }

    private typealias StoredEvent = (
        sequence: UInt64, hash: Digest, bytes: [UInt8], record: RecordName?
    )

    /// The own events that can be read, in order, whatever cannot.
    private func ownEvents(_ site: SiteNumber) -> [StoredEvent] {
        guard let first = EventNumber(site, 0),
            let last = EventNumber(site, EventNumber.lastSequence)
        else { return [] }
        var events: [StoredEvent] = []
        var after = first.id
        // Page by page, so that a page that cannot be read ends only its own part.
        while after < last.id {
            var isEnd = true
            // What cannot be read is passed over: that is what salvage is for.
            try? connection.forEach(
                """
                SELECT id, hash, bytes, record FROM event WHERE id > ?1 AND id <= ?2
                ORDER BY id LIMIT 100
                """, [.int(after), .int(last.id)]
            ) { row in
                isEnd = false
                after = row.int(0)
                if let hash = row.digest(1) {
                    events.append((row.event(0).sequence, hash, row.blob(2), row.name(3)))
                }
                return true
            }
            if isEnd { break }
        }
        return events
    }

    private static func readable(
        _ stored: [StoredEvent], _ epoch: UInt64, _ hash: HashFunction
    ) -> (events: [StoredEvent], left: Int) {
        var head = Head(epoch: epoch)
        var events: [StoredEvent] = []
        for event in stored {
            // Of what was pruned there is only the hash.
            let isPruned = event.bytes.isEmpty && event.record != nil
            let next =
                isPruned
                ? Head(sequence: head.sequence + 1, hash: event.hash)
                : head.following(event.bytes, hash)
            guard event.sequence == next.sequence, event.hash == next.hash,
                isPruned || Event.isReadable(event.bytes)
            else { break }
            events.append(event)
            head = next
        }
        return (events, stored.count - events.count)
    }

    /// Stores own events and folds their records; what was acknowledged and is here stays so, and
    /// the logs are read from their beginning.
    private func take(_ events: [StoredEvent], _ old: Progress) throws(ReplicaError) {
        guard let site = try identity()?.site else { throw .notEnrolled }
        var progress = try progress()
        var records: [RecordName] = []
        var known: Set<RecordName> = []
        for stored in events {
            if stored.bytes.isEmpty, let record = stored.record {
                try takePruned(stored, record, of: site)
                progress.head = Head(sequence: stored.sequence, hash: stored.hash)
                if progress.head.mark == old.acknowledged {
                    progress.acknowledged = old.acknowledged
                }
                continue
            }
            // It was readable a moment ago.
            guard let event = try? Event(decoding: stored.bytes) else { break }
            let placed = PlacedEvent(
                site: site, sequence: stored.sequence, hash: stored.hash, event: event,
                bytes: stored.bytes)
            try insert(placed, position: event.record == nil ? 1 : nil)
            progress.head = Head(sequence: stored.sequence, hash: stored.hash)
            if progress.head.mark == old.acknowledged { progress.acknowledged = old.acknowledged }
            if known.insert(placed.record).inserted { records.append(placed.record) }
        }
        progress.hub = old.hub
        progress.heard = old.heard
        try put(progress)
        let branch = try ownBranch()
        for record in records { try refold(record, of: branch) }
    }

    private func takePruned(
        _ stored: StoredEvent, _ record: RecordName, of site: SiteNumber
    ) throws(ReplicaError) {
        let number = try row(of: stored.sequence, on: site)
        let position: UInt64? = stored.hash.recordName == record ? 1 : nil
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO event (id, record, position, hash, bytes) VALUES (?1, ?2, ?3, ?4, x'')
                """, [number, .init(record), .init(position), .init(stored.hash)])
        }
    }

    private typealias PrunedRow = (row: ReplicaRow, time: Int64, length: UInt64)

    /// What lists show of records whose content is at the centre, as far as it can be read.
    private var readablePruned: [PrunedRow] {
        // As far as they can be read.
        let marks = try? connection.rows(
            "SELECT record, time, length FROM pruned WHERE is_here = 0"
        ) { (name: $0.name(0), time: $0.int(1), length: $0.unsigned(2)) }
        return (marks ?? []).compactMap { mark in
            // As above.
            guard let name = mark.name, let row = try? record(name) else { return nil }
            return (row, mark.time, mark.length)
        }
    }

    private func take(pruned: [PrunedRow]) throws(ReplicaError) {
        for (row, time, length) in pruned {
            try put(row)
            try sql { () throws(SQLiteError) in
                try connection.run(
                    "INSERT OR REPLACE INTO pruned (record, time, length) VALUES (?1, ?2, ?3)",
                    [.init(row.name), .int(time), .init(length)])
            }
        }
    }

    private var counters: [(String, Int64)] {
        // As far as they can be read; the hub raises the number of requests by itself.
        (try? connection.rows("SELECT name, value FROM counter") { ($0.text(0), $0.int(1)) }) ?? []
    }

    private var readableDrafts: [(Int64, Int64, [UInt8])] {
        // As far as they can be read.
        (try? connection.rows("SELECT number, kept, content FROM draft") {
            ($0.int(0), $0.int(1), $0.blob(2))
        }) ?? []
    }

    private var readableParked: [(Int64, Int64)] {
        // As far as they can be read.
        (try? connection.rows("SELECT sequence, reason FROM parked") { ($0.int(0), $0.int(1)) })
            ?? []
    }

    private func take(parked: [(Int64, Int64)]) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            for (sequence, reason) in parked {
                try connection.run(
                    "INSERT OR IGNORE INTO parked (sequence, reason) VALUES (?1, ?2)",
                    [.int(sequence), .int(reason)])
            }
        }
    }

    private func take(
        _ counters: [(String, Int64)], _ drafts: [(Int64, Int64, [UInt8])]
    ) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            for (name, value) in counters {
                try connection.run(
                    """
                    INSERT INTO counter (name, value) VALUES (?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET value = max(value, ?2)
                    """, [.text(name), .int(value)])
            }
            for (number, kept, content) in drafts {
                try connection.run(
                    "INSERT OR IGNORE INTO draft (number, kept, content) VALUES (?1, ?2, ?3)",
                    [.int(number), .int(kept), .blob(content)])
            }
        }
    }
}
