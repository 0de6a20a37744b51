import CentralStore
@testable import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Requests in frames that are cut or meddled with: what came before is kept, and nothing else.
@Suite struct FramesTests {
    private static let events = 12
    private static let eventsPerFrame = 2

    /// A kiosk with some cases, and its request in frames; the same in every run.
    private struct Scene {
        let province: Province
        let kiosk: RawKiosk
        let request: Request
        let envelope: [UInt8]

        init() throws {
            province = try Province(isInMemory: true)
            kiosk = try RawKiosk(province)
            var size = 0
            for number in 0..<FramesTests.events {
                let event = kiosk.write(nil, [.text("note", "việc \(number % 10)")])
                size = max(size, event.bytes.count)
            }
            var request = kiosk.request()
            request.counter = 1
            self.request = request
            let pieces = request.pieces(eventBytes: size * FramesTests.eventsPerFrame)
            try #require(pieces.count == FramesTests.events / FramesTests.eventsPerFrame)
            envelope = try kiosk.seal(pieces[0], then: Array(pieces.dropFirst())).envelope
        }

        var head: UInt64 {
            get throws { try province.store.site(kiosk.site)?.head?.sequence ?? 0 }
        }

        var frames: [EnvelopeFrames.Frame] {
            get throws {
                try EnvelopeFrames(envelope, from: Envelope(envelope).sealedStart).frames
            }
        }

        /// Where a frame begins, its number included.
        func start(of index: Int) throws -> Int {
            try index == 0
                ? Envelope(envelope).sealedStart : frames[index - 1].sealed.upperBound
        }

        func bytes(ofFrame index: Int) throws -> ArraySlice<UInt8> {
            try envelope[start(of: index)..<frames[index].sealed.upperBound]
        }

        /// What the kiosk does after a cut: asks, and goes on from there.
        func sendRest() throws {
            let head = try head
            var rest = request
            rest.counter = 2
            rest.events = Array(request.events.dropFirst(Int(head)))
            let hash =
                try head == 0
                ? nil : province.store.hash(of: head, on: kiosk.site)
            rest.base = hash.map { Mark(number: head, prefix: $0.prefix) } ?? request.base
            guard case .answer = try kiosk.reply(rest.encoded) else {
                Issue.record("no answer after \(head)")
                return
            }
        }
    }

    @Test func `whole, it is answered as any request`() throws {
        let scene = try Scene()
        guard case .answer = scene.province.turn([scene.envelope]).first else {
            Issue.record("no answer")
            return
        }
        #expect(try scene.province.hub.counts().cases == Self.events)
    }

    @Test func `cut at every byte, what came in whole frames is kept, and nothing comes twice`()
        throws
    {
        let whole = try Scene()
        let frames = try whole.frames
        for length in 0..<whole.envelope.count {
            let scene = try Scene()
            #expect(scene.envelope == whole.envelope)
            let reply = scene.province.turn([Array(scene.envelope.prefix(length))]).first
            let arrived = frames.count { $0.sealed.upperBound <= length }
            switch reply {
            case .part: #expect(arrived > 0)
            case .badMessage, .stranger: #expect(arrived == 0)
            case .answer, .early, .unavailable, nil: Issue.record("\(length): \(reply as Any)")
            }
            #expect(try scene.head == UInt64(arrived * Self.eventsPerFrame))
            #expect(try scene.province.hub.counts().cases == arrived * Self.eventsPerFrame)
            try scene.sendRest()
            #expect(try scene.head == UInt64(Self.events))
            #expect(try scene.province.hub.counts().cases == Self.events)
        }
    }

    /// What somebody on the line may do to frames, and how many of them count then.
    @Test(arguments: ["reordered", "dropped", "doubled", "flag", "appended", "unfinished"])
    func `frames that were meddled with count up to there`(how: String) throws {
        let scene = try Scene()
        var bytes = scene.envelope
        let last = try scene.frames.count - 1
        let range = try scene.start(of: 2)..<scene.start(of: 4)
        let (two, three) = try (scene.bytes(ofFrame: 2), scene.bytes(ofFrame: 3))
        var kept = 2
        switch how {
        case "reordered": bytes.replaceSubrange(range, with: three + two)
        case "dropped": bytes.replaceSubrange(range, with: three)
        case "doubled":
            bytes.replaceSubrange(range, with: two + two)
            kept = 3
        case "flag": bytes[range.lowerBound] ^= 1
        case "appended":
            bytes += two
            kept = last + 1
        default:
            bytes = Array(bytes[..<(try scene.start(of: last))])
            kept = last
        }
        guard case .part = scene.province.turn([bytes]).first else {
            Issue.record("\(how) was taken")
            return
        }
        #expect(try scene.head == UInt64(kept * Self.eventsPerFrame))
        try scene.sendRest()
        #expect(try scene.province.hub.counts().cases == Self.events)
    }

    @Test func `a part uses up its counter and delivers nothing`() throws {
        let scene = try Scene()
        let part = Array(scene.envelope.dropLast())
        guard case .part = scene.province.turn([part]).first else {
            Issue.record("not taken")
            return
        }
        let before = try scene.head
        // The same bytes again, whole or not, are a replay.
        _ = scene.province.turn([part, scene.envelope])
        #expect(try scene.head == before)
        #expect(try scene.province.store.site(scene.kiosk.site)?.delivered == 0)
    }

    @Test func `a piece that is no piece ends the request there`() throws {
        let scene = try Scene()
        let pieces = scene.request.pieces(eventBytes: 1)
        let envelope = try scene.kiosk.seal(pieces[0], then: [pieces[1], [0xFF], pieces[2]])
        guard case .part = scene.province.turn([envelope.envelope]).first else {
            Issue.record("taken")
            return
        }
        #expect(try scene.head == 2)
    }

    @Test(arguments: [1, 100, 900, 2_000, 2_600, 3_400, 9_000])
    func `a sync that is cut goes on where the hub is`(length: Int) throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        for number in 0..<1_500 { _ = try province.submit(at: kiosk, ["note": "\(number)"]) }
        province.cutBytes = length
        province.exchangesBeforeCut = 1
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete)
        #expect(try province.hub.counts().cases == 1_500)
        #expect(try kiosk.outbox().isEmpty)
    }
}
