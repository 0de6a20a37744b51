/// One request as the hub sees it, without sockets, clock or store (design §3, §4, §5).
///
/// It asks for what it must know, judges every event before anything is folded, has it stored, and
/// answers. The shell sends the answer only after the commit of the store.
package struct HubSession: Sendable {
    /// What the store knows about the branch and the records that a request speaks of.
    package struct View: Sendable {
        /// The head of the branch, nil before its first event came.
        package var head: Head?
        package var isRevoked: Bool
        /// The stored hashes from the request's base on, the base included, as far as they go.
        package var hashes: [Digest]
        package var records: [RecordName: RecordView]

        package init(
            head: Head?, isRevoked: Bool, hashes: [Digest], records: [RecordName: RecordView]
        ) {
            self.head = head
            self.isRevoked = isRevoked
            self.hashes = hashes
            self.records = records
        }
    }

    /// One record as far as one site is concerned.
    package struct RecordView: Sendable {
        /// The kind of the creating event.
        package var kind: String
        /// Whether the site may see and change the record.
        package var isEntitled: Bool
        /// All that was ever delivered to the site of this record.
        package var delivered: VectorClock
        /// The site's own highest sequence of this record, parked ones included.
        package var own: UInt64
        /// Whether an event of this branch about this record stands parked.
        package var isHeld: Bool

        package init(
            kind: String, isEntitled: Bool, delivered: VectorClock, own: UInt64, isHeld: Bool
        ) {
            self.kind = kind
            self.isEntitled = isEntitled
            self.delivered = delivered
            self.own = own
            self.isHeld = isHeld
        }
    }

    /// A new event of the branch with what becomes of it.
    package struct Judged: Sendable {
        package let head: Head
        package let bytes: [UInt8]
        /// Nil when the bytes are no event; then it is parked as malformed.
        package let event: Event?
        package let reason: ParkReason?
    }

    /// What the shell reports.
    package enum Input: Sendable {
        /// A request, with its events where they have been read already.
        case request(Request, events: [ReadEvent]? = nil, now: Int64)
        case looked(View)
        case stored(Reading)
    }

    /// What the store gives after the events are in: pieces of the logs, and where the branch is.
    package struct Reading: Sendable {
        package var epoch: HubEpoch
        package var head: Mark
        package var parked: [ParkedReport]
        package var cases: Changes?
        package var reference: Changes?
        package var wanted: [TrunkEntry]
        /// How far the branch is in the two newest backups that were read back.
        package var backedUp: UInt64 = 0
        /// Set when a cursor of the request is not on the log.
        package var refusal: Refusal?

        package init(
            epoch: HubEpoch, head: Mark, parked: [ParkedReport] = [], cases: Changes? = nil,
            reference: Changes? = nil, wanted: [TrunkEntry] = [], refusal: Refusal? = nil
        ) {
            self.epoch = epoch
            self.head = head
            self.parked = parked
            self.cases = cases
            self.reference = reference
            self.wanted = wanted
            self.refusal = refusal
        }
    }

    /// What the shell is to do.
    package enum Action: Sendable {
        /// Look up the branch, the hash at `base` and those of the `count` sequences after it as
        /// far as they are stored, and these records.
        case look(base: UInt64, count: Int, records: [RecordName])
        /// Store these events of the branch, then read what is pulled; own events up to `proven`
        /// need no bytes.
        case store([Judged], pull: Request.Pull?, proven: UInt64)
        /// Store nothing and read only where the branch is.
        case refuse(Refusal)
        /// Send this once the store has committed.
        case answer(Answer)
    }

    /// Where the session stands, with what exists there.
    private enum State: Sendable {
        case idle
        case looking(Request, [ReadEvent], now: Int64)
        case storing(number: UInt64, now: Int64, refusal: Refusal?)
        case finished
    }

    private var state = State.idle
    private let hash: HashFunction
    private let verdict: Verdict

    /// The rules of the application: nil lets the event of this record kind pass.
    package typealias Verdict =
        @Sendable (_ event: Event, _ recordKind: String?) -> ParkReason?

    package init(hash: @escaping HashFunction, verdict: @escaping Verdict) {
        self.hash = hash
        self.verdict = verdict
    }

    /// The one door: an input in, actions out.
    package mutating func handle(_ input: Input) -> [Action] {
        switch (state, input) {
        case (.idle, .request(let request, let events, let now)):
            return look(request, events ?? request.readEvents(by: verdict), now)
        case (.looking(let request, let events, let now), .looked(let view)):
            return judge(request, events, view, now)
        case (.storing(let number, let now, let refusal), .stored(let reading)):
            return answer(number, now, refusal, reading)
        case (.idle, _), (.looking, _), (.storing, _), (.finished, _):
            return []
        }
    }

    /// Judges one event that was set aside once more, with what is known of its record now.
    package static func judge(
        _ event: Event?, bytes: [UInt8], at head: Head, records: [RecordName: RecordView],
        verdict: @escaping Verdict, now: Int64
    ) -> Judged {
        var judge = Judge(records: records, verdict: verdict, now: now)
        return judge.judge(ReadEvent(event, verdict), bytes: bytes, at: head)
    }

    private mutating func look(
        _ request: Request, _ events: [ReadEvent], _ now: Int64
    ) -> [Action] {
        precondition(events.count == request.events.count, "events of another request")
        state = .looking(request, events, now: now)
        let records = Set(events.compactMap { $0.event?.record }).sorted()
        return [.look(base: request.base.number, count: request.events.count, records: records)]
    }

    private mutating func judge(
        _ request: Request, _ events: [ReadEvent], _ view: View, _ now: Int64
    ) -> [Action] {
        guard !view.isRevoked else { return refuse(.revoked, request, now) }
        guard request.base.number <= view.head?.sequence ?? 0 else {
            return refuse(.early, request, now)
        }
        guard let start = start(request, view) else { return refuse(.diverged, request, now) }
        var judge = Judge(records: view.records, verdict: verdict, now: now)
        var head = start
        var fresh: [Judged] = []
        for (index, bytes) in request.events.enumerated() {
            head = head.following(bytes, hash)
            if index + 1 < view.hashes.count {
                guard view.hashes[index + 1] == head.hash else {
                    return refuse(.diverged, request, now)
                }
                continue
            }
            fresh.append(judge.judge(events[index], bytes: bytes, at: head))
        }
        state = .storing(number: request.number, now: now, refusal: nil)
        return [.store(fresh, pull: request.pull, proven: head.sequence)]
    }

    /// The head that the request's events follow, nil when this branch has another history.
    private func start(_ request: Request, _ view: View) -> Head? {
        guard view.head != nil else {
            // The first request of a branch brings its epoch.
            return Head(epoch: request.base.prefix)
        }
        guard let hash = view.hashes.first, hash.prefix == request.base.prefix else { return nil }
        return Head(sequence: request.base.number, hash: hash)
    }

    private mutating func refuse(
        _ refusal: Refusal, _ request: Request, _ now: Int64
    ) -> [Action] {
        state = .storing(number: request.number, now: now, refusal: refusal)
        return [.refuse(refusal)]
    }

    private mutating func answer(
        _ number: UInt64, _ now: Int64, _ refusal: Refusal?, _ reading: Reading
    ) -> [Action] {
        var answer = Answer(number: number, epoch: reading.epoch, head: reading.head, time: now)
        answer.refusal = refusal ?? reading.refusal
        answer.backedUp = reading.backedUp
        answer.parked = Array(reading.parked.prefix(Limits.parkedPerAnswer))
        if answer.refusal == nil {
            answer.cases = reading.cases
            answer.reference = reading.reference
            answer.wanted = reading.wanted
        }
        state = .finished
        return [.answer(answer)]
    }
}

/// An event of a request, with all that can be said of it without the store.
package struct ReadEvent: Sendable {
    /// Nil for bytes that are no event.
    let event: Event?
    /// What stands against it where it creates a record; the others depend on their records.
    let reason: ParkReason?

    init(_ event: Event?, _ verdict: HubSession.Verdict) {
        self.event = event
        reason =
            switch event {
            case let event? where event.record == nil:
                event.context.isEmpty ? verdict(event, nil) : .malformed
            case nil, _?: nil
            }
    }
}

extension Request {
    /// The events that it brings.
    package func readEvents(by verdict: HubSession.Verdict) -> [ReadEvent] {
        // Bytes that are none are parked, so that what is wrong with them is not needed.
        events.map { ReadEvent(try? Event(decoding: $0), verdict) }
    }
}
