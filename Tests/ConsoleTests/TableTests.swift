import Console
import Testing

/// How rows are laid out.
@Suite struct TableTests {
    private func sample() -> Table {
        var table = Table([
            .init("Số hồ sơ", staysWhole: true), .init("Người nộp"), .init("Phí", .right),
        ])
        table.add(["T-7-251122-1-ab3", "Nguyễn Thị Ánh Nguyệt", "8.000"])
        table.add(["T-7-251122-12-x9q", "Trâ\u{300}n Văn Bê\u{309}", "120.000"])
        table.add(["T-7-251122-13-k2m", "山田", ""])
        return table
    }

    @Test func `columns are aligned by what is seen`() {
        #expect(
            sample().lines(width: 80) == [
                "Số hồ sơ           Người nộp                  Phí",
                "T-7-251122-1-ab3   Nguyễn Thị Ánh Nguyệt    8.000",
                "T-7-251122-12-x9q  Trần Văn Bể            120.000",
                "T-7-251122-13-k2m  山田",
            ])
    }

    @Test func `a narrow screen cuts what may be cut`() {
        #expect(
            sample().lines(width: 40) == [
                "Số hồ sơ           Người nộp         Phí",
                "T-7-251122-1-ab3   Nguyễn Thị…     8.000",
                "T-7-251122-12-x9q  Trần Văn Bể   120.000",
                "T-7-251122-13-k2m  山田",
            ])
    }

    @Test(arguments: [-1, 0, 39, 40, 57, 100, 200, 5000])
    func `no line is wider than the screen`(width: Int) {
        var table = Table((1...12).map { .init("Cột thứ \($0)", staysWhole: $0 < 6) })
        table.add((1...12).map { String(repeating: "ễ字", count: $0 * $0) })
        let lines = table.lines(width: width)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.displayWidth <= min(max(width, 40), 200) })
    }

    @Test func `a cell cannot break out of its row`() {
        var table = Table([.init("A"), .init("B")])
        table.add(["a\nb\u{1B}[2J", "c"])
        #expect(table.lines(width: 80) == ["A             B", "a b\\u{1B}[2J  c"])
    }

    @Test func `a table without rows has its titles`() {
        #expect(Table([.init("A"), .init("B")]).lines(width: 80) == ["A  B"])
    }
}
