import CaseModel
import Console
import Frontend
import Testing

/// What stands beside a fee.
@Suite struct FeeNoteTests {
    @Test(
        arguments: [
            (0, "Miễn phí; bản sao tính phí riêng", "bản sao tính phí riêng"),
            (0, "Miễn phí", nil), (0, "miễn lệ phí.", nil), (0, "", nil),
            (0, "Mức thu do thành phố quyết định", "Mức thu do thành phố quyết định"),
            (8_000, "Miễn phí cho hộ nghèo", "Miễn phí cho hộ nghèo"),
        ] as [(Int64, String, String?)])
    func `that nothing is to be paid is said once`(amount: Int64, note: String, shown: String?) {
        #expect(FeeNote.beside(amount, note) == shown)
    }

    @Test func `a price by page and who need not pay stand beside the fee`() {
        let fee = Procedure.Fee(
            amount: nil, note: "mỗi bản", exemptions: "hộ nghèo",
            byPage: .init(price: 2_000, first: 2, further: 1_000, cap: 200_000, pages: "pages"))
        #expect(
            FeeNote.words(fee, .vi)
                == "2.000 đ/trang cho 2 trang đầu, sau đó 1.000 đ/trang, nhiều nhất 200.000 đ; "
                + "mỗi bản; miễn, giảm: hộ nghèo")
        #expect(
            FeeNote.words(fee.settled { _ in "3" }, .en) == "mỗi bản; exempt: hộ nghèo")
        #expect(FeeNote.words(nil, .en) == nil)
    }

    @Test func `where no fee is stated the note is all there is`() {
        #expect(FeeNote.beside(nil, "Miễn phí") == "Miễn phí")
        #expect(FeeNote.beside(0, nil) == nil)
    }
}
