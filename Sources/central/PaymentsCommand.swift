import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol

/// `central payments`, `confirm-payment` and `refund-payment`: what came in, held against the
/// bank's own list.
enum PaymentsCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let isOpenOnly = desk.invocation.options.has("unconfirmed")
        let rows = try Failure.hub(desk) { () throws(HubError) in
            try hub.payments(onlyUnconfirmed: isOpenOnly)
        }
        if desk.wantsJSON {
            var sheet = Sheet(desk)
            for row in rows where !sheet.add(json(row, hub)) { break }
            try sheet.finish()
            return .done
        }
        for row in rows { try desk.say(line(row, hub, desk)) }
        try sum(rows, desk)
        return .done
    }

    static func confirm(_ desk: Desk) throws(Failure) -> ExitCode {
        let reference = try text("reference", limit: CaseLimits.code, desk)
        return try perform(.confirm(bankReference: reference), desk)
    }

    static func refund(_ desk: Desk) throws(Failure) -> ExitCode {
        guard let reason = try text("reason", limit: CaseLimits.reason, desk) else {
            throw Failure(
                .usage, vi: "Cần --reason: hoàn tiền phải có lý do bằng lời.",
                en: "--reason is needed: a refund has a reason in words.")
        }
        return try perform(.refund(reason: reason), desk)
    }

    private static func perform(_ act: Hub.PaymentAct, _ desk: Desk) throws(Failure) -> ExitCode {
        let officer = try Opening.officer(desk)
        let hub = try Opening.hub(desk)
        let row = try Failure.hub(desk) { () throws(HubError) in
            try hub.perform(act, on: desk.invocation.arguments[0], by: officer)
        }
        if desk.wantsJSON {
            try desk.say(json(row, hub))
        } else {
            try desk.say(line(row, hub, desk))
        }
        return .done
    }

    private static func text(
        _ option: String, limit: Int, _ desk: Desk
    ) throws(Failure) -> String? {
        guard let typed = desk.invocation.options.value(option) else { return nil }
        let text = VietnameseText.trimmed(typed)
        guard !text.isEmpty, text.count <= limit, VietnameseText.isClean(text) else {
            throw Failure(
                .usage, vi: "--\(option) cần một dòng chữ, nhiều nhất \(limit) ký tự.",
                en: "--\(option) takes one line of at most \(limit) characters.")
        }
        return text
    }

    private static func json(_ row: Hub.PaymentRow, _ hub: Hub) -> JSONValue {
        CaseReport.payment(
            row.record, slip: row.slip, official: row.official, point: hub.pointName)
    }

    private static func line(_ row: Hub.PaymentRow, _ hub: Hub, _ desk: Desk) -> String {
        "\(row.record.name)  \(row.slip ?? row.record.payment.caseName): "
            + PaymentText.line(row.record, desk.language, point: hub.pointName)
    }

    private static func sum(_ rows: [Hub.PaymentRow], _ desk: Desk) throws(Failure) {
        let sums = Payment.Standing.allCases.map { standing in
            let amounts = rows.map(\.record.payment).filter { $0.standing == standing }
                .map(\.amount)
            // A sum beyond all money there is would be somebody's claim, not ours.
            let total = amounts.reduce(Int64(0)) { sum, amount in
                let (next, overflow) = sum.addingReportingOverflow(amount)
                return overflow ? .max : next
            }
            return PaymentText.amount(total, desk.language)
        }
        try desk.say(
            vi: "\(rows.count) khoản: chờ xác nhận \(sums[0]), đã nhận \(sums[1]), "
                + "đã hoàn lại \(sums[2]).",
            en: English.counted(rows.count, "payment", "payments") + ": to be confirmed "
                + "\(sums[0]), received \(sums[1]), refunded \(sums[2]).")
    }
}

extension Failure {
    init(_ problem: PaymentProblem) {
        switch problem {
        case .none:
            self.init(
                .refused, vi: "Hồ sơ không có khoản nộp nào phù hợp; không thay đổi gì.",
                en: "The case has no payment with which this can be done; nothing changed.")
        case .several(let names):
            let list = names.map(\.description).joined(separator: ", ")
            self.init(
                .refused,
                vi: "Hồ sơ có nhiều khoản nộp: \(list). Xin dùng một trong các tên này.",
                en: "The case has several payments: \(list). Use one of these names.")
        case .standing:
            self.init(
                .refused,
                vi: "Khoản nộp này đã được xử lý trước đó; không thay đổi gì.",
                en: "This payment was dealt with before; nothing changed.")
        }
    }
}
