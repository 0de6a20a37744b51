import QRCode
import Testing

/// The square as data, and as it is drawn.
@Suite struct QRCodeTests {
    private static let slip = "T-2-261122-1-K5Q"

    @Test func `the three corners and the lines between them are those of the standard`() throws {
        let code = try QRCode(Self.slip)
        #expect(code.size == 21)
        let corner = [
            "#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######",
        ]
        for (top, left) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
            let found = (0..<7).map { row in
                String(
                    (0..<7).map { code.isDark(row: top + row, column: left + $0) ? "#" : " " })
            }
            #expect(found == corner)
        }
        for place in 8..<(code.size - 8) {
            #expect(code.isDark(row: 6, column: place) == place.isMultiple(of: 2))
            #expect(code.isDark(row: place, column: 6) == place.isMultiple(of: 2))
        }
        #expect(!code.isDark(row: -1, column: 0) && !code.isDark(row: 0, column: code.size))
    }

    /// The standard's masked format bits for level and mask (ISO/IEC 18004, annex C).
    @Test func `a square is filled up with error correction`() throws {
        // 16 characters leave a square of version 1 room for level Q, 10 for level H.
        #expect(try Self.level(of: QRCode(Self.slip)) == "Q")
        #expect(try Self.level(of: QRCode("T-2-261122")) == "H")
        #expect(try Self.level(of: QRCode(Self.slip + " ABC1234")) == "L")
    }

    private static func level(of code: QRCode) -> String {
        // The first two bits of the format, from row 8, under the mask 10 of 101010000010010.
        switch (code.isDark(row: 8, column: 0), code.isDark(row: 8, column: 1)) {
        case (true, true): "L"
        case (true, false): "M"
        case (false, true): "Q"
        case (false, false): "H"
        }
    }

    @Test func `another text gives another square, the same one the same`() throws {
        #expect(try QRCode(Self.slip) == QRCode(Self.slip))
        #expect(try QRCode(Self.slip) != QRCode("T-2-261122-1-K5R"))
    }

    @Test func `nothing, and too much, have no square`() {
        for text in ["", String(repeating: "x", count: 3000), "a\0b"] {
            #expect(throws: QRCodeError.unsuitableText) { try QRCode(text) }
        }
    }

    @Test(arguments: [48, 80])
    func `a drawing shows every module, and nothing but light around`(width: Int) throws {
        let code = try QRCode(Self.slip)
        for style in [QRCode.Style.halfBlocks, .ascii] {
            for ink in [QRCode.Ink.paper, .screen] {
                let lines = try #require(code.drawing(style, ink, width: width))
                let rows = Self.modules(lines, style, ink)
                let margin = (rows[0].count - code.size) / 2
                #expect((1...4).contains(margin) && rows[0].count * Self.columns(style) <= width)
                for (row, modules) in rows.enumerated() {
                    for (column, isDark) in modules.enumerated() {
                        #expect(isDark == code.isDark(row: row - margin, column: column - margin))
                    }
                }
            }
        }
    }

    @Test func `what does not fit is not drawn, and a margin gives way first`() throws {
        let code = try QRCode(Self.slip)
        #expect(code.drawing(.halfBlocks, .paper, width: 22) == nil)
        #expect(code.drawing(.halfBlocks, .paper, width: 23)?.first?.count == 23)
        #expect(code.drawing(.halfBlocks, .paper, width: 48)?.first?.count == 29)
        #expect(code.drawing(.ascii, .paper, width: 45) == nil)
        #expect(code.drawing(.ascii, .paper, width: 48)?.first?.count == 46)
    }

    private static func columns(_ style: QRCode.Style) -> Int {
        switch style {
        case .halfBlocks: 1
        case .ascii: 2
        }
    }

    /// The modules that a drawing shows, dark ones true.
    private static func modules(
        _ lines: [String], _ style: QRCode.Style, _ ink: QRCode.Ink
    ) -> [[Bool]] {
        let rows: [[Bool]] = lines.flatMap { line -> [[Bool]] in
            switch style {
            case .ascii:
                let pairs = stride(from: 0, to: line.count, by: 2)
                return [pairs.map { Array(line)[$0] == "#" }]
            case .halfBlocks:
                return [line.map { "█▀".contains($0) }, line.map { "█▄".contains($0) }]
            }
        }
        return rows.map { row in row.map { $0 == (ink == .paper) } }
    }
}
