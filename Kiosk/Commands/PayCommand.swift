import CaseModel
import CaseRecords
import Console
import Frontend
import QRCode
import Replica
import SyncProtocol

/// `kiosk pay`: what a case costs; takes cash, or shows the square of a transfer.
enum PayCommand {
    /// In columns; a drawing with ordinary characters is twice as wide.
    private static let screenWidth = 100

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = desk.invocation.options
        guard !(options.has("cash") && options.has("qr")) else {
            throw Failure(
                .usage, vi: "Chỉ chọn một: --cash hoặc --qr.", en: "Give --cash or --qr, not both.")
        }
        let point = try Point(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let fields = try point.fields(of: row.name)
        if options.has("cash") {
            try take(row, fields, point, desk)
        } else if options.has("qr") {
            try show(row, fields, point, desk)
        } else {
            try say(row, fields, point, desk)
        }
        return .done
    }

    /// What is to be paid and what was paid; nothing changes.
    private static func say(
        _ row: ReplicaRow, _ fields: [String: String], _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let money = try point.money(of: fields, row.name)
        guard !desk.wantsJSON else {
            return try desk.say(
                CaseReport.money(
                    money, name: row.name, slip: row.summary.slip, official: row.summary.official,
                    point: point.pointName))
        }
        let lines = PaymentText.lines(
            money, note: FeeNote.words(point.fee(of: fields), desk.language),
            language: desk.language,
            point: point.pointName)
        try desk.say(lines.joined(separator: "\n"))
        if money.finance.open ?? 1 > 0 {
            try desk.say(
                vi: "Nộp: kiosk pay … --cash (tiền mặt) hoặc --qr (chuyển khoản).",
                en: "To pay: kiosk pay … --cash, or --qr for a transfer.")
        }
    }

    private static func take(
        _ row: ReplicaRow, _ fields: [String: String], _ point: Point, _ desk: Desk
    ) throws(Failure) {
        guard point.identity.type != "kiosk" else {
            throw Failure(
                .refused, vi: "Điểm tự phục vụ không thu tiền mặt; chưa ghi gì. Xin dùng --qr.",
                en: "A self-service kiosk takes no cash; nothing was saved. Use --qr.")
        }
        let actor = try point.actor(desk)
        let amount = try due(row, fields, point, desk)
        let written = try point.store { () throws(ReplicaError) in
            try point.replica.transaction { () throws(ReplicaError) in
                let time = PointClock.now(try point.replica.progress())
                let day = CivilDate(instantMilliseconds: time.wall)
                let number = try point.replica.next("receipt/\(day.compact)")
                let receipt = ReceiptNumber.make(
                    site: Int(point.identity.site.value), date: day, number: Int(number))
                let payment = Payment.cash(amount, of: "\(row.name)", receipt: receipt)
                return try point.replica.write(payment.draft(actor: actor, time: time)).record
            }
        }
        try answer(written, row, point, desk)
    }

    private static func show(
        _ row: ReplicaRow, _ fields: [String: String], _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let actor = try point.actor(desk)
        let amount = try due(row, fields, point, desk)
        let (code, record) = try transfer(amount, row, point, actor: actor)
        if !desk.wantsJSON {
            let style = Square.style(desk, environment: Point.environment)
            let square = Square.lines([code.payload], style, .screen, width: screenWidth)
            try desk.say(square.joined(separator: "\n"))
            try desk.say(code.words[desk.language])
        }
        try answer(record, row, point, desk)
    }

    /// The code of a transfer, written down as shown; the same code once more is the same payment.
    static func transfer(
        _ amount: Int64, _ row: ReplicaRow, _ point: Point, actor: String
    ) throws(Failure) -> (VietQR, RecordName) {
        let code = try code(amount, row, point)
        let known = try point.payments(of: row.name).first {
            $0.payment.standing == .shown && $0.payment.payload == code.payload
        }
        if let known { return (code, known.name) }
        let payment = Payment.shown(code, amount: amount, of: "\(row.name)")
        let record = try point.store { () throws(ReplicaError) in
            try point.replica.transaction { () throws(ReplicaError) in
                let time = PointClock.now(try point.replica.progress())
                return try point.replica.write(payment.draft(actor: actor, time: time)).record
            }
        }
        return (code, record)
    }

    private static func answer(
        _ name: RecordName, _ row: ReplicaRow, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let payments = try point.payments(of: row.name)
        guard let record = payments.first(where: { $0.name == name }) else {
            throw .damaged("a payment that was written cannot be read", path: point.path)
        }
        if desk.wantsJSON {
            try desk.say(
                CaseReport.payment(
                    record, slip: row.summary.slip, official: row.summary.official,
                    point: point.pointName))
        } else {
            try desk.say(
                desk.language.pick("Đã ghi: ", "Saved: ")
                    + PaymentText.line(record, desk.language, point: point.pointName))
        }
    }

    /// What is to be paid now: what was said, else what is open of the fee.
    private static func due(
        _ row: ReplicaRow, _ fields: [String: String], _ point: Point, _ desk: Desk
    ) throws(Failure) -> Int64 {
        let finance = try point.money(of: fields, row.name).finance
        if let number = try desk.number("amount") {
            guard (1...Int(VietQR.amountLimit)).contains(number) else {
                throw Failure(
                    .refused, vi: "Số tiền phải là số đồng lớn hơn 0; chưa ghi gì.",
                    en: "The amount must be a number of đồng above 0; nothing was saved.")
            }
            return Int64(number)
        }
        guard let open = finance.open else {
            throw Failure(
                .refused,
                vi: "Bộ thủ tục chưa nêu lệ phí của hồ sơ này; chưa ghi gì. Xin nêu số tiền "
                    + "(--amount SỐ).",
                en: "The catalogue states no fee for this case; nothing was saved. "
                    + "Give the amount (--amount N).")
        }
        guard open > 0 else {
            let state = finance.state
            throw Failure(
                .refused,
                vi: "Hồ sơ này không còn phải nộp gì (\(state.nameVi)); chưa ghi gì. "
                    + "Nếu vẫn thu thêm, xin nêu số tiền (--amount SỐ).",
                en: "Nothing is left to be paid (\(state.nameEn)); nothing was saved. "
                    + "To take more all the same, give the amount (--amount N).")
        }
        return open
    }

    private static func code(
        _ amount: Int64, _ row: ReplicaRow, _ point: Point
    ) throws(Failure) -> VietQR {
        let id = row.summary.unit ?? point.identity.unit
        guard let account = point.unit(id)?.account else {
            let unit = TerminalText.visible(id)
            throw Failure(
                .refused,
                vi: "Đơn vị '\(unit)' chưa có tài khoản nhận tiền; chưa ghi gì. "
                    + "Xin thu tiền mặt, hoặc báo trung tâm.",
                en: "Unit '\(unit)' has no bank account configured; nothing was saved. "
                    + "Take cash, or tell the centre.")
        }
        let slip = row.summary.slip ?? "\(row.name)".prefix(16).uppercased()
        // Capitals and digits make a smaller square; a long number leaves no room for the words.
        let words = "LE PHI " + slip
        let purpose = words.utf8.count <= VietQR.purposeLimit ? words : slip
        return try Failure.wrap({ Failure($0) }) { () throws(VietQRError) in
            try VietQR(account: account, amount: amount, billNumber: slip, purpose: purpose)
        }
    }
}

extension Payment {
    fileprivate func draft(actor: String, time: EventTime) -> Replica.Draft {
        Replica.Draft(
            kind: RecordKind.payment, actor: actor, time: time,
            fields: fields.map { Event.Field($0.name, .text($0.value)) })
    }
}

extension VietQR {
    /// The same for somebody who types it.
    var words: Localized {
        let amount = amount ?? 0
        return Localized(
            vi: "Ngân hàng \(account.bank), số \(account.number), "
                + "\(MoneyText.vietnamese(amount)), nội dung: \(purpose ?? "")",
            en: "Bank \(account.bank), number \(account.number), "
                + "\(MoneyText.english(amount)), purpose: \(purpose ?? "")")
    }
}

extension Failure {
    fileprivate init(_ error: VietQRError) {
        switch error {
        case .amountOutOfRange:
            self.init(
                .refused, vi: "Số tiền không hợp lệ; chưa ghi gì.",
                en: "The amount is not possible; nothing was saved.")
        case .billNumberTooLong, .purposeTooLong, .unprintable, .notACode:
            self.init(
                .refused, vi: "Không lập được mã QR cho hồ sơ này; chưa ghi gì. Xin thu tiền mặt.",
                en: "No QR code can be made for this case; nothing was saved. Take cash.")
        }
    }
}
