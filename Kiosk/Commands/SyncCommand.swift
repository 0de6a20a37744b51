import CaseModel
import Console
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// `kiosk sync`: exchanges with the centre until both sides know the same.
enum SyncCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        if desk.invocation.name == "sync", desk.invocation.options.has("watch") {
            return try WatchCommand.run(desk)
        }
        let point = try Point(desk)
        try point.renewKey(desk)
        let line = try Line(point, allowPlain: desk.invocation.options.has("plain-http"))
        let report = try exchange(
            point, line, ScanBudget(desk), asksAgain: desk.invocation.name == "retry")
        try report.say(desk)
        if let words = report.restored { try desk.remark(vi: words.vi, en: words.en) }
        // How long it takes means nothing where nothing is taken.
        if report.result.outcome != .refused(.revoked), !desk.wantsJSON,
            let words = try point.backlog(report.items, report.documents).words
        {
            try desk.say(vi: "Còn lại: \(words.vi).", en: "Left: \(words.en).")
        }
        if let failure = report.failure(line) { throw failure }
        return .done
    }

    /// `kiosk retry`: offers refused scans once more, and goes at once.
    static func retry(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        try point.store { () throws(ReplicaError) in try point.replica.retryDocuments() }
        return try run(desk)
    }

    /// Exchanges with the centre once, over a line that may have been used before.
    static func exchange(
        _ point: Point, _ line: Line, _ budget: ScanBudget, asksAgain: Bool = false,
        lookUp: LookUp? = nil
    ) throws(Failure) -> Report {
        var exchange = try Exchange(point, line, budget, asksAgain: asksAgain, lookUp: lookUp)
        var result = try point.store { () throws(ReplicaError) in try exchange.run.run() }
        while result.outcome.isFork, try exchange.goOnBranch() {
            let next = try point.store { () throws(ReplicaError) in try exchange.run.run() }
            result = next.after(result)
        }
        return try exchange.report(result)
    }

    /// What a synchronisation did.
    struct Report {
        let result: SyncRun.Result
        /// What has not become part of the record at the centre.
        let items: [Replica.OutboxItem]
        /// Scans whose content is not at the centre.
        let documents: [Replica.WaitingDocument]
        /// Whether what is to be sent next has no content here any more.
        let lacksNext: Bool
        let bytesUp: UInt64
        let bytesDown: UInt64
        let milliseconds: Int64

        /// `complete`, `partial` when something was exchanged, or `offline`.
        var word: String {
            switch result.outcome {
            case .complete: "complete"
            case .offline: result.roundTrips > 0 ? "partial" : "offline"
            case .stalled, .refused, .behindHub, .diverged, .foreignHub, .formerHub: "partial"
            }
        }

        var parked: Int {
            items.count { $0.parked != nil } + documents.count { $0.refusal != nil }
        }
        var waiting: Int { items.count + documents.count - parked }

        /// Whether anything went either way.
        var hasMoved: Bool {
            result.sent > 0 || result.received > 0 || result.documentBytes > 0
                || result.fetchedBytes > 0
        }

        /// Writes the report as one line.
        func say(_ desk: Desk) throws(Failure) {
            if desk.wantsJSON {
                try desk.say(json)
            } else {
                try desk.say(words[desk.language])
            }
        }

        var json: JSONValue {
            let thousandths = String(milliseconds % 1_000 + 1_000).dropFirst()
            return .object([
                .init(name: "result", value: .text(word)),
                .init(name: "sent", value: .number("\(result.sent)")),
                .init(name: "received", value: .number("\(result.received)")),
                .init(name: "waiting", value: .number("\(waiting)")),
                .init(name: "parked", value: .number("\(parked)")),
                .init(name: "bytes_up", value: .number("\(bytesUp)")),
                .init(name: "bytes_down", value: .number("\(bytesDown)")),
                .init(name: "round_trips", value: .number("\(result.roundTrips)")),
                .init(name: "seconds", value: .number("\(milliseconds / 1_000).\(thousandths)")),
            ])
        }

        var words: Localized {
            Localized(
                vi: "Đã gửi \(result.sent), nhận \(result.received); còn chờ \(waiting), "
                    + "bị giữ lại \(parked).",
                en: "Sent \(result.sent), received \(result.received); \(waiting) waiting, "
                    + "\(parked) set aside.")
        }
    }
}

extension SyncCommand.Report {
    /// That the centre was restored, and what that means for what was there before.
    var restored: Localized? {
        guard let count = result.fallenBack else { return nil }
        return Localized(
            vi: "Trung tâm đã được phục hồi từ bản sao lưu. \(count) việc của điểm này trở lại mức "
                + "'đã lưu ở đây' cho đến khi được gửi lại; điểm tự gửi lại.",
            en: "The centre was restored from a backup. 'Saved here' again, until sent again, "
                + "which happens by itself: " + English.counted(count, "act", "acts") + ".")
    }

    /// What went wrong, in words, with the code for scripts; nil when nothing did.
    func failure(_ line: Line) -> Failure? {
        switch result.outcome {
        case .complete:
            return nil
        case .offline:
            if let refusal = line.refusal { return refusal }
            let why =
                line.problem
                ?? Localized(
                    vi: "trả lời không đọc được, có thể không phải của trung tâm",
                    en: "the answer cannot be read; it may not be the centre's")
            return Failure(
                .noLink,
                vi: "Chưa liên lạc được với trung tâm (\(why.vi)). Dữ liệu vẫn an toàn tại đây; "
                    + "xin thử lại sau.",
                en: "The centre cannot be reached (\(why.en)). The work is safe here; "
                    + "try again later.")
        case .stalled where lacksNext:
            return Failure(
                .failed,
                vi: "Trung tâm đã được phục hồi từ bản sao lưu quá cũ: nó thiếu những việc mà nội "
                    + "dung ở đây đã được xóa, nên điểm này chưa gửi tiếp được. Dữ liệu vẫn an "
                    + "toàn tại đây; xin báo người quản trị phục hồi trung tâm từ bản mới hơn.",
                en: "The centre was restored from too old a backup: it lacks acts whose content "
                    + "was removed here, so that this point can send nothing after them. The work "
                    + "is safe here; ask the operator to restore the centre from a newer backup.")
        case .stalled, .refused(.early), .refused(.replayed), .refused(.otherLife):
            return Failure(
                .failed,
                vi: "Trung tâm chưa nhận thêm được, hoặc điểm này đang đồng bộ ở một chương trình "
                    + "khác. Dữ liệu vẫn an toàn tại đây; xin thử lại.",
                en: "The centre took nothing more, or another program of this point is at it. "
                    + "The work is safe here; try again.")
        case .refused(.revoked):
            return Failure(
                .failed,
                vi: "Điểm này đã bị thu hồi quyền. Dữ liệu vẫn an toàn tại đây; "
                    + "xin báo người quản trị.",
                en: "This point has been revoked. The work is safe here; tell the operator.")
        case .refused(.unknownCursor), .foreignHub:
            return Failure(
                .failed,
                vi: "Trung tâm trả lời không phải là trung tâm đã biết, hoặc đã được phục hồi. "
                    + "Không gửi gì thêm; dữ liệu vẫn an toàn; xin báo người quản trị.",
                en: "The centre that answers is not the one known here, or it was restored. "
                    + "Nothing more is sent; the work is safe; tell the operator.")
        case .formerHub:
            return Failure(
                .failed,
                vi: "BÁO ĐỘNG: trung tâm trả lời là một bản cũ, từ trước lần phục hồi mà điểm này "
                    + "đã biết. Không gửi gì; dữ liệu vẫn an toàn tại đây; xin báo ngay người quản "
                    + "trị tắt bản cũ đó.",
                en: "ALARM: the centre that answers is an old copy, from before the restore that "
                    + "this point knows of. Nothing was sent; the work is safe here; tell the "
                    + "operator at once to stop that copy.")
        case .refused(.diverged), .diverged, .behindHub:
            return Failure(
                .failed,
                vi: "Trung tâm có dữ liệu khác dưới số điểm này: ổ đĩa đã được phục hồi hoặc "
                    + "sao chép. Không mất gì; xin báo người quản trị.",
                en: "The centre holds other data under this point's number: this disk was "
                    + "restored or cloned. Nothing is lost; tell the operator.")
        }
    }
}
