/// Sentences about what could not be used in a file of reference data, in both languages.
package enum ImportText {
    /// One line: place, code, what is wrong and what came of it.
    package static func vietnamese(_ problem: ImportProblem) -> String {
        let result = problem.severity == .refused ? "Không nhập" : "Lưu ý"
        return line(problem, result, vietnamese(problem.reason))
    }

    /// One line: place, code, what is wrong and what came of it.
    package static func english(_ problem: ImportProblem) -> String {
        let result = problem.severity == .refused ? "Not imported" : "Note"
        return line(problem, result, english(problem.reason))
    }

    private static func line(
        _ problem: ImportProblem, _ result: String, _ sentence: String
    ) -> String {
        let place = [problem.place, problem.code ?? ""].filter { !$0.isEmpty }
        return "\(result): \((place + [sentence]).joined(separator: ": "))"
    }

    private static func vietnamese(_ reason: ImportProblem.Reason) -> String {
        switch reason {
        case .notAList: "tệp không có danh sách."
        case .notAnObject: "mục này không phải là một nhóm trong { }."
        case .tooMany(let limit): "nhiều hơn \(limit) mục; phần còn lại bị bỏ qua."
        case .missing(let key): "thiếu “\(key)”."
        case .wrongType(let key): "“\(key)” sai kiểu; bỏ qua."
        case .tooLong(let key, let limit): "“\(key)” dài hơn \(limit) ký tự; bỏ qua."
        case .invisibleCharacters(let key): "“\(key)” có ký tự không nhìn thấy; đã xóa."
        case .duplicateCode: "mã này đã có ở trên."
        case .duplicateName(let code): "cùng tên với \(code)."
        case .noChannel: "không có kênh tiếp nhận nào."
        case .unknownChannel(let name): "không rõ kênh “\(name)”."
        case .channelTwice(let kind): "kênh \(kind.rawValue) ghi hai lần; giữ thời hạn dài hơn."
        case .limitMissing: "không ghi thời hạn; để trống."
        case .limitWithoutUnit(let text): "thời hạn “\(text)” không có đơn vị; để trống."
        case .limitUnreadable(let text): "không hiểu thời hạn “\(text)”; để trống."
        case .feeMissing: "không ghi phí; để trống."
        case .feeInForeignCurrency(let text): "phí “\(text)” không phải tiền đồng; để trống."
        case .feeUnreadable(let text): "không hiểu phí “\(text)”; để trống."
        case .feeNegative(let text): "phí “\(text)” là số âm; phí nhỏ nhất là 0."
        case .feeTooSmall(let text): "phí “\(text)” quá nhỏ; có phải là nghìn đồng? Vẫn giữ."
        case .feeCountsNothing(let key, let answer):
            "“\(key)” tính theo câu “\(answer)”, mà tờ khai không có câu này với kiểu number."
        case .unknownUnit(let id, let suggestion):
            "không có đơn vị “\(id)”; xin nhập danh sách đơn vị trước (central units import)."
                + ProblemText.suggested(suggestion, "Có phải")
        case .condition(let key, let error): "điều kiện “\(key)” \(vietnamese(error))"
        case .conditionOnNothing(let key, let answer):
            "điều kiện “\(key)” hỏi câu “\(answer)”, mà tờ khai không có câu này."
        case .conditionCycle(let keys):
            "các câu hỏi chờ lẫn nhau: \(keys.joined(separator: " → ")); xin bỏ một điều kiện."
        case .effectiveBefore(let day):
            "đã công bố bản có hiệu lực từ \(day.vietnamese); bản này không thể sớm hơn."
        case .abolishedUnknown: "không có thủ tục này để bãi bỏ."
        case .abolishedStays(let day):
            "đã bãi bỏ từ \(day), giữ nguyên; muốn công bố lại, ghi \"abolished\": false."
        case .tooLarge: "mục này quá lớn để gửi tới các điểm."
        case .unreadable(let key): "không đọc được “\(key)”; bỏ qua."
        case .noDay(let key): "“\(key)” không phải ngày; viết như 2026-12-31."
        case .keyTwice(let key): "khóa “\(key)” dùng hai lần."
        case .choicesMissing: "câu hỏi lựa chọn không có lựa chọn nào."
        }
    }

    private static func english(_ reason: ImportProblem.Reason) -> String {
        switch reason {
        case .notAList: "the file has no list of entries."
        case .notAnObject: "the entry is no object in { }."
        case .tooMany(let limit): "more than \(limit) entries; the rest is left out."
        case .missing(let key): "“\(key)” is missing."
        case .wrongType(let key): "“\(key)” has the wrong type; left out."
        case .tooLong(let key, let limit): "“\(key)” has over \(limit) characters; left out."
        case .invisibleCharacters(let key): "“\(key)” had invisible characters; removed."
        case .duplicateCode: "this code is there already."
        case .duplicateName(let code): "has the same name as \(code)."
        case .noChannel: "has no channel to hand in."
        case .unknownChannel(let name): "the channel “\(name)” is not known."
        case .channelTwice(let kind): "two rows for \(kind.rawValue); the longer limit is kept."
        case .limitMissing: "no time limit is given; left unstated."
        case .limitWithoutUnit(let text): "the time limit “\(text)” has no unit; left unstated."
        case .limitUnreadable(let text): "the time limit “\(text)” is unclear; left unstated."
        case .feeMissing: "no fee is given; left unstated."
        case .feeInForeignCurrency(let text): "the fee “\(text)” is not in đồng; left unstated."
        case .feeUnreadable(let text): "the fee “\(text)” is unclear; left unstated."
        case .feeNegative(let text): "the fee “\(text)” is negative; the least is 0."
        case .feeTooSmall(let text): "the fee “\(text)” is very small; thousands, perhaps? Kept."
        case .feeCountsNothing(let key, let answer):
            "“\(key)” counts by “\(answer)”, and the form has no such question of type number."
        case .unknownUnit(let id, let suggestion):
            "there is no unit “\(id)”; import the units first (central units import)."
                + ProblemText.suggested(suggestion, "Did you mean")
        case .condition(let key, let error): "the condition “\(key)” \(english(error))"
        case .conditionOnNothing(let key, let answer):
            "the condition “\(key)” asks about “\(answer)”, which the form has not."
        case .conditionCycle(let keys):
            "questions wait for each other: \(keys.joined(separator: " → ")); drop a condition."
        case .effectiveBefore(let day):
            "a version in force from \(day.iso) is announced already; this one cannot be earlier."
        case .abolishedUnknown: "there is no such procedure to abolish."
        case .abolishedStays(let day):
            "is abolished since \(day) and stays so; \"abolished\": false announces it again."
        case .tooLarge: "this entry is too large to be sent to the points."
        case .unreadable(let key): "“\(key)” cannot be read; left out."
        case .noDay(let key): "“\(key)” is no day; write it as 2026-12-31."
        case .keyTwice(let key): "the key “\(key)” is used twice."
        case .choicesMissing: "a choice without anything to choose from."
        }
    }

    private static func vietnamese(_ error: ConditionError) -> String {
        switch error {
        case .unreadable(let place):
            "không đọc được từ ký tự thứ \(place); viết như: age < 18 and answer.x = \"Có\"."
        case .unknownName(let name):
            "không rõ “\(name)”; có: \(names), answer.<câu hỏi>."
        case .tooLong(let limit): "dài hơn \(limit) byte."
        }
    }

    private static func english(_ error: ConditionError) -> String {
        switch error {
        case .unreadable(let place):
            "cannot be read from character \(place); write as: age < 18 and answer.x = \"Yes\"."
        case .unknownName(let name):
            "asks about “\(name)”; known: \(names), answer.<question>."
        case .tooLong(let limit): "is longer than \(limit) bytes."
        }
    }

    private static let names = Condition.Fact.allCases.map(\.rawValue).joined(separator: ", ")
}
