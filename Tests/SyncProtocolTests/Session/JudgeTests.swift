import SyncProtocol
import Testing

/// The hub's checks of one batch, through its session.
@Suite struct JudgeTests {
    private static let now: Int64 = 1_790_000_000_000
    private var branch = Branch(SiteNumber(2), epoch: 0xE0)
    private let record = recordName(seed: 1)
    private let other = recordName(seed: 2)

    /// A record that this site may change: five events of site 3 were delivered, none is its own.
    private let known = HubSession.RecordView(
        kind: "case", isEntitled: true, delivered: clock([1: 2, 3: 5]), own: 0, isHeld: false)

    /// Sends a batch at the start of the branch and gives what becomes of each event.
    private func judge(
        _ events: [[UInt8]], records: [RecordName: HubSession.RecordView] = [:],
        verdict: @escaping HubSession.Verdict = { _, _ in nil }
    ) -> [ParkReason?] {
        var session = HubSession(hash: mixing, verdict: verdict)
        var request = Request(
            number: 5, base: Mark(number: 0, prefix: 0xE0), headSequence: 0, program: "")
        request.events = events
        _ = session.handle(.request(request, now: Self.now))
        let view = HubSession.View(head: nil, isRevoked: false, hashes: [], records: records)
        guard case .store(let judged, _, let proven)? = session.handle(.looked(view)).first else {
            Issue.record("the batch was refused")
            return []
        }
        #expect(judged.map(\.head.sequence) == Array(1..<UInt64(events.count) + 1))
        #expect(proven == UInt64(events.count))
        return judged.map(\.reason)
    }

    private mutating func edit(
        _ record: RecordName, context: KeyValuePairs<UInt32, UInt64> = [:]
    ) -> [UInt8] {
        branch.write(record, context: context, fields: ["name": "Lân"]).bytes
    }

    @Test mutating func `an edit of what was delivered passes`() {
        let batch = [edit(record, context: [1: 2, 3: 5]), edit(record, context: [0: 1, 3: 4])]
        #expect(judge(batch, records: [record: known]) == [nil, nil])
    }

    @Test func `each record is looked up once, in order`() {
        var branch = Branch(SiteNumber(2), epoch: 0xE0)
        let names = [recordName(seed: 1), recordName(seed: 2), recordName(seed: 3)].sorted()
        var request = Request(
            number: 5, base: Mark(number: 0, prefix: 0xE0), headSequence: 0, program: "")
        request.events = [names[2], names[0], names[1], names[0]].map {
            branch.write($0, fields: [:]).bytes
        }
        request.events += [[0xFF], branch.write(nil, fields: [:]).bytes]
        var session = HubSession(hash: mixing) { _, _ in nil }
        #expect(
            session.hear(.request(request, now: Self.now))
                == [.look(base: 0, count: 6, records: names)])
    }

    @Test mutating func `an unknown record is parked`() {
        #expect(judge([edit(record), edit(record)]) == [.unknownRecord, .unknownRecord])
    }

    @Test mutating func `a record that the site may not see is parked`() {
        var foreign = known
        foreign.isEntitled = false
        let batch = [edit(record, context: [3: 5]), edit(record, context: [3: 5])]
        #expect(judge(batch, records: [record: foreign]) == [.notEntitled, .heldBack])
    }

    @Test(arguments: [clock([3: 6]), clock([1: 3, 3: 5]), clock([4: 1]), clock([2: 1])])
    func `a context that claims what was not delivered is parked`(context: VectorClock) {
        let event = Event.sample(record, context: context)
        #expect(judge([event.encoded], records: [record: known]) == [.contextNotDelivered])
    }

    @Test mutating func `a context that claims own events not yet written is parked`() {
        let first = edit(record, context: [0: 1])
        #expect(judge([first], records: [record: known]) == [.contextNotDelivered])
        var mine = known
        mine.own = 7
        #expect(
            judge([Event.sample(record, context: clock([0: 7])).encoded], records: [record: mine])
                == [nil])
        #expect(
            judge([Event.sample(record, context: clock([0: 8])).encoded], records: [record: mine])
                == [.contextNotDelivered])
    }

    @Test mutating func `own events of another record are no part of this one`() {
        let batch = [
            edit(record, context: [3: 5]), edit(other, context: [3: 5]),
            // Two events are written, but of this record only the first.
            edit(record, context: [0: 2, 3: 5]),
        ]
        #expect(
            judge(batch, records: [record: known, other: known])
                == [nil, nil, .contextNotDelivered])
    }

    @Test mutating func `an edit may follow its creation in the same batch`() {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let batch = [
            created.bytes, edit(created.record, context: [0: 1]),
            edit(created.record, context: [0: 2]), edit(created.record, context: [3: 1]),
        ]
        #expect(judge(batch) == [nil, nil, nil, .contextNotDelivered])
    }

    @Test mutating func `a creation that is parked holds back its edits and nothing else`() {
        let created = branch.write(.sample(kind: "nonsense"))
        let batch = [
            created.bytes, edit(created.record, context: [0: 1]), edit(record, context: [3: 5]),
            branch.write(nil, fields: [:]).bytes, edit(created.record, context: [0: 2]),
        ]
        let fates = judge(batch, records: [record: known]) { event, _ in
            event.kind == "nonsense" ? .unknownKind : nil
        }
        #expect(fates == [.unknownKind, .heldBack, nil, nil, .heldBack])
    }

    @Test mutating func `a parked edit holds back later ones of the same record only`() {
        let batch = [
            edit(record, context: [3: 9]), edit(other, context: [3: 5]),
            edit(record, context: [3: 5]), edit(other, context: [0: 2]),
        ]
        #expect(
            judge(batch, records: [record: known, other: known])
                == [.contextNotDelivered, nil, .heldBack, nil])
    }

    @Test mutating func `what stands parked from before holds back too`() {
        var held = known
        held.isHeld = true
        let batch = [edit(record, context: [3: 5]), edit(other, context: [3: 5])]
        #expect(judge(batch, records: [record: held, other: known]) == [.heldBack, nil])
    }

    @Test mutating func `a malformed event is parked and the batch goes on`() {
        let first = edit(record, context: [3: 5])
        let batch = [
            first, [0xFF, 0x00], [], Event.sample(record, context: clock([0: 1])).encoded,
        ]
        #expect(judge(batch, records: [record: known]) == [nil, .malformed, .malformed, nil])
    }

    @Test mutating func `a creating event that claims to have seen something is malformed`() {
        let created = branch.write(.sample(context: clock([0: 1])))
        let batch = [created.bytes, edit(created.record, context: [0: 1])]
        #expect(judge(batch) == [.malformed, .heldBack])
    }

    @Test(arguments: [
        (0 as Int64, true), (Limits.saneClockMilliseconds, true),
        (-Limits.saneClockMilliseconds, true), (Limits.saneClockMilliseconds + 1, false),
        (-Limits.saneClockMilliseconds - 1, false),
    ])
    func `a clock is doubted only when it is years away`(distance: Int64, isSane: Bool) {
        let event = Event.sample(wall: Self.now + distance)
        #expect(judge([event.encoded]) == [isSane ? nil : .insaneTime])
    }

    @Test(arguments: [Int64.min, .max])
    func `the ends of the clock do not overflow`(wall: Int64) {
        let event = Event.sample(wall: wall)
        let edit = Event.sample(record, context: clock([3: 5]), wall: wall)
        #expect(
            judge([event.encoded, edit.encoded], records: [record: known])
                == [.insaneTime, .insaneTime])
    }

    @Test(arguments: ParkReason.allCases)
    func `the application's verdict is the reason`(reason: ParkReason) {
        let event = Event.sample(record, context: clock([3: 5]))
        #expect(judge([event.encoded], records: [record: known]) { _, _ in reason } == [reason])
    }

    @Test mutating func `the verdict knows the kind of the record, in the same batch too`() {
        let created = branch.write(.sample(kind: "rating"))
        let batch = [
            created.bytes, edit(created.record, context: [0: 1]), edit(record, context: [3: 5]),
        ]
        let fates = judge(batch, records: [record: known]) { event, kind in
            switch (event.kind, kind) {
            case ("rating", nil): nil
            case ("edit", "rating"): .fieldNotAllowed
            case ("edit", "case"): .valueNotAllowed
            default: .kindNotAllowed
            }
        }
        #expect(fates == [nil, .fieldNotAllowed, .valueNotAllowed])
    }

    @Test mutating func `nobody is asked about an event that is held back or not delivered`() {
        let batch = [edit(record, context: [3: 9]), edit(record, context: [3: 5])]
        #expect(
            judge(batch, records: [record: known]) { _, _ in .valueNotAllowed }
                == [.contextNotDelivered, .heldBack])
    }
}
