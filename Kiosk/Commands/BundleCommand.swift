import CaseModel
import Console
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// `kiosk bundle export` and `kiosk bundle import`: exchanging with the centre without a link.
enum BundleCommand {
    static func export(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let path = desk.invocation.arguments[0]
        try point.renewKey(desk)
        var seal = SiteSeal(point.identity, keys: try point.keys())
        if desk.invocation.options.has("ticket"), !seal.showTicket() { throw noTicket }
        try BundleFile.checkPlace(path, for: .toHub, of: point.identity.site)
        let export = try point.store { () throws(ReplicaError) in
            var random = SecureRandom()
            let scans = ScanTransfer(point, ScanBudget(bytesPerDay: nil, hours: nil))
            return try point.replica.exportBundle(
                seal: seal, program: KioskProgram.version, made: SystemClock.wallMilliseconds(),
                using: &random,
                reading: desk.invocation.options.has("documents") ? scans.read : nil)
        }
        let bytes = try BundleFile.write(export.bundle, to: path)
        try say(export, bytes: bytes, path, desk)
        return .done
    }

    private static var noTicket: Failure {
        Failure(
            .refused,
            vi:
                "Điểm này chưa có phiếu của trung tâm; không ghi gì. "
                + "Xin người quản trị cấp mã mới.",
            en: "This point has no ticket of the centre's yet; nothing was written. Ask the "
                + "operator for a new code.")
    }

    private static func say(
        _ export: Replica.Export, bytes: Int, _ path: String, _ desk: Desk
    ) throws(Failure) {
        let manifest = export.bundle.manifest
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "file", value: .text(path)),
                    .init(name: "site", value: .text("\(manifest.site)")),
                    .init(name: "envelopes", value: .number("\(manifest.envelopes)")),
                    .init(name: "events", value: .number("\(manifest.events)")),
                    .init(name: "after", value: .number("\(manifest.after)")),
                    .init(name: "through", value: .number("\(manifest.through)")),
                    .init(name: "left", value: .number("\(export.left)")),
                    .init(name: "documents", value: .number("\(export.documents)")),
                    .init(name: "documents_left", value: .number("\(export.documentsLeft)")),
                    .init(name: "bytes", value: .number("\(bytes)")),
                    .init(name: "made", value: .text(Instant.iso(manifest.made))),
                ]))
            return
        }
        let name = TerminalText.visible(path)
        try desk.say(
            vi: "Đã ghi \(manifest.events) thay đổi vào '\(name)' (\(bytes) byte). Mang tệp này "
                + "đến trung tâm và đem tệp trả lời về.",
            en: "Wrote " + English.counted(manifest.events, "change", "changes")
                + " to '\(name)' (\(bytes) bytes). Take it to the "
                + "centre and bring the reply home.")
        if export.left > 0 {
            try desk.say(
                vi: "Còn \(export.left) thay đổi không vừa một tệp; chúng đi sau khi có trả lời.",
                en: "Found no room and left for after the reply: "
                    + English.counted(export.left, "change", "changes") + ".")
        }
        try sayScans(export, desk)
    }

    private static func sayScans(_ export: Replica.Export, _ desk: Desk) throws(Failure) {
        if export.documents > 0 {
            try desk.say(
                vi: "\(export.documents) bản quét đi cùng.",
                en: "\(export.documents) scans go along.")
        }
        if export.documentsLeft > 0 {
            try desk.say(
                vi: "\(export.documentsLeft) bản quét chưa đi: không vừa tệp hoặc không đọc được.",
                en: "\(export.documentsLeft) scans stay: they found no room or cannot be read.")
        }
    }

    /// `kiosk bundle import`: takes in what the centre replied.
    static func takeIn(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let path = desk.invocation.arguments[0]
        let bundle = try BundleFile.read(path)
        let seal = SiteSeal(point.identity, keys: try point.keys())
        let result: Replica.Import
        do throws(BundleRefusal) {
            result = try point.replica.importBundle(bundle, seal: seal)
        } catch {
            throw failure(error, path, point)
        }
        try say(result, point, desk)
        if result.refusals.contains(.diverged) {
            try point.prepareBranch(after: point.announced())
        }
        if let refusal = result.refusals.first { throw failure(refusal) }
        return .done
    }

    private static func say(
        _ result: Replica.Import, _ point: Point, _ desk: Desk
    ) throws(Failure) {
        let items = try point.store { () throws(ReplicaError) in try point.replica.outbox() }
        let parked = items.count { $0.parked != nil }
        let waiting = items.count - parked
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "applied", value: .number("\(result.applied)")),
                    .init(name: "known", value: .number("\(result.known)")),
                    .init(name: "durable", value: .number("\(result.durable)")),
                    .init(name: "received", value: .number("\(result.received)")),
                    .init(name: "waiting", value: .number("\(waiting)")),
                    .init(name: "parked", value: .number("\(parked)")),
                ]))
            return
        }
        if result.applied == 0, result.known > 0 {
            try desk.say(
                vi: "Tệp này đã được nhận trước đây; không có gì mới.",
                en: "This file was taken in before; nothing is new.")
        }
        try desk.say(
            vi: "\(result.durable) thay đổi đã an toàn tại trung tâm, nhận về \(result.received); "
                + "còn chờ \(waiting), bị giữ lại \(parked).",
            en: "Safe at the centre now: " + English.counted(result.durable, "change", "changes")
                + "; received \(result.received); "
                + "\(waiting) waiting, \(parked) set aside.")
    }
}

extension BundleCommand {
    private static func failure(
        _ refusal: BundleRefusal, _ path: String, _ point: Point
    ) -> Failure {
        let name = TerminalText.visible(path)
        let site = point.identity.site
        switch refusal {
        case .onItsWay:
            return Failure(
                .refused,
                vi: "'\(name)' là tệp gửi đến trung tâm; không thay đổi gì. "
                    + "Tại trung tâm chạy: central bundle accept",
                en: "'\(name)' is on its way to the centre; nothing changed. "
                    + "There run: central bundle accept")
        case .otherSite(let other):
            return Failure(
                .refused,
                vi: "'\(name)' gửi cho điểm số \(other), đây là điểm số \(site); "
                    + "không thay đổi gì.",
                en: "'\(name)' is for site \(other), and this is site \(site); nothing changed.")
        case .foreign:
            return Failure(
                .refused,
                vi: "'\(name)' không phải của trung tâm này gửi cho điểm này; không thay đổi gì.",
                en: "'\(name)' was not made by this point's centre for this point; "
                    + "nothing changed.")
        case .foreignHub:
            return Failure(
                .refused,
                vi: "'\(name)' của một trung tâm khác, hoặc trung tâm đã được phục hồi; "
                    + "không thay đổi gì. Xin báo người quản trị.",
                en: "'\(name)' is of another centre, or the centre was restored; "
                    + "nothing changed. Tell the operator.")
        case .notAsked:
            return Failure(
                .refused,
                vi: "'\(name)' không trả lời tệp nào mà điểm này còn nhớ; không thay đổi gì. "
                    + "Xin ghi tệp mới: kiosk bundle export",
                en: "'\(name)' answers nothing that this point remembers; nothing changed. "
                    + "Make a new one: kiosk bundle export")
        case .replica(let error):
            return Failure(error, path: point.path)
        }
    }

    /// Why the centre took nothing of a bundle.
    private static func failure(_ refusal: Refusal) -> Failure {
        switch refusal {
        case .early, .replayed:
            Failure(
                .failed,
                vi: "Một tệp trước đó chưa đến trung tâm; dữ liệu vẫn an toàn tại đây. "
                    + "Xin mang các tệp đến lại, hoặc ghi tệp mới.",
                en: "An earlier file has not reached the centre; the work is safe here. "
                    + "Take the files there again, or make a new one.")
        case .revoked:
            Failure(
                .failed,
                vi: "Điểm này đã bị thu hồi quyền. Dữ liệu vẫn an toàn tại đây; "
                    + "xin báo người quản trị.",
                en: "This point has been revoked. The work is safe here; tell the operator.")
        case .diverged:
            Failure(
                .failed,
                vi: "Ổ đĩa của điểm này đã được phục hồi hoặc sao chép. Không mất gì: xin ghi "
                    + "tệp mới (kiosk bundle export) hoặc đồng bộ; điểm sẽ đi tiếp dưới số mới.",
                en: "This point's disk was restored or cloned. Nothing is lost: make a new bundle "
                    + "(kiosk bundle export) or sync, and the point goes on under a new number.")
        case .otherLife:
            Failure(
                .failed,
                vi: "Trung tâm đã được phục hồi từ bản sao lưu. Không mất gì: xin ghi tệp mới "
                    + "(kiosk bundle export) hoặc đồng bộ; điểm sẽ gửi lại những gì trung tâm mất.",
                en: "The centre was restored from a backup. Nothing is lost: make a new bundle "
                    + "(kiosk bundle export) or sync, and what the centre lost goes back to it.")
        case .unknownCursor:
            Failure(
                .failed,
                vi: "Trung tâm không biết điểm này như điểm tự biết: một bên đã được phục hồi. "
                    + "Không mất gì; xin báo người quản trị.",
                en: "The centre and this point do not know each other as they should: one of "
                    + "them was restored. Nothing is lost; tell the operator.")
        }
    }
}
