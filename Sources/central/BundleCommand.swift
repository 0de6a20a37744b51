import CaseModel
import Console
import Frontend
import Hub
import SyncProtocol
import Transport

/// `central bundle accept`: takes in what a point without a link sent in a file.
enum BundleCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let path = desk.invocation.arguments[0]
        let replyPath = desk.invocation.options.value("reply") ?? ""
        let bundle = try BundleFile.read(path)
        let seal = HubSeal(keys: try KeyFile.complete(Opening.folder(desk), desk))
        let hub = try Opening.hub(desk)
        // Before anything is taken in: a reply that has no place helps nobody.
        try BundleFile.checkPlace(replyPath, for: .toSite, of: bundle.manifest.site)
        let accepted: Hub.Accepted
        do throws(Hub.BundleRefusal) {
            accepted = try hub.accept(bundle, seal, now: SystemClock.wallMilliseconds())
        } catch {
            throw try failure(error, path, desk)
        }
        _ = try BundleFile.write(accepted.reply, to: replyPath)
        try say(accepted, made: bundle.manifest.made, replyPath, desk)
        Readmitted.tell(hub, desk)
        for refused in accepted.refusals {
            try explain(refused, of: bundle.envelopes.count, desk)
        }
        return accepted.refusals.isEmpty ? .done : .failed
    }

    private static func say(
        _ accepted: Hub.Accepted, made: Int64, _ replyPath: String, _ desk: Desk
    ) throws(Failure) {
        let site = accepted.reply.manifest.site
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "site", value: .text("\(site)")),
                    .init(name: "name", value: .text(accepted.name)),
                    .init(name: "made", value: .text(Instant.iso(made))),
                    .init(name: "taken", value: .number("\(accepted.taken)")),
                    .init(name: "known", value: .number("\(accepted.known)")),
                    .init(name: "parked", value: .number("\(accepted.parked)")),
                    .init(name: "refused", value: .array(accepted.refusals.map(json))),
                    .init(name: "reply", value: .text(replyPath)),
                ]))
            return
        }
        let (name, reply) = (TerminalText.visible(accepted.name), TerminalText.visible(replyPath))
        let (taken, known) = (accepted.taken, accepted.known)
        try desk.say(
            vi: "Điểm \(site) (\(name)), tệp ghi lúc \(Instant.iso(made)): nhận \(taken) thay đổi "
                + "mới, \(known) đã có, trong đó \(accepted.parked) bị giữ lại.",
            en: "Site \(site) (\(name)), made at \(Instant.iso(made)): \(taken) changes taken, "
                + "\(known) known already, \(accepted.parked) of the new ones set aside.")
        try desk.say(
            vi: "Trả lời nằm trong '\(reply)'; mang về điểm và chạy: kiosk bundle import TỆP",
            en: "The reply is in '\(reply)'; at the point run: kiosk bundle import FILE")
    }

    private static func json(_ refused: Hub.Refused) -> JSONValue {
        .object([
            .init(name: "envelope", value: .number("\(refused.place)")),
            .init(name: "after", value: .number("\(refused.after)")),
            .init(name: "reason", value: .text(identifier(refused.reason))),
        ])
    }

    private static func identifier(_ reason: Refusal) -> String {
        switch reason {
        case .early: "early"
        case .replayed: "replayed"
        case .revoked: "revoked"
        case .diverged: "diverged"
        case .unknownCursor: "unknown_cursor"
        case .otherLife: "other_life"
        }
    }

    private static func explain(
        _ refused: Hub.Refused, of count: Int, _ desk: Desk
    ) throws(Failure) {
        let place = "\(refused.place)/\(count)"
        switch refused.reason {
        case .early, .replayed:
            try desk.remark(
                vi: "Phong bì \(place) đến sớm: chưa có thay đổi số \(refused.after). "
                    + "Xin nhận tệp trước đó rồi nhận lại tệp này.",
                en: "Envelope \(place) is early: change \(refused.after) has not come. "
                    + "Accept the file before this one, then this one again.")
        case .revoked:
            try desk.remark(
                vi:
                    "Phong bì \(place): điểm này đã bị thu hồi quyền; những gì nó mang đến được "
                    + "giữ niêm phong. Xem bằng: central readmit SITE --dry-run",
                en: "Envelope \(place): this point has been revoked; what it brings is kept "
                    + "sealed. Look at it with: central readmit SITE --dry-run")
        case .diverged:
            try desk.remark(
                vi: "Phong bì \(place): khác với những gì đã có của điểm này; không nhận gì. "
                    + "Ổ đĩa ở điểm đã được phục hồi hoặc sao chép.",
                en: "Envelope \(place) differs from what this point sent before; nothing was "
                    + "taken. Its disk was restored or cloned.")
        case .otherLife:
            try desk.remark(
                vi: "Phong bì \(place) được ghi trước lần phục hồi trung tâm mà điểm này chưa "
                    + "biết; không nhận gì. Xin mang trả lời về điểm rồi ghi tệp mới.",
                en: "Envelope \(place) is from before a restore of the centre that the point has "
                    + "not heard of; nothing was taken. Take the reply home, make a new bundle.")
        case .unknownCursor:
            try desk.remark(
                vi: "Phong bì \(place): đã nhận, nhưng điểm này biết một trung tâm khác.",
                en: "Envelope \(place) was taken, but this point knows another centre.")
        }
    }

    private static func failure(
        _ refusal: Hub.BundleRefusal, _ path: String, _ desk: Desk
    ) throws(Failure) -> Failure {
        let name = TerminalText.visible(path)
        switch refusal {
        case .onItsWay:
            return Failure(
                .refused,
                vi: "'\(name)' là trả lời gửi về một điểm; không thay đổi gì. "
                    + "Tại điểm đó chạy: kiosk bundle import",
                en: "'\(name)' is a reply to a point; nothing changed. "
                    + "At that point run: kiosk bundle import")
        case .stranger(.unknown), .unreadable:
            return Failure(
                .refused,
                vi: "'\(name)' không phải gửi cho trung tâm này, hoặc khóa đã đổi từ khi ghi; "
                    + "không thay đổi gì. Xin ghi tệp mới tại điểm; nếu trung tâm đã phục hồi: "
                    + "kiosk bundle export --ticket",
                en: "'\(name)' is not for this centre, or keys have changed since; nothing "
                    + "changed. Have it exported again at the point; if the centre was restored: "
                    + "kiosk bundle export --ticket")
        case .stranger(.codeUsed):
            return Failure(
                .refused,
                vi: "Mã ghi danh trong '\(name)' đã dùng trên máy khác; không thay đổi gì.",
                en: "The enrolment code of '\(name)' was used on another machine; nothing "
                    + "changed.")
        case .stranger(.codeExpired):
            return Failure(
                .refused,
                vi: "Mã ghi danh trong '\(name)' đã hết hạn; không thay đổi gì. "
                    + "Xin cấp mã mới: central enrol-again",
                en: "The enrolment code of '\(name)' has expired; nothing changed. "
                    + "Give a new one: central enrol-again")
        case .store(let error):
            return Failure(error, path: try Opening.path(desk))
        }
    }
}
