import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// What fails a check is set aside with a reason, and nothing else is held up.
@Suite struct ParkingTests {
    /// An event that must not pass, and why.
    struct Offence: Sendable, CustomTestStringConvertible {
        let name: String
        let reason: ParkReason
        let type: String
        let commit: @Sendable (RawKiosk, _ own: RecordName, _ foreign: RecordName) -> Void

        var testDescription: String { name }

        init(
            _ name: String, _ reason: ParkReason, type: String = "post",
            _ commit: @escaping @Sendable (RawKiosk, RecordName, RecordName) -> Void
        ) {
            self.name = name
            self.reason = reason
            self.type = type
            self.commit = commit
        }
    }

    static let offences: [Offence] = [
        Offence("bytes that are no event", .malformed) { kiosk, _, _ in
            let event = Event(
                record: nil, kind: "case", actor: "", time: EventTime(wall: 0),
                context: VectorClock(), fields: [])
            kiosk.write(event, bytes: [0xFF, 0x00])
        },
        Offence("a creating event with a context", .malformed) { kiosk, _, _ in
            kiosk.write(context: VectorClock([.init(site: .own, sequence: 1)]))
        },
        Offence("a record that nobody created", .unknownRecord) { kiosk, _, _ in
            let nobodys = kiosk.head.following([0], Blake2b.chain).hash.recordName
            kiosk.write(nobodys, [.text("note", "a")])
        },
        Offence("a record of another point", .notEntitled) { kiosk, _, foreign in
            kiosk.write(foreign, [.text("note", "a")])
        },
        Offence("a context that was never delivered", .contextNotDelivered) { kiosk, own, _ in
            let context = VectorClock([.init(site: SiteNumber(1), sequence: 99)])
            kiosk.write(own, context: context, [.text("note", "a")])
        },
        Offence("an own event that was never written", .contextNotDelivered) { kiosk, own, _ in
            let context = VectorClock([.init(site: .own, sequence: 99)])
            kiosk.write(own, context: context, [.text("note", "a")])
        },
        Offence("an unknown kind of record", .unknownKind) { kiosk, _, _ in
            kiosk.write(kind: "wish", [.text("note", "a")])
        },
        Offence("reference data", .kindNotAllowed) { kiosk, _, _ in
            kiosk.write(kind: "procedure", [.text("code", "1.001")])
        },
        Offence("an officer's act", .kindNotAllowed) { kiosk, own, _ in
            kiosk.write(own, kind: "accept", [.text("note", "a")])
        },
        Offence("a new case with an official code", .fieldNotAllowed) { kiosk, _, _ in
            kiosk.write(nil, [.text("official", "H57-1")])
        },
        Offence("an official code later", .fieldNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("official", "H57-1")])
        },
        Offence("a document that cannot be read", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("documents.x.0011223344556677", "a.pdf")])
        },
        Offence("a document under the name of another", .valueNotAllowed) { kiosk, own, _ in
            let digest = String(repeating: "ab", count: 32)
            let value = "\(digest) 100 pdf a.pdf"
            kiosk.write(own, [.text("documents.x.0011223344556677", value)])
        },
        Offence("a document taken back", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.init("documents.x.0011223344556677", .null)])
        },
        Offence("a state", .fieldNotAllowed) { kiosk, own, _ in
            kiosk.write(own, kind: "resolve", [.text("state", "done")])
        },
        Offence("a payment of another point's case", .notEntitled) { kiosk, _, foreign in
            kiosk.write(kind: "payment", [.text("case", "\(foreign)"), .text("amount", "1")])
        },
        Offence("a payment of no case", .unknownRecord) { kiosk, _, _ in
            kiosk.write(kind: "payment", [.text("case", "x"), .text("amount", "1")])
        },
        Offence("a payment of nothing", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(kind: "payment", [.text("case", "\(own)"), .text("amount", "0")])
        },
        Offence("a payment confirmed by a point", .fieldNotAllowed) { kiosk, own, _ in
            kiosk.write(
                kind: "payment", [.text("case", "\(own)"), .text("confirmed", "2026-11-22")])
        },
        Offence("cash at a citizens' kiosk", .fieldNotAllowed, type: "kiosk") { kiosk, own, _ in
            kiosk.write(kind: "payment", [.text("case", "\(own)"), .text("receipt", "C-1")])
        },
        Offence("another procedure", .fieldNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("procedure", "2")])
        },
        Offence("an unknown field", .fieldNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("future", "a")])
        },
        Offence("a citizen's kiosk that edits", .fieldNotAllowed, type: "kiosk") { kiosk, own, _ in
            kiosk.write(own, [.text("note", "a")])
        },
        Offence("a number for a text", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.init("note", .unsigned(1))])
        },
        Offence("a control character", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("note", "a\u{1B}[2J")])
        },
        Offence("a text that is not in NFC", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("note", "a\u{301}")])
        },
        Offence("a text that is too long", .valueNotAllowed) { kiosk, own, _ in
            kiosk.write(own, [.text("note", String(repeating: "a", count: 20_000))])
        },
        Offence("a time long ago", .insaneTime) { kiosk, own, _ in
            kiosk.write(own, wall: 0, [.text("note", "a")])
        },
        Offence("the first instant", .insaneTime) { kiosk, _, _ in kiosk.write(wall: .min) },
        Offence("the last instant", .insaneTime) { kiosk, _, _ in kiosk.write(wall: .max) },
    ]

    @Test(arguments: offences)
    func `it is set aside, reported, and the next one passes`(offence: Offence) throws {
        let province = try Province(isInMemory: true)
        let other = try RawKiosk(province, tag: 100)
        let foreign = other.write(nil, [.text("note", "của người khác")])
        try other.send()
        let kiosk = try RawKiosk(province, type: offence.type)
        let own = kiosk.write(nil, [.text("note", "một")])
        try kiosk.send()

        offence.commit(kiosk, own.record, foreign.record)
        let after = kiosk.write(nil, [.text("note", "sau")])
        let answer = try kiosk.send()

        #expect(answer.head == kiosk.head.mark)
        #expect(answer.parked == [ParkedReport(sequence: 2, reason: offence.reason)])
        let parked = try province.hub.parked()
        #expect(parked.map(\.reason) == [offence.reason])
        #expect(parked.map(\.site) == [kiosk.site])
        #expect(try province.hub.counts().cases == 3)
        #expect(try province.hub.fold(of: after.record).creation?.sequence == 3)
        for record in [own.record, foreign.record] {
            #expect(try province.hub.open("\(record)").events.count == 1)
        }
    }

    @Test func `a parked event holds back only later ones of its branch and record`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        let other = try RawKiosk(province, tag: 100)
        let record = kiosk.write(nil, [.text("delivery.point", "\(other.site)")]).record
        try kiosk.send()
        try other.send()
        let second = kiosk.write(nil, [.text("note", "một")]).record
        kiosk.write(record, [.text("official", "1")])
        kiosk.write(second, [.text("note", "hai")])
        kiosk.write(record, [.text("note", "ba")])
        let answer = try kiosk.send()
        #expect(
            answer.parked == [
                .init(sequence: 3, reason: .fieldNotAllowed), .init(sequence: 5, reason: .heldBack),
            ])
        #expect(try province.hub.open("\(second)").events.count == 2)
        #expect(try province.hub.open("\(record)").events.count == 1)

        // Held back also in a later request, and for this branch only.
        kiosk.write(record, [.text("note", "bốn")])
        #expect(try kiosk.send().parked == [.init(sequence: 6, reason: .heldBack)])
        other.write(record, [.text("note", "năm")])
        #expect(try other.send().parked.isEmpty)
        #expect(try province.hub.open("\(record)").events.count == 2)
        #expect(try province.store.parked(site: kiosk.site, after: 0).count == 3)
    }

    @Test func `a creation that is set aside holds back what is about it`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        let record = kiosk.write(kind: "wish").record
        kiosk.write(record, [.text("note", "a")])
        try kiosk.send()
        kiosk.write(record, [.text("note", "b")])
        try kiosk.send()
        #expect(
            try province.hub.parked().map(\.reason) == [.unknownKind, .heldBack, .heldBack])
        #expect(try province.hub.counts().cases == 0)
    }

    @Test func `a lying context erases nobody's value`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        let record = kiosk.write(nil, [.text("note", "một")]).record
        try kiosk.send()
        _ = try province.hub.perform(
            .accept, on: "\(record)", by: .init(name: "Hà", now: province.now))
        let state = try province.hub.fold(of: record)
        // The kiosk has not been told of the officer's act, so it cannot have seen it.
        kiosk.write(record, context: state.clock.asContext(of: kiosk.site), [.text("note", "hai")])
        let answer = try kiosk.send()
        #expect(answer.parked.map(\.reason) == [.contextNotDelivered])
        #expect(try province.hub.fold(of: record).encoded == state.encoded)
    }

    @Test func `a kiosk shows what was set aside and sends it no more`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        try province.edit(record, at: kiosk, ["official": "H57-1"])
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try kiosk.outbox().map(\.parked) == [.fieldNotAllowed])
        let before = province.exchanges
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(province.exchanges == before + 1)
        #expect(try province.hub.counts().parked == 1)
        #expect(try kiosk.outbox().map(\.parked) == [.fieldNotAllowed])
    }

    @Test func `the reports survive a lost answer`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try province.submit(at: kiosk)
        try province.edit(record, at: kiosk, ["official": "H57-1"])
        province.cut = .afterCommit
        try province.sync(kiosk)
        province.cut = nil
        try province.sync(kiosk)
        #expect(try kiosk.outbox().map(\.parked) == [.fieldNotAllowed])
        #expect(try province.hub.counts().parked == 1)
    }

    @Test func `more are set aside at once than one answer reports, and all are told`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let count = Limits.parkedPerAnswer + 44
        for _ in 0..<count { _ = try province.submit(at: kiosk, ["official": "H57-1"]) }
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try province.hub.counts().parked == count)
        #expect(try kiosk.outbox().count { $0.parked == .fieldNotAllowed } == count)
    }
}
