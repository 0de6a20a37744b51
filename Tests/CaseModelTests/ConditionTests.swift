import CaseModel
import Testing

@Suite struct ConditionTests {
    private static let today = CivilDate(dayNumber: 20_779)  // 2026-11-22

    private static func facts(
        _ answers: [String: String] = [:], born: String? = nil
    ) throws -> Facts {
        Facts(
            today: today, answers: answers, birthDate: try born.map { try CivilDate($0) },
            sex: .female)
    }

    @Test(arguments: [
        ("age < 18", "2008-11-23", Bool?.some(true)), ("age < 18", "2008-11-22", false),
        ("age >= 18", "2008-11-22", true), ("age = 0", "2026-11-22", true),
        ("age < 18", "", nil), ("not age < 18", "", nil),
        ("age < 18 or applicant.sex = female", "", true),
        ("age < 18 and applicant.sex = male", "", false),
        ("(age < 18 or age > 60) and not helper", "1950-01-01", true),
    ])
    func `what is known of the applicant decides`(
        text: String, born: String, expected: Bool?
    ) throws {
        let facts = try Self.facts(born: born.isEmpty ? nil : born)
        #expect(try Condition(text).holds(facts) == expected)
    }

    @Test(arguments: [
        ("answer.married = Có", Bool?.some(true)), ("answers.married = co", true),
        ("answer.married != \"Không rõ\"", true), ("answer.pages > 9", true),
        ("answer.pages <= 10,5", true), ("answer.pages = 010", true),
        ("answer.from < answer.until", true), ("answer.until <= today", false),
        ("answer.from > 2026-11-01", true), ("answer.married < 3", nil),
        ("answer.absent = Có", nil), ("answer.absent", false), ("not answer.absent", true),
        ("answer.married", true), ("channel = counter and delivery != post", true),
    ])
    func `answers compare as numbers, as days, or as words`(
        text: String, expected: Bool?
    ) throws {
        let facts = try Self.facts([
            "married": "Có", "pages": "10", "from": "2026-11-10", "until": "2026-12-01",
        ])
        #expect(try Condition(text).holds(facts) == expected)
    }

    @Test(arguments: [
        ("", ConditionError.unreadable(at: 1)), ("age <", .unreadable(at: 6)),
        ("age < many", .unreadable(at: 7)), ("age 18", .unreadable(at: 5)),
        ("age < 18)", .unreadable(at: 9)), ("(age < 18", .unreadable(at: 10)),
        ("age == 18", .unreadable(at: 5)), ("answer.a = \"x", .unreadable(at: 12)),
        ("age < 18 & helper", .unreadable(at: 10)), ("agee < 18", .unknownName("agee")),
        ("answer.A = 1", .unknownName("answer.A")), ("age = 1 or or", .unknownName("or")),
        (String(repeating: "x", count: 501), .tooLong(limit: 500)),
        (String(repeating: "(", count: 30) + "age", .unreadable(at: 17)),
    ])
    func `what is no condition is named with its place`(
        text: String, error: ConditionError
    ) {
        #expect(throws: error) { try Condition(text) }
    }

    @Test(arguments: [Bool?.none, true, false], [Bool?.none, true, false])
    func `not (a and b) is not a or not b, whatever is known`(a: Bool?, b: Bool?) throws {
        let answers = ["a": a, "b": b].compactMapValues { $0.map { $0 ? "1" : "2" } }
        let facts = try Self.facts(answers)
        let left = try Condition("not (answer.a = 1 and answer.b = 1)")
        let right = try Condition("not answer.a = 1 or not answer.b = 1")
        #expect(left.holds(facts) == right.holds(facts))
    }

    @Test func `it knows what it asks about`() throws {
        let condition = try Condition("answer.b = answer.a or value > 3 and answer.b")
        #expect(condition.answers == ["b", "a"])
        #expect(condition.asksValue)
    }
}

@Suite struct FeeTests {
    @Test(arguments: [
        (0, Int64(0)), (1, 2_000), (2, 4_000), (3, 5_000), (500, 200_000),
    ])
    func `copies are charged by the page, up to the cap`(pages: Int, price: Int64) {
        let fee = Procedure.Fee(
            amount: nil, byPage: .init(price: 2_000, first: 2, further: 1_000, cap: 200_000))
        #expect(fee.total(pages: pages) == price)
    }

    @Test(
        arguments: [
            (["pages": "3", "copies": "4"], Int64(20_000)), (["pages": "3"], 5_000),
            (["pages": "999", "copies": "2"], 400_000), (["copies": "4"], nil),
            (["pages": "x"], nil),
            (["pages": "3", "copies": "999999999999999999"], 500_000_000),
        ] as [([String: String], Int64?)])
    func `the answers say how many pages and copies are paid for`(
        answers: [String: String], price: Int64?
    ) {
        let fee = Procedure.Fee(
            amount: nil,
            byPage: .init(price: 2_000, first: 2, further: 1_000, cap: 200_000, pages: "pages"),
            per: "copies")
        #expect(fee.settled { answers[$0] }.amount == price)
        #expect(fee.least == 2_000)
    }

    @Test func `a price for each copy is multiplied, and is that of one until they are counted`() {
        let fee = Procedure.Fee(amount: 8_000, per: "copies")
        #expect(fee.settled { _ in "3" }.amount == 24_000)
        #expect(fee.settled { _ in nil }.amount == 8_000)
        #expect(fee.settled { _ in "0" }.amount == 8_000)
    }

    @Test func `a fee without pages is the same for all of them`() {
        #expect(Procedure.Fee(amount: 8_000).total(pages: 9) == 8_000)
        #expect(Procedure.Fee(amount: nil).total(pages: 9) == nil)
        #expect(Procedure.PagePrice(price: 500).total(pages: 3) == 1_500)
    }
}
