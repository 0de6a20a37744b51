package import Sealing
package import SyncProtocol

/// Carries out a `KioskSession` over a replica and a line; it holds no rule of its own.
package struct SyncRun {
    /// What the line reports about a message, named by the number of its request.
    package enum News: Sendable {
        /// The last byte is out, so many in all.
        case written(UInt64, bytes: Int)
        case answered(UInt64, [UInt8])
        /// No answer will come; how long the hub asked to stay away, in milliseconds.
        case lost(UInt64, retryAfter: Int64?)
        /// The hub can open nothing of this point.
        case stranger(UInt64)
        /// The time that was waited for has come.
        case due
    }

    /// The outside of a synchronisation: the line, the clock and chance.
    package struct World {
        /// Starts to send a message.
        package let send: (_ number: UInt64, _ message: [UInt8]) -> Void
        /// Waits for news, or until a time on the monotonic clock; nil when none can come.
        package let wait: (_ until: Int64?) -> News?
        package let random: () -> UInt64
        package let monotonic: () -> Int64
        package let boot: UInt64
        /// Reads from the documents of this point.
        package let read: (DocumentTask) -> DocumentRead
        /// Where documents that are wanted here are put; nil for nowhere.
        package let arrivals: DocumentArrivals?

        package init(
            send: @escaping (UInt64, [UInt8]) -> Void, wait: @escaping (Int64?) -> News?,
            random: @escaping () -> UInt64, monotonic: @escaping () -> Int64, boot: UInt64,
            read: @escaping (DocumentTask) -> DocumentRead = { _ in .failed },
            arrivals: DocumentArrivals? = nil
        ) {
            self.send = send
            self.wait = wait
            self.random = random
            self.monotonic = monotonic
            self.boot = boot
            self.read = read
            self.arrivals = arrivals
        }
    }

    /// What came of reading from a document.
    package enum DocumentRead: Sendable {
        case bytes([UInt8])
        /// Not now: the disk, most likely.
        case failed
        /// The content is not here any more.
        case gone
    }

    /// How it ended, and what went over the line.
    package struct Result: Sendable {
        package let outcome: KioskSession.Outcome
        package let sent: UInt64
        package let received: UInt64
        package let roundTrips: UInt64
        /// What was wrong with the last answer, when it could not be read.
        package let badAnswer: SealError?
        /// What the line was measured to carry.
        package let pace: Pace
        /// Bytes of documents that went out.
        package let documentBytes: Int
        /// Bytes of documents that came.
        package let fetchedBytes: Int
        /// Why nothing came of documents that were wanted.
        package let absences: [DocumentReference: DocumentAbsence]
        /// What came of the look-up, once it was answered.
        package let lookedUp: LookUpResult?
        /// Own events that are not at the centre any more because it was restored; nil when it was
        /// not.
        package let fallenBack: UInt64?

        /// The same with what an earlier run has moved.
        package func after(_ earlier: Result) -> Result {
            Result(
                outcome: outcome, sent: earlier.sent + sent, received: earlier.received + received,
                roundTrips: earlier.roundTrips + roundTrips, badAnswer: badAnswer, pace: pace,
                documentBytes: earlier.documentBytes + documentBytes,
                fetchedBytes: earlier.fetchedBytes + fetchedBytes,
                absences: earlier.absences.merging(absences) { $1 },
                lookedUp: lookedUp ?? earlier.lookedUp,
                fallenBack: earlier.fallenBack ?? fallenBack)
        }
    }

    /// Request numbers that are taken at once, because taking them costs a write to the disk.
    private static let reserve: UInt64 = 64

    private let replica: Replica
    private let world: World
    private let program: String
    /// Whether the hub is asked to judge again what it has set aside.
    private let asksAgain: Bool
    /// Whether the hub knows the version of this program.
    private var isProgramTold = false
    private var seal: SiteSeal
    private var session: KioskSession
    private var badAnswer: SealError?
    private var absences: [DocumentReference: DocumentAbsence] = [:]
    private var answerKeys: [UInt64: AnswerKey] = [:]
    private var counters: Range<UInt64> = 0..<0
    /// How many own events fell back to being saved here only.
    private var fallenBack: UInt64?
    /// What requests on their way bring of other branches.
    private var givenBack: [UInt64: [VouchedEvent]] = [:]
    /// When the session wants to be told `due`, on the monotonic clock.
    package private(set) var wake: Int64?

    /// Of documents at most so many bytes are sent, and as many asked for.
    package init(
        replica: Replica, seal: SiteSeal, world: World, program: String,
        documentBytes: Int = .max, sendsDocuments: Bool = true, asksAgain: Bool = false,
        lookUp: LookUp? = nil
    ) {
        self.replica = replica
        self.seal = seal
        self.world = world
        self.program = program
        self.asksAgain = asksAgain
        session = KioskSession(
            program: program, documentBytes: documentBytes, sendsDocuments: sendsDocuments,
            lookUp: lookUp)
    }

    /// Runs until the session finishes.
    package mutating func run() throws(ReplicaError) -> Result {
        var ended = try begin()
        while true {
            if let ended { return ended }
            guard let news = world.wait(wake) else { return unanswered }
            ended = try handle(news)
        }
    }

    /// Starts the session; gives the result when it is over at once.
    package mutating func begin() throws(ReplicaError) -> Result? {
        isProgramTold = try replica.hasTold(program)
        let standing = try replica.standing()
        return try carryOut(session.handle(.begin(try wanting(standing))))
    }

    /// Goes on with one piece of news; gives the result when the session is over with it.
    package mutating func handle(_ news: News) throws(ReplicaError) -> Result? {
        try carryOut(session.handle(input(for: news)))
    }

    /// How it ended when no news can come any more: the answer that is waited for is not ours to
    /// get.
    package var unanswered: Result { result(.offline) }

    private mutating func carryOut(
        _ first: [KioskSession.Action]
    ) throws(ReplicaError) -> Result? {
        var actions = first
        while !actions.isEmpty {
            switch actions.removeFirst() {
            case .load(let after, let count, let bytes):
                actions += session.handle(
                    .loaded(try load(after: after, count: count, bytes: bytes)))
            case .readDocuments(let tasks):
                actions += session.handle(.documentsRead(try read(tasks)))
            case .send(let request):
                try send(request)
            case .apply(let answer):
                actions += session.handle(try apply(answer))
            case .wake(let time):
                wake = time
            case .finish(let outcome):
                return result(try isOvertaken(outcome) ? .stalled : outcome)
            }
        }
        return nil
    }

    private mutating func input(for news: News) -> KioskSession.Input {
        switch news {
        case .written(let number, let bytes):
            return .written(number, bytes: bytes, now: world.monotonic())
        case .answered(let number, let bytes):
            do throws(SealError) {
                return .answered(
                    try open(bytes, number), bytes: bytes.count, now: world.monotonic())
            } catch {
                badAnswer = error
                return lost(number, retryAfter: nil)
            }
        case .lost(let number, let retryAfter):
            return lost(number, retryAfter: retryAfter)
        case .stranger(let number):
            // A hub that was restored may have forgotten a number or a key.
            seal.showTicket()
            return lost(number, retryAfter: nil)
        case .due:
            wake = nil
            return .tick(now: world.monotonic())
        }
    }

    private mutating func send(_ request: Request) throws(ReplicaError) {
        if counters.isEmpty {
            let first = try replica.reserveRequests(Self.reserve)
            // A copy of this disk takes the same ones: that both begin at one place is unlikely.
            counters = first + world.random() % (Self.reserve / 2)..<first + Self.reserve
        }
        let number = request.number
        var request = request
        // The seal says which request an answer belongs to.
        request.number = 0
        request.counter = counters.removeFirst()
        if !request.givenBack.isEmpty { givenBack[number] = request.givenBack.events }
        request.ticket = seal.shownTicket
        request.asksAgain = asksAgain && request.pull != nil
        if isProgramTold { request.program = "" }
        let pieces = request.pieces(
            eventBytes: session.pace.frameEventBytes, chunkBytes: session.pace.frameBytes)
        var generator = Drawing(draw: world.random)
        do throws(SealError) {
            let sealed = try seal.seal(
                pieces[0], then: Array(pieces.dropFirst()), using: &generator)
            answerKeys[number] = sealed.answerKey
            world.send(number, sealed.envelope)
        } catch {
            throw .cannotSeal(error)
        }
    }

    private mutating func open(_ bytes: [UInt8], _ number: UInt64) throws(SealError) -> Answer {
        guard let key = answerKeys.removeValue(forKey: number) else { throw .unexpectedKind }
        let message = try seal.open(bytes, with: key)
        do throws(WireError) {
            var answer = try Answer(decoding: message, hash: replica.hash)
            answer.number = number
            return answer
        } catch {
            throw .malformed(error)
        }
    }

    private mutating func lost(_ number: UInt64, retryAfter: Int64?) -> KioskSession.Input {
        answerKeys[number] = nil
        givenBack[number] = nil
        return .lost(
            .init(
                number: number, retryAfter: retryAfter, chance: world.random(),
                now: world.monotonic()))
    }

    private func load(
        after: UInt64, count: Int, bytes: Int
    ) throws(ReplicaError) -> KioskSession.Loaded {
        let (base, events) = try replica.load(after: after, count: count, bytes: bytes)
        return KioskSession.Loaded(
            number: world.random(), base: base, events: events, now: world.monotonic())
    }

    private func read(_ tasks: [DocumentTask]) throws(ReplicaError) -> [[UInt8]?] {
        var all: [[UInt8]?] = []
        for task in tasks {
            switch world.read(task) {
            case .bytes(let bytes): all.append(bytes)
            case .failed: all.append(nil)
            case .gone:
                try replica.loseDocument(task.document)
                all.append(nil)
            }
        }
        return all
    }

    private func result(_ outcome: KioskSession.Outcome) -> Result {
        Result(
            outcome: outcome, sent: session.sent, received: session.received,
            roundTrips: session.roundTrips, badAnswer: badAnswer, pace: session.pace,
            documentBytes: session.documentBytes, fetchedBytes: session.fetchedBytes,
            absences: absences, lookedUp: session.lookedUp, fallenBack: fallenBack)
    }

    /// The same with what is missing of the documents that are wanted here.
    private func wanting(
        _ standing: KioskSession.Standing
    ) throws(ReplicaError) -> KioskSession.Standing {
        guard let arrivals = world.arrivals else { return standing }
        var standing = standing
        standing.wanted = try replica.missing(of: arrivals)
        return standing
    }

    /// Whether the hub's head is above what the session knew only because another process of this
    /// kiosk wrote and sent meanwhile: then nothing was restored, and the next run goes on.
    private func isOvertaken(_ outcome: KioskSession.Outcome) throws(ReplicaError) -> Bool {
        guard case .behindHub(let head) = outcome else { return false }
        return try replica.progress().head.sequence >= head
    }

    private mutating func apply(_ answer: Answer) throws(ReplicaError) -> KioskSession.Input {
        if let counter = answer.counter {
            // Somebody else counts with numbers that are ours alone: this disk was copied.
            let isTaken = counters.contains(counter)
            counters = 0..<0
            guard try !replica.raiseRequests(to: counter), !isTaken else { return .contradicted }
        }
        do throws(ReplicaError) {
            if let arrivals = world.arrivals {
                let told = try replica.take(answer.deliveries, into: arrivals)
                absences.merge(told) { $1 }
            }
            let before =
                answer.refusal == .otherLife ? try replica.progress().acknowledged.number : nil
            let standing = try replica.apply(
                answer, monotonic: world.monotonic(), boot: world.boot,
                givenBack: givenBack.removeValue(forKey: answer.number) ?? [])
            if let before {
                fallenBack = (fallenBack ?? 0) + before - min(before, standing.base.number)
            }
            seal.learn(from: answer)
            if answer.branch != nil || answer.acceptedKey != nil,
                let identity = try replica.identity()
            {
                seal = seal.moved(to: identity)
            }
            if !isProgramTold {
                try replica.keepTold(program)
                isProgramTold = true
            }
            return .applied(try wanting(standing))
        } catch .contradicted {
            return .contradicted
        }
    }
}

/// Random numbers from the world outside.
private struct Drawing: RandomNumberGenerator {
    let draw: () -> UInt64

    mutating func next() -> UInt64 { draw() }
}
