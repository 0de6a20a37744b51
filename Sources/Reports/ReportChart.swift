import Console

/// Drawings of a report as inline SVG. Numbers stand beside every bar, so that nothing hangs on
/// colours alone.
enum ReportChart {
    private static let width = 720
    private static let labelWidth = 290
    private static let barWidth = 330
    private static let rowHeight = 24

    /// One bar of all cases, divided by how they stand with their dates.
    static func timeliness(_ tally: Tally, _ language: Language) -> String {
        let parts = [
            (language.pick("xong trước hạn", "early"), tally.endedEarly, "#1b7f4d"),
            (language.pick("xong đúng hạn", "on time"), tally.endedOnTime, "#7ab648"),
            (language.pick("xong quá hạn", "late"), tally.endedLate, "#b3261e"),
            (language.pick("đang làm, trong hạn", "open, in time"), tally.openOnTime, "#8aa9c9"),
            (language.pick("đang làm, quá hạn", "open, overdue"), tally.openLate, "#e07b39"),
        ]
        var shapes = ""
        var left = 0
        var sum = 0
        for (index, part) in parts.enumerated() {
            sum += part.1
            // Cumulated, so that rounding leaves no gap at the end.
            let right = tally.received > 0 ? width * sum / tally.received : 0
            shapes += rectangle(x: left, y: 0, width: right - left, height: 28, part.2)
            left = right
            let y = 40 + index * 20
            shapes += rectangle(x: 0, y: y, width: 12, height: 12, part.2)
            shapes += label(x: 20, y: y + 11, "\(part.0): \(part.1)")
        }
        return svg(
            height: 145, title: language.pick("Tiến độ giải quyết", "Timeliness of cases"), shapes)
    }

    /// The shares that are per cent, each as a bar; where points depend on a mark, it is drawn.
    static func indicators(_ report: Report, _ language: Language) -> String {
        let shown = Indicator.all.filter {
            let share = $0.share(report.total)
            return share.measure == .percent && share.hundredths != nil
        }
        let rows = shown.map { indicator in
            Row(
                label: indicator.label(language),
                share: indicator.share(report.total),
                mark: report.points(of: indicator)?.mark)
        }
        return bars(rows, title: language.pick("Các chỉ số", "Indicators"), language)
            + caption(
                language.pick(
                    "Vạch đứng: từ mức này được điểm tối đa.",
                    "The upright line: from here on all points are given."))
    }

    /// The share of cases on time of each group, the largest groups first.
    static func groups(_ report: Report, _ language: Language) -> String {
        let rows = report.groups.prefix(20).map { group in
            Row(
                label: group.name ?? ReportText.key(group, language),
                share: Share(
                    group.tally.received - group.tally.late, of: group.tally.received), mark: nil)
        }
        let title = language.pick("Hồ sơ đúng hạn", "Cases on time")
        return caption(title) + bars(rows, title: title, language)
    }

    private static func caption(_ text: String) -> String {
        "<p class=\"c\">\(Markup.escaped(text))</p>\n"
    }

    /// One bar.
    private struct Row {
        let label: String
        let share: Share
        let mark: Int?
    }

    private static func bars(_ rows: [Row], title: String, _ language: Language) -> String {
        var shapes = ""
        for (index, row) in rows.enumerated() {
            let y = index * rowHeight
            let length = barWidth * min(row.share.hundredths ?? 0, 10_000) / 10_000
            shapes += label(x: 0, y: y + 15, row.label.cut(toWidth: 43))
            shapes += rectangle(x: labelWidth, y: y + 4, width: barWidth, height: 14, "#e6e6e6")
            shapes += rectangle(x: labelWidth, y: y + 4, width: length, height: 14, "#2f6ea5")
            if let mark = row.mark, mark < 100 {
                let x = labelWidth + barWidth * mark / 100
                shapes += rectangle(x: x, y: y + 1, width: 2, height: 20, "#1a1a1a")
            }
            shapes += label(
                x: labelWidth + barWidth + 8, y: y + 15, row.share.text(language))
        }
        return svg(height: max(rows.count, 1) * rowHeight, title: title, shapes)
    }

    private static func svg(height: Int, title: String, _ shapes: String) -> String {
        let title = Markup.escaped(title)
        return "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(title)\">\n"
            + "<title>\(title)</title>\n\(shapes)</svg>\n"
    }

    private static func rectangle(
        x: Int, y: Int, width: Int, height: Int, _ colour: String
    ) -> String {
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(colour)\"/>\n"
    }

    private static func label(x: Int, y: Int, _ text: String) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"13\">\(Markup.escaped(text))</text>\n"
    }
}
