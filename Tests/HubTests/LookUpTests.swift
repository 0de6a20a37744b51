import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A case is lent to a point on proof, for a day, and to nobody else.
@Suite struct LookUpTests {
    private static let day: Int64 = 86_400_000
    private let province: Province
    private let home: Replica
    private let far: Replica
    private let record: RecordName
    private let slip: String

    init() throws {
        province = try Province(isInMemory: true)
        home = try province.addKiosk()
        far = try province.addKiosk()
        record = try province.submit(at: home, ["applicant.identity": "046194003217"])
        try province.sync(home)
        try province.sync(far)
        slip = try #require(try home.record(record)?.summary.slip)
    }

    private func ask(
        _ proof: String, code: String? = nil, at point: Replica? = nil
    ) throws -> LookUpResult? {
        try province.sync(point ?? far, lookUp: LookUp(code: code ?? slip, proof: proof)).lookedUp
    }

    private var until: Int64 { province.now + Self.day }

    /// Lets so many milliseconds pass for both sides.
    private func wait(_ milliseconds: Int64) throws {
        province.now += milliseconds
        try far.wipeLoans(now: province.now)
    }

    @Test func `the last digits bring the whole case in one round trip`() throws {
        let result = try province.sync(far, lookUp: LookUp(code: slip, proof: "3217"))
        #expect(result.lookedUp == .lent([record], until: until) && result.roundTrips == 1)
        #expect(try far.state(of: record).encoded == province.hub.fold(of: record).encoded)
        // What becomes of it comes too.
        try province.edit(record, at: home, ["note": "mới"])
        try province.sync(home)
        try province.sync(far)
        #expect(try far.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    @Test func `the secret of the slip opens it as well, however it is typed`() throws {
        let hash = try #require(try home.state(of: record).creation?.hash)
        let key = SlipSecret.key(enrolmentSecret: [UInt8](repeating: 1, count: 16))
        let secret = LookUpSecret.text(SlipSecret.bytes(eventHash: hash.bytes, key: key))
        #expect(try ask(" " + secret.lowercased()) == .lent([record], until: until))
    }

    @Test(arguments: ["3218", "217", "", "046194003217", "ABCDEF", "Nguyễn"])
    func `a wrong proof opens nothing`(proof: String) throws {
        #expect(try ask(proof) == .unproved)
        #expect(try far.record(record) == nil)
        #expect(try province.store.interested(in: record) == [SiteNumber(2)])
    }

    @Test(arguments: ["T-2-261122-9-AAA", "", "%", "nobody"])
    func `no case is answered like a wrong proof`(code: String) throws {
        #expect(try ask("3217", code: code) == .unproved)
    }

    @Test func `a caller's reference is no code: many cases may share one`() throws {
        let other = try province.submit(
            at: home, ["applicant.identity": "046194003217", "reference": "R-1"])
        try province.sync(home)
        #expect(try ask("3217", code: "R-1") == .unproved)
        #expect(try far.record(other) == nil)
    }

    @Test func `after five wrong tries of any points not even the right one opens it`() throws {
        let third = try province.addKiosk()
        for (index, point) in [far, third, far, third, far].enumerated() {
            #expect(try ask("000\(index)", at: point) == .unproved)
        }
        for point in [far, third] { #expect(try ask("3217", at: point) == .tooOften) }
        try wait(Self.day)
        #expect(try ask("3217") == .lent([record], until: until))
    }

    @Test func `after a day it is wiped at the point and nothing more comes of it`() throws {
        _ = try ask("3217")
        try wait(Self.day)
        #expect(try far.record(record) == nil && far.events(of: record).isEmpty)
        try province.edit(record, at: home, ["note": "sau"])
        try province.sync(home)
        #expect(try province.sync(far).outcome == .complete)
        #expect(try far.record(record) == nil)
        #expect(try ask("3217") == .lent([record], until: until))
        #expect(try far.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    @Test func `a point whose clock runs ahead keeps nothing that comes after the wipe`() throws {
        _ = try ask("3217")
        try far.wipeLoans(now: province.now + 2 * Self.day)
        try province.edit(record, at: home, ["note": "sau"])
        try province.sync(home)
        #expect(try province.sync(far).outcome == .complete)
        #expect(try far.record(record) == nil && far.events(of: record).isEmpty)
    }

    @Test func `what was lent and never fetched is not sent once the day is over`() throws {
        province.cut = .afterCommit
        _ = try ask("3217")
        province.cut = nil
        try wait(Self.day)
        #expect(try province.sync(far).outcome == .complete)
        #expect(try far.record(record) == nil)
    }

    @Test func `a point that acts on a lent case keeps it`() throws {
        _ = try ask("3217")
        try province.edit(record, at: far, ["note": "tại đây"])
        try province.sync(far)
        try wait(Self.day)
        try province.edit(record, at: home, ["applicant.phone": "0912345678"])
        try province.sync(home)
        try province.sync(far)
        #expect(try far.state(of: record).encoded == province.hub.fold(of: record).encoded)
        #expect(try province.hub.parked().isEmpty)
    }

    @Test func `a case that is here anyway stays here`() throws {
        #expect(try ask("3217", at: home) == .lent([record], until: until))
        try home.wipeLoans(now: province.now + 2 * Self.day)
        #expect(try home.record(record) != nil)
        try wait(Self.day)
        try province.sync(home)
        #expect(try province.store.interested(in: record) == [SiteNumber(2)])
    }

    @Test func `payments are lent with their case and wiped with it`() throws {
        let payment = Payment.cash(8_000, of: "\(record)", receipt: "C-1")
        let fields = payment.fields.map { Event.Field($0.name, .text($0.value)) }
        let paid = try home.transaction { () throws(ReplicaError) in
            try home.write(
                .init(
                    kind: RecordKind.payment, actor: "Lan", time: EventTime(wall: province.now),
                    fields: fields)
            ).record
        }
        try province.sync(home)
        _ = try ask("3217")
        #expect(try far.record(paid) != nil)
        try wait(Self.day)
        #expect(try far.record(paid) == nil && far.record(record) == nil)
        try province.sync(home)
        #expect(try province.store.interested(in: paid) == [SiteNumber(2)])
    }

    @Test func `a revoked point looks nothing up`() throws {
        _ = try province.hub.revoke(SiteNumber(3), now: province.now)
        #expect(try ask("3217") == nil)
        #expect(try province.store.interested(in: record) == [SiteNumber(2)])
    }
}
