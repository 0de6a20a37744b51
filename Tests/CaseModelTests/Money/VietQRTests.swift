import Testing

@testable import CaseModel

/// The text of the square that a banking app reads.
@Suite struct VietQRTests {
    private static let published =
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA5303704540618000"
        + "05802VN62340107NPS68690819thanh toan don hang63042E2E"

    private func account(_ kind: BankAccount.Kind = .account) throws -> BankAccount {
        try #require(BankAccount(bank: "970403", number: "0011012345678", kind: kind))
    }

    @Test func `the checksum is that of the published vector`() {
        #expect(Checksum16.text("123456789".utf8) == "29B1")
        #expect(Checksum16.text("".utf8) == "FFFF")
    }

    @Test func `the payload is that of the published vector`() throws {
        let code = try VietQR(
            account: account(), amount: 180_000, billNumber: "NPS6869",
            purpose: "thanh toan don hang")
        #expect(code.payload == Self.published)
        #expect(try VietQR(payload: Self.published) == code)
    }

    @Test func `accents are taken off the purpose, and capitals stay`() throws {
        let code = try VietQR(account: account(), amount: 1, purpose: "Lệ phí Đăng ký, hồ sơ Ở")
        #expect(code.purpose == "Le phi Dang ky, ho so O")
        #expect(try VietQR(payload: code.payload) == code)
    }

    @Test(arguments: BankAccount.Kind.allCases, [nil, 1, VietQR.amountLimit] as [Int64?])
    func `what is written can be read back`(kind: BankAccount.Kind, amount: Int64?) throws {
        for (bill, purpose) in [
            (nil, nil), ("T-2-261122-1-K5Q", nil), (nil, "LE PHI"), ("B1", "x"),
        ] {
            let code = try VietQR(
                account: account(kind), amount: amount, billNumber: bill, purpose: purpose)
            #expect(try VietQR(payload: code.payload) == code)
            #expect(code.payload.contains(amount == nil ? "010211" : "010212"))
        }
    }

    @Test(arguments: [0, -1, VietQR.amountLimit + 1, .max, .min])
    func `an amount that the format has no room for is refused`(amount: Int64) {
        #expect(throws: VietQRError.amountOutOfRange) {
            try VietQR(account: account(), amount: amount)
        }
    }

    @Test func `texts that are too long or unprintable are refused, never cut`() {
        let long = String(repeating: "x", count: 26)
        #expect(throws: VietQRError.billNumberTooLong(limit: 25)) {
            try VietQR(account: account(), amount: 1, billNumber: long)
        }
        #expect(throws: VietQRError.purposeTooLong(limit: 25)) {
            try VietQR(account: account(), amount: 1, purpose: long)
        }
        for text in ["", "a\nb", "日"] {
            #expect(throws: VietQRError.unprintable) {
                try VietQR(account: account(), amount: 1, purpose: text)
            }
        }
    }

    @Test func `every single wrong, missing or added character is found`() {
        let bytes = Array(Self.published.utf8)
        for index in bytes.indices {
            var wrong = bytes
            wrong[index] ^= 1
            var short = bytes
            short.remove(at: index)
            for text in [wrong, short, Array(bytes[..<index])] {
                let payload = String(decoding: text, as: UTF8.self)
                #expect(throws: VietQRError.self) { try VietQR(payload: payload) }
            }
        }
        #expect(throws: VietQRError.self) { try VietQR(payload: Self.published + "0") }
    }

    @Test(arguments: [
        ("5802VN", "5802LA", "58"), ("5303704", "5303840", "53"), ("010212", "010211", "01"),
        ("QRIBFTTA", "QRIBFTTX", "38"), ("5406180000", "54070180000", "54"),
        ("A000000727", "A000000728", "00"), ("970403", "97040X", "38"),
    ])
    func `a code of another kind is not taken for one of ours`(
        from: String, to: String, part: String
    ) {
        let body = Self.published.dropLast(4).replacing(from, with: to)
        let payload = "\(body)\(Checksum16.text(body.utf8))"
        #expect(throws: VietQRError.notACode(.part(part))) { try VietQR(payload: payload) }
    }

    @Test(arguments: [
        ("97040", "1"), ("9704031", "1"), ("97040a", "1"), ("970403", ""), ("970403", "12 3"),
        ("970403", "12345678901234567890"),
    ])
    func `an account that no bank gives out is none`(bank: String, number: String) {
        #expect(BankAccount(bank: bank, number: number, kind: .account) == nil)
    }
}
