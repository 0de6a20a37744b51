import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import Sealing
import SyncProtocol
import Transport

/// `central revoke`, `readmit` and `reassign`: a point that was stolen, or is doubtful.
enum RevocationCommand {
    /// `central revoke`: a point may send nothing more; what comes later is kept sealed.
    static func revoke(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let number = try SitesCommand.number(desk)
        let since = try desk.invocation.options.value("since").map { (text) throws(Failure) in
            try instant(text)
        }
        let site = try Failure.hub(desk) { () throws(HubError) in
            try hub.revoke(number, doubtedSince: since, now: SystemClock.wallMilliseconds())
        }
        guard let site else { throw SitesCommand.unknown(number) }
        let name = TerminalText.visible(site.name)
        try desk.remark(
            vi: "Điểm \(number) (\(name)) không gửi được nữa; những gì đã gửi vẫn giữ nguyên.",
            en: "Point \(number) (\(name)) can send nothing more; what it has sent stays.")
        if let since { try list(hub, number, since, desk) }
        return .done
    }

    private static func list(
        _ hub: Hub, _ number: SiteNumber, _ since: Int64, _ desk: Desk
    ) throws(Failure) {
        let written = try Failure.hub(desk) { () throws(HubError) in
            try hub.written(by: number, since: since)
        }
        for item in written {
            if desk.wantsJSON {
                try desk.say(json(item))
            } else {
                try desk.say(words(item, desk.language))
            }
        }
        let cases = Set(written.compactMap(\.slip)).count
        try desk.remark(
            vi: "\(written.count) việc đến từ \(Instant.iso(since)), về \(cases) hồ sơ; các hồ sơ "
                + "chưa xong được đánh dấu: central list --flagged",
            en: "Since \(Instant.iso(since)) came " + English.counted(written.count, "act", "acts")
                + ", on " + English.counted(cases, "case", "cases")
                + "; those that are not finished are flagged: central list --flagged")
    }

    private static func words(_ item: Hub.Written, _ language: Language) -> String {
        let parked = item.parked.map { " — " + ParkText.words($0)[language] } ?? ""
        let time = item.time.map { Instant.iso($0) } ?? "?"
        return "\(item.place.site):\(item.place.sequence)  \(item.slip ?? "\(item.record)")  "
            + TerminalText.visible(item.kind) + "  " + TerminalText.visible(item.actor)
            + "  \(time)" + parked
    }

    private static func json(_ item: Hub.Written) -> JSONValue {
        .object([
            .init(name: "id", value: .text("\(item.place.site):\(item.place.sequence)")),
            .init(name: "site", value: .text("\(item.place.site)")),
            .init(name: "record", value: .text("\(item.record)")),
            .init(name: "slip", value: .optional(item.slip)),
            .init(name: "kind", value: .text(item.kind)),
            .init(name: "actor", value: .text(item.actor)),
            .init(name: "time", value: .optional(item.time.map { Instant.iso($0) })),
            .init(name: "arrived", value: .text(Instant.iso(item.arrived))),
            .init(name: "parked", value: .optional(item.parked.map(ParkText.identifier))),
        ])
    }

    /// A time with its offset, or a day, which begins at midnight in Vietnam.
    private static func instant(_ text: String) throws(Failure) -> Int64 {
        // One of the two readings must fit.
        if let day = try? CivilDate(text) { return Instant.milliseconds(on: day, hour: 0) }
        // As above.
        if let time = try? Instant.milliseconds(iso: text) { return time }
        let shown = TerminalText.visible(text)
        throw Failure(
            .usage,
            vi: "--since không nhận '\(shown)'; xin viết như 2026-11-22 hoặc "
                + "2026-11-22T08:00+07:00.",
            en: "--since does not take '\(shown)'; write it as 2026-11-22 or "
                + "2026-11-22T08:00+07:00.")
    }

    /// `central readmit`: shows what a revoked point has sent since, and takes it.
    static func readmit(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let number = try SitesCommand.number(desk)
        let seal = HubSeal(keys: try KeyFile.read(Opening.folder(desk)))
        guard !desk.invocation.options.has("dry-run") else {
            let found = try Failure.hub(desk) { () throws(HubError) in
                try hub.quarantine(of: number, seal)
            }
            guard let found else { throw SitesCommand.unknown(number) }
            try say(found, nil, desk)
            return .done
        }
        let done = try Failure.hub(desk) { () throws(HubError) in
            try hub.readmit(number, seal, now: SystemClock.wallMilliseconds())
        }
        guard let done else { throw SitesCommand.unknown(number) }
        try say(done.found, done, desk)
        return .done
    }

    private static func say(
        _ found: Hub.Quarantine, _ done: Hub.Readmission?, _ desk: Desk
    ) throws(Failure) {
        guard !desk.wantsJSON else { return try desk.say(json(found, done)) }
        let name = TerminalText.visible(found.site.name)
        let kinds = found.kinds.map { "\(TerminalText.visible($0.kind)) \($0.count)" }
            .joined(separator: ", ")
        let (first, last) = (
            found.first.map { Instant.iso($0) }, found.last.map { Instant.iso($0) }
        )
        try desk.say(
            vi: "Điểm \(found.site.number) (\(name)): phong bì được giữ niêm phong: "
                + "\(found.envelopes), thay đổi trong đó: \(found.events)"
                + (kinds.isEmpty ? "" : " (\(kinds))")
                + (first.map { ", đến từ \($0) tới \(last ?? $0)" } ?? "") + ".",
            en: "Point \(found.site.number) (\(name)): envelopes kept sealed: "
                + "\(found.envelopes), changes in them: \(found.events)"
                + (kinds.isEmpty ? "" : " (\(kinds))")
                + (first.map { ", which came from \($0) to \(last ?? $0)" } ?? "") + ".")
        if found.unreadable > 0 {
            try desk.say(
                vi: "\(found.unreadable) phong bì không khóa nào mở được nữa; điểm sẽ gửi lại.",
                en: "\(found.unreadable) envelopes open with no key any more; the point sends "
                    + "their content again.")
        }
        if let done {
            try desk.say(
                vi: "Điểm gửi được trở lại. Đã nhận \(done.taken) thay đổi mới, trong đó "
                    + "\(done.parked) bị giữ lại; \(done.known) đã có.",
                en: "The point can send again. New: \(done.taken), of them set aside: "
                    + "\(done.parked); known before: \(done.known).")
        } else {
            try desk.say(
                vi: "Chưa nhận gì. Nhận lại điểm này bằng: central readmit \(found.site.number)",
                en: "Nothing was taken. Take the point back with: central readmit "
                    + "\(found.site.number)")
        }
    }

    private static func json(_ found: Hub.Quarantine, _ done: Hub.Readmission?) -> JSONValue {
        let kinds = found.kinds.map {
            JSONValue.Member(name: $0.kind, value: .number("\($0.count)"))
        }
        var members: [JSONValue.Member] = [
            .init(name: "site", value: .text("\(found.site.number)")),
            .init(name: "name", value: .text(found.site.name)),
            .init(name: "readmitted", value: .bool(done != nil)),
            .init(name: "envelopes", value: .number("\(found.envelopes)")),
            .init(name: "unreadable", value: .number("\(found.unreadable)")),
            .init(name: "events", value: .number("\(found.events)")),
            .init(name: "kinds", value: .object(kinds)),
            .init(name: "first", value: .optional(found.first.map { Instant.iso($0) })),
            .init(name: "last", value: .optional(found.last.map { Instant.iso($0) })),
        ]
        if let done {
            members += [
                .init(name: "taken", value: .number("\(done.taken)")),
                .init(name: "parked", value: .number("\(done.parked)")),
                .init(name: "known", value: .number("\(done.known)")),
            ]
        }
        return .object(members)
    }

    /// `central reassign`: another point carries on the unfinished cases of a point.
    static func reassign(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let number = try SitesCommand.number(desk)
        guard let to = desk.invocation.options.value("to").flatMap({ UInt32($0) }), to > 0 else {
            throw Failure(
                .usage, vi: "--to cần số của điểm, như 'central sites' liệt kê.",
                en: "--to takes the number of a point, as 'central sites' lists it.")
        }
        let done = try Failure.hub(desk) { () throws(HubError) in
            try hub.reassign(number, to: SiteNumber(to))
        }
        guard let done else {
            throw Failure(
                .refused,
                vi: "Cần hai điểm khác nhau, như 'central sites' liệt kê; không thay đổi gì.",
                en: "Give two different points, as 'central sites' lists them; nothing changed.")
        }
        guard !desk.wantsJSON else {
            try desk.say(
                .object([
                    .init(name: "site", value: .text("\(number)")),
                    .init(name: "to", value: .text("\(to)")),
                    .init(name: "granted", value: .number("\(done.granted)")),
                    .init(name: "known", value: .number("\(done.known)")),
                ]))
            return .done
        }
        try desk.say(
            vi: "Giao \(done.granted) hồ sơ chưa xong của điểm \(number) cho điểm \(to); "
                + "\(done.known) hồ sơ điểm này đã thấy từ trước.",
            en: "Point \(to) gets "
                + English.counted(done.granted, "unfinished case", "unfinished cases")
                + " of point \(number); it saw \(done.known) of them already.")
        return .done
    }
}
