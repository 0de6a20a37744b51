import SyncProtocol
import Testing

/// A kiosk's session that carries documents to a hub which is a few lines of the test.
@Suite struct DocumentTransferTests {
    @Test func `documents go up, the small ones first, and the session is complete`() {
        let hub = ModelHub([30_000, 900, 5_000], events: 3)
        let line = ModelLine(hub)
        #expect(line.run() == .complete)
        #expect(hub.finished.map(\.lengthBytes) == [900, 5_000, 30_000])
        #expect(hub.sentTwice == 0)
        #expect(line.documentBytes == 35_900)
    }

    @Test func `a document is offered before anything of it is sent`() throws {
        let hub = ModelHub([3_000])
        let line = ModelLine(hub)
        _ = line.run()
        let first = try #require(line.requests.first)
        #expect(first.documents.offers.count == 1 && first.documents.chunks.isEmpty)
        #expect(line.requests.dropFirst().contains { !$0.documents.chunks.isEmpty })
    }

    @Test func `chunks are as large as the envelopes that the line bears`() {
        let line = ModelLine(ModelHub([400_000]))
        #expect(line.run() == .complete)
        let sizes = line.requests.map { $0.documents.chunks.reduce(0) { $0 + $1.bytes.count } }
        for (size, envelope) in zip(sizes, line.envelopeBytes) {
            #expect(size <= envelope)
        }
        #expect(sizes.max() ?? 0 > Pace.start / 2)
    }

    @Test func `requests that overtake each other bring nothing twice`() {
        let hub = ModelHub([80_000, 7_000])
        let line = ModelLine(hub)
        line.swaps = true
        #expect(line.run() == .complete)
        #expect(hub.finished.count == 2 && hub.sentTwice == 0)
        #expect(line.documentBytes == 87_000)
    }

    @Test func `a long scan keeps the line busy`() {
        let line = ModelLine(ModelHub([400_000]))
        #expect(line.run() == .complete)
        let carried = Double(line.elapsedMilliseconds) * 4
        #expect(400_000 / carried > 0.9, "\(400_000 / carried)")
    }

    @Test(arguments: 1...40)
    func `after a cut at any step only what was on its way is sent again`(step: Int) {
        let hub = ModelHub([40_000, 700, 9_000], events: 30)
        let line = ModelLine(hub)
        line.cuts = [step]
        // A session that was never answered ends with the first loss.
        #expect(line.run() == .complete || line.run() == .complete)
        #expect(hub.finished.count == 3 && hub.events == 30)
        #expect(hub.sentTwice <= line.largestUnderWay)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `many cuts and lost answers cost no more than what was on its way`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let hub = ModelHub([60_000, 700, 9_000, 2_000], events: 10)
        let line = ModelLine(hub)
        line.cuts = Set((0..<8).map { _ in 2 + generator.below(60) })
        line.lostAnswers = Set((0..<8).map { _ in 2 + generator.below(60) })
        var outcome = line.run()
        for _ in 0..<20 where outcome != .complete { outcome = line.run() }
        #expect(outcome == .complete)
        #expect(hub.finished.count == 4 && hub.events == 10, "seed \(seed)")
        let losses = line.cuts.count + line.lostAnswers.count
        #expect(hub.sentTwice <= losses * line.largestUnderWay, "seed \(seed)")
    }

    @Test func `events never wait for documents, and documents are not starved by events`() {
        let hub = ModelHub([20_000], events: 4_000)
        let line = ModelLine(hub)
        #expect(line.run() == .complete)
        let withBoth = line.requests.count {
            !$0.events.isEmpty && !$0.documents.chunks.isEmpty
        }
        #expect(withBoth > 0)
        // While events are left each request is full of them.
        let lastEvents = line.requests.lastIndex { !$0.events.isEmpty } ?? 0
        let without = line.requests[..<lastEvents].count {
            $0.events.isEmpty && !$0.documents.chunks.isEmpty
        }
        #expect(without == 0)
    }

    @Test func `what the hub has already is proved and not sent`() {
        let hub = ModelHub([50_000])
        hub.proves = true
        let line = ModelLine(hub)
        #expect(line.run() == .complete)
        #expect(line.documentBytes == 0 && hub.proofs == 1)
    }

    @Test func `after a wrong proof the chunks are sent`() {
        let hub = ModelHub([50_000])
        hub.proves = true
        hub.takesProofs = false
        let line = ModelLine(hub)
        #expect(line.run() == .complete)
        #expect(line.documentBytes == 50_000 && hub.proofs == 1)
    }

    @Test(arguments: [DocumentVerdict.here, .refused(.wrongContent), .unnamed])
    func `what the hub does not want is not sent`(verdict: DocumentVerdict) {
        let hub = ModelHub([50_000])
        hub.fixed = verdict
        let line = ModelLine(hub)
        #expect(line.run() == .complete)
        #expect(line.documentBytes == 0 && line.requests.count <= 3)
    }

    @Test(arguments: [true, false])
    func `a hub that takes none, or knows of none, is left alone`(isSilent: Bool) {
        let hub = ModelHub([50_000], events: 5)
        hub.fixed = .later
        hub.isSilent = isSilent
        let line = ModelLine(hub)
        #expect(line.run() == .stalled)
        #expect(line.documentBytes == 0 && hub.events == 5)
    }

    @Test func `a hub that takes nothing of what it asks for does not go on for ever`() {
        let hub = ModelHub([50_000])
        hub.forgets = true
        let line = ModelLine(hub)
        #expect(line.run() == .stalled)
        #expect(line.requests.count < 10)
    }

    @Test func `what cannot be read here stays behind, and the others go`() {
        let hub = ModelHub([3_000, 9_000])
        let line = ModelLine(hub)
        line.unreadable = 3_000
        #expect(line.run() == .stalled)
        #expect(hub.finished.map(\.lengthBytes) == [9_000])
    }

    @Test func `a budget ends the sending and not the session`() {
        let hub = ModelHub([30_000], events: 2)
        let line = ModelLine(hub)
        line.budget = 10_000
        #expect(line.run() == .complete)
        #expect(hub.events == 2 && hub.finished.isEmpty)
        #expect(line.documentBytes <= 10_000 && line.documentBytes > 9_000)
        line.budget = .max
        #expect(line.run() == .complete)
        #expect(hub.finished.count == 1 && hub.sentTwice == 0)
    }
}
