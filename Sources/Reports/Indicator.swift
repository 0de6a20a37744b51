import CaseModel
package import Console

/// One figure of the report with its formula.
package struct Indicator: Sendable {
    /// The number of Decision 766, or a word for what the decision does not count.
    package let id: String
    package let name: Localized
    /// The formula.
    package let share: @Sendable (Tally) -> Share

    /// Those of Decision 766/QĐ-TTg, by their numbers, and then our own.
    package static let all: [Indicator] = decision766 + feedbackKinds + own

    private static let decision766: [Indicator] = [
        .init("1.4", "Hồ sơ đã đồng bộ về trung tâm", "Cases synchronised") {
            Share($0.synchronised, of: $0.received)
        },
        .init("2.1", "Hồ sơ đúng hạn", "Cases done or open on time") {
            Share($0.received - $0.late, of: $0.received)
        },
        .init("2.2.working_days", "Số ngày làm việc trung bình", "Mean working days") {
            Share($0.workingDays.sum, of: $0.workingDays.cases, .mean)
        },
        .init("2.2.calendar_days", "Số ngày trung bình", "Mean calendar days") {
            Share($0.calendarDays.sum, of: $0.calendarDays.cases, .mean)
        },
        .init("2.2.minutes", "Số phút trung bình (hạn theo giờ)", "Mean minutes (hourly limits)") {
            Share($0.hours.sum, of: $0.hours.cases, .mean)
        },
        .init("3.3", "Hồ sơ nộp trực tuyến", "Cases online") {
            Share($0.online, of: $0.received)
        },
        .init("3.6", "Hồ sơ thanh toán trực tuyến", "Cases with a fee paid online") {
            Share($0.paidOnline, of: $0.withFee)
        },
        .init("4.1", "Kết quả điện tử", "Cases with an electronic result") {
            Share($0.electronicResults, of: $0.decided)
        },
        .init("4.2", "Số hóa giấy tờ và kết quả", "Papers and result digitised") {
            Share($0.digitised, of: $0.decided)
        },
        .init("4.3", "Dùng lại giấy tờ đã số hóa", "Cases reusing a digitised paper") {
            Share($0.reused, of: $0.received)
        },
        .init("5.2", "Phản ánh trả lời đúng hạn", "Feedback answered on time") {
            Share($0.feedbackInTime, of: $0.feedbackDue)
        },
        .init("5.4", "Hài lòng theo Quyết định 766", "Satisfaction by Decision 766") {
            Share(max(0, $0.received - $0.late - $0.disliked), of: $0.received)
        },
    ]

    private static let feedbackKinds = FeedbackKind.allCases.enumerated().map { place, kind in
        Indicator(
            "5.1.\(kind.rawValue)", "Phản ánh: \(kind.nameVi)", "Feedback: \(kind.nameEn)"
        ) { Share($0.feedback[place], of: $0.feedbackInAll) }
    }

    private static let own: [Indicator] = [
        .init("early", "Xong trước hạn", "Finished early") {
            Share($0.endedEarly, of: $0.endedEarly + $0.endedOnTime + $0.endedLate)
        },
        .init("on_time", "Xong đúng ngày hẹn", "Finished on the day") {
            Share($0.endedOnTime, of: $0.endedEarly + $0.endedOnTime + $0.endedLate)
        },
        .init("late", "Xong quá hạn", "Finished late") {
            Share($0.endedLate, of: $0.endedEarly + $0.endedOnTime + $0.endedLate)
        },
        .init("overdue", "Đang giải quyết, quá hạn", "Open and overdue") {
            Share($0.openLate, of: $0.openOnTime + $0.openLate)
        },
        .init("satisfied", "Hài lòng (4, 5)", "Satisfied (4, 5)") {
            Share($0.satisfied, of: $0.ratings)
        },
        .init("very_satisfied", "Rất hài lòng (5)", "Very satisfied (5)") {
            Share($0.verySatisfied, of: $0.ratings)
        },
        .init("cross_boundary", "Nộp ngoài địa bàn", "Handed in across boundaries") {
            Share($0.crossBoundary, of: $0.received)
        },
        .init("non_cash", "Không dùng tiền mặt", "Paid without cash") {
            Share($0.paidOnline, of: $0.paid)
        },
        .init("papers_digitised", "Có giấy tờ số hóa", "With a digitised paper") {
            Share($0.papersDigitised, of: $0.received)
        },
        .init("supplements", "Số lần yêu cầu bổ sung mỗi hồ sơ", "Supplement requests per case") {
            Share($0.supplements, of: $0.received, .mean)
        },
        .init("asked_twice", "Bị yêu cầu bổ sung hơn một lần", "Asked for papers twice or more") {
            Share($0.askedTwice, of: $0.received)
        },
    ]

    /// The decision's number, if it has one, and the name.
    func label(_ language: Language) -> String {
        let number = id.prefix { $0.isNumber || $0 == "." }
        let plain = number.last == "." ? number.dropLast() : number
        return plain.isEmpty ? name[language] : "\(plain) \(name[language])"
    }

    private init(
        _ id: String, _ vi: String, _ en: String, _ share: @escaping @Sendable (Tally) -> Share
    ) {
        self.id = id
        name = Localized(vi: vi, en: en)
        self.share = share
    }
}
