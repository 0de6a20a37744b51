import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol
import Transport

/// `central parked`: events that were set aside, with the reason in words.
enum ParkedCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let events = try Failure.hub(desk) { () throws(HubError) in try hub.parked() }
        for event in events {
            let slip = try Failure.hub(desk) { () throws(HubError) in
                try hub.slip(of: event.record)
            }
            if desk.wantsJSON {
                try desk.say(
                    .object([
                        .init(name: "id", value: .text("\(event.site):\(event.sequence)")),
                        .init(name: "site", value: .text("\(event.site)")),
                        .init(name: "sequence", value: .number("\(event.sequence)")),
                        .init(name: "record", value: .text("\(event.record)")),
                        .init(name: "slip", value: .optional(slip)),
                        .init(name: "reason", value: .text(ParkText.identifier(event.reason))),
                        .init(name: "note", value: .optional(event.note)),
                        .init(name: "arrived", value: .text(Instant.iso(event.arrived))),
                    ]))
            } else {
                try desk.say(
                    "\(event.site):\(event.sequence)  \(slip ?? "\(event.record)")  "
                        + ParkText.words(event.reason)[desk.language]
                        + (event.note.map { ": \(TerminalText.visible($0))" } ?? ""))
            }
        }
        if events.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có gì bị giữ lại.", en: "Nothing is set aside.")
        }
        return .done
    }

    /// `central release`: an officer answers for an event that a rule set aside.
    static func release(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let place = try place(desk)
        let refusal = try Failure.hub(desk) { () throws(HubError) in
            try hub.release(place, now: SystemClock.wallMilliseconds())
        }
        switch refusal {
        case .notParked: throw notParked(place)
        case .unfoldable(let reason):
            let why = ParkText.words(reason)
            throw Failure(
                .refused,
                vi: "Không nhận được: \(why.vi). Điểm có thể làm lại việc này; sự kiện cũ bỏ bằng: "
                    + "central reject.",
                en: "It cannot be taken: \(why.en). The point can do the act again; drop this one "
                    + "with: central reject.")
        case .heldBack:
            throw Failure(
                .refused,
                vi: "Một việc trước đó của cùng hồ sơ đang bị giữ; xin quyết định việc ấy trước.",
                en: "An earlier act on the same record is set aside; decide on that one first.")
        case nil:
            try desk.remark(
                vi: "Đã nhận; những gì chờ sau nó cũng được xét lại.",
                en: "It is taken; what waited behind it was judged again.")
            return .done
        }
    }

    /// `central reject`: the event does not count; it stays listed with the reason.
    static func reject(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let place = try place(desk)
        let note = VietnameseText.nfc(
            VietnameseText.trimmed(desk.invocation.options.value("reason") ?? ""))
        guard !note.isEmpty, note.count <= 500, VietnameseText.isClean(note) else {
            throw Failure(
                .refused, vi: "--reason cần lý do bằng lời, nhiều nhất 500 ký tự.",
                en: "--reason takes the reason in words, at most 500 characters.")
        }
        let isDone = try Failure.hub(desk) { () throws(HubError) in
            try hub.reject(place, because: note, now: SystemClock.wallMilliseconds())
        }
        guard isDone else { throw notParked(place) }
        try desk.remark(
            vi: "Không tính sự kiện này; nội dung vẫn được giữ. Điểm thấy quyết định khi chạy: "
                + "kiosk retry",
            en: "The event does not count; its content is kept. The point sees the decision with: "
                + "kiosk retry")
        return .done
    }

    private static func place(_ desk: Desk) throws(Failure) -> EventPlace {
        let parts = desk.invocation.arguments[0].split(
            separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let site = UInt32(parts[0]), site > 0,
            let sequence = UInt64(parts[1]), sequence > 0,
            sequence < 1 << 40
        else {
            throw Failure(
                .usage, vi: "Cần số như 'central parked' liệt kê, ví dụ 7:23.",
                en: "Give the number that 'central parked' lists, for example 7:23.")
        }
        return EventPlace(SiteNumber(site), sequence)
    }

    private static func notParked(_ place: EventPlace) -> Failure {
        Failure(
            .refused,
            vi: "Không có gì bị giữ lại dưới số \(place.site):\(place.sequence); không đổi gì.",
            en: "Nothing is set aside under \(place.site):\(place.sequence); nothing changed.")
    }
}
