import SyncProtocol

extension SeededGenerator {
    /// A clock over a few sites, so that two of them meet often.
    mutating func clock(sites: Int = 4, highest: Int = 4) -> VectorClock {
        VectorClock(
            (0..<below(sites + 1)).map { _ in
                .init(
                    site: SiteNumber(UInt32(below(sites))), sequence: UInt64(below(highest + 1)))
            })
    }

    mutating func time() -> EventTime {
        EventTime(
            wall: Int64(bitPattern: next()), isTrusted: once(in: 2),
            anchor: once(in: 2)
                ? .init(hubTime: Int64(number() >> 1), elapsed: -Int64(number() >> 1), boot: next())
                : nil)
    }

    mutating func event() -> Event {
        let isCreating = once(in: 3)
        return Event(
            record: isCreating ? nil : recordName(seed: next()), kind: text(upTo: 9),
            actor: text(upTo: 9), time: time(), context: isCreating ? VectorClock() : clock(),
            fields: (0..<below(6)).map { _ in .init(text(upTo: 9), value(depth: 3)) })
    }

    mutating func mark() -> Mark {
        Mark(number: number() >> 1, prefix: next())
    }

    mutating func request() -> Request {
        var request = Request(
            number: next(), base: mark(), headSequence: number() >> 1, program: text(upTo: 9))
        request.events = (0..<below(4)).map { _ in event().encoded }
        if once(in: 2) {
            request.pull = .init(
                epochBits: next(), cases: mark(), reference: mark(),
                wants: (0..<below(4)).map { _ in
                    .init(record: recordName(seed: next()), position: number() >> 1)
                })
        }
        if once(in: 2) { request.documents = load() }
        if once(in: 2) { request.wanted = (0..<below(4)).map { _ in want() } }
        if once(in: 3) { request.lookUp = LookUp(code: text(upTo: 9), proof: text(upTo: 9)) }
        if once(in: 4) {
            request.branchKey = SiteKeyNotice(
                number: 2, publicKey: (0..<32).map { _ in UInt8(below(256)) })
        }
        if once(in: 4) {
            request.nextKey = SiteKeyNotice(
                number: 3, publicKey: (0..<32).map { _ in UInt8(below(256)) })
        }
        request.asksAgain = once(in: 4)
        if once(in: 3) { request.life = 1 + number() >> 1 }
        if once(in: 3) { request.givenBack = givenBack() }
        return request
    }

    private mutating func givenBack() -> GivenBack {
        GivenBack(
            forks: (0..<below(3)).map { _ in VouchedFork(fork: fork(), seal: next()) },
            events: (0..<below(4)).map { _ in
                VouchedEvent(
                    site: SiteNumber(UInt32(below(9))), sequence: number() >> 1,
                    previous: Digest(epoch: next()), seal: next(), bytes: event().encoded)
            })
    }

    mutating func document() -> DocumentReference {
        DocumentReference(name: DocumentName(Digest(epoch: next())), lengthBytes: 40 + below(9_000))
    }

    private mutating func load() -> DocumentLoad {
        var load = DocumentLoad()
        load.offers = (0..<below(3)).map { _ in document() }
        load.proofs = (0..<below(3)).map { _ in
            let bytes = (0..<DocumentProof.lengthBytes).map { _ in UInt8(below(256)) }
            return DocumentProof(document: document(), bytes: bytes)
        }
        load.chunks = (0..<below(3)).map { _ in
            let bytes = (0...below(20)).map { _ in UInt8(below(256)) }
            return DocumentChunk(document: document(), offset: below(20), bytes: bytes)
        }
        return load
    }

    private mutating func ranges() -> ByteRanges {
        var ranges = ByteRanges()
        for range in [below(9)..<10 + below(5), 20..<21 + below(5)] {
            // Two ranges always have room.
            try? ranges.insert(range)
        }
        return ranges
    }

    private mutating func want() -> DocumentWant {
        DocumentWant(document: document(), ranges: ranges())
    }

    private mutating func delivery() -> DocumentDelivery {
        guard once(in: 2) else { return .absent(document(), pick(DocumentAbsence.allCases)) }
        let bytes = (0...below(20)).map { _ in UInt8(below(256)) }
        return .chunk(DocumentChunk(document: document(), offset: below(20), bytes: bytes))
    }

    private mutating func report() -> DocumentReport {
        let nonce = (0..<DocumentVerdict.nonceBytes).map { _ in UInt8(below(256)) }
        return DocumentReport(
            document(),
            pick([
                .here, .wanted(ranges()), .prove(nonce: nonce), .refused(.wrongContent),
                .refused(.kindNotTaken), .unnamed, .later,
            ]))
    }

    mutating func answer() -> Answer {
        var answer = Answer(
            number: next(),
            epoch: HubEpoch(counter: number() >> 1, bits: next(), site: SiteNumber(1)),
            head: mark(), time: Int64(bitPattern: next()))
        answer.parked = (0..<below(4)).map { _ in
            .init(sequence: number() >> 1, reason: pick(ParkReason.allCases))
        }
        if once(in: 2) { answer.cases = changes() }
        if once(in: 2) { answer.reference = changes() }
        if once(in: 2) { answer.wanted = entries() }
        if once(in: 4) { answer.refusal = pick([.diverged, .unknownCursor, .revoked, .otherLife]) }
        if once(in: 2) { answer.documents = (0..<below(4)).map { _ in report() } }
        if once(in: 2) { answer.deliveries = (0..<below(4)).map { _ in delivery() } }
        if once(in: 3) { answer.lookedUp = lookUpResult() }
        if once(in: 4) { answer.branch = OpenedBranch(fork: fork(), keyPrefix: next()) }
        if once(in: 4) { answer.forks = (0..<below(4)).map { _ in fork() } }
        if once(in: 4) { answer.acceptedKey = next() }
        if once(in: 3) { answer.backedUp = 1 + number() >> 1 }
        answer.lives = (0..<below(3)).map { _ in
            FormerLife(bits: next(), cases: number() >> 1, reference: number() >> 1)
        }
        answer.seals = (0..<below(4)).map { _ in next() }
        answer.held = (0..<below(4)).map { _ in number() >> 1 }
        return answer
    }

    private mutating func fork() -> BranchTree.Fork {
        let parent = UInt32(1 + below(9))
        return BranchTree.Fork(
            site: SiteNumber(parent + 1 + UInt32(below(9))), parent: SiteNumber(parent),
            sequence: number() >> 1)
    }

    private mutating func changes() -> Changes {
        Changes(from: mark(), through: mark(), more: once(in: 2), entries: entries())
    }

    /// Entries of two branches with true hashes; branches skip events that are not sent.
    mutating func entries() -> [TrunkEntry] {
        var heads = [Head(epoch: next()), Head(epoch: next())]
        return (0..<below(6)).map { _ in
            if once(in: 3) {
                return .own(
                    sequence: number() >> 1, position: number() >> 1, count: 1 + number() >> 2)
            }
            let branch = below(2)
            if once(in: 3) { heads[branch] = heads[branch].following([0], mixing) }
            let event = event()
            let head = heads[branch].following(event.encoded, mixing)
            defer { heads[branch] = head }
            return .full(
                .init(
                    record: event.record ?? head.hash.recordName, position: number() >> 1,
                    site: SiteNumber(UInt32(branch + 2)), sequence: head.sequence,
                    previous: heads[branch].hash, bytes: event.encoded))
        }
    }
}

extension SeededGenerator {
    private mutating func lookUpResult() -> LookUpResult {
        switch below(3) {
        case 0:
            .lent(
                (0..<below(4)).map { _ in recordName(seed: next()) }, until: Int64(number() >> 1))
        case 1: .unproved
        default: .tooOften
        }
    }
}
