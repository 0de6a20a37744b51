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
}
