import Foundation
import Testing

/// A case stands under the version of its procedure that it was received under, wherever it is
/// looked at and whatever was amended since.
@Suite struct VersionTests {
    private static func entry(fee: Int, limit: Int, paper: String) -> String {
        """
        [{"code": "9.7", "name": "Thủ tục thử", "field": "Thử", "channels": [{"channel": "counter",
        "limit": "\(limit) working_day", "fee": \(fee)}], "papers": [{"key": "form",
        "name": "\(paper)"}]}]
        """
    }

    private static func publish(_ world: World, _ text: String) throws {
        let file = world.folder.appending(path: "catalogue.json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let outcome = try world.central("catalogue", "import", file.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `fee, limit and papers of a case stay when the procedure is amended`() throws {
        let world = try World()
        try Self.publish(world, Self.entry(fee: 8000, limit: 5, paper: "Tờ khai cũ"))
        try world.enrol("a")
        let line = """
            {"procedure": "9.7", "applicant": {"name": "Trần Thị Mai", "identity":
             "046190000123"}, "papers": [{"paper": "form", "kind": "original", "count": 1}]}
            """.replacing("\n", with: "")
        let taken = try world.kiosk("a", "submit", "--json", input: .text(line))
        let slip = try #require(try taken.objects().slips.first, "\(taken.errors)")
        try Self.publish(world, Self.entry(fee: 20000, limit: 9, paper: "Tờ khai mới"))
        #expect(try world.kiosk("a", "sync").status == 0)

        let due = try #require(try taken.objects().first?.text("due"))
        let asked = try #require(try world.kiosk("a", "pay", slip, "--json").objects().first)
        #expect(asked.number("fee") == 8000)
        for slips in [
            try world.kiosk("a", "receipt", slip), try world.central("form", slip, "--form", "01"),
        ] {
            #expect(slips.output.contains("8.000"), "\(slips.output)")
            #expect(slips.output.contains("5 working days"))
            #expect(slips.output.contains("Tờ khai cũ"))
        }
        #expect(try world.central("show", slip).output.contains("8.000"))
        let accepted = try world.central("accept", slip, "--json").objects().first
        #expect(accepted?.text("due") == due)
    }
}
