/// Sentences about calendars and the dates that they move, in both languages.
package enum CalendarText {
    /// What is wrong with a calendar file, in Vietnamese.
    package static func vietnamese(_ problem: CalendarProblem) -> String {
        let years = WorkingCalendar.years
        let words =
            switch problem.reason {
            case .notAnObject: "tệp phải là một nhóm trong { }."
            case .nothing: "tệp không có năm nào và không có giờ làm việc; xin thêm “years”."
            case .wrongType: "mục này sai kiểu."
            case .noYear: "không rõ năm nào."
            case .yearOutOfRange: "năm phải từ \(years.lowerBound) đến \(years.upperBound)."
            case .yearTwice: "năm này đã có ở trên; xin gộp lại."
            case .noDate: "không phải là ngày dạng yyyy-MM-dd."
            case .otherYear(let date): "ngày \(date.iso) thuộc năm khác."
            case .dayTwice(let date): "ngày \(date.iso) ghi hai lần."
            case .offAndWorked(let date): "ngày \(date.iso) vừa là ngày nghỉ vừa là ngày làm."
            case .noTime: "không phải là giờ dạng HH:mm."
            case .closesBeforeOpening: "giờ kết thúc phải sau giờ bắt đầu."
            case .tooMany: "nhiều ngày hơn một năm có."
            case .noWorkingDays: "cả năm không có ngày làm việc nào."
            case .fewWorkingDays(let count): "chỉ có \(count) ngày làm việc; xin xem lại."
            case .workedAnyway(let date): "ngày \(date.iso) vốn là ngày làm việc."
            case .readFromWords(let date):
                "ngày làm bù \(date.iso) được đọc từ lời ghi; xin xem lại."
            }
        return problem.place.isEmpty ? words : "\(problem.place): \(words)"
    }

    /// What is wrong with a calendar file, in English.
    package static func english(_ problem: CalendarProblem) -> String {
        let years = WorkingCalendar.years
        let words =
            switch problem.reason {
            case .notAnObject: "the file must be one object in { }."
            case .nothing: "the file has neither a year nor hours; give “years”."
            case .wrongType: "this has the wrong type."
            case .noYear: "it is not clear which year this is."
            case .yearOutOfRange:
                "the year must be from \(years.lowerBound) to \(years.upperBound)."
            case .yearTwice: "this year stands above already; put them together."
            case .noDate: "this is no day in the form yyyy-MM-dd."
            case .otherYear(let date): "\(date.iso) is a day of another year."
            case .dayTwice(let date): "\(date.iso) stands twice."
            case .offAndWorked(let date): "\(date.iso) is both off and worked."
            case .noTime: "this is no time in the form HH:mm."
            case .closesBeforeOpening: "work must end after it begins."
            case .tooMany: "these are more days than a year has."
            case .noWorkingDays: "the whole year has no working day."
            case .fewWorkingDays(let count): "only \(count) working days; please check."
            case .workedAnyway(let date): "\(date.iso) is a working day anyway."
            case .readFromWords(let date):
                "the make-up day \(date.iso) was read from the words; please check."
            }
        return problem.place.isEmpty ? words : "\(problem.place): \(words)"
    }

    /// A promised date that changed: old date, new date, and why, in Vietnamese.
    package static func vietnamese(_ change: DueChange) -> String {
        let why = change.causes.map {
            "\(vietnamese($0.date)) \($0.isWorked ? "là ngày làm việc" : "là ngày nghỉ")"
        }
        return "Ngày hẹn trả đổi từ \(vietnamese(change.old)) sang \(vietnamese(change.new)), "
            + "vì theo lịch làm việc mới "
            + (why.isEmpty ? "giờ làm việc thay đổi" : why.joined(separator: ", ")) + "."
    }

    /// A promised date that changed: old date, new date, and why, in English.
    package static func english(_ change: DueChange) -> String {
        let why = change.causes.map { "\($0.date.iso) is \($0.isWorked ? "worked" : "off")" }
        return "The promised date moves from \(english(change.old)) to \(english(change.new)), "
            + "because by the new working calendar "
            + (why.isEmpty ? "the hours changed" : why.joined(separator: ", ")) + "."
    }

    private static func vietnamese(_ date: CivilDate) -> String {
        "\(Digits.text(date.day, width: 2))/\(Digits.text(date.month, width: 2))/\(date.year)"
    }

    private static func vietnamese(_ instant: Int64) -> String {
        "\(clockTime(instant)) ngày \(vietnamese(CivilDate(instantMilliseconds: instant)))"
    }

    private static func english(_ instant: Int64) -> String {
        "\(CivilDate(instantMilliseconds: instant).iso) \(clockTime(instant))"
    }

    private static func clockTime(_ instant: Int64) -> String {
        let minutes = Int(Instant.timeOfDay(instant) / Instant.millisecondsPerMinute)
        return "\(Digits.text(minutes / 60, width: 2)):\(Digits.text(minutes % 60, width: 2))"
    }
}
