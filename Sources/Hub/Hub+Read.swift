import CaseRecords
import CentralStore
import SyncProtocol

/// What a kiosk pulls: pieces of the change logs, cut to size.
extension Hub {
    /// Reads what a request asks for and notes what is delivered by the answer.
    func read(
        _ pull: Request.Pull?, for site: inout Site, request: Request, proven: UInt64
    ) throws(StoreError) -> HubSession.Reading {
        let tree = try tree()
        let stream = tree.root(of: site.number)
        let parked = try parked(
            of: site.number,
            after: request.asksAgain ? 0 : request.heard, tree)
        let told = parked.prefix(Limits.parkedPerAnswer)
        var head = site.head?.mark ?? request.base
        if !request.asksAgain, let last = told.last, told.count < parked.count {
            // Acknowledged no further than the reports go, so that the next round brings the rest.
            head = Mark(number: last.sequence, prefix: last.hash.prefix)
        }
        var reading = HubSession.Reading(
            epoch: epoch, head: head,
            parked: told.map { ParkedReport(sequence: $0.sequence, reason: $0.reason) })
        reading.backedUp = try store.backedUp(site.number)
        guard let pull else { return reading }
        guard pull.epochBits == 0 || pull.epochBits == epoch.bits,
            try store.logMark(stream, at: pull.cases.number) == pull.cases,
            try store.logMark(.reference, at: pull.reference.number) == pull.reference
        else {
            reading.refusal = .unknownCursor
            return reading
        }
        var room = Room(bytes: pull.room)
        reading.wanted = try wanted(pull, for: site, room: &room)
        let own = Own(site: site.number, tree: tree, proven: proven)
        let cases = try changes(stream, after: pull.cases, own, room: &room)
        site.delivered = max(site.delivered, cases.through.number)
        reading.cases = cases.isNews ? cases : nil
        let reference = try changes(.reference, after: pull.reference, own, room: &room)
        reading.reference = reference.isNews ? reference : nil
        return reading
    }

    /// The branch whose events go home as positions, as far as the kiosk has proved to have them.
    private struct Own {
        let site: SiteNumber
        let tree: BranchTree
        let proven: UInt64

        func has(_ event: EventPlace) -> Bool {
            event.sequence <= proven && tree.owner(of: event.sequence, on: site) == event.site
        }
    }

    /// What still fits into one answer.
    private struct Room {
        var bytes: Int
        var entries = Limits.entriesPerAnswer

        var isLeft: Bool { bytes > 0 && entries > 0 }

        mutating func take(_ event: TrunkEvent) {
            bytes -= event.bytes.count + 64
            entries -= 1
        }

        /// What goes home as a position takes hardly any room.
        mutating func takePosition() {
            bytes -= 4
            entries -= 1
        }
    }

    private func changes(
        _ stream: SiteNumber, after cursor: Mark, _ own: Own, room: inout Room
    ) throws(StoreError) -> Changes {
        let log = try store.log(stream, after: cursor.number, limit: Limits.entriesPerAnswer)
        let ended = stream == .reference ? [] : Set(try store.endedLoans(of: stream))
        var entries = EntryList()
        var through = cursor
        for entry in log {
            guard room.isLeft else { break }
            let change = entry.change
            if own.has(change.event), !change.isGrant {
                room.takePosition()
                entries.addOwn(sequence: change.event.sequence, position: change.position)
            } else {
                try add(change, to: &entries, own, room: &room, without: ended)
            }
            through = entry.mark
        }
        let more = try store.logHead(stream).number > through.number
        return Changes(from: cursor, through: through, more: more, entries: entries.list)
    }

    private func add(
        _ change: Change, to entries: inout EntryList, _ own: Own, room: inout Room,
        without ended: Set<RecordName>
    ) throws(StoreError) {
        guard let last = try store.event(at: change.event) else {
            throw .damaged("event \(change.event.sequence) of \(change.event.site) is missing")
        }
        guard !ended.contains(last.record) else { return }
        let trunk = change.isGrant ? try store.trunk(last.record, 1...change.position) : [last]
        for event in trunk {
            // Of a trunk that does not fit the last event still goes: the kiosk sees the gap and
            // asks for what is missing.
            guard room.isLeft || event.position == change.position else { continue }
            if own.has(event.place) {
                room.takePosition()
                entries.addOwn(sequence: event.sequence, position: event.position)
            } else {
                room.take(event)
                try add(event, to: &entries)
            }
        }
    }

    /// The part of a trunk that was asked for, no further than the cursor has come along the log.
    private func wanted(
        _ pull: Request.Pull, for site: Site, room: inout Room
    ) throws(StoreError) -> [TrunkEntry] {
        var entries = EntryList()
        let root = try tree().root(of: site.number)
        for want in pull.wants where room.isLeft {
            let stream =
                Projection.isReference(try store.record(want.record)?.summary.kind ?? "")
                ? SiteNumber.reference : root
            let cursor = stream == .reference ? pull.reference : pull.cases
            let last = try store.position(of: want.record, in: stream, through: cursor.number)
            let mayRead =
                stream == .reference ? true : try store.isInterested(stream, in: want.record)
            guard want.position > 0, want.position <= last, mayRead else { continue }
            for event in try store.trunk(want.record, want.position...last) {
                guard room.isLeft else { break }
                room.take(event)
                try add(event, to: &entries)
            }
        }
        return entries.list
    }

    private func add(
        _ event: TrunkEvent, to entries: inout EntryList
    ) throws(StoreError) {
        guard let author = try store.site(event.site) else {
            throw .damaged("site \(event.site) is missing")
        }
        // Of one that was given back the event before it may be lost, or be another.
        let loose = formerLives.isEmpty ? nil : try store.loose(event.place)
        let before = loose == nil ? try hash(at: event.sequence - 1, of: author) : loose
        guard let previous = before else {
            throw .damaged("the event before \(event.sequence) of \(event.site) is missing")
        }
        var full = TrunkEntry.Full(
            record: event.record, position: event.position, site: event.site,
            sequence: event.sequence, previous: previous, bytes: event.bytes)
        full.isLoose = loose != nil && loose != entries.lastHash
        entries.add(full, event.hash)
    }
}

extension TrunkEvent {
    fileprivate var place: EventPlace { EventPlace(site, sequence) }
}

extension Changes {
    /// That there is more must be said also when nothing of it fitted into this answer.
    fileprivate var isNews: Bool { from != through || more }
}

/// Entries on their way out; neighbouring own ones are written as a run.
private struct EntryList {
    private(set) var list: [TrunkEntry] = []
    /// The hash of the newest event in it.
    private(set) var lastHash: Digest?

    mutating func add(_ full: TrunkEntry.Full, _ hash: Digest) {
        list.append(.full(full))
        lastHash = hash
    }

    mutating func addOwn(sequence: UInt64, position: UInt64) {
        if case .own(let first, let same, let count) = list.last, same == position,
            first + count == sequence
        {
            list[list.endIndex - 1] = .own(sequence: first, position: same, count: count + 1)
        } else {
            list.append(.own(sequence: sequence, position: position, count: 1))
        }
    }
}
