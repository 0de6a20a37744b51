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

    @Test func `a paper that was asked for beside the procedure's is entered at the desk`() throws {
        let world = try World()
        try world.enrol("a")
        let taken = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("r")))
        let slip = try #require(try taken.objects().slips.first)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try world.central("accept", slip).status == 0)
        let asked = try world.central(
            "request", slip, "--item", "Ảnh 3x4", "--reason", "còn thiếu")
        try #require(asked.status == 0, "\(asked.errors)")
        #expect(try world.kiosk("a", "sync").status == 0)
        let shift = try world.kiosk("a", "agent", input: .text("5\n\(slip)\n4\n1\n4\nq\n"))
        #expect(shift.output.contains("1. Ảnh 3x4 · asked for\n"), "\(shift.output)")
        #expect(shift.output.contains("1. Ảnh 3x4 · asked for · here\n"), "\(shift.output)")
        #expect(shift.output.contains("the clock stands"))
        let scan = world.folder.appending(path: "photo.pdf")
        try Data("%PDF-1.4\n%%EOF\n".utf8).write(to: scan)
        let attached = try world.kiosk("a", "attach", slip, "ảnh 3x4", scan.path)
        #expect(attached.status == 0 && attached.output.contains("Ảnh 3x4 (anh-3x4): photo.pdf"))
        #expect(try world.kiosk("a", "sync").status == 0)
        let shown = try #require(try world.central("show", slip, "--json").objects().first)
        #expect((shown["fields"] as? [String: Any])?.text("papers.anh-3x4") == "original×1")
        #expect(try world.kiosk("a", "edit", slip, "papers.anh-4x6=original×1").status == 3)
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
