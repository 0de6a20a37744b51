import CaseModel
import CaseRecords
import Hub
import Replica
import SyncProtocol
import Testing

/// Procedures and units: announced, amended field by field, and read at every kiosk.
@Suite struct ReferenceTests {
    private static func entry(_ key: String, _ fields: [String: String]) -> Hub.ReferenceEntry {
        .init(
            key: key,
            fields: ([("code", key)] + fields.map { ($0.key, $0.value) }).sorted { $0.0 < $1.0 })
    }

    private static func take(
        _ province: Province, _ entries: [Hub.ReferenceEntry]
    ) throws -> Hub.ImportOutcome {
        try province.hub.importReference(
            "procedure", entries, by: .init(name: "Mai", now: province.now))
    }

    @Test func `an import announces, amends and leaves alone`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let birth = Self.entry("1.001", ["name": "Khai sinh", "field": "Hộ tịch"])
        let death = Self.entry("1.002", ["name": "Khai tử"])
        #expect(try Self.take(province, [birth, death]).announced == ["1.001", "1.002"])
        try province.sync(kiosk)

        let amended = Self.entry("1.001", ["name": "Đăng ký khai sinh"])
        let outcome = try Self.take(province, [amended, death])
        #expect(outcome == .init(amended: ["1.001"], unchanged: ["1.002"]))
        try province.sync(kiosk)
        let row = try #require(try kiosk.records(kind: "procedure", matching: "1.001").first)
        let state = try kiosk.state(of: row.name)
        #expect(state.register("name")?.values == [.text("Đăng ký khai sinh")])
        #expect(state.register("field")?.values == [.null])
        #expect(try kiosk.count(kind: "procedure") == 2)
    }

    @Test func `an entry that no kiosk could read is named and not taken`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let long = String(repeating: "ă", count: 7_000)
        let entries = [
            Self.entry("1.001", ["name": "Vừa"]),
            Self.entry("1.002", ["name": long, "notes": long, "result": long]),
            Self.entry(
                "1.003",
                Dictionary(uniqueKeysWithValues: (0..<600).map { ("form.f\($0).name", "x") })),
        ]
        let outcome = try Self.take(province, entries)
        #expect(outcome == .init(announced: ["1.001"], oversized: ["1.002", "1.003"]))
        try province.sync(kiosk)
        #expect(try kiosk.count(kind: "procedure") == 1)
    }

    /// Changes a procedure, as an import does.
    private static func publish(
        _ province: Province, _ changes: [(key: String, act: String, fields: [String: String])]
    ) throws {
        try province.hub.publish("procedure", by: .init(name: "Mai", now: province.now)) { _ in
            changes.map { change in
                .init(
                    key: change.key, act: change.act,
                    fields: change.fields.map { (name: $0.key, text: $0.value) })
            }
        }
    }

    @Test func `fifty amended procedures are a few kilobytes on the wire`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        let entries = (100..<160).map { number in
            Self.entry(
                "1.\(number)",
                [
                    "name": "Thủ tục số \(number)", "field": "Hộ tịch",
                    "channel.counter": "offered", "channel.counter.limit": "5 workingDay",
                    "channel.counter.fee": "8000",
                ])
        }
        _ = try Self.take(province, entries)
        try province.sync(kiosk)
        let before = province.bytesDown
        try Self.publish(
            province,
            (100..<150).map { number in
                (
                    key: "1.\(number)", act: "amend",
                    fields: [
                        "channel.counter.limit": "\(number % 7 + 6) workingDay",
                        "channel.counter.fee": "\(number)000", "effective": "2027-01-01",
                        "effective.decision": "12/QĐ-UBND",
                    ]
                )
            })
        try province.sync(kiosk)
        #expect(province.bytesDown - before <= 12_000, "\(province.bytesDown - before) bytes")
        let row = try #require(try kiosk.records(kind: "procedure", matching: "1.149").first)
        #expect(row.length == 2)
        #expect(row.summary.texts["effective"] == "2027-01-01")
    }

    @Test func `a version is in force from its day on`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        try Self.publish(
            province,
            [("1", "amend", ["code": "1", "name": "A", "effective": "2026-12-01"])])
        try Self.publish(province, [("1", "amend", ["name": "B"])])
        try Self.publish(province, [("1", "amend", ["name": "C", "effective": "2027-01-01"])])
        try Self.publish(province, [("1", "abolish", ["abolished": "2027-06-01"])])
        try province.sync(kiosk)
        let row = try #require(try kiosk.records(kind: "procedure", matching: "1").first)
        let events = try kiosk.events(of: row.name)
        let counts = try ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"].map {
            ProcedureVersions.count(events, on: try CivilDate($0))
        }
        #expect(counts == [0, 2, 2, 4])
        #expect(row.summary.texts["abolished"] == "2027-06-01")
    }

    @Test func `a case for a procedure that was abolished meanwhile is kept and flagged`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        try Self.publish(province, [("1", "amend", ["code": "1", "name": "A"])])
        try province.sync(kiosk)
        let day = CivilDate(instantMilliseconds: province.now)
        try Self.publish(province, [("1", "abolish", ["abolished": day.iso])])
        let late = try province.submit(at: kiosk, ["procedure": "1", "unit": "H57.19815"])
        let early = try province.submit(
            at: kiosk,
            [
                "procedure": "1", "unit": "H57.19815",
                "received_at": "\(day.adding(days: -1).iso)T09:00:00+07:00",
            ])
        try province.sync(kiosk)
        let abolitions = try province.hub.abolitions()
        #expect(abolitions == ["1": day])
        let flags = try [late, early].map { name in
            try province.hub.flags(of: try province.hub.open("\(name)").row, abolitions)
        }
        #expect(flags == [[.procedureAbolished(since: day)], []])
    }

    @Test func `a case that nobody is competent for yet is routed once`() throws {
        let province = try Province(isInMemory: true)
        let kiosk = try province.addKiosk()
        _ = try province.hub.importReference(
            "unit", [.init(key: "H57.1", fields: [("id", "H57.1"), ("name", "Vỹ Dạ")])],
            by: .init(name: "Mai", now: province.now))
        let name = try province.submit(at: kiosk)
        try province.sync(kiosk)
        #expect(try province.hub.flags(of: province.hub.open("\(name)").row, [:]) == [.toRoute])
        let officer = Hub.Officer(name: "Mai", now: province.now)
        #expect(throws: HubError.self) {
            try province.hub.route("\(name)", to: "H57.2", by: officer)
        }
        let routed = try province.hub.route("\(name)", to: "H57.1", by: officer)
        #expect(try province.hub.flags(of: routed.row, [:]) == [])
        try province.sync(kiosk)
        #expect(try kiosk.record(name)?.summary.unit == "H57.1")
    }
}
