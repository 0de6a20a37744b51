import CentralStore
import Hub
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

    init(_ province: Province, type: String = "post", tag: UInt8 = 200) throws {
        self.province = province
        secret = [UInt8](repeating: tag, count: 16)
        site = try province.hub.enrol(
            .init(name: "Điểm \(tag)", unit: "H57.19815", type: type), secret: secret,
            now: province.now)
        head = Head(epoch: UInt64(tag) << 32)
        base = head.mark
    }

    var credentials: Credentials {
        Credentials(site: site, token: secret + [7], enrolment: secret)
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
        request.events = waiting
        let zero = Mark(number: 0, prefix: 0)
        request.pull = .init(epochBits: 0, cases: zero, reference: zero)
        return request
    }

    func exchange(_ message: [UInt8], as credentials: Credentials? = nil) -> Hub.Exchange {
        Hub.Exchange(credentials: credentials ?? self.credentials, message: message)
    }

    func reply(_ message: [UInt8], as credentials: Credentials? = nil) throws -> Hub.Reply {
        let replies = province.hub.turn([exchange(message, as: credentials)], now: province.now)
        return try #require(replies.first)
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
