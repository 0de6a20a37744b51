/// One synchronisation as the kiosk sees it, without sockets, clock or store (design §3, §5).
///
/// The shell carries out the actions in the order given and reports what came of them. At most two
/// requests are on their way, so that the line is never idle for a round trip: the second starts
/// when the last byte of the first is written, and one of the two pulls. After a loss the hub is
/// first asked how far it has come, because what it has is not sent again.
package struct KioskSession: Sendable {
    /// What comes next, with what exists then.
    private enum Phase: Sendable {
        case idle
        /// An action is out whose outcome comes before anything else.
        case loading, reading(Loaded, DocumentPlan), applying(Flight, Answer)
        case open
        /// Nothing is on its way until this time.
        case resting
        case finished
    }

    /// What the next request brings of documents.
    private struct DocumentPlan: Sendable {
        let offers: [DocumentReference]
        let tasks: [DocumentTask]
    }

    /// What was on its way when the line was lost.
    private struct Wreck: Sendable {
        /// The events that were lost follow this one.
        var after: UInt64
        /// Whether it was on its way for long enough that some of it should have come.
        var wasLong: Bool
    }

    private static let flightsAtOnce = 2
    /// After so many milliseconds a part of what is on its way has come, if parts come at all.
    private static let partMilliseconds: Int64 = 3_000

    private let program: String
    private let patience: Int
    private var phase = Phase.idle
    private var standing: Standing?
    /// The last time that was told.
    private var now: Int64 = 0
    private var flights: [Flight] = []
    /// Whether something may wait for us at the hub.
    private var needsPull = true
    /// What is asked for on proof, until it is answered.
    private var lookUp: LookUp?
    /// What came of it; nil when no answer came, or one of a hub that knows no look-ups.
    package private(set) var lookedUp: LookUpResult?
    /// Whether the hub is to be asked where it is before events are sent.
    private var asksFirst = false
    /// What was lost since the hub was last asked; nil when it carried no events.
    private var wreck: Wreck?
    /// Whether the last answer took nothing although the same work may be sent again.
    private var wasPassedBy = false
    private var lastAnswer: Int64 = 0
    private var retry = Retry()
    private var documents: DocumentLane
    private var fetches: FetchLane
    private var giveBack = GiveBackLane()
    /// Whether documents of this point go out in this session.
    private let sendsDocuments: Bool
    /// Milliseconds that the hub asked to stay away, when one of those lost together said so.
    private var delay: Int64 = 0
    /// What the line can carry.
    package private(set) var pace = Pace()
    /// Own events that the hub acknowledged during this session.
    package private(set) var sent: UInt64 = 0
    /// Trunk entries with their events that came.
    package private(set) var received: UInt64 = 0
    package private(set) var roundTrips: UInt64 = 0
    /// Bytes of documents that went out.
    package private(set) var documentBytes = 0
    /// Bytes of documents that came.
    package var fetchedBytes: Int { fetches.bytes }

    /// After so many losses in a row a session that had been answered gives up; one that never was
    /// gives up at once, or at the second when its first request had gone out. Of documents it
    /// sends at most so many bytes, and asks for as many.
    package init(
        program: String, patience: Int = 5, documentBytes: Int = .max,
        sendsDocuments: Bool = true, lookUp: LookUp? = nil
    ) {
        self.program = program
        self.patience = patience
        self.lookUp = lookUp
        self.sendsDocuments = sendsDocuments
        documents = DocumentLane(budget: documentBytes)
        fetches = FetchLane(budget: documentBytes)
    }

    /// The one door: an input in, actions out.
    package mutating func handle(_ input: Input) -> [Action] {
        switch (phase, input) {
        case (.idle, .begin(let standing)):
            self.standing = standing
            documents.update(sendsDocuments ? standing.documents : [])
            fetches.update(standing.wanted)
            return proceed()
        case (.loading, .loaded(let loaded)):
            return plan(loaded)
        case (.reading(let loaded, let plan), .documentsRead(let read)):
            return send(loaded, plan, read)
        case (.open, .written(let number, let bytes, let now)):
            return note(written: number, bytes: bytes, now: now)
        case (.open, .answered(let answer, let bytes, let now)):
            return receive(answer, bytes: bytes, now: now)
        case (.applying(let flight, let answer), .applied(let after)):
            return advance(flight, answer, to: after)
        case (.applying, .contradicted):
            return finish(.diverged)
        case (.open, .lost(let loss)):
            return lose(loss)
        case (.resting, .tick(let now)), (.open, .tick(let now)):
            self.now = now
            return proceed()
        case (.idle, _), (.loading, _), (.reading, _), (.open, _), (.applying, _), (.resting, _),
            (.finished, _):
            // What comes out of turn, a second answer for instance, changes nothing.
            return []
        }
    }

    /// Sends what can be sent now, waits for what is on its way, or ends.
    private mutating func proceed() -> [Action] {
        guard let standing else { return [] }
        phase = .open
        let mayAsk = flights.isEmpty
        let after = max(standing.base.number, flights.last?.through ?? 0)
        // What could not be loaded for the one before cannot be loaded for the next.
        let isBlocked = flights.last.map { $0.through == $0.after } ?? false
        let isLeft = after < standing.headSequence && !isBlocked
        let mayPull = !flights.contains(where: \.isPull)
        // Until the branch is there, and the hub has what it lost, nothing else is said.
        let isAlone = standing.isAlone
        let isDocumentLeft = (documents.hasWork || fetches.hasWork) && !isAlone
        if mayAsk && !isLeft && !needsPull && !isDocumentLeft && !isAlone {
            return finish(documents.isHeldUp ? .stalled : .complete)
        }
        guard isLeft || (needsPull && mayPull) || isDocumentLeft || isAlone else { return [] }
        if !mayAsk {
            // The key changes with the answer: nothing sealed with the former one may come late.
            guard !isAlone, standing.nextKey == nil, let time = followingTime else {
                return []
            }
            guard time <= now else { return [.wake(at: time)] }
        }
        phase = .loading
        // What goes back comes before the events that were written in its sight.
        let isPushing = standing.branchKey != nil || !asksFirst && !isAlone
        let count = isPushing ? Limits.eventsPerRequest : 0
        // A low lane never blocks a higher one, and an eighth keeps it from being starved.
        let share = documents.hasChunks ? pace.eventBytes / 8 * 7 : pace.eventBytes
        return [.load(after: after, count: count, bytes: min(share, Limits.requestEventBytes))]
    }

    /// Chunks of documents fill what events leave of an envelope.
    private mutating func plan(_ loaded: Loaded) -> [Action] {
        let isAlone = standing?.isAlone == true
        let plan = DocumentPlan(
            offers: isAlone ? [] : documents.offers,
            tasks: asksFirst || isAlone
                ? [] : documents.tasks(room: pace.chunkBytes(beside: loaded.eventBytes)))
        guard !plan.tasks.isEmpty else { return send(loaded, plan, []) }
        phase = .reading(loaded, plan)
        return [.readDocuments(plan.tasks)]
    }

    /// When the next may follow what is on its way, before that was answered; nil for not at all.
    private var followingTime: Int64? {
        guard flights.count < Self.flightsAtOnce, !asksFirst, let last = flights.last,
            flights.allSatisfy({ $0.isWritten && !$0.isQuestion })
        else { return nil }
        // It has had the line since the one before was through, whose answer took its way too.
        let since = max(last.departed, lastAnswer - pace.latency)
        return pace.follow(bytes: last.wireBytes, since: since)
    }

    private mutating func send(
        _ loaded: Loaded, _ plan: DocumentPlan, _ read: [[UInt8]?]
    ) -> [Action] {
        guard let standing else { return [] }
        now = loaded.now
        let load = DocumentLoad(offers: plan.offers, plan.tasks, read)
        documents.depart(
            loaded.number, load,
            unread: zip(plan.tasks, read).filter { $0.1 == nil }.map(\.0))
        documentBytes += load.chunks.reduce(0) { $0 + $1.bytes.count }
        var request = Request(
            number: loaded.number, base: loaded.base, headSequence: standing.headSequence,
            program: program)
        request.events = loaded.events
        request.documents = load
        request.heard = min(standing.base.number, loaded.base.number)
        let through = loaded.base.number + UInt64(loaded.events.count)
        request.headSequence = max(standing.headSequence, through)
        // A question pulls nothing: what the hub took of this branch is not proved to be here.
        let isPull =
            !asksFirst && !standing.isAlone && !flights.contains(where: \.isPull)
        request.life = standing.hub?.counter ?? 1
        if !asksFirst { request.givenBack = giveBack.part(of: standing.givenBack) }
        request.branchKey = standing.branchKey
        if standing.branchKey == nil { request.nextKey = standing.nextKey }
        if isPull {
            // What is found comes in the same answer.
            request.lookUp = lookUp
            request.pull = Request.Pull(
                epochBits: standing.hub?.bits ?? 0, cases: standing.cases,
                reference: standing.reference,
                wants: Array(standing.wants.prefix(Limits.wantsPerRequest)),
                room: min(
                    max(pace.answerBytes, Limits.answerRoom.lowerBound),
                    Limits.answerRoom.upperBound))
        }
        if !asksFirst && standing.branchKey == nil {
            request.wanted = fetches.wants(room: pace.answerChunkBytes)
            fetches.depart(loaded.number, request.wanted)
        }
        pace.depart(now: loaded.now, isAlone: flights.isEmpty)
        flights.append(
            Flight(
                number: loaded.number, acknowledged: standing.base.number,
                after: loaded.base.number, through: through,
                isPull: isPull, isQuestion: asksFirst, givesBack: !request.givenBack.isEmpty,
                eventBytes: loaded.eventBytes, departed: loaded.now))
        asksFirst = false
        phase = .open
        return [.send(request)]
    }

    private mutating func note(written number: UInt64, bytes: Int, now: Int64) -> [Action] {
        self.now = now
        guard let index = flights.firstIndex(where: { $0.number == number }) else { return [] }
        flights[index].isWritten = true
        flights[index].wireBytes = bytes
        // Chunks do not shrink as events do.
        if documents.chunkBytes(of: number) == 0 {
            pace.note(eventBytes: flights[index].eventBytes, sealedBytes: bytes)
        }
        return proceed()
    }

    private mutating func receive(_ answer: Answer, bytes: Int, now: Int64) -> [Action] {
        // An answer to another request is not ours: the wait goes on until the link gives up.
        guard let standing, let index = flights.firstIndex(where: { $0.number == answer.number })
        else { return [] }
        let known = flights.reduce(standing.headSequence) { max($0, $1.through) }
        let flight = flights.remove(at: index)
        self.now = now
        roundTrips += 1
        retry.succeed()
        lastAnswer = now
        pace.arrive(departed: flight.departed, bytes: flight.wireBytes + bytes, now: now)
        if flight.isQuestion { judgeCut(answer.head.number) }
        if flight.givesBack { giveBack.arrive() }
        if let actions = move(to: answer.epoch, from: standing.hub, flight, answer) {
            return actions
        }
        if let refusal = answer.refusal, !refusal.isPassing { return finish(.refused(refusal)) }
        guard answer.head.number >= flight.acknowledged else { return finish(.foreignHub) }
        // What is told that it came before is first told from which number on to count.
        guard answer.head.number <= known || answer.refusal == .replayed else {
            return finish(.behindHub(head: answer.head.number))
        }
        received += answer.fullEntries
        if let result = answer.lookedUp {
            lookedUp = result
            lookUp = nil
        }
        if answer.refusal == nil {
            documents.arrive(answer.number, answer.documents)
        } else {
            documents.lose(answer.number)
        }
        phase = .applying(flight, answer)
        return [.apply(answer)]
    }

    /// What follows when the hub lives in another epoch than the kiosk knows, or when the request
    /// was made in another; nil when all is as it was.
    private mutating func move(
        to epoch: HubEpoch, from known: HubEpoch?, _ flight: Flight, _ answer: Answer
    ) -> [Action]? {
        if let known, epoch != known {
            guard epoch.counter >= known.counter else { return finish(.formerHub) }
            let isNext = epoch.counter > known.counter && answer.refusal == .otherLife
            guard isNext else { return finish(.foreignHub) }
        }
        guard answer.refusal == .otherLife else { return nil }
        documents.lose(answer.number)
        guard epoch != known else {
            needsPull = needsPull || flight.isPull  // It was sent before the kiosk had heard of it.
            return proceed()
        }
        phase = .applying(flight, answer)
        return [.apply(answer)]
    }

    private mutating func advance(
        _ flight: Flight, _ answer: Answer, to after: Standing
    ) -> [Action] {
        guard let before = standing else { return [] }
        standing = after
        documents.update(sendsDocuments ? after.documents : [])
        fetches.arrive(
            answer.number, answer.deliveries, isTaken: answer.refusal == nil,
            missing: after.wanted)
        sent += after.base.number - min(before.base.number, after.base.number)
        let isPassedBy = answer.refusal?.isPassing == true
        if isPassedBy {
            // Nothing of it was taken: the one before it was lost on its way, for instance.
            needsPull = needsPull || flight.isPull
        } else if flight.isPull {
            needsPull = answer.hasMore || !after.wants.isEmpty
        } else {
            // What was pushed has its places in the trunks by now.
            needsPull = true
        }
        // What was written during the round has not been sent yet: that is no stall.
        let isProgress =
            after.headSequence > before.headSequence || after.base != before.base
            || after.cases != before.cases || after.reference != before.reference
            || after.wants != before.wants || after.hub != before.hub
            || after.wanted != before.wanted
            || after.branchKey != before.branchKey || after.nextKey != before.nextKey
            || after.givenBack != before.givenBack
        let isLeft =
            after.base.number < after.headSequence || (flight.isPull && needsPull)
            || !after.givenBack.isEmpty
        // A question took nothing along, and what was sent before the last answer was known says
        // nothing about the next.
        let isTelling =
            flights.isEmpty && flight.acknowledged == before.base.number && !flight.isQuestion
        defer { wasPassedBy = isPassedBy && after.hub == before.hub }
        if isLeft, !isProgress, isTelling, !isPassedBy || wasPassedBy { return finish(.stalled) }
        return proceed()
    }

    private mutating func lose(_ loss: Loss) -> [Action] {
        guard let index = flights.firstIndex(where: { $0.number == loss.number }) else { return [] }
        let flight = flights.remove(at: index)
        documents.lose(loss.number)
        fetches.lose(loss.number)
        needsPull = needsPull || flight.isPull
        if flight.givesBack { giveBack.lose() }
        note(wreckOf: flight, now: loss.now)
        // Those that were on their way together were lost to one cut.
        if !asksFirst { pace.cut() }
        asksFirst = true
        // The other one may still be answered; nothing new starts before that.
        guard flights.isEmpty else {
            delay = max(delay, loss.retryAfter ?? 0)
            return []
        }
        let rest = retry.fail(chance: loss.chance, retryAfter: max(delay, loss.retryAfter ?? 0))
        delay = 0
        guard mayRetry(after: flight, loss) else { return finish(.offline) }
        phase = .resting
        return [.wake(at: loss.now + rest)]
    }

    /// A session that was answered is patient. One that never was ends, but for one question when
    /// its request had gone out: the hub may have taken what came before a cut.
    private func mayRetry(after flight: Flight, _ loss: Loss) -> Bool {
        if roundTrips > 0 { return retry.failures <= patience }
        return flight.isWritten && loss.retryAfter == nil && retry.failures <= 1
    }

    private mutating func note(wreckOf flight: Flight, now: Int64) {
        guard flight.through > flight.after else { return }
        let wasLong = now - flight.departed >= Self.partMilliseconds
        wreck = Wreck(
            after: min(flight.after, wreck?.after ?? flight.after),
            wasLong: wasLong || wreck?.wasLong == true)
    }

    /// Whether the hub takes what came before a cut, or somebody on the way keeps it back until all
    /// of it is there.
    private mutating func judgeCut(_ head: UInt64) {
        guard let wreck else { return }
        self.wreck = nil
        if head > wreck.after {
            pace.note(takesParts: true)
        } else if wreck.wasLong {
            pace.note(takesParts: false)
        }
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        phase = .finished
        return [.finish(outcome)]
    }
}
