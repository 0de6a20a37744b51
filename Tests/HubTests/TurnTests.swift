import CaseModel
import CaseRecords
import CentralStore
import Hub
import SQLite
import Sealing
import SyncProtocol
import Testing

/// Many exchanges in one transaction: each stands or falls alone, and nothing is acknowledged
/// before it is committed.
@Suite struct TurnTests {
    @Test(arguments: [[], [0xFF], [0xA0], [0xA1, 0x00, 0x01], [UInt8](repeating: 0, count: 99)])
    func `bytes that are no message are refused as such`(bytes: [UInt8]) throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        guard case .badMessage = try kiosk.reply(bytes),
            case .badMessage = try #require(province.turn([bytes]).first)
        else {
            Issue.record("taken for a message")
            return
        }
        #expect(try province.store.site(kiosk.site)?.lastSeen == nil)
    }

    @Test func `a message cut anywhere is refused and changes nothing`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        let message = kiosk.request().encoded
        for length in 0..<message.count {
            guard case .badMessage = try kiosk.reply(Array(message.prefix(length))) else {
                Issue.record("taken for a message at \(length)")
                return
            }
        }
        #expect(try province.hub.counts().cases == 0)
        try kiosk.send()
        #expect(try province.hub.counts().cases == 1)
    }

    @Test func `a message with unknown keys is read, another version is not`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        let message = kiosk.request().encoded
        let count = try #require(message.first) & 0x1F
        let newer =
            [0xA0 | (count + 2)] + message.dropFirst()
            + [0x18, 0x1E, 0x83, 0x01, 0x02, 0xF6] + [0x18, 0x1F, 0x61, 0x61]
        guard case .answer = try kiosk.reply(newer) else {
            Issue.record("a newer message was not read")
            return
        }
        #expect(try province.hub.counts().cases == 1)
        var other = message
        other[2] = 2
        guard case .badMessage = try kiosk.reply(other) else {
            Issue.record("another version was read")
            return
        }
    }

    @Test func `one bad exchange of a turn does not touch the others`() throws {
        let province = try Province(isInMemory: true)
        let kiosks = try (1...3).map { try RawKiosk(province, tag: $0) }
        for kiosk in kiosks { kiosk.write(nil, [.text("note", "một")]) }
        var forged = try kiosks[1].seal(kiosks[1].request().encoded).envelope
        forged[forged.count - 1] ^= 1
        let replies = province.turn([
            try kiosks[0].seal(kiosks[0].request().encoded).envelope, forged,
            try kiosks[1].seal([0xFF]).envelope,
            try kiosks[2].seal(kiosks[2].request().encoded).envelope,
        ])
        guard replies.count == 4, case .answer = replies[0], case .stranger = replies[1],
            case .badMessage = replies[2], case .answer = replies[3]
        else {
            Issue.record("\(replies)")
            return
        }
        #expect(try province.hub.counts().cases == 2)
    }

    @Test func `a kiosk twice in one turn is stored once`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        let sealed = try (1...2).map { _ in try kiosk.seal(kiosk.request().encoded) }
        let replies = province.turn(sealed.map(\.envelope))
        for (reply, item) in zip(replies, sealed) {
            guard case .answer(let bytes) = try kiosk.open(reply, item.answerKey) else {
                Issue.record("no answer")
                return
            }
            #expect(try Answer(decoding: bytes, hash: Blake2b.chain).head == kiosk.head.mark)
        }
        #expect(try province.hub.counts().cases == 1)
    }

    /// SQLITE_FULL, and SQLITE_IOERR of an fsync.
    @Test(arguments: [13, 1_034] as [Int32])
    func `whichever call fails, nothing is acknowledged that is not stored`(code: Int32) throws {
        var failed = 0
        while failed < 1_000, try failsOnce(atCall: failed + 1, code: code) { failed += 1 }
        #expect((50..<1_000).contains(failed))
    }

    /// Works off a turn of two exchanges in which one call fails; false when none did.
    private func failsOnce(atCall call: Int, code: Int32) throws -> Bool {
        let province = try Province(isInMemory: true)
        let kiosks = try [1, 2].map { try RawKiosk(province, tag: $0) }
        for kiosk in kiosks {
            let record = kiosk.write(nil, [.text("note", "một")]).record
            kiosk.write(record, [.text("note", "hai")])
        }
        let exchanges = try kiosks.map { try $0.seal($0.request().encoded).envelope }
        let before = try kiosks.map { try StoreView(province, $0) }
        province.store.faults = FaultPlan(failingCall: call, code: code)
        let replies = province.turn(exchanges)
        let hasFailed = province.store.faults?.hasFailed == true
        province.store.faults = nil
        guard hasFailed else { return false }

        let after = try kiosks.map { try StoreView(province, $0) }
        var unavailable = 0
        for (index, reply) in replies.enumerated() {
            switch reply {
            case .answer: #expect(after[index].site?.head == kiosks[index].head)
            case .unavailable:
                unavailable += 1
                #expect(after[index] == before[index])
            case .early, .part, .stranger, .badMessage: Issue.record("\(reply)")
            }
        }
        #expect(unavailable > 0)
        try expectRecovery(province, kiosks)
        return true
    }

    private func expectRecovery(_ province: Province, _ kiosks: [RawKiosk]) throws {
        for kiosk in kiosks { #expect(try kiosk.send().head == kiosk.head.mark) }
        #expect(try province.hub.counts().cases == 2)
        #expect(try province.hub.counts().parked == 0)
    }

    @Test func `a store that somebody else writes to is unavailable for now`() throws {
        let province = try Province()
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        let path = province.path(of: "central.db")
        let hub = try Hub(store: SQLiteStore(path: path, busyTimeoutMilliseconds: 1))
        let arrival = Arrival(try kiosk.seal(kiosk.request().encoded).envelope)
        try province.store.transaction { () throws(StoreError) in
            guard case .unavailable = hub.turn([arrival], province.seal, now: province.now).first
            else {
                throw .damaged("answered without the lock")
            }
        }
        guard case .answer = hub.turn([arrival], province.seal, now: province.now).first
        else {
            Issue.record("no answer once the lock was free")
            return
        }
        #expect(try province.hub.counts().cases == 1)
    }

    @Test func `an act of an officer that fails leaves nothing, not even a code`() throws {
        let province = try Province()
        let kiosk = try RawKiosk(province)
        let record = kiosk.write(nil, [.text("note", "một"), .text("unit", "H57")]).record
        try kiosk.send()
        let before = try province.hub.fold(of: record).encoded
        var failed = 0
        while failed < 1_000 {
            province.store.faults = FaultPlan(failingCall: failed + 1, code: 13)
            do throws(HubError) {
                let officer = Hub.Officer(name: "Hà", now: province.now)
                let accepted = try province.hub.perform(.accept, on: "\(record)", by: officer)
                #expect(accepted.row.summary.official?.hasSuffix("1") == true)
                break
            } catch {
                guard case .store = error else { throw error }
                failed += 1
                province.store.faults = nil
                #expect(try province.hub.fold(of: record).encoded == before)
            }
        }
        #expect(failed > 10)
    }
}

/// What a failed exchange must leave as it was: the site's row, its log and its cases.
private struct StoreView: Equatable {
    let site: Site?
    let log: Mark
    let cases: [RecordRow]

    init(_ province: Province, _ kiosk: RawKiosk) throws {
        site = try province.store.site(kiosk.site)
        log = try province.store.logHead(kiosk.site)
        var rows: [RecordRow] = []
        try province.store.records(kind: RecordKind.case, onlyConflicts: false) { row in
            if row.creation.site == kiosk.site { rows.append(row) }
            return true
        }
        cases = rows
    }
}
