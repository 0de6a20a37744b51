import Testing

@testable import CaseModel

/// How a case stands with its fee, from its payments in any order.
@Suite struct FinanceTests {
    private static let account = BankAccount(bank: "970403", number: "1", kind: .account)

    private enum Step {
        case cash(Int64), shown(Int64), confirmed(Int64), refunded(Int64)

        func payment() throws -> Payment {
            let amount =
                switch self {
                case .cash(let amount), .shown(let amount), .confirmed(let amount),
                    .refunded(let amount):
                    amount
                }
            let code = try VietQR(account: #require(FinanceTests.account), amount: nil)
            let cash = Payment.cash(amount, of: "ab", receipt: "C-1")
            let shown = Payment.shown(code, amount: amount, of: "ab")
            let (created, later): (Payment, [(name: String, value: String)]) =
                switch self {
                case .cash: (cash, [])
                case .shown: (shown, [])
                case .confirmed: (shown, Payment.confirmation(at: 0, bankReference: "FT1"))
                case .refunded: (cash, Payment.refund(at: 0, reason: "nhầm"))
                }
            let fields = (created.fields + later).map { ($0.name, $0.value) }
            return try #require(Payment(fields: Dictionary(uniqueKeysWithValues: fields)))
        }
    }

    private static let table: [(fee: Int64?, steps: [Step], state: Finance.State)] = [
        (0, [], .noFee), (nil, [], .notStated), (8000, [], .unpaid),
        (8000, [.shown(8000)], .shown), (nil, [.shown(8000)], .shown),
        (8000, [.shown(8000), .shown(8000)], .shown), (8000, [.cash(5000)], .partlyPaid),
        (8000, [.cash(5000), .cash(3000)], .paid), (8000, [.cash(8000)], .paid),
        (8000, [.confirmed(8000)], .paid), (8000, [.cash(10000)], .paid), (nil, [.cash(1)], .paid),
        (8000, [.cash(8000), .shown(8000)], .paid), (0, [.cash(5000)], .paid),
        (8000, [.cash(8000), .cash(8000)], .paidTwice),
        (8000, [.cash(8000), .confirmed(8000)], .paidTwice),
        (nil, [.cash(8000), .cash(8000)], .paidTwice),
        (8000, [.cash(8000), .refunded(8000)], .paid), (8000, [.refunded(8000)], .refunded),
        (8000, [.cash(8000), .cash(8000), .refunded(1)], .paidTwice),
        // More than all money there is stays just that.
        (8000, Array(repeating: .cash(999_999_999_999_999_999), count: 10), .paidTwice),
    ]

    @Test(arguments: table.indices)
    func `payments give the state, in either order`(row: Int) throws {
        let (fee, steps, state) = Self.table[row]
        let payments = try steps.map { try $0.payment() }
        let finance = Finance(fee: fee, payments: payments)
        #expect(finance.state == state)
        #expect(Finance(fee: fee, payments: payments.reversed()) == finance)
    }

    @Test func `what is open is the fee without what came in`() throws {
        let payments = try [Step.cash(3000), .shown(8000), .refunded(1000)].map { try $0.payment() }
        let finance = Finance(fee: 8000, payments: payments)
        #expect(finance.settled == 3000 && finance.open == 5000)
        #expect(Finance(fee: nil, payments: payments).open == nil)
    }

    @Test(arguments: [
        ["kind": "cash", "amount": "8000"], ["case": "ab", "amount": "8000", "receipt": "C"],
        ["case": "ab", "kind": "cash", "amount": "0", "receipt": "C"],
        ["case": "ab", "kind": "cash", "amount": "8000"],
        ["case": "ab", "kind": "gold", "amount": "8000", "receipt": "C"],
    ])
    func `what is no payment is not read as one`(fields: [String: String]) {
        #expect(Payment(fields: fields) == nil)
    }

    @Test func `sums are written with dots, and every state has a name`() {
        #expect(MoneyText.vietnamese(1_234_567) == "1.234.567 đ")
        #expect(MoneyText.english(8000) == "8.000 VND")
        #expect([0, 999, 1000, -1000].map(MoneyText.grouped) == ["0", "999", "1.000", "-1.000"])
        let states = Finance.State.allCases
        #expect(Set(states.map(\.nameVi)).count == states.count)
        #expect(Set(states.map(\.nameEn)).count == states.count)
    }

    @Test func `a receipt number is checked by its last character`() throws {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
        let number = ReceiptNumber.make(site: 3, date: day, number: 12)
        #expect(number.hasPrefix("C-3-261122-12-") && CheckCharacter.isValid(number))
        #expect(number != ReceiptNumber.make(site: 3, date: day, number: 13))
    }
}
