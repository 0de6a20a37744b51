import Console
import Testing

/// Where a line may end.
@Suite struct WrappingTests {
    @Test func `a number stays with what it numbers, and a dot with what stands before it`() {
        let line = "1. Thu tiền · 2. Mã QR · 3. Trả kết quả · 4. Nhận"
        #expect(
            line.wrapped(toWidth: 16) == [
                "1. Thu tiền ·", "2. Mã QR ·", "3. Trả kết quả ·", "4. Nhận",
            ])
        #expect("năm 2026. Xong".wrapped(toWidth: 10) == ["năm", "2026. Xong"])
        #expect("  a · bc".wrapped(toWidth: 5) == ["a ·", "bc"])
        #expect(
            "nộp (1 bản chính) 3 lần".wrapped(toWidth: 9) == ["nộp", "(1 bản", "chính)", "3 lần"])
        #expect("Tại quầy: 1 ngày".wrapped(toWidth: 11) == ["Tại quầy:", "1 ngày"])
        #expect("số 046194003217 Nữ".wrapped(toWidth: 15) == ["số 046194003217", "Nữ"])
        #expect("giá 3.5 đồng".wrapped(toWidth: 7) == ["giá 3.5", "đồng"])
    }

    @Test func `the first line may be wider than the others`() {
        #expect("a b c d e f".wrapped(toWidth: 3, first: 7) == ["a b c d", "e f"])
        #expect("a b c d".wrapped(toWidth: 5, first: 2) == ["a b c", "d"])
    }

    @Test(arguments: 2...30)
    func `no line is wider than allowed, and no letter is lost`(width: Int) {
        let text = "0 quay lại · ? trợ giúp · 12. đọc lại · q kết thúc 山田 · dàidàidàidàidàidài"
        let lines = text.wrapped(toWidth: width, first: width + 4)
        #expect(lines.dropFirst().allSatisfy { $0.displayWidth <= width })
        #expect(lines[0].displayWidth <= width + 4)
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
}
