import CaseModel
import CaseRecords
import Hub
import Replica
import SyncProtocol
import Testing

/// Payments of one case from several places: all are kept, seen by all who see the case.
@Suite struct PaymentTests {
    private static let procedure = [
        (name: "code", value: "1.001193"), (name: "name", value: "Khai sinh"),
        (name: "channel.counter", value: "offered"), (name: "channel.counter.fee", value: "8000"),
    ]

    /// A centre with a fee, two points that share a case, and one that has nothing to do with it.
    private struct World {
        let province: Province
        let points: [Replica]
        let record: RecordName

        init() throws {
            province = try Province(isInMemory: true)
            points = try (0..<3).map { [province] _ in try province.addKiosk() }
            _ = try province.hub.importReference(
                RecordKind.procedure, [.init(key: "1.001193", fields: PaymentTests.procedure)],
                by: .init(name: "Hà", now: province.now))
            record = try province.submit(at: points[0], ["delivery.point": "3"])
            try sync()
        }

        func sync() throws {
            for _ in 0..<2 { for point in points { try province.sync(point) } }
        }

        @discardableResult
        func pay(_ payment: Payment, at point: Int) throws -> RecordName {
            province.now += 1
            let time = EventTime(wall: province.now)
            let fields = payment.fields.map { Event.Field($0.name, .text($0.value)) }
            return try points[point].transaction { () throws(ReplicaError) in
                try points[point].write(
                    .init(kind: RecordKind.payment, actor: "Lan", time: time, fields: fields)
                ).record
            }
        }

        func cash(_ amount: Int64, at point: Int) throws -> RecordName {
            try pay(.cash(amount, of: "\(record)", receipt: "C-\(point)"), at: point)
        }

        var officer: Hub.Officer { .init(name: "Hà", now: province.now) }

        func money() throws -> CaseMoney {
            try province.hub.money(of: province.hub.open("\(record)"))
        }

        func payments(at point: Int) throws -> Set<RecordName> {
            Set(
                try points[point].records(kind: RecordKind.payment, matching: "\(record)")
                    .map(\.name))
        }
    }

    @Test func `two points without a link both take the fee: paid twice, nothing lost`() throws {
        let world = try World()
        #expect(try world.money().finance.state == .unpaid)
        let paid = [try world.cash(8000, at: 0), try world.cash(8000, at: 1)]
        try world.sync()
        let money = try world.money()
        #expect(money.finance.state == .paidTwice && money.payments.map(\.name) == paid)
        #expect(try world.province.hub.casesPaidOften() == [world.record])
        for point in 0..<2 { #expect(try world.payments(at: point) == Set(paid)) }
        #expect(try world.payments(at: 2).isEmpty)

        let state = try world.province.hub.fold(of: world.record)
        let legal = LegalConflict.all(in: state, money: money)
        #expect(legal.map(\.kind) == [.paidTwice])
        #expect(legal.first?.facts.map(\.site) == [SiteNumber(2), SiteNumber(3)])
        _ = try world.province.hub.perform(
            .refund(reason: "nộp hai lần"), on: "\(paid[1])", by: world.officer)
        #expect(try world.money().finance.state == .paid)
    }

    @Test func `a payment at either point is seen at the other before more is taken`() throws {
        let world = try World()
        let paid = try world.cash(8000, at: 1)
        try world.sync()
        #expect(try world.payments(at: 0) == [paid])
    }

    @Test func `whoever gets the case later gets its payments with it`() throws {
        let world = try World()
        let paid = try world.cash(8000, at: 0)
        try world.sync()
        try world.province.edit(world.record, at: world.points[1], ["delivery.point": "4"])
        try world.sync()
        #expect(try world.payments(at: 2) == [paid])
    }

    @Test func `a square that was shown is paid when the centre says so, and only once`() throws {
        let world = try World()
        let account = try #require(BankAccount(bank: "970403", number: "1", kind: .account))
        let code = try VietQR(account: account, amount: 8000)
        let hub = world.province.hub
        let shown = try world.pay(.shown(code, amount: 8000, of: "\(world.record)"), at: 0)
        try world.sync()
        #expect(try world.money().finance.state == .shown)
        #expect(try hub.payments(onlyUnconfirmed: true).map(\.record.name) == [shown])
        let row = try hub.perform(
            .confirm(bankReference: "FT26"), on: "\(world.record)", by: world.officer)
        #expect(row.record.name == shown && row.record.payment.bankReference == "FT26")
        #expect(try world.money().finance.state == .paid)
        #expect(try hub.payments(onlyUnconfirmed: true).isEmpty)
        #expect(try hub.payments(onlyUnconfirmed: false).count == 1)
        for code in ["\(world.record)", "\(shown)"] {
            #expect(throws: HubError.self) {
                try hub.perform(.confirm(bankReference: nil), on: code, by: world.officer)
            }
        }
        try world.sync()
        #expect(try world.points[0].state(of: shown).register("confirmed") != nil)
    }

    @Test func `a case with several payments asks which`() throws {
        let world = try World()
        _ = try (world.cash(8000, at: 0), world.cash(8000, at: 1))
        try world.sync()
        do {
            _ = try world.province.hub.perform(
                .refund(reason: "x"), on: "\(world.record)", by: world.officer)
            Issue.record("a payment was chosen by chance")
        } catch {
            guard case .payment(.several(let names)) = error else { throw error }
            #expect(names.count == 2)
        }
    }

    @Test func `a result handed over at two points at once is listed with both facts`() throws {
        let world = try World()
        try decide(world)
        for point in 0..<2 { try act(.handOver(to: "Người \(point)"), world, at: point) }
        try world.sync()
        let state = try world.province.hub.fold(of: world.record)
        let legal = LegalConflict.all(in: state, money: try world.money())
        #expect(legal.map(\.kind) == [.returnedTwice])
        #expect(legal.first?.facts.map(\.site) == [SiteNumber(2), SiteNumber(3)])
        #expect(state.text("state", hubs: [SiteNumber(1)]) == "returned")
        for point in 0..<2 {
            #expect(try world.points[point].state(of: world.record).encoded == state.encoded)
        }
    }

    @Test func `withdrawn while the office decided: both stand until a person chooses`() throws {
        let world = try World()
        try act(.withdraw(reason: "đổi ý"), world, at: 0)
        try decide(world)
        try world.sync()
        let hub = world.province.hub
        let state = try hub.fold(of: world.record)
        let legal = LegalConflict.all(in: state, money: try world.money())
        #expect(legal.map(\.kind) == [.withdrawnAgainstDecided])
        #expect(Set(legal.flatMap(\.facts).map(\.matter.what)) == ["done", "withdrawn"])
        let opened = try hub.resolve(
            "state", of: "\(world.record)", choosing: .value("withdrawn"), by: world.officer)
        #expect(LegalConflict.all(in: opened.state, money: try world.money()).isEmpty)
    }

    private func decide(_ world: World) throws {
        for act in [OfficerAct.accept, .decide(.approved, reason: nil)] {
            _ = try world.province.hub.perform(act, on: "\(world.record)", by: world.officer)
        }
        if try world.points[0].state(of: world.record).register("state") == nil {
            try world.sync()
        }
    }

    private func act(_ act: PointAct, _ world: World, at index: Int) throws {
        world.province.now += 1
        let point = world.points[index]
        let fields = act.fields(at: world.province.now)
            .map { Event.Field($0.name, .text($0.value)) }
        let time = EventTime(wall: world.province.now)
        try point.transaction { () throws(ReplicaError) in
            let clock = try point.state(of: world.record).clock
            _ = try point.write(
                .init(
                    record: world.record, kind: act.name, actor: "Lan", time: time, context: clock,
                    fields: fields))
        }
    }
}
