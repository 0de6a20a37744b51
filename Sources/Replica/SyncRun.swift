package import SyncProtocol

/// Carries out a `KioskSession` over a replica and a carrier; it holds no rule of its own.
package struct SyncRun {
    /// The outside of a synchronisation: the line, the clock and chance.
    package struct World {
        /// Sends a message and gives the answer's bytes; nil when none came.
        package let carry: ([UInt8]) -> [UInt8]?
        package let requestNumber: () -> UInt64
        package let monotonic: () -> Int64
        package let boot: UInt64

        package init(
            carry: @escaping ([UInt8]) -> [UInt8]?, requestNumber: @escaping () -> UInt64,
            monotonic: @escaping () -> Int64, boot: UInt64
        ) {
            self.carry = carry
            self.requestNumber = requestNumber
            self.monotonic = monotonic
            self.boot = boot
        }
    }

    /// How it ended, and what went over the line.
    package struct Result: Sendable {
        package let outcome: KioskSession.Outcome
        package let sent: UInt64
        package let received: UInt64
        package let roundTrips: UInt64
        /// What was wrong with the last answer, when it could not be read.
        package let badAnswer: WireError?
    }

    private let replica: Replica
    private let world: World
    private var session: KioskSession
    private var badAnswer: WireError?

    package init(replica: Replica, world: World, program: String) {
        self.replica = replica
        self.world = world
        session = KioskSession(program: program)
    }

    /// Runs until the session finishes.
    package mutating func run() throws(ReplicaError) -> Result {
        var actions = session.handle(.begin(try replica.standing()))
        while let action = actions.first {
            actions.removeFirst()
            switch action {
            case .load(let after, let count, let bytes):
                let events = try replica.load(after: after, count: count, bytes: bytes)
                actions += session.handle(.loaded(events, number: world.requestNumber()))
            case .send(let request):
                actions += session.handle(exchange(request))
            case .apply(let answer):
                actions += session.handle(try apply(answer))
            case .finish(let outcome):
                return result(try isOvertaken(outcome) ? .stalled : outcome)
            }
        }
        // The session waits for an answer that will not come: ours was for another request.
        return result(.offline)
    }

    private func result(_ outcome: KioskSession.Outcome) -> Result {
        Result(
            outcome: outcome, sent: session.sent, received: session.received,
            roundTrips: session.roundTrips, badAnswer: badAnswer)
    }

    /// Whether the hub's head is above what the session knew only because another process of this
    /// kiosk wrote and sent meanwhile: then nothing was restored, and the next run goes on.
    private func isOvertaken(_ outcome: KioskSession.Outcome) throws(ReplicaError) -> Bool {
        guard case .behindHub(let head) = outcome else { return false }
        return try replica.progress().head.sequence >= head
    }

    private mutating func exchange(_ request: Request) -> KioskSession.Input {
        guard let bytes = world.carry(request.encoded) else { return .lost }
        do throws(WireError) {
            return .answered(try Answer(decoding: bytes, hash: replica.hash))
        } catch {
            badAnswer = error
            return .lost
        }
    }

    private func apply(_ answer: Answer) throws(ReplicaError) -> KioskSession.Input {
        do throws(ReplicaError) {
            return .applied(
                try replica.apply(answer, monotonic: world.monotonic(), boot: world.boot))
        } catch .contradicted {
            return .contradicted
        }
    }
}
