/// One synchronisation as the kiosk sees it, without sockets, clock or store (design §3).
///
/// The shell carries out the actions in the order given and reports what came of them. A round
/// pushes one bounded batch and pulls one piece of each change log; rounds go on while there is
/// more. A cut costs the round that was under way, and the next one repeats it.
package struct KioskSession: Sendable {
    /// What the store knows when a round begins.
    package struct Standing: Equatable, Sendable {
        /// The last own event.
        package var headSequence: UInt64
        /// How far the hub has acknowledged, with the own hash there.
        package var base: Mark
        /// The hub's epoch, once it was heard of.
        package var hub: HubEpoch?
        package var cases: Mark
        package var reference: Mark
        package var wants: [Request.Want]

        package init(
            headSequence: UInt64, base: Mark, hub: HubEpoch?, cases: Mark, reference: Mark,
            wants: [Request.Want]
        ) {
            self.headSequence = headSequence
            self.base = base
            self.hub = hub
            self.cases = cases
            self.reference = reference
            self.wants = wants
        }
    }

    /// What the shell reports.
    package enum Input: Sendable {
        case begin(Standing)
        /// The events that were asked for, and a fresh random number for the request.
        case loaded([[UInt8]], number: UInt64)
        case answered(Answer)
        /// The answer is stored; what the store knows now.
        case applied(Standing)
        /// The answer names a head on this branch that is not ours.
        case contradicted
        /// No answer came.
        case lost
    }

    /// What the shell is to do.
    package enum Action: Equatable, Sendable {
        /// Read own events after this sequence, at most so many events and bytes.
        case load(after: UInt64, count: Int, bytes: Int)
        case send(Request)
        /// Store the answer in one transaction; each part by compare-and-set.
        case apply(Answer)
        case finish(Outcome)
    }

    /// How a synchronisation ended.
    package enum Outcome: Equatable, Sendable {
        /// Everything was exchanged.
        case complete
        /// The link was lost or went quiet; what was acknowledged stays.
        case offline
        /// The last round changed nothing although something is left.
        case stalled
        case refused(Refusal)
        /// The hub knows events of this branch that are not here: this disk was restored or cloned.
        case behindHub(head: UInt64)
        /// The hub has another event where this branch has its own.
        case diverged
        /// The hub has lost what it had acknowledged, or is an older or another one.
        case foreignHub
    }

    /// Where the session stands, with what exists there.
    private enum State: Sendable {
        case idle
        case loading(Standing)
        case waiting(Standing, Request)
        case applying(Standing, more: Bool)
        case finished
    }

    private var state = State.idle
    private let program: String
    /// Own events that the hub acknowledged during this session.
    package private(set) var sent: UInt64 = 0
    /// Trunk entries with their events that came.
    package private(set) var received: UInt64 = 0
    package private(set) var roundTrips: UInt64 = 0

    package init(program: String) {
        self.program = program
    }

    /// The one door: an input in, actions out.
    package mutating func handle(_ input: Input) -> [Action] {
        switch (state, input) {
        case (.idle, .begin(let standing)):
            return load(standing)
        case (.loading(let standing), .loaded(let events, let number)):
            let request = request(standing, events: events, number: number)
            state = .waiting(standing, request)
            return [.send(request)]
        case (.waiting(let standing, let request), .answered(let answer)):
            return receive(answer, to: request, standing)
        case (.waiting, .lost):
            return finish(.offline)
        case (.applying(let before, let more), .applied(let after)):
            return advance(from: before, to: after, more: more)
        case (.applying, .contradicted):
            return finish(.diverged)
        case (.idle, _), (.loading, _), (.waiting, _), (.applying, _), (.finished, _):
            // What comes out of turn, a second answer for instance, changes nothing.
            return []
        }
    }

    private mutating func load(_ standing: Standing) -> [Action] {
        state = .loading(standing)
        return [
            .load(
                after: standing.base.number, count: Limits.eventsPerRequest,
                bytes: Limits.requestEventBytes)
        ]
    }

    private func request(_ standing: Standing, events: [[UInt8]], number: UInt64) -> Request {
        var request = Request(
            number: number, base: standing.base, headSequence: standing.headSequence,
            program: program)
        request.events = events
        request.pull = Request.Pull(
            epochBits: standing.hub?.bits ?? 0, cases: standing.cases,
            reference: standing.reference,
            wants: Array(standing.wants.prefix(Limits.wantsPerRequest)))
        return request
    }

    private mutating func receive(
        _ answer: Answer, to request: Request, _ standing: Standing
    ) -> [Action] {
        // An answer to another request is not ours: the wait goes on until the link gives up.
        guard answer.number == request.number else { return [] }
        roundTrips += 1
        if let refusal = answer.refusal { return finish(.refused(refusal)) }
        if let hub = standing.hub, hub != answer.epoch { return finish(.foreignHub) }
        guard answer.head.number >= standing.base.number else { return finish(.foreignHub) }
        let known = max(standing.headSequence, request.base.number + UInt64(request.events.count))
        guard answer.head.number <= known else {
            return finish(.behindHub(head: answer.head.number))
        }
        received += answer.fullEntries
        let more = answer.cases?.more == true || answer.reference?.more == true
        state = .applying(standing, more: more)
        return [.apply(answer)]
    }

    private mutating func advance(
        from before: Standing, to after: Standing, more: Bool
    ) -> [Action] {
        sent += after.base.number - min(before.base.number, after.base.number)
        let isLeft = after.base.number < after.headSequence || more || !after.wants.isEmpty
        guard isLeft else { return finish(.complete) }
        // What was written during the round has not been sent yet: that is no stall.
        let isProgress =
            after.headSequence > before.headSequence || after.base != before.base
            || after.cases != before.cases
            || after.reference != before.reference || after.wants != before.wants
        return isProgress ? load(after) : finish(.stalled)
    }

    private mutating func finish(_ outcome: Outcome) -> [Action] {
        state = .finished
        return [.finish(outcome)]
    }
}

extension Answer {
    fileprivate var fullEntries: UInt64 {
        let all = [cases?.entries ?? [], reference?.entries ?? [], wanted].joined()
        return UInt64(
            all.count { entry in
                switch entry {
                case .full: true
                case .own: false
                }
            })
    }
}
