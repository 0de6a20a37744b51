import CaseModel
import Console
import Reports
import Testing

/// The four forms in which a report is written.
@Suite struct ReportFormTests {
    /// A report with names that try to break out.
    static func report() throws -> Report {
        let period = try #require(
            ReportPeriod(
                from: HandComputedTests.date("2026-11-01"),
                to: HandComputedTests.date("2026-11-30"), asOf: HandComputedTests.start))
        var builder = ReportBuilder(
            period, by: .officer, points: HandComputedTests.points)
        for name in ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "Bà \"Ánh\", tổ 1"] {
            builder.add(HandComputedTests.facts { $0.officer = name })
        }
        return builder.report { _, _ in nil }
    }

    @Test(arguments: Language.allCases)
    func `the page loads nothing, runs nothing and escapes names`(_ language: Language) throws {
        let page = ReportPage.html(try Self.report(), language)
        for word in ["<script", "http:", "https:", "src=", "href=", "@import", "url("] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("&lt;script&gt;alert(1)"))
        #expect(page.contains("<svg "))
        for name in ["html", "body", "table", "thead", "tbody", "tr", "svg", "title", "p", "h2"] {
            let opened = page.split(separator: "<\(name)", omittingEmptySubsequences: false)
                .dropFirst().count { $0.first == ">" || $0.first == " " }
            let closed =
                page.split(separator: "</\(name)>", omittingEmptySubsequences: false)
                .count - 1
            #expect(opened == closed, "\(name)")
        }
    }

    @Test func `a spreadsheet finds no formula and every cell whole`() throws {
        let text = ReportFile.csv(try Self.report(), .vi)
        #expect(text.contains("'=cmd|"))
        #expect(text.contains("\"Bà \"\"Ánh\"\", tổ 1\""))
        #expect(CSV.line(["a", "b\nc"]) == "a,\"b\nc\"\r\n")
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 1 + Indicator.all.count * 4)
    }

    @Test func `JSON carries numerator, denominator and the moment`() throws {
        let report = try HandComputedTests.report(by: .unit)
        let json = ReportFile.json(report, .en)
        #expect(json["as_of"] == .text("2026-11-09T09:00:00+07:00"))
        guard case .array(let indicators)? = json["total"]?["indicators"] else {
            Issue.record("no indicators")
            return
        }
        let onTime = try #require(indicators.first { $0["id"] == .text("2.1") })
        #expect(onTime["numerator"] == .number("6"))
        #expect(onTime["denominator"] == .number("9"))
        #expect(onTime["value"] == .number("66.67"))
        #expect(json["reconciliation"]?["difference"] == .number("0"))
    }

    @Test func `the text of the small set`() throws {
        let lines = ReportText.lines(try HandComputedTests.report(by: .unit), .en, width: 100)
        #expect(
            lines.prefix(3) == [
                "Report on cases received and decided",
                "Received from 01/11/2026 to 30/11/2026; as of 09/11/2026 09:00",
                "9 cases: 7 at counters, 1 online, 1 by post; 1 without a date",
            ])
        #expect(lines[3].hasPrefix("Points by Decision 766"))
        #expect(
            lines.contains { $0.hasPrefix("2.1 ") && $0.contains("66.67%") && $0.contains("13.33") }
        )
    }
}
