import Foundation
import Testing

/// `kiosk fetch`: a case that was handed in elsewhere, on proof.
@Suite struct FetchTests {
    @Test func `a point shows a case of another one to whom it belongs, and to nobody else`()
        throws
    {
        let world = try World()
        for point in ["a", "b"] { try world.enrol(point) }
        let outcome = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("r")))
        let slip = try #require(outcome.objects().first?.text("slip"))
        let secret = try #require(outcome.objects().first?.text("secret"))
        #expect(try world.kiosk("a", "sync").status == 0)

        let wrong = try world.kiosk("b", "fetch", slip, "--proof", "ZZZZZZ")
        #expect(wrong.status == 3 && wrong.errors.contains("fit no case"))
        #expect(try world.kiosk("b", "show", slip).status != 0)

        let right = try world.kiosk("b", "fetch", slip, "--proof", secret, "--json")
        #expect(right.status == 0, "\(right.errors)")
        #expect(try right.objects().first?.text("slip") == slip)
        let shown = try world.kiosk("b", "show", slip, "--json")
        #expect(try shown.objects().first?.text("procedure") != nil)

        #expect(try world.stopHub()?.status == 0)
        let offline = try world.kiosk("b", "fetch", slip, "--proof", secret)
        #expect(offline.status == 4)
    }

    @Test func `code and proof are needed`() throws {
        let world = try World(isServing: false)
        #expect(try world.kiosk("a", "fetch", "T-1").status == 2)
        #expect(try world.kiosk("a", "fetch", "--proof", "1234").status == 2)
        #expect(try world.kiosk("a", "fetch", "T-1", "--proof", " ").status == 2)
    }
}
