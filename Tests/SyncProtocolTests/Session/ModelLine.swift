import SyncProtocol
import Testing

/// A hub of one site that remembers which bytes of which document it has.
final class ModelHub {
    let documents: [DocumentReference]
    let headSequence: UInt64
    private(set) var events: UInt64 = 0
    private(set) var finished: [DocumentReference] = []
    private(set) var sentTwice = 0
    private(set) var proofs = 0
    /// It has everything from elsewhere, and asks for proofs.
    var proves = false
    var takesProofs = true
    /// It says this of every document.
    var fixed: DocumentVerdict?
    var isSilent = false
    /// It asks for everything whatever comes.
    var forgets = false
    private var arrived: [DocumentReference: ByteRanges] = [:]
    private var disproved: Set<DocumentReference> = []
    private var settled: Set<DocumentReference> = []

    init(_ lengths: [Int], events: UInt64 = 0) {
        documents = lengths.enumerated().map { index, length in
            DocumentReference(
                name: DocumentName(Digest(epoch: UInt64(index + 1))), lengthBytes: length)
        }
        headSequence = events
    }

    /// What is open at the kiosk: what it has not heard to be here or refused.
    var open: [DocumentReference] {
        documents.filter { !settled.contains($0) }.sorted { $0.lengthBytes < $1.lengthBytes }
    }

    func answer(_ request: Request) -> Answer {
        if request.base.number <= events {
            events = max(events, request.base.number + UInt64(request.events.count))
        }
        for chunk in request.documents.chunks { take(chunk) }
        for proof in request.documents.proofs {
            proofs += 1
            if takesProofs {
                finish(proof.document)
            } else {
                disproved.insert(proof.document)
            }
        }
        var answer = Answer(
            number: request.number, epoch: ModelLine.epoch, head: ModelLine.mark(events), time: 0)
        if request.base.number > events { answer.refusal = .early }
        guard !isSilent, answer.refusal == nil else { return answer }
        answer.documents = request.documents.documents.map { DocumentReport($0, verdict($0)) }
        return answer
    }

    /// The kiosk has stored what the answer said.
    func heard(_ answer: Answer) {
        for report in answer.documents {
            switch report.verdict {
            case .here, .refused: settled.insert(report.document)
            case .wanted, .prove, .unnamed, .later: break
            }
        }
    }

    private func take(_ chunk: DocumentChunk) {
        guard !forgets else { return }
        var ranges = arrived[chunk.document] ?? ByteRanges()
        sentTwice += chunk.range.count - ranges.gaps(in: chunk.range).reduce(0) { $0 + $1.count }
        // So few pieces always have room.
        try? ranges.insert(chunk.range)
        arrived[chunk.document] = ranges
        if ranges.covers(0..<chunk.document.lengthBytes) { finish(chunk.document) }
    }

    private func finish(_ document: DocumentReference) {
        if !finished.contains(document) { finished.append(document) }
    }

    private func verdict(_ document: DocumentReference) -> DocumentVerdict {
        if let fixed { return fixed }
        if finished.contains(document) { return .here }
        if proves && !disproved.contains(document) {
            return .prove(nonce: [UInt8](repeating: 1, count: DocumentVerdict.nonceBytes))
        }
        var wanted = ByteRanges()
        let gaps = (arrived[document] ?? ByteRanges()).gaps(in: 0..<document.lengthBytes)
        // So few pieces always have room.
        for gap in gaps.prefix(Limits.rangesPerReport) { try? wanted.insert(gap) }
        return .wanted(wanted)
    }
}

/// A line to a `ModelHub` with the shell of a kiosk: 4,000 bytes a second, 300 ms each way.
final class ModelLine {
    static let epoch = HubEpoch(counter: 1, bits: 7, site: SiteNumber(1))

    private let hub: ModelHub
    /// Numbers of requests that are cut on their way, with whatever else is under way.
    var cuts: Set<Int> = []
    /// Numbers of requests whose answer does not come home.
    var lostAnswers: Set<Int> = []
    /// Of two requests on their way the second one arrives first.
    var swaps = false
    var budget = Int.max
    /// Documents of this length cannot be read.
    var unreadable = 0
    private(set) var requests: [Request] = []
    /// What an envelope was to be when each request was made.
    private(set) var envelopeBytes: [Int] = []
    private(set) var documentBytes = 0
    private(set) var largestUnderWay = 0
    private var base: UInt64 = 0
    private var now: Int64 = 0
    /// Since the first session began.
    var elapsedMilliseconds: Int64 { now }
    private var underWay: [(request: Request, size: Int, arrives: Int64)] = []
    private var lineFree: Int64 = 0

    init(_ hub: ModelHub) {
        self.hub = hub
    }

    static func mark(_ number: UInt64) -> Mark { Mark(number: number, prefix: number * 10) }

    private var standing: KioskSession.Standing {
        let zero = Mark(number: 0, prefix: 0)
        return .init(
            headSequence: hub.headSequence, base: Self.mark(base), hub: Self.epoch, cases: zero,
            reference: zero, wants: [], documents: hub.open)
    }

    /// Runs one session to its end.
    func run() -> KioskSession.Outcome? {
        var session = KioskSession(program: "t", documentBytes: budget)
        defer { documentBytes += session.documentBytes }
        var actions = session.handle(.begin(standing))
        var wake: Int64?
        underWay = []
        for _ in 0..<20_000 {
            while !actions.isEmpty {
                switch actions.removeFirst() {
                case .load(let after, let count, let bytes):
                    actions += session.handle(load(after, count, bytes))
                case .readDocuments(let tasks):
                    actions += session.handle(.documentsRead(tasks.map(read)))
                case .send(let request): actions += send(request, &session)
                case .apply(let answer):
                    base = max(base, answer.head.number)
                    hub.heard(answer)
                    actions += session.handle(.applied(standing))
                case .wake(let time): wake = time
                case .finish(let outcome): return outcome
                }
            }
            actions = wait(&wake, &session)
        }
        Issue.record("the session goes round for ever")
        return nil
    }

    private func load(_ after: UInt64, _ count: Int, _ bytes: Int) -> KioskSession.Input {
        let left = Int(hub.headSequence - min(after, hub.headSequence))
        let events = (0..<min(left, count, max(1, bytes / 100))).map { _ in
            [UInt8](repeating: 5, count: 100)
        }
        return .loaded(
            .init(
                number: UInt64(requests.count + 1), base: Self.mark(after), events: events, now: now
            ))
    }

    private func read(_ task: DocumentTask) -> [UInt8]? {
        guard task.document.lengthBytes != unreadable else { return nil }
        switch task {
        case .chunk(_, let range): return [UInt8](repeating: 9, count: range.count)
        case .proof: return [UInt8](repeating: 8, count: DocumentProof.lengthBytes)
        }
    }

    private func send(
        _ request: Request, _ session: inout KioskSession
    ) -> [KioskSession.Action] {
        requests.append(request)
        envelopeBytes.append(session.pace.envelopeBytes)
        let chunks = request.documents.chunks.reduce(0) { $0 + $1.bytes.count }
        let size = 200 + chunks + request.events.count * 12
        lineFree = max(lineFree, now) + Int64(size / 4)
        underWay.append((request, size, lineFree + 300))
        largestUnderWay = max(
            largestUnderWay,
            underWay.reduce(0) {
                $0 + $1.request.documents.chunks.reduce(0) { $0 + $1.bytes.count }
            })
        return session.handle(.written(request.number, bytes: size, now: now))
    }

    /// The next thing that happens: an arrival, a cut, or the time of a wake.
    private func wait(
        _ wake: inout Int64?, _ session: inout KioskSession
    ) -> [KioskSession.Action] {
        if swaps, underWay.count == 2, underWay[0].request.number < underWay[1].request.number {
            let arrives = underWay[1].arrives
            underWay[0].arrives = arrives
            underWay.swapAt(0, 1)
        }
        let next = underWay.first
        if let time = wake, time <= next?.arrives ?? .max {
            wake = nil
            now = max(now, time)
            return session.handle(.tick(now: now))
        }
        guard let next else { return [] }
        now = next.arrives
        if cuts.remove(Int(next.request.number)) != nil { return cut(&session) }
        underWay.removeFirst()
        let answer = hub.answer(next.request)
        now += 300
        if lostAnswers.remove(Int(next.request.number)) != nil {
            return lose(next.request.number, &session)
        }
        return session.handle(.answered(answer, bytes: 150, now: now))
    }

    /// Everything under way is lost.
    private func cut(_ session: inout KioskSession) -> [KioskSession.Action] {
        let lost = underWay
        underWay = []
        lineFree = now
        return lost.flatMap { lose($0.request.number, &session) }
    }

    private func lose(
        _ number: UInt64, _ session: inout KioskSession
    ) -> [KioskSession.Action] {
        session.handle(.lost(.init(number: number, chance: 3, now: now)))
    }
}
