import Foundation
import SQLite
import Testing

/// What the centre sets aside, seen from both sides, on each of its ways back.
@Suite struct ParkedTests {
    /// Point `b` has acted on a case of point `a` after its loan had ended at the centre.
    private func makeWorld() throws -> (world: World, slip: String) {
        let world = try World()
        for point in ["a", "b"] { try world.enrol(point) }
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        let slip = try #require(try world.kiosk("a", "list", "--json").objects().slips.first)
        let fetched = try world.kiosk("b", "fetch", slip, "--proof", "0123")
        try #require(fetched.status == 0, "\(fetched.errors)")
        try change(world, "UPDATE loan SET until = 1")
        #expect(try world.kiosk("b", "edit", slip, "note=lời dặn").status == 0)
        #expect(try world.kiosk("b", "sync").status == 0)
        return (world, slip)
    }

    private func change(_ world: World, _ sql: String) throws {
        let path = world.store.appending(path: "central.db").path
        try Connection(path: path, mode: .readWrite).run(sql)
    }

    private func parked(_ world: World) throws -> (centre: [String?], point: [String?]) {
        (
            try world.central("parked", "--json").objects().map { $0.text("reason") },
            try world.kiosk("b", "parked", "--json").objects().map { $0.text("reason") }
        )
    }

    private func note(_ world: World, _ slip: String) throws -> String? {
        let shown = try world.central("show", slip, "--json").objects().first
        return (shown?["fields"] as? [String: Any])?.text("note")
    }

    @Test func `both sides tell the reason, and a release takes it`() throws {
        let (world, slip) = try makeWorld()
        #expect(try parked(world) == (["notEntitled"], ["notEntitled"]))
        let said = try world.kiosk("b", "parked")
        #expect(said.output.contains("not entitled"))
        #expect(said.output.contains("Fetch the case again with its secret"))
        #expect(try world.central("parked").output.hasPrefix("3:1  \(slip)  "))
        #expect(try note(world, slip) == nil)
        #expect(try world.central("release", "3:1").status == 0)
        #expect(try note(world, slip) == "lời dặn")
        #expect(try world.kiosk("b", "sync").status == 0)
        #expect(try parked(world) == ([], []))
        #expect(try world.central("release", "3:1").status == 3)
    }

    @Test func `a rejection is told when the point asks`() throws {
        let (world, slip) = try makeWorld()
        #expect(try world.central("reject", "3:1", "--reason", "không có quyền").status == 0)
        #expect(try world.kiosk("b", "retry").status == 0)
        #expect(try parked(world) == (["rejected"], ["rejected"]))
        #expect(try note(world, slip) == nil)
    }

    @Test func `it is taken by itself when the entitlement comes`() throws {
        let (world, slip) = try makeWorld()
        #expect(try world.central("reassign", "2", "--to", "3").status == 0)
        #expect(try world.kiosk("b", "sync").status == 0)
        #expect(try parked(world) == ([], []))
        #expect(try note(world, slip) == "lời dặn")
    }

    @Test func `it is taken by itself when the centre knows more after an upgrade`() throws {
        let (world, slip) = try makeWorld()
        #expect(try world.central("reassign", "2", "--to", "3").status == 0)
        // As a centre would have left it that did not know this kind of act: 10 in the schema.
        try change(world, "UPDATE parked SET reason = 10")
        _ = try world.stopHub()
        try world.startHub()
        #expect(try note(world, slip) == "lời dặn")
        #expect(try world.kiosk("b", "sync").status == 0)
        #expect(try parked(world) == ([], []))
    }
}
