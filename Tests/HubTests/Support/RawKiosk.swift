import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A kiosk without a store and without scruples: it sends whatever a test writes.
final class RawKiosk {
    let province: Province
    let site: SiteNumber
    let secret: [UInt8]
    private(set) var head: Head
    /// The head that the hub has acknowledged.
    private(set) var base: Mark
    private var waiting: [[UInt8]] = []
    private var number: UInt64 = 0
    private let pair: KeyPair
    private var isKnown = false
    private var generator: SeededGenerator

    init(_ province: Province, type: String = "post", tag: UInt8 = 200) throws {
        self.province = province
        secret = [UInt8](repeating: tag, count: 16)
        site = try province.hub.enrol(
            .init(name: "Điểm \(tag)", unit: "H57.19815", type: type), secret: secret,
            now: province.now)
        generator = SeededGenerator(seed: UInt64(tag))
        pair = province.keys(of: site).newest.pair
        head = Head(epoch: UInt64(tag) << 32)
        base = head.mark
    }

    /// Writes an event on the branch; it waits to be sent.
    @discardableResult
    func write(
        _ record: RecordName? = nil, kind: String? = nil, wall: Int64? = nil,
        context: VectorClock = VectorClock(), _ fields: [Event.Field] = []
    ) -> PlacedEvent {
        let event = Event(
            record: record, kind: kind ?? (record == nil ? "case" : "edit"), actor: "Lan",
            time: EventTime(wall: wall ?? province.now), context: context, fields: fields)
        return write(event, bytes: event.encoded)
    }

    /// Puts any bytes on the branch.
    @discardableResult
    func write(_ event: Event, bytes: [UInt8]) -> PlacedEvent {
        head = head.following(bytes, Blake2b.chain)
        waiting.append(bytes)
        return PlacedEvent(
            site: site, sequence: head.sequence, hash: head.hash, event: event, bytes: bytes)
    }

    /// The request for what waits, and for everything from the beginning of the logs on.
    func request() -> Request {
        number += 1
        var request = Request(number: number, base: base, headSequence: head.sequence, program: "x")
        request.counter = number
        request.events = waiting
        let zero = Mark(number: 0, prefix: 0)
        request.pull = .init(epochBits: 0, cases: zero, reference: zero)
        return request
    }

    /// The envelope of a message, and the key that opens its answer.
    func seal(
        _ message: [UInt8], then more: [[UInt8]] = []
    ) throws -> (envelope: [UInt8], answerKey: AnswerKey) {
        let hub = province.hubKey
        let address = EnvelopeAddress(site: site, hubKey: hub.number, siteKey: 1)
        guard isKnown else {
            return try SealedEnrolment.seal(
                message, then: more, address: address, secret: EnrolmentSecret.key(secret),
                from: pair, to: hub.publicKey, compressing: .standard, using: &generator)
        }
        return try SealedRequest.seal(
            message, then: more, address: address, from: pair, to: hub.publicKey,
            compressing: .standard, using: &generator)
    }

    /// What the hub says to a message; an answer is opened.
    func reply(_ message: [UInt8]) throws -> Hub.Reply {
        let (envelope, answerKey) = try seal(message)
        return try open(try #require(province.turn([envelope]).first), answerKey)
    }

    /// A reply whose answer is opened; from then on the hub knows this kiosk's key.
    func open(_ reply: Hub.Reply, _ key: AnswerKey) throws -> Hub.Reply {
        guard case .answer(let bytes) = reply else { return reply }
        isKnown = true
        return .answer(try key.open(Envelope(bytes), decompressing: .standard))
    }

    /// Forgets what waits to be sent, as nobody honest does.
    func forgetWaiting() {
        waiting = []
    }

    /// Sends everything that waits and remembers what was acknowledged.
    @discardableResult
    func send() throws -> Answer {
        guard case .answer(let bytes) = try reply(request().encoded) else {
            Issue.record("no answer")
            return Answer(number: 0, epoch: province.hub.epoch, head: base, time: 0)
        }
        let answer = try Answer(decoding: bytes, hash: Blake2b.chain)
        if answer.refusal == nil {
            waiting.removeFirst(Int(answer.head.number - base.number))
            base = answer.head
        }
        return answer
    }
}

extension Event.Field {
    /// A field with a text.
    static func text(_ name: String, _ text: String) -> Event.Field {
        Event.Field(name, .text(text))
    }
}

extension Answer {
    /// The records whose events came, in order of their names.
    var records: [RecordName] {
        let all = (cases?.entries ?? []) + (reference?.entries ?? []) + wanted
        return Set(
            all.compactMap { entry in
                switch entry {
                case .full(let full): full.record
                case .own: nil
                }
            }
        ).sorted()
    }
}
