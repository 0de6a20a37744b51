import CaseModel
package import Console

/// A report as plain text for a terminal.
package enum ReportText {
    /// The lines, no wider than the terminal.
    package static func lines(_ report: Report, _ language: Language, width: Int) -> [String] {
        var lines = head(report, language) + [""]
        lines += indicators(report, language).lines(width: width)
        if let table = groups(report, language) { lines += [""] + table.lines(width: width) }
        lines += [""] + points(report, language).lines(width: width)
        return lines + ["", reconciliation(report, language)]
    }

    /// What the report is about, and as of when.
    package static func head(_ report: Report, _ language: Language) -> [String] {
        let (from, to) = (report.period.from.vietnamese, report.period.to.vietnamese)
        let asOf = time(report.period.asOf)
        let tally = report.total
        let lines: [String] = [
            language.pick(
                "Báo cáo tiếp nhận và giải quyết hồ sơ", "Report on cases received and decided"),
            language.pick(
                "Nhận từ \(from) đến \(to); số liệu đến \(asOf)",
                "Received from \(from) to \(to); as of \(asOf)"),
            language.pick(
                "\(tally.received) hồ sơ: \(tally.counter) trực tiếp, \(tally.online) trực tuyến, "
                    + "\(tally.post) bưu chính; \(tally.withoutDate) không có ngày hẹn",
                "\(tally.received) cases: \(tally.counter) at counters, \(tally.online) online, "
                    + "\(tally.post) by post; \(tally.withoutDate) without a date"),
        ]
        guard let points = points(report, language) else { return lines }
        return lines + [points]
    }

    /// Day and minute, as people read them.
    private static func time(_ instant: Int64) -> String {
        let clock = Instant.iso(instant).split(separator: "T").last?.prefix(5) ?? ""
        return "\(CivilDate(instantMilliseconds: instant).vietnamese) \(clock)"
    }

    /// All points together, of those indicators that have a denominator; nil when none has.
    private static func points(_ report: Report, _ language: Language) -> String? {
        var (got, most) = (0, 0)
        for indicator in Indicator.all {
            guard let setting = report.points(of: indicator),
                let hundredths = setting.hundredths(of: indicator.share(report.total))
            else { continue }
            got += hundredths
            most += setting.points
        }
        guard most > 0 else { return nil }
        let text = Share.decimal(got, language.pick(",", "."))
        return language.pick(
            "Điểm theo Quyết định 766, của các chỉ số có số liệu: \(text)/\(most)",
            "Points by Decision 766, of the indicators that have figures: \(text)/\(most)")
    }

    /// All indicators with numerator, denominator, share and points.
    package static func indicators(_ report: Report, _ language: Language) -> Table {
        var table = Table([
            .init(language.pick("Chỉ số", "Indicator"), staysWhole: true),
            .init(language.pick("Tên", "Name")),
            .init(language.pick("Tử số", "Numerator"), .right, staysWhole: true),
            .init(language.pick("Mẫu số", "Denominator"), .right, staysWhole: true),
            .init(language.pick("Kết quả", "Result"), .right, staysWhole: true),
            .init(language.pick("Điểm", "Points"), .right, staysWhole: true),
        ])
        for indicator in Indicator.all {
            let share = indicator.share(report.total)
            table.add([
                indicator.id, indicator.name[language], "\(share.numerator)",
                "\(share.denominator)", share.text(language),
                points(report, indicator, share, language),
            ])
        }
        return table
    }

    private static func points(
        _ report: Report, _ indicator: Indicator, _ share: Share, _ language: Language
    ) -> String {
        guard let setting = report.points(of: indicator),
            let hundredths = setting.hundredths(of: share)
        else { return "" }
        return Share.decimal(hundredths, language.pick(",", ".")) + "/\(setting.points)"
    }

    /// The indicators that a table of groups has room for.
    package static let mainIndicators = ["2.1", "early", "late", "satisfied", "4.2", "3.3"]

    /// One line a group; nil when the report is not divided.
    package static func groups(_ report: Report, _ language: Language) -> Table? {
        guard let grouping = report.grouping else { return nil }
        let shown = Indicator.all.filter { mainIndicators.contains($0.id) }
        var table = Table(
            [
                .init(grouping.name[language], staysWhole: true),
                .init(language.pick("Tên", "Name")),
                .init(language.pick("Hồ sơ", "Cases"), .right, staysWhole: true),
            ] + shown.map { .init($0.name[language], .right) })
        for group in report.groups {
            table.add(
                [key(group, language), group.name ?? "", "\(group.tally.received)"]
                    + shown.map { $0.share(group.tally).text(language) })
        }
        return table
    }

    /// A group's key, in words where the case has none.
    package static func key(_ group: Report.Group, _ language: Language) -> String {
        group.key.isEmpty ? language.pick("(chưa rõ)", "(not known)") : group.key
    }

    /// How old the figures of each point are.
    package static func points(_ report: Report, _ language: Language) -> Table {
        var table = Table([
            .init(language.pick("Điểm", "Point"), .right, staysWhole: true),
            .init(language.pick("Tên", "Name")),
            .init(language.pick("Số liệu cách đây", "Data age"), staysWhole: true),
            .init(language.pick("Đã ghi", "Written"), .right, staysWhole: true),
            .init(language.pick("Đã nhận", "Received"), .right, staysWhole: true),
            .init(language.pick("Giữ lại", "Parked"), .right, staysWhole: true),
            .init(language.pick("Còn chờ", "Waiting"), .right, staysWhole: true),
        ])
        for point in report.points {
            table.add([
                "\(point.site)", point.name, age(point, report, language), "\(point.sent)",
                "\(point.acknowledged)", "\(point.parked)", "\(point.waiting)",
            ])
        }
        return table
    }

    /// The age of a point's figures; what is old is marked.
    package static func age(
        _ point: PointReach, _ report: Report, _ language: Language
    ) -> String {
        guard let minutes = point.ageMinutes(asOf: report.period.asOf) else {
            return language.pick("chưa có số liệu !", "nothing yet !")
        }
        let mark = point.isStale(asOf: report.period.asOf) ? " !" : ""
        if minutes < 60 { return language.pick("\(minutes) phút", "\(minutes) min") + mark }
        if minutes < 48 * 60 {
            return language.pick("\(minutes / 60) giờ", "\(minutes / 60) h") + mark
        }
        return language.pick("\(minutes / 1440) ngày", "\(minutes / 1440) days") + mark
    }

    /// Whether everything that was sent is accounted for.
    package static func reconciliation(_ report: Report, _ language: Language) -> String {
        let sum = report.reconciliation
        return language.pick(
            "Đối soát: đã ghi \(sum.sent) = đã nhận \(sum.acknowledged) + giữ lại \(sum.parked) "
                + "+ còn chờ \(sum.waiting); chênh lệch \(sum.difference).",
            "Reconciliation: written \(sum.sent) = received \(sum.acknowledged) + parked "
                + "\(sum.parked) + waiting \(sum.waiting); difference \(sum.difference).")
    }
}

extension Report {
    /// All points together.
    package var reconciliation: PointReach {
        PointReach(
            site: 0, name: "", unit: "", lastSeen: nil, sent: points.reduce(0) { $0 + $1.sent },
            acknowledged: points.reduce(0) { $0 + $1.acknowledged },
            parked: points.reduce(0) { $0 + $1.parked },
            waiting: points.reduce(0) { $0 + $1.waiting })
    }
}

extension Grouping {
    /// What people call the groups.
    package var name: Localized {
        switch self {
        case .unit: Localized(vi: "Đơn vị", en: "Unit")
        case .point: Localized(vi: "Điểm tiếp nhận", en: "Point")
        case .procedure: Localized(vi: "Thủ tục", en: "Procedure")
        case .officer: Localized(vi: "Cán bộ", en: "Officer")
        }
    }
}
