import CaseModel
import CaseRecords
import Sealing
import SyncProtocol
import Transport

/// One point without a store: it enrols, and pushes one sealed request that was prepared before.
final class LoadKiosk {
    /// What the point could not do; the load is worth nothing then.
    struct Trouble: Error {
        let what: String
    }

    private let ticket: EnrolmentTicket
    private let hub: PublicKey
    private let client: HTTPClient
    private let compression: Compression
    private var random = SecureRandom()
    private let keys: KeyPair
    private var head: Head
    private let epoch: UInt64
    private var hubEpoch: UInt64 = 0
    private var cases = Mark(number: 0, prefix: 0)
    private var reference = Mark(number: 0, prefix: 0)
    private var counter: UInt64 = 0
    private var prepared: (envelope: [UInt8], key: AnswerKey, number: UInt64)?

    /// All points are in one thread, so that they share the contexts of the compression.
    init(code: String, compression: Compression) throws {
        self.compression = compression
        ticket = try EnrolmentTicket(decoding: EnrolmentCode.decode(code))
        guard let hub = PublicKey(ticket.hubKey) else { throw Trouble(what: "no key in the code") }
        self.hub = hub
        client = try HTTPClient(baseURL: ticket.address)
        keys = KeyPair(using: &random)
        epoch = random.next()
        head = Head(epoch: epoch)
    }

    /// Enrols and reads the reference data to its end.
    func settle() throws {
        var isLeft = true
        while isLeft {
            let request = request([])
            let sealed = try seal(request)
            client.send(request.number, path: "/sync", body: sealed.envelope)
            let answer = try receive(sealed.answerKey)
            guard answer.number == request.number, answer.refusal == nil else {
                throw Trouble(what: "the enrolment was refused: \(answer)")
            }
            hubEpoch = answer.epoch.bits
            cases = answer.cases?.through ?? cases
            reference = answer.reference?.through ?? reference
            isLeft = answer.cases?.more == true || answer.reference?.more == true
        }
    }

    /// Makes events of cases and seals them.
    func prepare(_ drafts: ArraySlice<CaseDraft>, _ procedures: [Procedure]) throws {
        let now = SystemClock.wallMilliseconds()
        let calendar = WorkingCalendar()
        let day = CivilDate(instantMilliseconds: now)
        let site = Int(ticket.site.value)
        var events: [[UInt8]] = []
        for (index, draft) in drafts.enumerated() {
            guard let procedure = procedures.first(where: { $0.code == draft.procedure }) else {
                throw Trouble(what: "no procedure \(draft.procedure)")
            }
            let slip = SlipNumber.base(site: site, date: day, number: index + 1)
            let fields = try draft.fields(
                procedure: procedure, defaultUnit: ticket.unit, now: now, calendar: calendar)
            let event = Event(
                record: nil, kind: RecordKind.case, actor: "agent", time: EventTime(wall: now),
                context: VectorClock(),
                fields: (fields + [(name: "slip", value: slip)]).map {
                    .init($0.name, .text($0.value))
                })
            events.append(event.encoded)
        }
        let request = request(events)
        let sealed = try seal(request)
        prepared = (sealed.envelope, sealed.answerKey, request.number)
        head = events.reduce(head) { $0.following($1, Blake2b.chain) }
    }

    /// Starts to send what was prepared.
    func send() {
        guard let prepared else { preconditionFailure("nothing was prepared") }
        client.send(prepared.number, path: "/sync", body: prepared.envelope)
    }

    /// Waits for the answer to what was prepared; whether the hub has all of it in its trunks.
    func receive() -> Bool {
        guard let prepared else { preconditionFailure("nothing was prepared") }
        do {
            let answer = try receive(prepared.key)
            let places: [TrunkEntry] = [.own(sequence: 1, position: 1, count: head.sequence)]
            return answer.number == prepared.number && answer.refusal == nil
                && answer.head == head.mark && answer.parked.isEmpty
                && answer.cases?.entries == places
        } catch {
            return false
        }
    }

    private func request(_ events: [[UInt8]]) -> Request {
        var request = Request(
            number: random.next(), base: Mark(number: 0, prefix: epoch),
            headSequence: UInt64(events.count), program: "load")
        counter += 1
        request.counter = counter
        request.events = events
        request.pull = .init(epochBits: hubEpoch, cases: cases, reference: reference)
        return request
    }

    private func seal(_ request: Request) throws -> (envelope: [UInt8], answerKey: AnswerKey) {
        let address = EnvelopeAddress(site: ticket.site, hubKey: ticket.hubKeyNumber, siteKey: 1)
        guard hubEpoch == 0 else {
            return try SealedRequest.seal(
                request.encoded, address: address, from: keys, to: hub, compressing: compression,
                using: &random)
        }
        return try SealedEnrolment.seal(
            request.encoded, address: address, secret: EnrolmentSecret.key(ticket.secret),
            from: keys, to: hub, compressing: compression, using: &random)
    }

    private func receive(_ key: AnswerKey) throws -> Answer {
        while let event = client.wait(milliseconds: 30_000) {
            switch event {
            case .written: continue
            case .failed(_, let failure): throw Trouble(what: "\(failure)")
            case .answered(_, let answer):
                guard answer.status == 200 else { throw Trouble(what: "status \(answer.status)") }
                let message = try key.open(Envelope(answer.body), decompressing: compression)
                return try Answer(decoding: message, hash: Blake2b.chain)
            }
        }
        throw Trouble(what: "no answer in 30 s")
    }
}
