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
        let point = try Point(desk)
        let line = try Line(point, allowPlain: desk.invocation.options.has("plain-http"))
        let start = SystemClock.monotonicMilliseconds()
        var random = SecureRandom()
        let world = SyncRun.World(
            send: line.send, wait: line.wait, random: { random.next() },
            monotonic: SystemClock.monotonicMilliseconds, boot: SystemClock.bootID())
        var run = SyncRun(
            replica: point.replica, seal: SiteSeal(point.identity, keys: try point.keys()),
            world: world, program: KioskProgram.version)
        let result = try point.store { () throws(ReplicaError) in try run.run() }
        let items = try point.store { () throws(ReplicaError) in try point.replica.outbox() }
        let report = Report(
            result: result, waiting: items.count { $0.parked == nil },
            parked: items.count { $0.parked != nil }, bytesUp: line.bytesSent,
            bytesDown: line.bytesReceived,
            milliseconds: SystemClock.monotonicMilliseconds() - start)
        if desk.wantsJSON {
            try desk.say(report.json)
        } else {
            try desk.say(report.words[desk.language])
        }
        if result.outcome == .offline, let refusal = line.refusal { throw refusal }
        return try report.end(desk, problem: line.problem)
    }

    /// What a synchronisation did.
    struct Report {
        let result: SyncRun.Result
        let waiting: Int
        let parked: Int
        let bytesUp: UInt64
        let bytesDown: UInt64
        let milliseconds: Int64

        /// `complete`, `partial` when something was exchanged, or `offline`.
        var word: String {
            switch result.outcome {
            case .complete: "complete"
            case .offline: result.roundTrips > 0 ? "partial" : "offline"
            case .stalled, .refused, .behindHub, .diverged, .foreignHub: "partial"
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
    /// Says what went wrong, in words, and gives the code for scripts.
    func end(_ desk: Desk, problem: Localized?) throws(Failure) -> ExitCode {
        switch result.outcome {
        case .complete:
            return .done
        case .offline:
            let why =
                problem
                ?? Localized(
                    vi: "trả lời không đọc được, có thể không phải của trung tâm",
                    en: "the answer cannot be read; it may not be the centre's")
            throw Failure(
                .noLink,
                vi: "Chưa liên lạc được với trung tâm (\(why.vi)). Dữ liệu vẫn an toàn tại đây; "
                    + "xin thử lại sau.",
                en: "The centre cannot be reached (\(why.en)). The work is safe here; "
                    + "try again later.")
        case .stalled, .refused(.early), .refused(.replayed):
            throw Failure(
                .failed, vi: "Trung tâm chưa nhận thêm được; dữ liệu vẫn an toàn tại đây.",
                en: "The centre took nothing more; the work is safe here.")
        case .refused(.revoked):
            throw Failure(
                .failed,
                vi: "Điểm này đã bị thu hồi quyền. Dữ liệu vẫn an toàn tại đây; "
                    + "xin báo người quản trị.",
                en: "This point has been revoked. The work is safe here; tell the operator.")
        case .refused(.unknownCursor), .foreignHub:
            throw Failure(
                .failed,
                vi: "Trung tâm trả lời không phải là trung tâm đã biết, hoặc đã được phục hồi. "
                    + "Không gửi gì thêm; dữ liệu vẫn an toàn; xin báo người quản trị.",
                en: "The centre that answers is not the one known here, or it was restored. "
                    + "Nothing more is sent; the work is safe; tell the operator.")
        case .refused(.diverged), .diverged, .behindHub:
            throw Failure(
                .failed,
                vi: "Trung tâm có dữ liệu khác dưới số điểm này: ổ đĩa đã được phục hồi hoặc "
                    + "sao chép. Không mất gì; xin báo người quản trị.",
                en: "The centre holds other data under this point's number: this disk was "
                    + "restored or cloned. Nothing is lost; tell the operator.")
        }
    }
}
