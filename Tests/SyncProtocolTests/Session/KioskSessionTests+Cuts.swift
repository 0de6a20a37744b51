import SyncProtocol
import Testing

/// Two requests on their way, and what a cut does to them.
extension KioskSessionTests {
    /// Brings the session to the point where requests 5 and 6 are on their way.
    private mutating func askTwice() {
        ask(standing(head: 6, base: 2), [[3], [4]])
        let follow = load(after: 4)
        #expect(session.handle(.written(5, bytes: 80, now: now)) == [follow])
        var second = request(standing(head: 6, base: 4), [[5]], number: 6)
        second.pull = nil
        second.heard = 2
        #expect(session.handle(loaded(4, [[5]], number: 6)) == [.send(second)])
        #expect(session.handle(.written(6, bytes: 60, now: now)) == [])
    }

    /// Tells that an answer is stored, and waits until the next request may follow.
    private mutating func applied(_ standing: KioskSession.Standing) -> [KioskSession.Action] {
        let actions = session.handle(.applied(standing))
        guard case .wake(let time) = actions.first, actions.count == 1 else { return actions }
        now = time
        return session.handle(.tick(now: now))
    }

    @Test mutating func `what cannot be loaded does not keep requests going for ever`() {
        ask(standing(head: 6, base: 2), [])
        #expect(session.handle(.written(5, bytes: 80, now: now)) == [])
        #expect(hear(answer(head: 2)) == [.apply(answer(head: 2))])
        #expect(session.handle(.applied(standing(head: 6, base: 2))) == [.finish(.stalled)])
    }

    /// The events that go back with the next request.
    private mutating func givenBack(_ number: UInt64) -> Int? {
        let actions = session.handle(loaded(2, [], number: number))
        guard case .send(let request) = actions.first else { return nil }
        return request.givenBack.events.count
    }

    /// On a line that is cut before all of it is through nothing would ever come back otherwise.
    @Test mutating func `after each cut half as much goes back to a restored hub`() {
        var start = standing(head: 2, base: 2)
        start.givenBack.events = (1...100).map { number in
            VouchedEvent(
                site: SiteNumber(1), sequence: number,
                previous: Digest(epoch: number), seal: number,
                bytes: [UInt8](repeating: 7, count: 1 << 10))
        }
        #expect(session.handle(.begin(start)).count == 1)
        var number: UInt64 = 5
        for count in [32, 16, 8, 4, 2, 1, 1] {
            #expect(givenBack(number) == count)
            #expect(session.handle(.written(number, bytes: 9_000, now: now)) == [])
            _ = session.handle(lost(number))
            now += 60_000
            #expect(session.handle(.tick(now: now)).count == 1)
            // The question takes nothing along.
            #expect(givenBack(number + 1) == 0)
            _ = hear(answer(head: 2, number: number + 1))
            #expect(session.handle(.applied(start)).count == 1)
            number += 2
        }
        #expect(givenBack(number) == 1)
        _ = hear(answer(head: 2, number: number))
        start.givenBack.events.removeFirst()
        #expect(session.handle(.applied(start)).count == 1)
        #expect(givenBack(number + 1) == 2)
    }

    @Test mutating func `the second starts 150 ms before the line should be free`() {
        ask(standing(head: 6, base: 2), [[3], [4]])
        // Two seconds of a line of which nothing is known yet.
        #expect(session.handle(.written(5, bytes: 8_000, now: now)) == [.wake(at: now + 1_850)])
        #expect(session.handle(.tick(now: now + 1_849)) == [.wake(at: now + 1_850)])
        let follow = load(after: 4)
        #expect(session.handle(.tick(now: now + 1_850)) == [follow])
    }

    @Test mutating func `the second starts when the last byte of the first is written`() {
        askTwice()
        #expect(hear(answer(head: 4)) == [.apply(answer(head: 4))])
        let third = load(after: 5)
        #expect(applied(standing(head: 6, base: 4)) == [third])
        var next = request(standing(head: 6, base: 5), [[6]], number: 7)
        next.heard = 4
        #expect(session.handle(loaded(5, [[6]], number: 7)) == [.send(next)])
        #expect(hear(answer(head: 5, number: 6)) == [.apply(answer(head: 5, number: 6))])
        #expect(applied(standing(head: 6, base: 5)) == [])
        #expect(hear(answer(head: 6, number: 7)) == [.apply(answer(head: 6, number: 7))])
        #expect(applied(standing(head: 6, base: 6)) == [.finish(.complete)])
    }

    @Test mutating func `answers may come in another order`() {
        askTwice()
        #expect(hear(answer(head: 5, number: 6)) == [.apply(answer(head: 5, number: 6))])
        let after = load(after: 5)
        // The first of the two is on its way still, and its pull with it.
        #expect(applied(standing(head: 6, base: 5)) == [after])
        #expect(session.handle(loaded(5, [[6]], number: 7)).count == 1)
        #expect(hear(answer(head: 4)) == [.apply(answer(head: 4))])
    }

    @Test mutating func `after a cut the hub is asked before anything is sent again`() {
        askTwice()
        #expect(hear(answer(head: 4)) == [.apply(answer(head: 4))])
        #expect(applied(standing(head: 6, base: 4)).count == 1)
        #expect(session.handle(loaded(5, [[6]], number: 7)).count == 1)
        #expect(session.handle(lost(6)) == [])
        let wake = KioskSession.Action.wake(at: now + 3)
        #expect(session.handle(lost(7, chance: 3)) == [wake])
        #expect(session.handle(.written(7, bytes: 9, now: now)) == [])
        let question = load(after: 4, isQuestion: true)
        #expect(session.handle(.tick(now: now)) == [question])
        var asked = request(standing(head: 6, base: 4), number: 8)
        asked.pull = nil
        #expect(session.handle(loaded(4, [], number: 8)) == [.send(asked)])
        // Nothing follows a question before its answer.
        #expect(session.handle(.written(8, bytes: 60, now: now)) == [])
        #expect(hear(answer(head: 6, number: 8)) == [.apply(answer(head: 6, number: 8))])
        // Everything is there; what became of it is still to be pulled.
        let last = load(after: 6)
        #expect(applied(standing(head: 6, base: 6)) == [last])
    }

    /// Loses a request some time after it was sent, asks, and hears where the hub is; gives how
    /// long envelopes were before.
    private mutating func loseAndAsk(after milliseconds: Int64, hubIsAt head: UInt64) -> Int {
        ask(standing(head: 9, base: 0), [[1]])
        #expect(hear(answer(head: 1)) == [.apply(answer(head: 1))])
        #expect(applied(standing(head: 9, base: 1)) == [load(after: 1)])
        #expect(session.handle(loaded(1, [[2], [3], [4]], number: 6)).count == 1)
        let before = session.pace.envelopeBytes
        now += milliseconds
        #expect(session.handle(lost(6)).count == 1)
        #expect(session.handle(.tick(now: now)) == [load(after: 1, isQuestion: true)])
        #expect(session.handle(loaded(1, [], number: 7)).count == 1)
        #expect(hear(answer(head: head, number: 7)) == [.apply(answer(head: head, number: 7))])
        let next = load(after: head)
        #expect(applied(standing(head: 9, base: head)) == [next])
        return before
    }

    @Test(arguments: [(100, 1), (4_000, 3)] as [(Int64, UInt64)])
    mutating func `a cut that cost a frame, or came at once, leaves envelopes as long`(
        milliseconds: Int64, head: UInt64
    ) {
        let before = loseAndAsk(after: milliseconds, hubIsAt: head)
        #expect(session.pace.envelopeBytes == before)
    }

    @Test mutating func `where nothing comes of a long envelope the next ones are short`() {
        let before = loseAndAsk(after: 4_000, hubIsAt: 1)
        #expect(session.pace.envelopeBytes == before / 2)
    }

    @Test mutating func `two that are lost together rest as for one loss`() {
        askTwice()
        #expect(hear(answer(head: 4)) == [.apply(answer(head: 4))])
        #expect(applied(standing(head: 6, base: 4)).count == 1)
        #expect(session.handle(loaded(5, [[6]], number: 7)).count == 1)
        #expect(session.handle(lost(6, chance: 501)) == [])
        // Up to 500 ms: as large a number begins from zero again.
        #expect(session.handle(lost(7, chance: 501)) == [.wake(at: now)])
    }

    @Test mutating func `a question that brings nothing new is no stall`() {
        askTwice()
        #expect(hear(answer(head: 4)) == [.apply(answer(head: 4))])
        #expect(applied(standing(head: 6, base: 4)).count == 1)
        #expect(session.handle(loaded(5, [[6]], number: 7)).count == 1)
        #expect(session.handle(lost(6)) == [])
        #expect(session.handle(lost(7)).count == 1)
        #expect(session.handle(.tick(now: now)).count == 1)
        #expect(session.handle(loaded(4, [], number: 8)).count == 1)
        #expect(hear(answer(head: 4, number: 8)) == [.apply(answer(head: 4, number: 8))])
        let next = load(after: 4)
        #expect(applied(standing(head: 6, base: 4)) == [next])
    }

    @Test mutating func `what came too early is sent again`() {
        askTwice()
        #expect(session.handle(lost(5)) == [])
        var early = answer(head: 2, number: 6)
        early.refusal = .early
        #expect(hear(early) == [.apply(early)])
        let question = load(after: 2, isQuestion: true)
        #expect(applied(standing(head: 6, base: 2)) == [question])
    }

    @Test mutating func `a session that was answered is patient, but not for ever`() {
        ask(standing(head: 3, base: 1), [[2]])
        #expect(hear(answer(head: 2)) == [.apply(answer(head: 2))])
        #expect(applied(standing(head: 3, base: 2)).count == 1)
        var number: UInt64 = 6
        for _ in 0..<5 {
            #expect(session.handle(loaded(2, [], number: number)).count == 1)
            #expect(session.handle(lost(number)) == [.wake(at: now + 7)])
            #expect(session.handle(.tick(now: now)).count == 1)
            number += 1
        }
        #expect(session.handle(loaded(2, [], number: number)).count == 1)
        #expect(session.handle(lost(number)) == [.finish(.offline)])
    }
}
