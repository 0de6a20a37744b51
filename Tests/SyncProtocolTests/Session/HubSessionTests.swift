import SyncProtocol
import Testing

/// Transcripts: what the hub hears, and what it does about it.
@Suite struct HubSessionTests {
    private static let now: Int64 = 1_790_000_000_000
    private static let epoch = HubEpoch(counter: 1, bits: 77, site: SiteNumber(1))
    private var session = HubSession(hash: mixing) { _, _ in nil }
    private var branch = Branch(SiteNumber(2), epoch: 0xE0)

    private func request(
        after base: Head, _ events: [PlacedEvent], pull: Request.Pull? = nil
    ) -> Request {
        var request = Request(
            number: 5, base: base.mark, headSequence: base.sequence + UInt64(events.count),
            program: "1.0")
        request.events = events.map(\.bytes)
        request.pull = pull
        return request
    }

    private func view(_ hashes: [Digest], head: Head?) -> HubSession.View {
        .init(head: head, isRevoked: false, hashes: hashes, records: [:])
    }

    /// Writes creating events and gives the heads before each and after the last.
    private mutating func write(_ count: Int) -> (events: [PlacedEvent], heads: [Head]) {
        var heads = [branch.head]
        let events = (0..<count).map { index in
            defer { heads.append(branch.head) }
            return branch.write(nil, fields: ["name": "n\(index)"])
        }
        return (events, heads)
    }

    private mutating func look(_ request: Request) {
        let look = HubAct.look(
            base: request.base.number, count: request.events.count, records: [])
        #expect(session.hear(.request(request, now: Self.now)) == [look])
    }

    @Test mutating func `the first request of a branch brings its epoch`() {
        let (events, heads) = write(2)
        look(request(after: heads[0], events))
        #expect(
            session.hear(.looked(view([], head: nil)))
                == [.store(events.map { Fate($0) }, pull: nil, proven: 2)])
        let reading = HubSession.Reading(epoch: Self.epoch, head: heads[2].mark)
        let answer = Answer(number: 5, epoch: Self.epoch, head: heads[2].mark, time: Self.now)
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
        #expect(session.hear(.stored(reading)) == [])
    }

    @Test mutating func `new events follow the head that the hub has`() {
        let (events, heads) = write(3)
        let pull = Request.Pull(
            epochBits: 77, cases: Mark(number: 1, prefix: 2), reference: Mark(number: 3, prefix: 4))
        look(request(after: heads[1], Array(events[1...]), pull: pull))
        #expect(
            session.hear(.looked(view([heads[1].hash], head: heads[1])))
                == [.store([Fate(events[1]), Fate(events[2])], pull: pull, proven: 3)])
    }

    @Test mutating func `an idle request stores nothing and proves its head`() {
        let (_, heads) = write(3)
        look(request(after: heads[3], []))
        #expect(
            session.hear(.looked(view([heads[3].hash], head: heads[3])))
                == [.store([], pull: nil, proven: 3)])
    }

    @Test mutating func `what the hub has already by its hash is not stored again`() {
        let (events, heads) = write(3)
        look(request(after: heads[0], events))
        // The hub has two of the three.
        #expect(
            session.hear(.looked(view(heads[0...2].map(\.hash), head: heads[2])))
                == [.store([Fate(events[2])], pull: nil, proven: 3)])
    }

    @Test mutating func `all known again is stored as nothing and proves only what it brought`() {
        let (events, heads) = write(3)
        look(request(after: heads[0], Array(events[..<2])))
        // A restored disk: its head is below the hub's, and it is told so by the answer's head.
        #expect(
            session.hear(.looked(view(heads[0...2].map(\.hash), head: heads[3])))
                == [.store([], pull: nil, proven: 2)])
        let reading = HubSession.Reading(epoch: Self.epoch, head: heads[3].mark)
        let answer = Answer(number: 5, epoch: Self.epoch, head: heads[3].mark, time: Self.now)
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
    }

    @Test mutating func `another event where the hub has one is a fork and nothing is stored`() {
        let (events, heads) = write(2)
        var twin = Branch(SiteNumber(2), epoch: 0xE0)
        let other = twin.write(nil, fields: ["name": "other"])
        look(request(after: heads[0], [other, twin.write(nil, fields: [:])]))
        #expect(events[0].hash != other.hash)
        #expect(
            session.hear(.looked(view(heads.map(\.hash), head: heads[2])))
                == [.refuse(.diverged)])
        var answer = Answer(number: 5, epoch: Self.epoch, head: heads[2].mark, time: Self.now)
        answer.refusal = .diverged
        var reading = HubSession.Reading(epoch: Self.epoch, head: heads[2].mark)
        reading.cases = Changes(
            from: heads[0].mark, through: heads[1].mark, more: false, entries: [])
        reading.wanted = [.own(sequence: 1, position: 1, count: 1)]
        // A refused branch gets none of the site's changes.
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
    }

    @Test mutating func `a fork later in the batch stores nothing of it either`() {
        let (events, heads) = write(2)
        var twin = Branch(SiteNumber(2), epoch: 0xE0)
        let same = twin.write(events[0].event)
        look(request(after: heads[0], [same, twin.write(nil, fields: ["name": "other"])]))
        #expect(
            session.hear(.looked(view(heads.map(\.hash), head: heads[2])))
                == [.refuse(.diverged)])
    }

    @Test mutating func `another hash at the base is a fork`() {
        let (events, heads) = write(3)
        let wrong = Head(sequence: 2, hash: digest(seed: 1))
        look(request(after: wrong, [events[2]]))
        #expect(
            session.hear(.looked(view([heads[2].hash], head: heads[2])))
                == [.refuse(.diverged)])
    }

    @Test mutating func `another epoch of a branch that the hub knows is a fork`() {
        let (_, heads) = write(1)
        look(request(after: Head(epoch: 0xE1), []))
        #expect(
            session.hear(.looked(view(heads.map(\.hash), head: heads[1])))
                == [.refuse(.diverged)])
    }

    @Test mutating func `what leaves a gap above the hub's head has come too early`() {
        let (events, heads) = write(3)
        look(request(after: heads[2], [events[2]]))
        // Whatever the store gives for a place that is not on the branch.
        let view = view([heads[2].hash], head: heads[1])
        #expect(session.hear(.looked(view)) == [.refuse(.early)])
    }

    @Test mutating func `a branch that the hub never heard of must start at its epoch`() {
        let (events, heads) = write(2)
        look(request(after: heads[1], [events[1]]))
        #expect(session.hear(.looked(view([], head: nil))) == [.refuse(.early)])
    }

    @Test mutating func `a revoked site is refused whatever it says`() {
        let (events, heads) = write(1)
        look(request(after: heads[0], events))
        var view = view([], head: nil)
        view.isRevoked = true
        #expect(session.hear(.looked(view)) == [.refuse(.revoked)])
        var answer = Answer(number: 5, epoch: Self.epoch, head: heads[0].mark, time: Self.now)
        answer.refusal = .revoked
        let reading = HubSession.Reading(epoch: Self.epoch, head: heads[0].mark)
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
    }

    @Test mutating func `what the store read goes into the answer`() {
        let (_, heads) = write(1)
        look(request(after: heads[1], []))
        _ = session.hear(.looked(view([heads[1].hash], head: heads[1])))
        let changes = Changes(
            from: heads[0].mark, through: heads[1].mark, more: true, entries: [])
        var answer = Answer(number: 5, epoch: Self.epoch, head: heads[1].mark, time: Self.now)
        answer.parked = [.init(sequence: 1, reason: .malformed)]
        answer.cases = changes
        answer.reference = changes
        answer.wanted = [.own(sequence: 1, position: 1, count: 1)]
        let reading = HubSession.Reading(
            epoch: Self.epoch, head: heads[1].mark, parked: answer.parked, cases: changes,
            reference: changes, wanted: answer.wanted)
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
    }

    @Test mutating func `a cursor that is not on the log is answered with a refusal`() {
        let (events, heads) = write(1)
        look(request(after: heads[0], events))
        _ = session.hear(.looked(view([], head: nil)))
        let reading = HubSession.Reading(
            epoch: Self.epoch, head: heads[1].mark,
            wanted: [.own(sequence: 1, position: 1, count: 1)], refusal: .unknownCursor)
        var answer = Answer(number: 5, epoch: Self.epoch, head: heads[1].mark, time: Self.now)
        answer.refusal = .unknownCursor
        #expect(session.hear(.stored(reading)) == [.answer(answer)])
    }

    @Test mutating func `an answer with many parked events can still be read`() throws {
        let (_, heads) = write(1)
        look(request(after: heads[1], []))
        _ = session.hear(.looked(view([heads[1].hash], head: heads[1])))
        let parked = (1...UInt64(Limits.parkedPerAnswer) + 44).map {
            ParkedReport(sequence: $0, reason: .heldBack)
        }
        let reading = HubSession.Reading(epoch: Self.epoch, head: heads[1].mark, parked: parked)
        guard case .answer(let answer)? = session.hear(.stored(reading)).first else {
            Issue.record("no answer")
            return
        }
        let read = try Answer(decoding: answer.encoded, hash: mixing)
        #expect(read.parked == Array(parked[..<Limits.parkedPerAnswer]))
    }

    @Test mutating func `inputs out of turn do nothing`() {
        let (events, heads) = write(1)
        #expect(session.hear(.looked(view([], head: nil))) == [])
        #expect(
            session.hear(.stored(.init(epoch: Self.epoch, head: heads[0].mark))) == [])
        look(request(after: heads[0], events))
        #expect(session.hear(.request(request(after: heads[0], []), now: 1)) == [])
        #expect(
            session.hear(.stored(.init(epoch: Self.epoch, head: heads[0].mark))) == [])
    }
}
