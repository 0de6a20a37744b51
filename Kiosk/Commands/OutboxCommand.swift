import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk outbox` and `kiosk parked`: what has not become part of the record at the centre.
enum OutboxCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let documents = try point.waitingDocuments()
        let limit = max(try desk.number("limit") ?? .max, 0)
        if try point.promptState().waiting > limit {
            return try first(limit, documents, point, desk)
        }
        let items = try point.outbox()
        for item in items.prefix(limit) { try say(item, point, desk) }
        for document in documents.prefix(limit) { try say(document, point, desk) }
        if !desk.wantsJSON {
            let waiting =
                items.count { $0.parked == nil } + documents.count { $0.refusal == nil }
            let parked = items.count + documents.count - waiting
            try desk.say(
                vi: "\(waiting) việc chờ gửi, \(parked) việc bị trung tâm giữ lại.",
                en: "\(waiting) waiting to be sent, \(parked) set aside by the centre.")
            if let words = try point.backlog(items, documents).words {
                try desk.say(vi: "\(words.vi).", en: "\(words.en).")
            }
        }
        return .done
    }

    /// The first of what waits, and how much there is: of a long outbox the rest is not read.
    private static func first(
        _ limit: Int, _ documents: [Replica.WaitingDocument], _ point: Point, _ desk: Desk
    ) throws(Failure) -> ExitCode {
        let items = try point.store { () throws(ReplicaError) in
            try point.replica.outbox(limit: limit)
        }
        for item in items { try say(item, point, desk) }
        for document in documents.prefix(limit) { try say(document, point, desk) }
        guard !desk.wantsJSON else { return .done }
        let state = try point.promptState()
        let parked = try point.store { () throws(ReplicaError) in
            try point.replica.parkedCount()
        }
        try desk.say(
            vi: "\(state.waiting) việc chờ gửi, \(parked) việc bị trung tâm giữ lại.",
            en: "\(state.waiting) waiting to be sent, \(parked) set aside by the centre.")
        if state.waiting > 0, let seconds = state.seconds {
            let time = Backlog.time(seconds)
            try desk.say(vi: "Khoảng \(time.vi).", en: "About \(time.en).")
        }
        return .done
    }

    static func runParked(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let (items, documents) = try parked(point)
        for item in items { try say(item, point, desk) }
        for document in documents { try say(document, point, desk) }
        if items.isEmpty, documents.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có gì bị giữ lại.", en: "Nothing is set aside.")
        }
        return .done
    }

    /// What the centre has set aside: acts and scans.
    static func parked(
        _ point: Point
    ) throws(Failure) -> ([Replica.OutboxItem], [Replica.WaitingDocument]) {
        let items = try point.store { () throws(ReplicaError) in try point.replica.parked() }
        return (items, try point.waitingDocuments().filter { $0.refusal != nil })
    }

    private static func say(
        _ item: Replica.OutboxItem, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        // What was written here can be read here; otherwise only its number is known.
        let kind = (try? Event(decoding: item.bytes))?.kind ?? "?"
        let state = item.parked == nil ? "waiting" : "parked"
        if desk.wantsJSON {
            let row = try point.store { () throws(ReplicaError) in
                try point.replica.record(item.record)
            }
            try desk.say(
                .object([
                    .init(name: "record", value: .text("\(item.record)")),
                    .init(name: "slip", value: .optional(row?.summary.slip)),
                    .init(name: "what", value: .text(kind)),
                    .init(name: "state", value: .text(state)),
                    .init(
                        name: "reason", value: .optional(item.parked.map(ParkText.identifier))),
                ]))
            return
        }
        try desk.say("\(try code(of: item.record, point))  \(words(item, desk.language))")
    }

    /// `sửa đổi: bị giữ — điểm này không được giao hồ sơ đó. Xin …`
    static func words(_ item: Replica.OutboxItem, _ language: Language) -> String {
        // As above.
        let kind = (try? Event(decoding: item.bytes))?.kind ?? "?"
        guard let reason = item.parked else {
            return words(kind, language) + language.pick(": chờ gửi", ": waiting")
        }
        return parkedWords(kind, reason, language)
    }

    static func parkedWords(
        _ kind: String, _ reason: ParkReason, _ language: Language
    ) -> String {
        words(kind, language) + language.pick(": bị giữ — ", ": set aside — ")
            + ParkText.words(reason)[language] + ". " + ParkText.advice(reason)[language]
    }

    /// The number by which people know a case, also for what hangs on it.
    static func code(of record: RecordName, _ point: Point) throws(Failure) -> String {
        let row = try point.store { () throws(ReplicaError) -> ReplicaRow? in
            let row = try point.replica.record(record)
            guard row?.summary.slip == nil, let key = row?.summary.key,
                let name = RecordName(hex: key)
            else { return row }
            return try point.replica.record(name) ?? row
        }
        return row?.summary.slip ?? "\(record)"
    }

    private static func say(
        _ waiting: Replica.WaitingDocument, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let row = try point.store { () throws(ReplicaError) in
            try point.replica.record(waiting.record)
        }
        if desk.wantsJSON {
            let reason = waiting.refusal.map(DocumentRefusalText.identifier)
            try desk.say(
                .object([
                    .init(name: "record", value: .text("\(waiting.record)")),
                    .init(name: "slip", value: .optional(row?.summary.slip)),
                    .init(name: "what", value: .text("document")),
                    .init(
                        name: "state", value: .text(reason == nil ? "waiting" : "refused")),
                    .init(name: "reason", value: .optional(reason)),
                ]))
            return
        }
        try desk.say("\(try code(of: waiting.record, point))  \(words(waiting, desk.language))")
    }

    /// `bản quét (640 KB): chờ gửi`.
    static func words(_ waiting: Replica.WaitingDocument, _ language: Language) -> String {
        let size = DocumentText.size(waiting.document.lengthBytes, language)
        let state =
            waiting.refusal.map {
                language.pick("bị từ chối", "refused") + " — "
                    + DocumentRefusalText.words($0)[language]
            } ?? language.pick("chờ gửi", "waiting")
        return language.pick("bản quét", "scan") + " (\(size)): \(state)"
    }

    /// What an event does, in words.
    private static func words(_ kind: String, _ language: Language) -> String {
        switch kind {
        case RecordKind.case: language.pick("hồ sơ mới", "new case")
        case "edit": language.pick("sửa đổi", "edit")
        case "resolve": language.pick("giải quyết xung đột", "settled conflict")
        case RecordKind.rating: language.pick("đánh giá", "rating")
        case RecordKind.payment: language.pick("khoản nộp", "payment")
        case "return": language.pick("trả kết quả", "result handed over")
        case "withdraw": language.pick("rút hồ sơ", "withdrawal")
        default: TerminalText.visible(kind)
        }
    }
}
