import CaseModel
import Console
import Forms

/// One case with everything in it, and one with hardly anything.
enum Samples {
    /// 14:03 on 22 November 2026 in Vietnam.
    static let noon: Int64 = 1_795_330_980_000

    static var full: CaseSheet {
        var sheet = CaseSheet()
        sheet.unit = "Phường An Cựu"
        sheet.place = "Bưu cục Lộc An"
        sheet.printedAt = noon
        sheet.slip = "T-2-261122-1-K5Q"
        sheet.official = "H57.19815-261122-0001"
        sheet.secret = "ABC123"
        sheet.procedureCode = "1.004194"
        sheet.procedureName = "Đăng ký tạm trú"
        sheet.applicant = "Trần Thị Mai"
        sheet.identity = "046190000123"
        sheet.phone = "0905218446"
        sheet.address = "Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế"
        sheet.helper = "Lê Quang Duy"
        sheet.receiver = "Hoàng Lan"
        sheet.receivedAt = noon
        sheet.due = noon + 3 * Instant.millisecondsPerDay
        sheet.limit = Procedure.Limit(count: 3, unit: .workingDay)
        sheet.delivery = .counter
        sheet.deliveryPlace = "UBND phường An Cựu"
        sheet.fee = Procedure.Fee(amount: 1_010_000, note: "miễn cho hộ nghèo")
        sheet.finance = .paid
        sheet.payments = [.cash(1_010_000, of: "ab", receipt: "C-2-261122-1-K")]
        sheet.papers = [
            .init(
                name: "Tờ khai thay đổi thông tin cư trú (mẫu CT01)",
                count: PaperCount(originals: 1, copies: 0)),
            .init(
                name: "Giấy tờ chứng minh chỗ ở hợp pháp",
                count: PaperCount(originals: 0, copies: 2)),
        ]
        sheet.note = "Gọi buổi sáng"
        sheet.lookUpSquare = ["█▀█", "▄ █"]
        return sheet
    }

    static var bare: CaseSheet {
        var sheet = CaseSheet()
        sheet.slip = "T-2-261122-2-X1Y"
        sheet.applicant = "Y"
        return sheet
    }

    static let supplement = SupplementSheet(
        items: [
            "Giấy tờ chứng minh chỗ ở hợp pháp (bản sao có chứng thực)",
            "Giấy ủy quyền của người đứng tên nhà",
        ],
        reason: "Hồ sơ chưa có giấy tờ về chỗ ở.",
        guidance: "Nộp tại bất kỳ điểm tiếp nhận nào trong thành phố.",
        until: noon + 10 * Instant.millisecondsPerDay)

    static let apology = ApologySheet(
        reason: "Chờ cơ quan công an xác minh.", due: noon,
        newDue: noon + 5 * Instant.millisecondsPerDay)

    static let handOvers = [
        HandOverRow(giver: "Trần Thị Mai", receiver: "Bưu cục Lộc An", at: noon, note: "tiếp nhận"),
        HandOverRow(
            giver: "Bưu cục Lộc An", receiver: "Phường An Cựu",
            at: noon + Instant.millisecondsPerDay, timing: .early),
        HandOverRow(
            giver: "Phường An Cựu", receiver: "Trần Thị Mai",
            at: noon + 4 * Instant.millisecondsPerDay, timing: .late,
            note: "chờ xác minh của công an"),
    ]

    static let register = [
        RegisterRow(
            code: "H57.19815-261122-0001", procedure: "Đăng ký tạm trú",
            applicant: "Trần Thị Mai", contact: "0905218446", receivedAt: noon,
            due: noon + 3 * Instant.millisecondsPerDay,
            returnedAt: noon + 2 * Instant.millisecondsPerDay, state: .returned),
        RegisterRow(
            code: "T-2-261122-2-X1Y", procedure: "Đăng ký khai sinh", applicant: "Hồ Văn Lợi",
            contact: nil, receivedAt: noon, due: nil, returnedAt: nil, state: .submitted),
    ]

    /// The lines of a form.
    static func lines(
        _ form: FormNumber, _ sheet: CaseSheet, _ writer: FormWriter
    ) -> [String] {
        switch form {
        case .receipt: writer.receipt(sheet)
        case .supplement: writer.supplement(sheet, supplement)
        case .refusal: writer.refusal(sheet, reason: "Người nộp không cư trú tại phường.")
        case .apology: writer.apology(sheet, apology)
        case .stop: writer.stop(sheet, reason: "Người nộp không bổ sung giấy tờ sau 30 ngày.")
        case .control: writer.control(sheet, handOvers)
        case .register: writer.register(sheet, register)
        }
    }

    /// A form of the full case as text.
    static func text(_ form: FormNumber, _ width: Int, _ language: Language) -> String {
        lines(form, full, FormWriter(width: width, language: language)).joined(separator: "\n")
    }
}
