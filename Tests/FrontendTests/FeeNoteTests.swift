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

    @Test func `where no fee is stated the note is all there is`() {
        #expect(FeeNote.beside(nil, "Miễn phí") == "Miễn phí")
        #expect(FeeNote.beside(0, nil) == nil)
    }
}
