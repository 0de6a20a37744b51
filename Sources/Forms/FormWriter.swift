import CaseModel
package import Console

/// Sets the forms as plain text, the same for the same case: to be shown, printed, printed again.
package struct FormWriter: Sendable {
    /// A sheet of A4 at ten characters to the inch.
    package static let pageWidth = 80
    /// The narrowest screen that people work at.
    package static let narrowWidth = 40
    /// A receipt printer with paper of 80 mm.
    package static let receiptWidth = 48

    let width: Int
    let language: Language

    package init(width: Int, language: Language) {
        precondition(width >= Self.narrowWidth, "a form needs 40 columns")
        self.width = width
        self.language = language
    }

    /// The national motto beside the office, the number, the day, and the title in the middle.
    func begin(_ form: FormNumber, _ sheet: CaseSheet) -> Page {
        var page = Page(width: width)
        let motto = pick(
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
            ["SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness"])
        let line = String(repeating: "-", count: motto[1].displayWidth)
        let office = [VietnameseText.capitals(sheet.unit), sheet.place].filter { !$0.isEmpty }
            .map(TerminalText.visible)
        let number = pick("Số: ", "No. ") + sheet.slip
        if page.isWide {
            page.blocks(office + [number], motto + [line, day(sheet.printedAt)])
        } else {
            page.blocks(motto + [line], office + [number, day(sheet.printedAt)])
        }
        page.blank()
        page.centred(title(form))
        page.centred(pick("(Mẫu số \(form.rawValue))", "(Form \(form.rawValue))"))
        page.blank()
        return page
    }

    /// Which case it is about.
    func identify(_ sheet: CaseSheet, on page: inout Page) {
        let check = sheet.slip.last.map(String.init) ?? ""
        page.field(
            pick("Số giấy hẹn", "Slip number"),
            sheet.slip + pick(" (ký tự kiểm tra \(check))", " (check character \(check))"))
        page.field(
            pick("Mã hồ sơ", "Official code"),
            sheet.official
                ?? pick("chưa có; trung tâm cấp khi tiếp nhận", "none yet; given on acceptance"))
    }

    /// The particulars that every notice to a person begins with.
    func address(_ sheet: CaseSheet, on page: inout Page) {
        identify(sheet, on: &page)
        page.field(pick("Kính gửi", "To"), sheet.applicant)
        page.field(pick("Địa chỉ", "Address"), sheet.address)
        page.field(pick("Số điện thoại", "Phone"), sheet.phone)
        page.field(
            pick("Nội dung yêu cầu giải quyết", "Procedure"),
            "\(sheet.procedureName) (\(sheet.procedureCode))")
        page.field(pick("Tiếp nhận lúc", "Received at"), time(sheet.receivedAt))
        page.blank()
    }

    /// The two who sign, with room for it; on the right who issues the form.
    func sign(
        _ left: (title: String, name: String)?, _ right: (String, String), on page: inout Page
    ) {
        let sign = pick("(Ký, ghi rõ họ tên)", "(signature, full name)")
        let block = { (title: String, name: String) in
            [title, sign, "", "", TerminalText.visible(name)]
        }
        page.blank()
        page.blocks(left.map { block($0.title, $0.name) } ?? [], block(right.0, right.1))
    }

    /// The square with what a scanner types to find the case.
    func lookUp(_ sheet: CaseSheet, on page: inout Page) {
        guard !sheet.lookUpSquare.isEmpty else { return }
        page.blank()
        page.drawing(sheet.lookUpSquare)
        page.centred(pick("Quét để tra cứu hồ sơ", "Scan to follow the case"))
    }

    func title(_ form: FormNumber) -> String {
        switch form {
        case .receipt:
            pick("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "RECEIPT AND APPOINTMENT SLIP")
        case .supplement:
            pick("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "REQUEST FOR FURTHER PAPERS")
        case .refusal: pick("PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ", "NOTICE OF REFUSAL")
        case .apology:
            pick("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "APOLOGY AND NEW APPOINTMENT")
        case .stop: pick("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "NOTICE THAT THE CASE IS STOPPED")
        case .control:
            pick("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "CONTROL SHEET OF THE CASE")
        case .register: pick("SỔ THEO DÕI HỒ SƠ", "REGISTER OF CASES")
        }
    }

    func pick<Text>(_ vi: Text, _ en: Text) -> Text { language.pick(vi, en) }

    /// `14:03 ngày 22/11/2026`.
    func time(_ instant: Int64) -> String {
        let date = CivilDate(instantMilliseconds: instant).vietnamese
        // Hour and minute stand at fixed places of the ISO form.
        let clock = Instant.iso(instant).dropFirst(11).prefix(5)
        return pick("\(clock) ngày \(date)", "\(clock) on \(date)")
    }

    /// `Ngày 02 tháng 01 năm 2027`: days below ten and the first two months with a zero
    /// (Decree 30/2020).
    private func day(_ instant: Int64) -> String {
        let date = CivilDate(instantMilliseconds: instant)
        guard language == .vi else { return date.vietnamese }
        let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        let month = date.month < 3 ? "0\(date.month)" : "\(date.month)"
        return "Ngày \(day) tháng \(month) năm \(date.year)"
    }
}
