import CaseModel
import CaseRecords
import CentralStore
import Hub
import Replica
import SyncProtocol
import Testing

/// The law of the one-stop shop where several sites meet: clocks, requests, states, calendars.
@Suite struct LawTests {
    /// A case of five working days, received on Monday 30 November 2026 and accepted that day.
    private static func accepted(
        in province: Province, at kiosk: Replica
    ) throws -> RecordName {
        let record = try province.submit(
            at: kiosk, ["limit": "5 workingDay", "due": "2026-12-07T17:00:00+07:00"])
        try province.sync(kiosk)
        try act(.accept, on: record, in: province)
        try province.sync(kiosk)
        return record
    }

    @discardableResult
    private static func act(
        _ act: OfficerAct, on record: RecordName, in province: Province, by name: String = "Mai",
        seen: VectorClock? = nil
    ) throws -> Hub.OpenCase {
        try province.hub.perform(
            act, on: "\(record)", by: .init(name: name, now: province.now, seen: seen))
    }

    /// A point's act that moves the state.
    private static func move(
        _ act: CaseAct, to state: CaseState, _ record: RecordName, at kiosk: Replica,
        in province: Province
    ) throws {
        province.now += 1
        try kiosk.transaction { () throws(ReplicaError) in
            _ = try kiosk.write(
                .init(
                    record: record, kind: act.rawValue, actor: "Lan",
                    time: EventTime(wall: province.now),
                    context: try kiosk.state(of: record).clock,
                    fields: [.init("state", .text(state.rawValue))]))
        }
    }

    private static let request = OfficerAct.request(
        .init(items: ["Đơn có chữ ký"], reason: "thiếu chữ ký"), isConfirmed: false)

    @Test func `papers asked for stop the clock, and the new date reaches the point`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        province.now += Instant.millisecondsPerDay
        let asked = try Self.act(Self.request, on: record, in: province)
        #expect(asked.row.summary.state == "supplement")
        #expect(asked.row.summary.texts["due"] == "2026-12-07T17:00:00+07:00")
        province.now += 7 * Instant.millisecondsPerDay
        let back = try Self.act(.received, on: record, in: province)
        #expect(back.row.summary.state == "accepted")
        #expect(back.row.summary.texts["due"] == "2026-12-14T17:00:00+07:00")
        try province.sync(kiosk)
        #expect(
            try kiosk.record(record)?.summary.texts["due"] == "2026-12-14T17:00:00+07:00")
        #expect(throws: HubError.self) { try Self.act(Self.request, on: record, in: province) }
    }

    @Test(arguments: [false, true])
    func `a reception by a clock that cannot be trusted is set by a person`(
        isAhead: Bool
    ) throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let month = 30 * Instant.millisecondsPerDay
        let time = EventTime(
            wall: province.now + (isAhead ? month : -month), isTrusted: isAhead)
        let record = try kiosk.transaction { () throws(ReplicaError) in
            try kiosk.write(
                .init(
                    kind: RecordKind.case, actor: "Lan", time: time,
                    fields: [
                        .init("limit", .text("5 workingDay")), .init("procedure", .text("1")),
                        .init("slip", .text("T-2-000101-1")), .init("unit", .text("U")),
                    ])
            ).record
        }
        try province.sync(kiosk)
        let flags = { try province.hub.flags(of: province.hub.open("\(record)").row, [:]) }
        let arrived = try province.hub.open("\(record)").row.arrived
        #expect(try flags() == [.receptionUnsure(claimed: time.wall, arrived: arrived)])
        let received = try Instant.milliseconds(iso: "2026-11-20T09:00:00+07:00")
        let opened = try province.hub.setReception(
            of: "\(record)", at: received, by: .init(name: "Mai", now: province.now))
        #expect(opened.row.summary.texts["due"] == "2026-11-30T17:00:00+07:00")
        #expect(try flags() == [])
        try province.sync(kiosk)
        #expect(
            try kiosk.record(record)?.summary.texts["due"] == "2026-11-30T17:00:00+07:00")
    }

    @Test func `a time that was stated later than the case came is doubted, too`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try province.submit(
            at: kiosk, ["unit": "U", "received_at": "2037-01-01T08:00:00+07:00"])
        let honest = try province.submit(
            at: kiosk, ["unit": "U", "received_at": "2026-01-05T08:00:00+07:00"])
        try province.sync(kiosk)
        let words = { (name: RecordName) in
            try province.hub.flags(of: province.hub.open("\(name)").row, [:]).map(\.word)
        }
        #expect(try words(record) == ["reception_unsure"])
        #expect(try words(honest) == [])
    }

    @Test func `two requests made at once are found, whoever was first`() throws {
        for names in [["Mai", "Hà"], ["Hà", "Mai"]] {
            let province = try Province(isInMemory: true)
            let kiosk = try province.addKiosk()
            let record = try Self.accepted(in: province, at: kiosk)
            let seen = try province.hub.open("\(record)").state.clock
            for name in names {
                province.now += 1
                try Self.act(Self.request, on: record, in: province, by: name, seen: seen)
            }
            let opened = try province.hub.open("\(record)")
            #expect(opened.row.summary.conflicts == ["supplement.1"])
            #expect(opened.row.summary.state == "supplement")
            try province.sync(kiosk)
            #expect(try kiosk.record(record)?.summary.conflicts == ["supplement.1"])
            let resolved = try province.hub.resolve(
                "supplement.1", of: "\(record)", choosing: .keep(1),
                by: .init(name: "Mai", now: province.now))
            #expect(resolved.row.summary.conflicts == [])
        }
    }

    @Test(arguments: [true, false])
    func `withdrawn against approved stands as a conflict both ways round`(
        isWithdrawnFirst: Bool
    ) throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        try Self.move(.withdraw, to: .withdrawn, record, at: kiosk, in: province)
        let seen = try province.hub.open("\(record)").state.clock
        if isWithdrawnFirst { try province.sync(kiosk) }
        try Self.act(.decide(.approved, reason: nil), on: record, in: province, seen: seen)
        try province.sync(kiosk)
        let opened = try province.hub.open("\(record)")
        #expect(opened.row.summary.conflicts == ["state"])
        let values = opened.state.register("state")?.values.compactMap(\.text) ?? []
        #expect(values.sorted() == ["done", "withdrawn"])
        #expect(try province.hub.counts().parked == 0)
    }

    @Test func `what was wrong already when it was done is set aside with its reason`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        try Self.act(.decide(.approved, reason: nil), on: record, in: province)
        try province.sync(kiosk)
        let other = try province.submit(at: kiosk)
        try Self.move(.withdraw, to: .withdrawn, record, at: kiosk, in: province)
        try province.edit(record, at: kiosk, ["note": "sau đó"])
        try Self.move(.withdraw, to: .withdrawn, other, at: kiosk, in: province)
        try province.sync(kiosk)
        let reasons = try province.hub.parked().map(\.reason)
        #expect(reasons == [.stateNotAllowed, .heldBack])
        #expect(try province.hub.open("\(record)").row.summary.state == "done")
        #expect(try province.hub.open("\(other)").row.summary.state == "withdrawn")
        #expect(try kiosk.outbox().map(\.parked) == [.stateNotAllowed, .heldBack])
    }

    @Test func `papers are handed over to a unit that the centre knows`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        let officer = Hub.Officer(name: "Mai", now: province.now)
        _ = try province.hub.importReference(
            RecordKind.unit,
            [.init(key: "H57.1", fields: [(name: "id", value: "H57.1")])], by: officer)
        #expect(throws: HubError.self) {
            try Self.act(.handOver(unit: "H57.9", officer: nil), on: record, in: province)
        }
        let opened = try Self.act(
            .handOver(unit: "H57.1", officer: nil), on: record, in: province)
        #expect(opened.row.summary.texts["handler"] == "H57.1")
    }

    @Test func `a point hands a result over and notes what it did`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        try Self.act(.decide(.approved, reason: nil), on: record, in: province)
        try province.sync(kiosk)
        try Self.move(.return, to: .returned, record, at: kiosk, in: province)
        try kiosk.transaction { () throws(ReplicaError) in
            _ = try kiosk.write(
                .init(
                    record: record, kind: Stage.act, actor: "Lan",
                    time: EventTime(wall: province.now),
                    context: try kiosk.state(of: record).clock,
                    fields: [.init(Stage.guide.field(at: province.now), .text("Lan"))]))
        }
        try province.sync(kiosk)
        let opened = try province.hub.open("\(record)")
        #expect(try province.hub.counts().parked == 0)
        #expect(opened.row.summary.state == "returned")
        let steps = opened.events.steps { "\($0)" }
        #expect(StageEntry.all(in: steps).map(\.stage) == [.receive, .returnResult, .guide])
        #expect(
            try province.hub.stageCounts(during: 0...Int64.max).map(\.counts)
                == [[.receive: 1, .returnResult: 1, .guide: 1]])
        #expect(try province.hub.stageCounts(during: 0...1) == [])
        let view = CaseView(fields: opened.state.dictionary(hubs: [province.hub.epoch.site]))
        let sheet = ControlSheet(steps, unit: view.unit, due: view.due)
        #expect(sheet.rows.map(\.act) == ["case", "accept", "decide", "return"])
        #expect(sheet.rows[2].punctuality == .early)
    }

    @Test func `a newer calendar moves open cases, says why, and reaches the points`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let record = try Self.accepted(in: province, at: kiosk)
        let decided = try Self.accepted(in: province, at: kiosk)
        try Self.act(.decide(.approved, reason: nil), on: decided, in: province)
        let storm = try CivilDate("2026-12-02")
        let book = CalendarBook(years: [
            CalendarYear(year: 2026, isAnnounced: false, daysOff: [.init(storm, "Bão")])
        ])
        let officer = Hub.Officer(name: "Mai", now: province.now)
        let outcome = try province.hub.importCalendar(book, by: officer)
        #expect(outcome.imported.announced == ["2026"])
        #expect(outcome.moved.map(\.name) == [record])
        #expect(outcome.moved.first?.change.causes == [.init(date: storm, isWorked: false)])
        #expect(try province.hub.importCalendar(book, by: officer).moved.isEmpty)
        try province.sync(kiosk)
        let state = try kiosk.state(of: record)
        #expect(state.text("due", hubs: []) == "2026-12-08T17:00:00+07:00")
        #expect(state.text("due.was", hubs: []) == "2026-12-07T17:00:00+07:00")
        let rows = try kiosk.records(kind: "calendar", matching: "2026")
        let fields = try kiosk.state(of: try #require(rows.first).name).dictionary(hubs: [])
        #expect(CalendarBook(records: [fields]) == book)
        #expect(try province.hub.calendarBook() == book)
    }
}
