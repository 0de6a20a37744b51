import Foundation
import Testing

/// `kiosk agent` with the real programs.
@Suite struct AgentTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "terminal/cases.py").path
    private static let card =
        "046194003217|191234567|Nguyễn Thị Thu Hằng|12031994|Nữ|14 Vỹ Dạ|01052021"
    private static let lines = """
        1
        chứng thực chữ ký; 1; 1
        \(card)
        ; Giấy ủy quyền; 1; *; ; ok

        """

    @Test func `practice touches no real case, and begins afresh each time`() throws {
        let world = try World()
        try world.enrol("a")
        for _ in 1...2 {
            let shift = try world.kiosk(
                "a", "agent", "--practice", input: .text(Self.lines + "\nc\nq\n"))
            #expect(shift.status == 0, "\(shift.errors)")
            #expect(shift.output.contains("[PRACTICE] "))
            #expect(shift.output.contains("Slip number: T-8388607-"))
            #expect(shift.output.contains("Cases: 1 · slips: 1"))
        }
        #expect(try world.kiosk("a", "list", "--json").lines.isEmpty)
        #expect(try world.kiosk("a", "outbox", "--json").lines.isEmpty)
    }

    @Test func `every act carries who has signed in`() throws {
        let world = try World()
        try world.enrol("a")
        let added = try world.kiosk(
            "a", "staff", "add", "Lan", "--pin-stdin", input: .text("4821\n"))
        try #require(added.status == 0, "\(added.errors)")
        let shift = try world.kiosk(
            "a", "agent", input: .text("Lan\n4821\n" + Self.lines + "\nc\nq\n"))
        #expect(shift.output.contains("Lan: 1 case, "), "\(shift.output)\(shift.errors)")
        #expect(!shift.output.contains("4821"))
        let locked = try world.kiosk("a", "agent", input: .text("Lan\n0000\n1\n5\n"))
        #expect(!locked.output.contains("COUNTER"))
    }

    @Test func `what is handed in goes to the centre while a line is half typed`() throws {
        let world = try World()
        try world.enrol("a")
        let outcome = try Child(
            "/usr/bin/python3",
            ["-B", Self.script, "meanwhile", Programs.url("kiosk").path, world.home("a").path],
            in: world.folder
        ).finish(seconds: 120)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
