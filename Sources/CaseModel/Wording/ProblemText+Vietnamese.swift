extension ProblemText {
    /// What is wrong with a field, in Vietnamese and without its name.
    package static func vietnamese(_ problem: DraftProblem) -> String {
        switch problem {
        case .missing: "còn thiếu; cần điền mục này."
        case .wrongType(let expected): "sai kiểu; cần \(vietnamese(expected))."
        case .mustBeTextInQuotes: "phải là chữ trong dấu ngoặc kép, không phải số, để giữ số 0 đầu."
        case .unknownKey(let suggestion):
            "không có mục này." + suggested(suggestion, "Có phải")
        case .givenTwice: "ghi hai lần; chỉ giữ một."
        case .tooLong(let limit): "quá dài; nhiều nhất \(limit) ký tự."
        case .tooMany(let limit): "quá nhiều; nhiều nhất \(limit) mục."
        case .tooLargeTogether(let kilobytes):
            "tất cả nội dung cộng lại quá dài; nhiều nhất \(kilobytes) KB."
        case .invisibleCharacters: "có ký tự điều khiển không nhìn thấy; hãy gõ lại mục này."
        case .notOneOf(let words): "phải là một trong: \(words.joined(separator: ", "))."
        case .identity(let error): vietnamese(error)
        case .phone(let error): vietnamese(error)
        case .date(let error): vietnamese(error)
        case .document(let problem): vietnamese(problem)
        case .inFuture: "nằm trong tương lai; hãy xem lại ngày giờ."
        case .tooEarly: "trước năm 2000; hãy xem lại năm."
        case .notANumber: "phải là số, ví dụ 3 hoặc 1200,5."
        case .outOfRange(let from, let to): "phải từ \(from) đến \(to)."
        case .unknownProcedure(let suggestion):
            "không có thủ tục này trong bộ thủ tục." + suggested(suggestion, "Có phải")
        case .unknownUnit(let suggestion):
            "không có đơn vị này." + suggested(suggestion, "Có phải")
        case .procedureAbolished(let day):
            "thủ tục này đã bãi bỏ từ \(day.vietnamese); xin tìm thủ tục thay thế."
        case .procedureNotYet(let day):
            "thủ tục này chỉ có hiệu lực từ \(day.vietnamese)."
        case .paperMissing(let name, let originals, let copies):
            "còn thiếu giấy tờ bắt buộc: \(name) "
                + "(\(vietnamese(originals: originals, copies: copies))); "
                + "hồ sơ chưa đủ thì chưa nộp được."
        case .ruleBroken(let rule): "không đúng quy tắc của câu này: \(rule)."
        case .unknownPoint: "không phải số của điểm nào được biết ở đây."
        case .cannotBeChanged: "không sửa được ở đây."
        }
    }

    private static func vietnamese(originals: Int, copies: Int) -> String {
        let parts = [
            originals > 0 ? "\(originals) bản chính" : nil, copies > 0 ? "\(copies) bản sao" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "1 bản" : parts.joined(separator: ", ")
    }

    private static func vietnamese(_ type: JSONType) -> String {
        switch type {
        case .text: "chữ trong dấu ngoặc kép"
        case .number: "số không có dấu ngoặc kép"
        case .object: "một nhóm mục trong { }"
        case .list: "một danh sách trong [ ]"
        }
    }

    static func vietnamese(_ error: IdentityError) -> String {
        switch error {
        case .notDigits: "số định danh chỉ gồm chữ số; phải có đúng 12 chữ số."
        case .wrongLength(let found): "số định danh có \(found) chữ số; phải có đúng 12 chữ số."
        case .unknownProvince: "ba chữ số đầu phải là mã tỉnh từ 001 đến 096."
        case .birthYearDiffers:
            "ngày sinh không khớp số định danh; chữ số thứ tư đến thứ sáu cho biết năm sinh."
        case .sexDiffers:
            "giới tính không khớp số định danh; chữ số thứ tư chẵn là nam, lẻ là nữ."
        }
    }

    static func vietnamese(_ error: PhoneError) -> String {
        switch error {
        case .notDigits: "số điện thoại chỉ gồm chữ số; phải có 10 chữ số."
        case .wrongLength(let found): "số điện thoại có \(found) chữ số; phải có 10 chữ số."
        case .unknownPrefix: "số điện thoại phải bắt đầu bằng 03, 05, 07, 08 hoặc 09."
        }
    }

    static func vietnamese(_ error: DateError) -> String {
        switch error {
        case .form: "sai cách viết; hãy viết ngày như 31/12/2026."
        case .instantForm: "sai cách viết; hãy viết như 2026-12-31T08:30:00+07:00."
        case .noSuchDay: "không có ngày này trong lịch."
        case .noSuchTime: "không có giờ này trong ngày."
        case .offsetMissing: "thiếu múi giờ; thêm +07:00 ở cuối."
        }
    }

    /// `Tiếp nhận (accept)`: what an act is called, and the word that commands take.
    private static func named(_ act: String) -> String {
        CaseAct(rawValue: act).map { "\($0.nameVi) (\(act))" } ?? act
    }

    /// Why an officer's act is not possible, in Vietnamese.
    package static func vietnamese(_ error: ActError) -> String {
        switch error.problem {
        case .notInThisState:
            "Hồ sơ đang ở trạng thái “\(error.state.nameVi)”; "
                + (error.allowed.isEmpty
                    ? "không còn việc nào làm được."
                    : "việc làm được: "
                        + error.allowed.map(named).joined(separator: ", ") + ".")
        case .reasonMissing: "Từ chối phải ghi lý do bằng lời."
        case .reasonTooLong(let limit): "Lý do quá dài; nhiều nhất \(limit) ký tự."
        case .reasonUnclean: "Lý do có ký tự điều khiển không nhìn thấy; hãy gõ lại."
        case .nameUnclean: "Xin ghi một tên ngắn, rõ ràng."
        case .itemsMissing: "Xin ghi rõ từng giấy tờ còn thiếu."
        case .tooManyItems(let limit): "Một phiếu yêu cầu có nhiều nhất \(limit) mục."
        case .askedBefore(let times):
            "Đã yêu cầu bổ sung \(times) lần. Yêu cầu thêm lần nữa sẽ làm hồ sơ bị tính trễ hạn; "
                + "nếu đúng là cần, xin xác nhận."
        case .dueNotLater: "Ngày hẹn mới phải muộn hơn ngày đã hẹn."
        case .dueTooFar(let year): "Ngày hẹn mới sau năm \(year); xin xem lại năm."
        case .dueDayOff(let next):
            "Ngày hẹn mới là ngày nghỉ; ngày làm việc tiếp theo là \(next.vietnamese)."
        case .resultIncomplete:
            "Kết quả điện tử cần mã băm của tệp, gồm 64 chữ số, và người ký."
        }
    }

    /// What is wrong with a rating, in Vietnamese.
    package static func vietnamese(_ error: RatingError) -> String {
        switch error {
        case .scoreOutOfRange: "Điểm chung phải từ 1 đến 5."
        case .factorOutOfRange(let factor): "Điểm của “\(factor)” phải từ 1 đến 5."
        case .unknownFactor(let suggestion):
            "Không có yếu tố này." + suggested(suggestion, "Có phải")
        case .factorTwice(let factor): "“\(factor)” được chấm hai lần; chỉ giữ một."
        case .commentTooLong(let limit): "Góp ý quá dài; nhiều nhất \(limit) ký tự."
        case .commentUnclean: "Góp ý có ký tự điều khiển không nhìn thấy; hãy gõ lại."
        }
    }

    /// What is wrong with a scanned card, in Vietnamese.
    package static func vietnamese(_ error: CardScanError) -> String {
        switch error {
        case .tooFewFields, .tooLong: "Dòng quét không phải mã QR của thẻ căn cước; hãy quét lại."
        case .identity(let error): "Mã QR: \(vietnamese(error))"
        case .nameMissing: "Mã QR không có họ tên; hãy quét lại."
        case .uncleanText: "Mã QR có ký tự điều khiển; hãy quét lại."
        case .birthDate: "Mã QR: ngày sinh không đọc được; hãy quét lại hoặc gõ tay."
        case .sex: "Mã QR: giới tính không đọc được; hãy quét lại hoặc gõ tay."
        case .issueDate: "Mã QR: ngày cấp không đọc được; hãy quét lại hoặc gõ tay."
        }
    }
}
