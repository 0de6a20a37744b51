import CaseModel
import Console

extension FormWriter {
    /// Form 01: what was handed in, what it costs, and when and where the result is.
    package func receipt(_ sheet: CaseSheet) -> [String] {
        var page = begin(.receipt, sheet)
        identify(sheet, on: &page)
        page.field(pick("Tiếp nhận hồ sơ của", "Received from"), sheet.applicant)
        page.field(pick("Số định danh cá nhân", "Identity number"), sheet.identity)
        page.field(pick("Số điện thoại", "Phone"), sheet.phone)
        page.field(pick("Địa chỉ", "Address"), sheet.address)
        page.field(pick("Người nộp thay", "Handed in by"), sheet.helper)
        page.field(
            pick("Nội dung yêu cầu giải quyết", "Procedure"),
            "\(sheet.procedureName) (\(sheet.procedureCode))")
        papers(sheet, on: &page)
        page.field(pick("Số lượng hồ sơ", "Number of sets"), pick("01 (bộ)", "1"))
        page.field(pick("Thời hạn giải quyết theo quy định", "Time limit by law"), limit(sheet))
        page.field(pick("Thời gian nhận hồ sơ", "Received at"), time(sheet.receivedAt))
        page.field(
            pick("Thời gian trả kết quả", "Result due at"),
            sheet.due.map(time)
                ?? pick("theo thông báo của cơ quan giải quyết", "as the office will say"))
        page.field(pick("Nhận kết quả", "Where the result comes to"), delivery(sheet))
        money(sheet, on: &page)
        page.field(
            pick("Mã tra cứu", "Look-up secret"),
            sheet.secret ?? pick("xem giấy in lần đầu", "see the slip printed first"))
        page.field(
            pick("Mã đánh giá", "Visit token"),
            sheet.visit.map {
                pick(
                    "\($0) (dùng một lần, ở bất kỳ điểm nào; không gắn với hồ sơ)",
                    "\($0) (to rate this visit once, at any point; tied to no case)")
            })
        page.field(pick("Ghi chú", "Note"), sheet.note)
        sign(
            (pick("NGƯỜI NỘP HỒ SƠ", "HANDED IN BY"), sheet.helper ?? sheet.applicant),
            (pick("NGƯỜI TIẾP NHẬN HỒ SƠ", "RECEIVED BY"), sheet.receiver), on: &page)
        page.blank()
        page.paragraph(
            pick(
                "Khi đến nhận kết quả, xin mang theo giấy này và thẻ căn cước. "
                    + "Người nhận thay cần có giấy ủy quyền.",
                "Bring this slip and your identity card for the result. "
                    + "Somebody else needs your authorisation."))
        lookUp(sheet, on: &page)
        return page.lines
    }

    private func papers(_ sheet: CaseSheet, on page: inout Page) {
        page.blank()
        page.paragraph(pick("Thành phần hồ sơ nộp gồm:", "Papers handed in:"))
        let counts = page.isWide ? 9 : 5
        page.table(
            [
                .init(title: pick("STT", "No."), width: 3, isRight: true),
                .init(title: pick("Tên giấy tờ", "Paper"), width: nil),
                .init(
                    title: page.isWide ? pick("Bản chính", "Originals") : pick("Chính", "Orig."),
                    width: counts, isRight: true),
                .init(
                    title: page.isWide ? pick("Bản sao", "Copies") : pick("Sao", "Copy"),
                    width: counts, isRight: true),
            ],
            sheet.papers.enumerated().map { index, paper in
                [
                    "\(index + 1)", paper.name, "\(paper.count.originals)",
                    "\(paper.count.copies)",
                ]
            })
        if sheet.papers.isEmpty {
            page.paragraph(pick("(không ghi giấy tờ nào)", "(no paper was noted)"), indent: 4)
        }
        page.blank()
    }

    private func limit(_ sheet: CaseSheet) -> String {
        guard let limit = sheet.limit else { return pick("chưa nêu", "not stated") }
        return switch limit.unit {
        case .workingDay:
            pick(
                "\(limit.count) ngày làm việc",
                English.counted(limit.count, "working day", "working days"))
        case .calendarDay:
            pick(
                "\(limit.count) ngày",
                English.counted(limit.count, "calendar day", "calendar days"))
        case .hour:
            pick("\(limit.count) giờ", English.counted(limit.count, "hour", "hours"))
        }
    }

    private func delivery(_ sheet: CaseSheet) -> String {
        let place = sheet.deliveryPlace
        return switch sheet.delivery {
        case .counter:
            place.map { pick("tại quầy, \($0)", "at the counter, \($0)") }
                ?? pick("tại quầy tiếp nhận", "at the counter")
        case .electronic: pick("bản điện tử", "electronically")
        case .post:
            place.map { pick("qua bưu chính: \($0)", "by post: \($0)") }
                ?? pick("qua bưu chính", "by post")
        }
    }

    /// The price with its exemptions beside it, and what was paid of it.
    private func money(_ sheet: CaseSheet, on page: inout Page) {
        let state = pick(sheet.finance.nameVi, sheet.finance.nameEn)
        let price = sheet.fee?.amount.map { $0 > 0 ? [amount($0)] : [] } ?? []
        let note = sheet.fee?.note.map { " (\($0))" } ?? ""
        page.field(
            pick("Phí, lệ phí", "Fee"), (price + [state]).joined(separator: ", ") + note)
        for payment in sheet.payments where payment.standing == .settled {
            switch payment.kind {
            case .cash:
                page.field(
                    pick("Biên lai", "Receipt"),
                    "\(payment.receipt ?? ""), \(amount(payment.amount))")
            case .vietqr:
                page.field(
                    pick("Đã chuyển khoản", "Transferred"),
                    [amount(payment.amount), payment.bankReference].compactMap(\.self)
                        .joined(separator: ", "))
            }
        }
        guard !sheet.paymentSquare.isEmpty else { return }
        page.blank()
        page.drawing(sheet.paymentSquare)
        page.centred(pick("Quét bằng ứng dụng ngân hàng để nộp", "Scan with a banking app to pay"))
        page.blank()
    }

    private func amount(_ amount: Int64) -> String {
        pick(MoneyText.vietnamese(amount), MoneyText.english(amount))
    }
}
