package import Console

/// A report as one page of HTML: nothing is loaded, no script runs, and it prints well.
package enum ReportPage {
    /// The whole page.
    package static func html(_ report: Report, _ language: Language) -> String {
        let head = ReportText.head(report, language)
        var page = Markup()
        page.raw("<!doctype html>\n<html lang=\"\(language.rawValue)\">\n<head>\n")
        page.raw("<meta charset=\"utf-8\">\n")
        page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n")
        page.element("title", head[0])
        page.raw("<style>\(style)</style>\n</head>\n<body>\n")
        page.element("h1", head[0])
        for line in head.dropFirst() { page.element("p", line) }
        page.element("h2", language.pick("Tiến độ", "Timeliness"))
        page.raw(ReportChart.timeliness(report.total, language))
        page.element("h2", language.pick("Các chỉ số", "Indicators"))
        page.raw(ReportChart.indicators(report, language))
        page.table(ReportText.indicators(report, language))
        if let groups = ReportText.groups(report, language), let grouping = report.grouping {
            page.element("h2", grouping.name[language])
            page.raw(ReportChart.groups(report, language))
            page.table(groups)
        }
        page.element("h2", language.pick("Số liệu của các điểm", "The points' figures"))
        page.table(ReportText.points(report, language))
        page.element("p", ReportText.reconciliation(report, language))
        page.raw("</body>\n</html>\n")
        return page.text
    }

    private static let style = """
        body{font:16px/1.45 system-ui,"Noto Sans",sans-serif;color:#1a1a1a;background:#fff;\
        max-width:60rem;margin:1.5rem auto;padding:0 1rem}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:1.8rem;break-after:avoid}
        table{border-collapse:collapse;width:100%;font-size:.85rem}
        th,td{border-bottom:1px solid #ccc;padding:.25rem .4rem;text-align:left}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}
        p.c{font-size:.85rem;margin:.3rem 0}
        thead{display:table-header-group}tr{break-inside:avoid}
        svg{width:100%;height:auto;break-inside:avoid}
        @page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none;\
        font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}}

        """
}

/// Text of a page, in which everything from outside is made harmless.
struct Markup {
    private(set) var text = ""

    mutating func raw(_ text: String) { self.text += text }

    mutating func element(_ name: String, _ content: String) {
        text += "<\(name)>\(Markup.escaped(content))</\(name)>\n"
    }

    mutating func table(_ table: Table) {
        text += "<table>\n<thead><tr>"
        for column in table.columns { cell("th", column.title, column.alignment) }
        text += "</tr></thead>\n<tbody>\n"
        for row in table.rows {
            text += "<tr>"
            for (content, column) in zip(row, table.columns) {
                cell("td", content, column.alignment)
            }
            text += "</tr>\n"
        }
        text += "</tbody>\n</table>\n"
    }

    private mutating func cell(
        _ name: String, _ content: String, _ alignment: Table.Column.Alignment
    ) {
        let kind =
            switch alignment {
            case .left: ""
            case .right: " class=\"n\""
            }
        text += "<\(name)\(kind)>\(Markup.escaped(content))</\(name)>"
    }

    /// The text with the five characters replaced that mean something in HTML.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
