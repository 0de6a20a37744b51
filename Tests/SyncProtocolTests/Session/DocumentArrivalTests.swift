import SyncProtocol
import Testing

/// A kiosk's session that asks for documents, with a hub which is a few lines of the test.
@Suite struct DocumentArrivalTests {
    private static func document(_ lengthBytes: Int) -> DocumentReference {
        DocumentReference(
            name: DocumentName(Digest(epoch: UInt64(lengthBytes))), lengthBytes: lengthBytes)
    }

    /// A point that lacks documents, and what happens to its requests.
    private final class World {
        var session: KioskSession
        var missing: [DocumentWant]
        /// What goes wrong with the request of this number, counted from 1.
        var losses: Set<UInt64> = []
        var answersNothing = false
        var storesNothing = false
        var absence: DocumentAbsence?
        private(set) var requests: [Request] = []
        private(set) var bytesGiven = 0
        private var number: UInt64 = 0
        private var now: Int64 = 0

        init(_ lengths: [Int], budget: Int = .max) throws {
            session = KioskSession(program: "p", documentBytes: budget)
            missing = try lengths.map { length in
                var ranges = ByteRanges()
                try ranges.insert(0..<length)
                return DocumentWant(document: DocumentArrivalTests.document(length), ranges: ranges)
            }
        }

        private var standing: KioskSession.Standing {
            let none = Mark(number: 0, prefix: 0)
            var standing = KioskSession.Standing(
                headSequence: 0, base: none, hub: nil, cases: none, reference: none, wants: [])
            standing.wanted = missing
            return standing
        }

        func run() throws -> KioskSession.Outcome? {
            var actions = session.handle(.begin(standing))
            var under: [Request] = []
            for _ in 0..<400 {
                while let action = actions.first {
                    actions.removeFirst()
                    switch action {
                    case .load:
                        number += 1
                        let base = Mark(number: 0, prefix: 0)
                        actions += session.handle(
                            .loaded(.init(number: number, base: base, events: [], now: now)))
                    case .send(let request):
                        requests.append(request)
                        under.append(request)
                        actions += session.handle(.written(request.number, bytes: 200, now: now))
                    case .apply(let answer):
                        if !storesNothing { try store(answer) }
                        actions += session.handle(.applied(standing))
                    case .wake(let time):
                        now = max(now, time)
                        actions += session.handle(.tick(now: now))
                    case .readDocuments: actions += session.handle(.documentsRead([]))
                    case .finish(let outcome): return outcome
                    }
                }
                now += 200
                guard !under.isEmpty else {
                    actions = session.handle(.tick(now: now))
                    continue
                }
                actions = reply(to: under.removeFirst())
                actions += session.handle(.tick(now: now))
            }
            return nil
        }

        private func reply(to request: Request) -> [KioskSession.Action] {
            guard !losses.contains(request.number) else {
                return session.handle(.lost(.init(number: request.number, chance: 0, now: now)))
            }
            var answer = Answer(
                number: request.number,
                epoch: HubEpoch(counter: 1, bits: 1, site: SiteNumber(1)),
                head: Mark(number: 0, prefix: 0), time: 0)
            answer.deliveries = answersNothing ? [] : request.wanted.flatMap(give)
            let bytes = answer.deliveries.reduce(0) { $0 + $1.lengthBytes }
            bytesGiven += bytes
            now += Int64(bytes / 4)
            return session.handle(.answered(answer, bytes: bytes + 100, now: now))
        }

        private func give(_ want: DocumentWant) -> [DocumentDelivery] {
            if let absence { return [.absent(want.document, absence)] }
            return want.ranges.ranges.map { range in
                let bytes = [UInt8](repeating: 7, count: range.count)
                return .chunk(
                    .init(document: want.document, offset: range.lowerBound, bytes: bytes))
            }
        }

        private func store(_ answer: Answer) throws {
            for delivery in answer.deliveries {
                let document = delivery.document
                guard let index = missing.firstIndex(where: { $0.document == document }) else {
                    continue
                }
                switch delivery {
                case .chunk(let chunk):
                    var left = ByteRanges()
                    for range in missing[index].ranges.ranges {
                        var here = ByteRanges()
                        try here.insert(chunk.range)
                        for gap in here.gaps(in: range) { try left.insert(gap) }
                    }
                    missing[index] = DocumentWant(document: document, ranges: left)
                    if left.ranges.isEmpty { missing.remove(at: index) }
                case .absent(_, .later): break
                case .absent: missing.remove(at: index)
                }
            }
        }
    }

    @Test func `all that is missing comes, nothing of it twice, the small ones first`() throws {
        let world = try World([900, 40_000])
        #expect(try world.run() == .complete)
        #expect(world.missing.isEmpty && world.bytesGiven == 40_900)
        #expect(world.session.fetchedBytes == 40_900)
        #expect(world.requests.first?.wanted.first?.document.lengthBytes == 900)
    }

    @Test func `two requests are on their way, and only one of them pulls`() throws {
        let world = try World([200_000])
        #expect(try world.run() == .complete)
        #expect(world.requests.contains { $0.pull == nil && !$0.wanted.isEmpty })
        #expect(world.bytesGiven == 200_000)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `a loss costs what was on its way`(number: UInt64) throws {
        let world = try World([60_000, 5_000])
        world.losses = [number]
        let first = try world.run()
        if first == .offline {
            world.session = KioskSession(program: "p")
            #expect(try world.run() == .complete)
        } else {
            #expect(first == .complete)
        }
        #expect(world.missing.isEmpty && world.bytesGiven == 65_000)
    }

    @Test func `a hub that knows of no such wish, or gives nothing, is left alone`() throws {
        for absence in [nil, DocumentAbsence.later] {
            let world = try World([5_000])
            world.absence = absence
            world.answersNothing = absence == nil
            #expect(try world.run() == .complete)
            #expect(world.requests.count <= 4 && world.missing.count == 1)
        }
    }

    @Test(arguments: [DocumentAbsence.unnamed, .notYet])
    func `what the hub does not give is not asked for again`(absence: DocumentAbsence) throws {
        let world = try World([5_000, 6_000])
        world.absence = absence
        #expect(try world.run() == .complete)
        #expect(world.bytesGiven == 0 && world.requests.count <= 4)
    }

    @Test func `a disk that takes nothing does not go round for ever`() throws {
        let world = try World([50_000])
        world.storesNothing = true
        #expect(try world.run() == .complete)
        #expect(world.requests.count < 8)
    }

    @Test func `a budget ends the asking and not the session`() throws {
        let world = try World([30_000], budget: 10_000)
        #expect(try world.run() == .complete)
        #expect(world.bytesGiven == 10_000)
    }
}
