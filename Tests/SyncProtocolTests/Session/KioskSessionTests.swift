import SyncProtocol
import Testing

/// Transcripts: what the kiosk hears, and what it does about it.
@Suite struct KioskSessionTests {
    typealias Standing = KioskSession.Standing

    static let epoch = HubEpoch(counter: 1, bits: 77, site: SiteNumber(1))
    var session = KioskSession(program: "1.0")
    var now: Int64 = 1_000

    /// Head and base are of one branch, whose hash prefix at a sequence is ten times it.
    func standing(
        head: UInt64, base: UInt64, cases: UInt64 = 0, reference: UInt64 = 0,
        hub: HubEpoch? = epoch, wants: [Request.Want] = []
    ) -> KioskSession.Standing {
        Standing(
            headSequence: head, base: mark(base), hub: hub, cases: mark(cases),
            reference: mark(reference), wants: wants)
    }

    func mark(_ number: UInt64) -> Mark { Mark(number: number, prefix: number * 10) }

    func request(
        _ standing: KioskSession.Standing, _ events: [[UInt8]] = [], number: UInt64 = 5
    ) -> Request {
        var request = Request(
            number: number, base: standing.base, headSequence: standing.headSequence,
            program: "1.0")
        request.events = events
        request.headSequence = max(
            standing.headSequence, standing.base.number + UInt64(events.count))
        request.pull = .init(
            epochBits: standing.hub?.bits ?? 0, cases: standing.cases,
            reference: standing.reference, wants: standing.wants,
            room: min(session.pace.answerBytes, Limits.answerRoom.upperBound))
        return request
    }

    func answer(head: UInt64, number: UInt64 = 5) -> Answer {
        Answer(number: number, epoch: Self.epoch, head: mark(head), time: 9)
    }

    func load(after: UInt64, isQuestion: Bool = false) -> KioskSession.Action {
        .load(
            after: after, count: isQuestion ? 0 : Limits.eventsPerRequest,
            bytes: min(session.pace.eventBytes, Limits.requestEventBytes))
    }

    func loaded(
        _ base: UInt64, _ events: [[UInt8]], number: UInt64
    ) -> KioskSession.Input {
        .loaded(.init(number: number, base: mark(base), events: events, now: now))
    }

    mutating func hear(_ answer: Answer) -> [KioskSession.Action] {
        now += 10
        return session.handle(.answered(answer, bytes: 100, now: now))
    }

    func lost(_ number: UInt64 = 5, chance: UInt64 = 7) -> KioskSession.Input {
        .lost(.init(number: number, chance: chance, now: now))
    }

    /// Brings the session to the point where it waits for the answer to request 5.
    mutating func ask(_ standing: KioskSession.Standing, _ events: [[UInt8]] = []) {
        let expected = load(after: standing.base.number)
        #expect(session.handle(.begin(standing)) == [expected])
        let request = request(standing, events)
        #expect(
            session.handle(loaded(standing.base.number, events, number: 5)) == [.send(request)])
    }

    @Test mutating func `an idle point is done after one round`() {
        ask(standing(head: 3, base: 3))
        #expect(hear(answer(head: 3)) == [.apply(answer(head: 3))])
        #expect(session.handle(.applied(standing(head: 3, base: 3))) == [.finish(.complete)])
        #expect(session.sent == 0)
        #expect(session.roundTrips == 1)
    }

    @Test mutating func `two events and a change are exchanged in one round`() {
        ask(standing(head: 5, base: 3, cases: 8), [[1], [2]])
        var branch = Branch(SiteNumber(4))
        var change = answer(head: 5)
        change.cases = Changes(
            from: mark(8), through: mark(10), more: false,
            entries: [branch.sent([:]), .own(sequence: 4, position: 1, count: 2)])
        change.reference = Changes(
            from: mark(0), through: mark(1), more: false, entries: [branch.sent([:])])
        change.wanted = [branch.sent([:])]
        #expect(hear(change) == [.apply(change)])
        #expect(
            session.handle(.applied(standing(head: 5, base: 5, cases: 10, reference: 1)))
                == [.finish(.complete)])
        #expect(session.sent == 2)
        #expect(session.received == 3)
    }

    @Test mutating func `a first request knows no hub`() {
        let first = standing(head: 0, base: 0, hub: nil)
        ask(first)
        #expect(request(first).pull?.epochBits == 0)
        #expect(hear(answer(head: 0)) == [.apply(answer(head: 0))])
        #expect(session.handle(.applied(standing(head: 0, base: 0))) == [.finish(.complete)])
    }

    @Test mutating func `rounds go on while events are left`() {
        ask(standing(head: 4, base: 0), [[1], [2]])
        #expect(hear(answer(head: 2)) == [.apply(answer(head: 2))])
        let second = standing(head: 4, base: 2)
        #expect(session.handle(.applied(second)) == [load(after: 2)])
        var next = request(second, [[3], [4]], number: 6)
        next.pull = request(second).pull
        #expect(session.handle(loaded(2, [[3], [4]], number: 6)) == [.send(next)])
        let last = answer(head: 4, number: 6)
        #expect(hear(last) == [.apply(last)])
        #expect(session.handle(.applied(standing(head: 4, base: 4))) == [.finish(.complete)])
        #expect(session.sent == 4)
        #expect(session.roundTrips == 2)
    }

    @Test(arguments: [true, false])
    mutating func `rounds go on while a log has more`(isReference: Bool) {
        ask(standing(head: 0, base: 0))
        var piece = answer(head: 0)
        let changes = Changes(from: mark(0), through: mark(7), more: true, entries: [])
        if isReference { piece.reference = changes } else { piece.cases = changes }
        #expect(hear(piece) == [.apply(piece)])
        let after = standing(
            head: 0, base: 0, cases: isReference ? 0 : 7, reference: isReference ? 7 : 0)
        #expect(session.handle(.applied(after)) == [load(after: 0)])
    }

    @Test mutating func `rounds go on while records are wanted`() {
        let want = Request.Want(record: recordName(seed: 1), position: 2)
        let other = Request.Want(record: recordName(seed: 2), position: 5)
        ask(standing(head: 0, base: 0, wants: [want]))
        #expect(hear(answer(head: 0)) == [.apply(answer(head: 0))])
        let after = standing(head: 0, base: 0, wants: [other])
        #expect(session.handle(.applied(after)) == [load(after: 0)])
        let next = request(after, number: 6)
        #expect(session.handle(loaded(0, [], number: 6)) == [.send(next)])
    }

    @Test mutating func `no more is wanted in one request than the limit`() {
        let wants = (0..<100).map { Request.Want(record: recordName(seed: $0), position: 1) }
        _ = session.handle(.begin(standing(head: 0, base: 0, wants: wants)))
        let limited = standing(
            head: 0, base: 0, wants: Array(wants[..<Limits.wantsPerRequest]))
        #expect(session.handle(loaded(0, [], number: 5)) == [.send(request(limited))])
    }

    @Test mutating func `a lost link ends the session`() {
        ask(standing(head: 1, base: 0), [[1]])
        #expect(session.handle(lost()) == [.finish(.offline)])
        #expect(hear(answer(head: 1)) == [])
        #expect(session.sent == 0)
    }

    @Test mutating func `a link that is lost after the request went out is asked once`() {
        ask(standing(head: 2, base: 0), [[1], [2]])
        #expect(session.handle(.written(5, bytes: 80, now: now)) == [])
        #expect(session.handle(lost()) == [.wake(at: now + 7)])
        #expect(session.handle(.tick(now: now)) == [load(after: 0, isQuestion: true)])
        #expect(session.handle(loaded(0, [], number: 6)).count == 1)
        #expect(session.handle(.written(6, bytes: 80, now: now)) == [])
        #expect(session.handle(lost(6)) == [.finish(.offline)])
    }

    @Test mutating func `a hub that asks to stay away is not asked at once`() {
        ask(standing(head: 2, base: 0), [[1], [2]])
        #expect(session.handle(.written(5, bytes: 80, now: now)) == [])
        let busy = KioskSession.Loss(number: 5, retryAfter: 5_000, chance: 7, now: now)
        #expect(session.handle(.lost(busy)) == [.finish(.offline)])
    }

    @Test mutating func `a second answer changes nothing`() {
        ask(standing(head: 1, base: 0), [[1]])
        #expect(hear(answer(head: 1)) == [.apply(answer(head: 1))])
        #expect(hear(answer(head: 1)) == [])
        #expect(session.handle(.applied(standing(head: 1, base: 1))) == [.finish(.complete)])
        #expect(hear(answer(head: 1)) == [])
        #expect(session.handle(.applied(standing(head: 1, base: 1))) == [])
        #expect(session.roundTrips == 1)
    }

    @Test mutating func `an answer to another request is ignored and the wait goes on`() {
        ask(standing(head: 1, base: 0), [[1]])
        #expect(hear(answer(head: 1, number: 4)) == [])
        var refused = answer(head: 1, number: 4)
        refused.refusal = .revoked
        #expect(hear(refused) == [])
        #expect(session.roundTrips == 0)
        #expect(hear(answer(head: 1)) == [.apply(answer(head: 1))])
    }

    @Test(arguments: [Refusal.diverged, .unknownCursor, .revoked])
    mutating func `a refusal ends the session and nothing is stored`(refusal: Refusal) {
        ask(standing(head: 1, base: 0), [[1]])
        var refused = answer(head: 0)
        refused.refusal = refusal
        #expect(hear(refused) == [.finish(.refused(refusal))])
    }

    @Test mutating func `a head above the own one means that this disk was restored`() {
        ask(standing(head: 5, base: 3), [[1], [2]])
        #expect(hear(answer(head: 6)) == [.finish(.behindHub(head: 6))])
    }

    @Test mutating func `events written while loading are not taken for a restored disk`() {
        // The standing said 4; by the time of the load there were 5.
        ask(standing(head: 4, base: 3), [[1], [2]])
        #expect(hear(answer(head: 5)) == [.apply(answer(head: 5))])
    }

    @Test mutating func `a hub that knows more than was sent but no more than was written is fine`()
    {
        // An earlier answer was lost: the hub has all five already.
        ask(standing(head: 5, base: 2), [[1]])
        #expect(hear(answer(head: 5)) == [.apply(answer(head: 5))])
        #expect(session.handle(.applied(standing(head: 5, base: 5))) == [.finish(.complete)])
        #expect(session.sent == 3)
    }

    @Test mutating func `another history at the hub's head is found when the answer is stored`() {
        ask(standing(head: 1, base: 0), [[1]])
        #expect(hear(answer(head: 1)) == [.apply(answer(head: 1))])
        #expect(session.handle(.contradicted) == [.finish(.diverged)])
    }

    @Test mutating func `a hub that lost what it acknowledged is a foreign one`() {
        ask(standing(head: 5, base: 4), [[1]])
        #expect(hear(answer(head: 3)) == [.finish(.foreignHub)])
    }

    @Test(arguments: [
        HubEpoch(counter: 1, bits: 78, site: SiteNumber(1)),
        HubEpoch(counter: 2, bits: 77, site: SiteNumber(9)),
    ])
    mutating func `an answer of another epoch is not applied`(epoch: HubEpoch) {
        ask(standing(head: 5, base: 5))
        let other = Answer(number: 5, epoch: epoch, head: mark(5), time: 9)
        #expect(hear(other) == [.finish(.foreignHub)])
    }

    @Test mutating func `a round that changes nothing although something is left stalls`() {
        ask(standing(head: 1, base: 0), [[1]])
        #expect(hear(answer(head: 0)) == [.apply(answer(head: 0))])
        #expect(session.handle(.applied(standing(head: 1, base: 0))) == [.finish(.stalled)])
    }

    @Test mutating func `a cursor that does not move although there is more stalls`() {
        ask(standing(head: 0, base: 0, cases: 3))
        var piece = answer(head: 0)
        piece.cases = Changes(from: mark(9), through: mark(12), more: true, entries: [])
        #expect(hear(piece) == [.apply(piece)])
        let after = standing(head: 0, base: 0, cases: 3)
        #expect(session.handle(.applied(after)) == [.finish(.stalled)])
    }

    @Test mutating func `what was written during an idle round is sent in the next one`() {
        ask(standing(head: 3, base: 3))
        #expect(hear(answer(head: 3)) == [.apply(answer(head: 3))])
        #expect(session.handle(.applied(standing(head: 4, base: 3))) == [load(after: 3)])
    }

    @Test mutating func `inputs out of turn do nothing`() {
        #expect(hear(answer(head: 0)) == [])
        #expect(session.handle(.applied(standing(head: 0, base: 0))) == [])
        #expect(session.handle(lost()) == [])
        #expect(session.handle(loaded(0, [], number: 1)) == [])
        ask(standing(head: 0, base: 0))
        #expect(session.handle(.begin(standing(head: 9, base: 9))) == [])
        #expect(session.handle(.contradicted) == [])
        #expect(session.handle(loaded(0, [], number: 1)) == [])
    }
}
