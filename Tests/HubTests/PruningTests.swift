import CaseRecords
import CentralStore
import Foundation
import Hub
import Replica
import SyncProtocol
import Testing

/// A point removes what the centre has in a backup, and gets it back when somebody needs it.
@Suite struct PruningTests {
    private static let later: Int64 = 1_900_000_000_000
    let province: Province
    let kiosk: Replica
    let site: SiteNumber
    let record: RecordName

    init() throws {
        province = try Province()
        kiosk = try province.addKiosk()
        site = try #require(try kiosk.identity()).site
        record = try province.submit(
            at: kiosk, ["applicant.identity": "046194003217", "note": "Bí mật riêng"])
        try province.edit(record, at: kiosk, ["note": "Bí mật khác"])
        try province.sync(kiosk)
    }

    /// Two backups that were read back hold all that the centre has.
    private func backUp() throws {
        let head = try #require(try province.store.site(site)?.head).sequence
        try province.store.transaction { () throws(StoreError) in
            for number in 1...2 {
                province.now += 1
                try province.store.put(
                    ProvenBackup(
                        made: province.now, digest: "\(province.now) \(number)",
                        verified: province.now, heads: [site: head]))
            }
        }
        try province.sync(kiosk)
    }

    private func prune(before limit: Int64 = later) throws -> Replica.Pruned {
        try kiosk.prune(before: limit, now: province.now)
    }

    private func slip() throws -> String {
        try #require(try kiosk.record(record)?.summary.slip)
    }

    /// Everything that the point's files hold.
    private var content: Data {
        get throws {
            var all = Data()
            for suffix in ["", "-wal"] {
                let path = province.path(of: "kiosk1.db" + suffix)
                if FileManager.default.fileExists(atPath: path) {
                    all += try Data(contentsOf: URL(filePath: path))
                }
            }
            return all
        }
    }

    private func expectWhole() throws {
        #expect(try kiosk.prunedTime(of: record) == nil)
        #expect(try kiosk.state(of: record).encoded == province.hub.fold(of: record).encoded)
        #expect(try kiosk.check { _ in true }.isSound)
    }

    @Test func `codes and chain stay, and nothing of the person can be read in the file`() throws {
        let slip = try slip()
        #expect(try content.range(of: Data("Bí mật riêng".utf8)) != nil)
        try backUp()
        #expect(try prune() == Replica.Pruned(cases: 1, kept: 0))
        #expect(try kiosk.prunedTime(of: record) != nil)
        for word in ["Bí mật", "Nguyễn Thị Hoa", "046194003217"] {
            #expect(try content.range(of: Data(word.utf8)) == nil, "\(word) can be read")
        }
        #expect(try kiosk.records(kind: "case", matching: slip).map(\.name) == [record])
        #expect(try kiosk.check { _ in true }.isSound)
        #expect(try prune().cases == 0)
        try province.submit(at: kiosk)
        #expect(try province.sync(kiosk).outcome == .complete)
        #expect(try province.hub.counts().cases == 2)
        #expect(throws: ReplicaError.keptAtCentre) {
            try province.edit(record, at: kiosk, ["note": "mù"], seen: VectorClock())
        }
    }

    @Test func `a damaged replica gives what was removed to a new one, as removed`() throws {
        let slip = try slip()
        try backUp()
        #expect(try prune().cases == 1)
        let later = try province.submit(at: kiosk)
        let path = province.path(of: "fresh.db")
        let fresh = try Replica(path: path)
        let salvage = try #require(try fresh.salvage(from: province.path(of: "kiosk1.db")))
        #expect(salvage.events == 3 && salvage.left == 0)
        #expect(try fresh.progress().head == kiosk.progress().head)
        #expect(try fresh.progress().acknowledged == kiosk.progress().acknowledged)
        #expect(try fresh.outbox().map(\.sequence) == [3])
        #expect(try fresh.prunedTime(of: record) == kiosk.prunedTime(of: record))
        #expect(try fresh.records(kind: "case", matching: slip).map(\.name) == [record])
        #expect(try fresh.state(of: later).encoded == kiosk.state(of: later).encoded)
        #expect(try fresh.check { _ in true }.isSound)
    }

    @Test func `what is not in a backup, or young, or waits, stays`() throws {
        #expect(try prune().cases == 0, "at the centre only")
        try backUp()
        #expect(try prune(before: province.now - 86_400_000).cases == 0, "young")
        try province.edit(record, at: kiosk, ["note": "chưa gửi"])
        #expect(try prune().cases == 0, "unsent")
        try province.sync(kiosk)
        #expect(try prune().cases == 0, "sent and not in a backup")
        try province.edit(record, at: kiosk, ["official": "H57-1"])
        try province.sync(kiosk)
        try backUp()
        #expect(try prune() == Replica.Pruned(cases: 0, kept: 1), "an act stands parked")
    }

    @Test func `a clock that runs years ahead keeps nothing here any longer`() throws {
        let ahead = EventTime(
            wall: province.now + 315_360_000_000,
            anchor: .init(hubTime: province.now, elapsed: 5, boot: 1))
        let seen = try kiosk.state(of: record).clock
        try kiosk.transaction { () throws(ReplicaError) in
            _ = try kiosk.write(
                .init(
                    record: record, kind: "edit", actor: "Lan", time: ahead, context: seen,
                    fields: [.init("note", .text("Mới"))]))
        }
        try province.sync(kiosk)
        try backUp()
        #expect(try prune(before: province.now - 86_400_000).cases == 0, "written just now")
        province.now += 86_400_000
        #expect(try prune(before: province.now - 1_000).cases == 1)
    }

    @Test func `an edit elsewhere brings the content back whole`() throws {
        let other = try province.addKiosk()
        _ = try province.sync(other, lookUp: LookUp(code: slip(), proof: "3217"))
        try backUp()
        #expect(try prune().cases == 1)
        try province.edit(record, at: other, ["note": "từ nơi khác"])
        try province.sync(other)
        #expect(try province.sync(kiosk).outcome == .complete)
        try expectWhole()
        try backUp()
        #expect(try prune(before: province.now - 1_000).cases == 0, "it came back just now")
        #expect(try prune().cases == 1)
        let row = try #require(try kiosk.record(record))
        #expect(try row.summary.slip == slip() && !row.hasGap)
    }

    @Test func `a proof brings the content back, and what hangs on the case`() throws {
        try kiosk.transaction { () throws(ReplicaError) in
            _ = try kiosk.write(
                .init(
                    kind: RecordKind.payment, actor: "Lan", time: EventTime(wall: province.now),
                    fields: [
                        .init("case", .text("\(record)")), .init("amount", .text("1000")),
                    ]))
        }
        try province.sync(kiosk)
        try backUp()
        #expect(try prune().cases == 1)
        let result = try province.sync(kiosk, lookUp: LookUp(code: slip(), proof: "3217"))
        #expect(result.outcome == .complete)
        try expectWhole()
        let payments = try kiosk.records(kind: RecordKind.payment, matching: "\(record)")
        for payment in payments {
            #expect(try kiosk.prunedTime(of: payment.name) == nil)
            #expect(
                try kiosk.state(of: payment.name).encoded
                    == province.hub.fold(of: payment.name).encoded)
        }
        #expect(!payments.isEmpty)
        // Asked for once more it is simply here.
        #expect(try province.sync(kiosk).outcome == .complete)
    }

    @Test(arguments: 1...8)
    func `a cut at any exchange of its way back loses neither code nor content`(cut: Int) throws {
        for number in 0..<40 {
            try province.edit(
                record, at: kiosk, ["note": "\(number) " + String(repeating: "x", count: 900)])
        }
        try province.sync(kiosk)
        try backUp()
        #expect(try prune().cases == 1)
        let slip = try slip()
        province.cut = cut.isMultiple(of: 2) ? .afterCommit : .beforeHub
        province.exchangesBeforeCut = cut
        // Cut off, it may end with an error or not.
        _ = try? province.sync(kiosk, lookUp: LookUp(code: slip, proof: "3217"))
        #expect(try kiosk.records(kind: "case", matching: slip).map(\.name) == [record])
        province.cut = nil
        _ = try province.sync(kiosk, lookUp: LookUp(code: slip, proof: "3217"))
        try expectWhole()
    }

    @Test func `a restored disk that has pruned goes on with a branch`() throws {
        let disk = try Disk(province)
        let first = try disk.submit("cũ")
        #expect(try disk.sync() == .complete)
        let number = try disk.site
        let head = try #require(try province.store.site(number)?.head).sequence
        try province.store.transaction { () throws(StoreError) in
            for made in [1, 2] as [Int64] {
                try province.store.put(
                    ProvenBackup(
                        made: made, digest: "\(made)", verified: made, heads: [number: head]))
            }
        }
        #expect(try disk.sync() == .complete)
        #expect(try disk.replica.prune(before: Self.later, now: province.now).cases == 1)
        let clone = try disk.copy(7)
        _ = try disk.submit("gốc")
        _ = try clone.submit("bản sao")
        #expect(try disk.sync() == .complete)
        #expect(try clone.sync() == .complete)
        #expect(try clone.replica.prunedTime(of: first) != nil)
        #expect(try province.hub.counts().cases == 4)
    }

    @Test func `what a centre put back to before those backups lacks is known`() throws {
        let older = try province.backUp("older.backup")
        try province.submit(at: kiosk, ["note": "sau"])
        try province.sync(kiosk)
        try backUp()
        #expect(try prune().cases == 2)
        #expect(try !kiosk.lacksNextToSend())
        try province.restore(older)
        let waiting = try province.submit(at: kiosk, ["note": "mới"])
        #expect(try province.sync(kiosk).outcome == .stalled)
        #expect(try kiosk.lacksNextToSend())
        #expect(try kiosk.record(waiting) != nil)
    }
}
