import Foundation
import Testing

/// Fees, hand-overs and slips through the real programs.
@Suite struct MoneyTests {
    /// Two points that share a case with a fee, which the centre knows.
    private struct Counter {
        let world: World
        let slip: String

        init(account: Bool = true) throws {
            world = try World(isServing: true)
            if account { try MoneyTests.giveAccount(world) }
            try world.enrol("a")
            try world.enrol("b")
            // So that it knows the other point.
            _ = try world.kiosk("a", "sync")
            let taken = try world.kiosk("a", "submit", "--json", input: .text(MoneyTests.line))
            slip = try #require(taken.objects().slips.first, "\(taken.errors)")
            try sync()
        }

        func sync() throws {
            for point in ["a", "b", "a"] {
                let outcome = try world.kiosk(point, "sync")
                try #require(outcome.status == 0, "\(outcome.errors)")
            }
        }

        func object(_ point: String, _ arguments: String...) throws -> [String: Any] {
            let outcome = try world.start(point, arguments + ["--json"]).finish()
            try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
            return try #require(outcome.objects().first)
        }
    }

    /// Ten thousand đồng at the counter by the sample catalogue; the result is handed over at point
    /// b, which is site 3.
    private static let line = Cases.line("r").replacing(
        #""reference""#, with: #""delivery": {"kind": "counter", "point": "3"}, "reference""#)

    private static func giveAccount(_ world: World) throws {
        let file = world.folder.appending(path: "units.json")
        let unit = """
            {"units": [{"id": "H57.19815", "name": "An Cựu", "full_name": "Phường An Cựu", "type":
             "ward", "account": {"bin": "970403", "number": "0011012345678"}}]}
            """
        try Data(unit.utf8).write(to: file)
        let outcome = try world.central("units", "import", file.path, "--json")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `cash gives a receipt, and nothing is taken twice by mistake`() throws {
        let counter = try Counter()
        let asked = try counter.object("a", "pay", counter.slip)
        let fee = try #require(asked.number("fee"))
        #expect(asked.text("finance") == "unpaid" && fee > 0)
        let paid = try counter.object("a", "pay", counter.slip, "--cash", "--actor", "Lan")
        #expect(paid.text("kind") == "cash" && paid.number("amount") == fee)
        #expect(paid.text("standing") == "settled" && paid.text("actor") == "Lan")
        #expect(paid.text("receipt")?.hasPrefix("C-2-") == true)
        #expect(try counter.object("a", "pay", counter.slip).text("finance") == "paid")
        #expect(try counter.world.kiosk("a", "pay", counter.slip, "--cash").status == 3)
        let more = try counter.object("a", "pay", counter.slip, "--cash", "--amount", "500")
        #expect(more.text("receipt") != paid.text("receipt"))
        for wrong in [["--cash", "--qr"], ["--cash", "--amount", "x"]] {
            let outcome = try counter.world.start("a", ["pay", counter.slip] + wrong).finish()
            #expect(outcome.status == 2)
        }
        let nothing = try counter.world.kiosk("a", "pay", counter.slip, "--cash", "--amount", "0")
        #expect(nothing.status == 3)
    }

    @Test func `a transfer is unconfirmed until the centre has seen it`() throws {
        let counter = try Counter()
        let shown = try counter.object("a", "pay", counter.slip, "--qr")
        let again = try counter.object("a", "pay", counter.slip, "--qr")
        #expect(shown.text("payment") == again.text("payment"))
        #expect(shown.text("payload")?.hasPrefix("000201010212") == true)
        #expect(shown.text("payload")?.contains("LE PHI \(counter.slip)") == true)
        #expect(try counter.object("a", "pay", counter.slip).text("finance") == "shown")
        let drawn = try counter.world.kiosk("a", "pay", counter.slip, "--qr", "--ascii")
        #expect(drawn.output.contains("##########") && drawn.output.contains("0011012345678"))
        try counter.sync()
        let world = counter.world
        let open = try world.central("payments", "--unconfirmed", "--json").objects()
        #expect(open.map { $0.text("slip") } == [counter.slip])
        let done = try world.central(
            "confirm-payment", counter.slip, "--reference", "FT26327", "--json")
        #expect(try done.objects().first?.text("standing") == "settled")
        #expect(try world.central("payments", "--unconfirmed", "--json").lines.isEmpty)
        #expect(try world.central("confirm-payment", counter.slip).status == 3)
        try counter.sync()
        #expect(try counter.object("a", "pay", counter.slip).text("finance") == "paid")
    }

    @Test func `without an account the point says so and saves nothing`() throws {
        let counter = try Counter(account: false)
        let outcome = try counter.world.kiosk("a", "pay", counter.slip, "--qr")
        #expect(outcome.status == 3 && outcome.errors.contains("no bank account"))
        #expect(try counter.world.kiosk("a", "outbox", "--json").lines.isEmpty)
    }

    @Test func `paid at two points: both are kept and listed, and one is refunded`() throws {
        let counter = try Counter()
        let world = counter.world
        for point in ["a", "b"] { _ = try counter.object(point, "pay", counter.slip, "--cash") }
        try counter.sync()
        let sides = try [
            world.central("conflicts", "--json"), world.kiosk("a", "conflicts", "--json"),
            world.kiosk("b", "conflicts", "--json"),
        ]
        for side in sides {
            let conflict = try #require(side.objects().first)
            #expect(conflict.names == ["record", "slip", "field", "values"])
            #expect(conflict.text("field") == "payment")
            let values = try #require(conflict["values"] as? [[String: Any]])
            #expect(values.map { $0.text("site") } == ["2", "3"])
        }
        #expect(try world.central("show", counter.slip).output.contains("paid twice"))
        #expect(try world.kiosk("a", "conflicts").output.contains("refund-payment"))
        let payments = try world.central("payments", "--json").objects()
        let second = try #require(payments.last?.text("payment"))
        #expect(try world.central("refund-payment", second).status == 2)
        #expect(try world.central("refund-payment", second, "--reason", "nộp hai lần").status == 0)
        #expect(try world.central("conflicts", "--json").lines.isEmpty)
    }

    @Test func `a result handed over at two points at once is a conflict at both`() throws {
        let counter = try Counter()
        let world = counter.world
        #expect(try world.kiosk("a", "return", counter.slip).status == 3)
        _ = try world.central("accept", counter.slip)
        _ = try world.central("decide", counter.slip, "--result", "approved")
        try counter.sync()
        for point in ["a", "b"] {
            let shown = try counter.object(point, "return", counter.slip, "--to", "Mai \(point)")
            #expect(shown.text("state") == "returned")
        }
        #expect(try world.kiosk("a", "return", counter.slip).status == 3)
        try counter.sync()
        for outcome in try [world.central("conflicts"), world.kiosk("b", "conflicts")] {
            #expect(outcome.output.contains("handed over twice"))
        }
        #expect(try world.kiosk("a", "parked", "--json").lines.isEmpty)
    }

    @Test func `nothing is handed over while a withdrawal stands against the decision`() throws {
        let counter = try Counter()
        let world = counter.world
        _ = try world.central("accept", counter.slip)
        try counter.sync()
        _ = try counter.object("a", "withdraw", counter.slip, "--reason", "đổi ý")
        _ = try world.central("decide", counter.slip, "--result", "approved")
        try counter.sync()
        let refused = try world.kiosk("b", "return", counter.slip)
        #expect(refused.status == 3 && refused.errors.contains("an officer has to choose"))
        let contests = try world.kiosk("b", "conflicts", "--json").objects()
        #expect(contests.contains { $0.text("field") == "state" })
        _ = try world.central("resolve", counter.slip, "state", "--value", "done")
        try counter.sync()
        #expect(try counter.object("b", "return", counter.slip).text("state") == "returned")
    }

    @Test func `a withdrawal is an act of the case, once`() throws {
        let counter = try Counter()
        let shown = try counter.object("a", "withdraw", counter.slip, "--reason", "đổi ý")
        #expect(shown.text("state") == "withdrawn")
        let fields = try #require(shown["fields"] as? [String: String])
        #expect(fields["withdrawn.reason"] == "đổi ý")
        #expect(try counter.world.kiosk("a", "withdraw", counter.slip).status == 3)
        try counter.sync()
        let central = try counter.world.central("show", counter.slip, "--json").objects().first
        #expect(central?.text("state") == "withdrawn")
    }

    @Test func `a slip can be printed again and again, in both widths`() throws {
        let counter = try Counter()
        let world = counter.world
        let first = try world.kiosk("a", "receipt", counter.slip)
        #expect(first.status == 0 && first.output.contains("RECEIPT AND APPOINTMENT SLIP"))
        let second = try world.kiosk("a", "receipt", counter.slip)
        // Each copy has a token for a rating of its own.
        let token = /V-[0-9A-Z-]+/
        #expect(
            second.output.replacing(token, with: "V") == first.output.replacing(token, with: "V"))
        let json = try counter.object("a", "receipt", counter.slip, "--width", "48")
        #expect(json.names == ["text"])
        let lines = try #require(json.text("text")).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 48 } && lines.count > 20)
        #expect(json.text("text")?.contains("RECEIPT AND APPOINTMENT SLIP") == true)
        #expect(try world.kiosk("a", "receipt", counter.slip, "--form", "03").status == 3)
        #expect(try world.kiosk("a", "receipt", counter.slip, "--form", "08").status == 2)
        _ = try world.central("decline", counter.slip, "--reason", "Thiếu giấy khai sinh")
        let refusal = try world.central("form", counter.slip, "--form", "03", "--json")
        #expect(
            try refusal.objects().first?.text("text")?.contains("Thiếu giấy khai sinh") == true)
        for form in ["06", "07"] {
            #expect(try world.central("form", counter.slip, "--form", form).status == 0)
        }
        let register = try world.central("form", "--form", "07", "--width", "48")
        #expect(register.output.contains("Trần Thị Mai"))
        #expect(try world.central("form", "--form", "01").status == 2)
    }
}
