import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A site gets the records that it may see, and no others.
@Suite struct InterestTests {
    @Test func `a changed point of delivery brings the record to both, whole`() throws {
        let province = try Province(isInMemory: true)
        let kiosks = try (0..<4).map { _ in try province.addKiosk() }
        let record = try province.submit(at: kiosks[0], ["delivery.point": "3", "note": "một"])
        for kiosk in kiosks { try province.sync(kiosk) }
        #expect(try held(record, at: kiosks) == [true, true, false, false])

        try province.edit(record, at: kiosks[1], ["delivery.point": "4"])
        for _ in 0..<2 { for kiosk in kiosks { try province.sync(kiosk) } }
        #expect(try held(record, at: kiosks) == [true, true, true, false])

        // Who had it goes on hearing of it.
        try province.edit(record, at: kiosks[2], ["note": "hai"])
        for _ in 0..<2 { for kiosk in kiosks { try province.sync(kiosk) } }
        let centre = try province.hub.fold(of: record).encoded
        for kiosk in kiosks.prefix(3) {
            #expect(try kiosk.state(of: record).encoded == centre)
        }
        #expect(try held(record, at: kiosks) == [true, true, true, false])
    }

    @Test func `a late grant costs one round trip, however long the trunk is`() throws {
        let province = try Province(isInMemory: true)
        let first = try province.addKiosk()
        let second = try province.addKiosk()
        let record = try province.submit(at: first)
        for index in 0..<9 { try province.edit(record, at: first, ["note": "\(index)"]) }
        try province.sync(second)
        try province.edit(record, at: first, ["delivery.point": "3"])
        try province.sync(first)
        let result = try province.sync(second)
        #expect(result.roundTrips == 1)
        #expect(result.received == 11)
        #expect(try second.record(record)?.length == 11)
    }

    private func held(_ record: RecordName, at kiosks: [Replica]) throws -> [Bool] {
        try kiosks.map { try $0.record(record) != nil }
    }

    @Test(arguments: ["0", "1", "x", "", "-3", "99999999999", "03 "])
    func `a point that is none grants nothing`(point: String) throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let other = try province.addKiosk()
        let record = try province.submit(at: kiosk, ["delivery.point": point])
        try province.sync(kiosk)
        try province.sync(other)
        #expect(try province.store.interested(in: record) == [SiteNumber(2)])
        #expect(try other.record(record) == nil)
    }

    @Test func `asking for another point's record gives nothing`() throws {
        let province = try Province(isInMemory: true)
        let owner = try RawKiosk(province, tag: 1)
        let record = owner.write(nil, [.text("note", "riêng")]).record
        try owner.send()
        let curious = try RawKiosk(province, tag: 2)
        var request = curious.request()
        request.pull?.wants = [.init(record: record, position: 1)]
        guard case .answer(let bytes) = try curious.reply(request.encoded) else {
            Issue.record("no answer")
            return
        }
        let answer = try Answer(decoding: bytes, hash: Blake2b.chain)
        #expect(answer.wanted.isEmpty)
        #expect(!answer.records.contains(record))
    }

    @Test func `a wanted record comes as far as the cursor has come along the log`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        let record = kiosk.write(nil, [.text("note", "một")]).record
        kiosk.write(record, [.text("note", "hai")])
        let reached = try #require(try kiosk.send().cases).through
        let zero = Mark(number: 0, prefix: 0)
        for (cursor, position, count) in [
            (reached, 1 as UInt64, 2), (reached, 2, 1), (reached, 3, 0), (zero, 1, 0),
        ] {
            var request = kiosk.request()
            request.pull?.cases = cursor
            request.pull?.wants = [.init(record: record, position: position)]
            guard case .answer(let bytes) = try kiosk.reply(request.encoded) else {
                Issue.record("no answer")
                return
            }
            #expect(try Answer(decoding: bytes, hash: Blake2b.chain).wanted.count == count)
        }
    }

    @Test func `a cursor that is not on the log is refused, and nothing is read`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
        try kiosk.send()
        let wrong = Mark(number: 1, prefix: 12345)
        let beyond = Mark(number: 99, prefix: 0)
        let zero = Mark(number: 0, prefix: 0)
        let cursors: [(epoch: UInt64, cases: Mark, reference: Mark)] = [
            (0, wrong, zero), (0, zero, wrong), (0, beyond, zero), (0, zero, beyond),
            (province.hub.epoch.bits + 1, zero, zero),
        ]
        for cursor in cursors {
            var request = kiosk.request()
            request.pull = .init(
                epochBits: cursor.epoch, cases: cursor.cases, reference: cursor.reference)
            guard case .answer(let bytes) = try kiosk.reply(request.encoded) else {
                Issue.record("no answer")
                return
            }
            let answer = try Answer(decoding: bytes, hash: Blake2b.chain)
            #expect(answer.refusal == .unknownCursor)
            #expect(answer.cases == nil)
            #expect(answer.reference == nil)
        }
    }

    @Test func `ratings stay between their point and the centre`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try RawKiosk(province, tag: 1)
        let other = try RawKiosk(province, tag: 2)
        let rating = kiosk.write(nil, kind: "rating", [.text("score", "5")])
        #expect(try kiosk.send().parked.isEmpty)
        #expect(try province.hub.counts().ratings == 1)
        #expect(!(try other.send().records.contains(rating.record)))
    }
}
