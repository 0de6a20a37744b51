import CaseModel
import Console

/// Notices to a person: forms 02 to 05.
extension FormWriter {
    /// Form 02: everything that is missing, asked for at once.
    package func supplement(_ sheet: CaseSheet, _ request: SupplementSheet) -> [String] {
        var page = begin(.supplement, sheet)
        address(sheet, on: &page)
        page.paragraph(
            pick(
                "Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm:",
                "Please complete your case with the following:"))
        for (index, item) in request.items.enumerated() { page.item("\(index + 1).", item) }
        page.blank()
        page.field(pick("Lý do", "Reason"), request.reason)
        page.field(pick("Hướng dẫn", "What to do"), request.guidance)
        page.field(pick("Bổ sung trước", "Complete it before"), request.until.map(time))
        page.paragraph(
            pick(
                "Hồ sơ chỉ phải bổ sung một lần. Thời gian chờ bổ sung không tính vào thời hạn "
                    + "giải quyết.",
                "You are asked only once. The time until then does not count."))
        return finish(page, sheet)
    }

    /// Form 03: why the case was not taken or not granted, in words.
    package func refusal(_ sheet: CaseSheet, reason: String) -> [String] {
        var page = begin(.refusal, sheet)
        address(sheet, on: &page)
        page.paragraph(
            pick(
                "Sau khi xem xét, cơ quan không tiếp nhận hoặc không giải quyết hồ sơ này.",
                "After examination this case was not accepted or not granted."))
        page.field(pick("Lý do", "Reason"), reason)
        page.blank()
        page.paragraph(
            pick(
                "Nếu không đồng ý, Ông/Bà có quyền khiếu nại theo quy định của pháp luật.",
                "If you disagree you may lodge a complaint as the law provides."))
        return finish(page, sheet)
    }

    /// Form 04: an apology with the old and the new date.
    package func apology(_ sheet: CaseSheet, _ apology: ApologySheet) -> [String] {
        var page = begin(.apology, sheet)
        address(sheet, on: &page)
        page.paragraph(
            pick(
                "Hồ sơ chưa được giải quyết đúng hẹn. Cơ quan xin lỗi Ông/Bà về sự chậm trễ này.",
                "Your case was not decided in time. We apologise for the delay."))
        page.field(pick("Lý do", "Reason"), apology.reason)
        page.field(pick("Ngày hẹn trước đây", "Date promised before"), apology.due.map(time))
        page.field(pick("Hẹn lại ngày trả kết quả", "New date"), time(apology.newDue))
        return finish(page, sheet)
    }

    /// Form 05: the case is stopped, and why.
    package func stop(_ sheet: CaseSheet, reason: String) -> [String] {
        var page = begin(.stop, sheet)
        address(sheet, on: &page)
        page.paragraph(
            pick(
                "Cơ quan thông báo dừng giải quyết hồ sơ này.",
                "We inform you that this case is stopped."))
        page.field(pick("Lý do", "Reason"), reason)
        page.blank()
        page.paragraph(
            pick(
                "Ông/Bà có thể nộp lại hồ sơ khi đã đủ điều kiện.",
                "You may hand in again when the conditions are met."))
        return finish(page, sheet)
    }

    private func finish(_ page: Page, _ sheet: CaseSheet) -> [String] {
        var page = page
        sign(nil, (pick("NGƯỜI LẬP PHIẾU", "ISSUED BY"), sheet.receiver), on: &page)
        lookUp(sheet, on: &page)
        return page.lines
    }
}
