import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SQLite
import Sealing
import SyncProtocol
import Transport

/// `kiosk enrol`: makes this replica the point that a code reserved; no link is needed.
enum EnrolCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let ticket = try ticket(try code(desk))
        do throws(URLProblem) {
            var limits = ClientLimits()
            limits.allowPlain = true
            _ = try HTTPClient(baseURL: ticket.address, limits: limits)
        } catch {
            throw Failure(
                .refused, vi: "Địa chỉ trung tâm trong mã không dùng được: \(error).",
                en: "The address in the code cannot be used: \(error).")
        }
        let folder = Point.folder(desk)
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        let path = folder + "/replica.db"
        let replica = try Point.open(path, mode: .readWriteCreate)
        var random = SecureRandom()
        let identity = Identity(
            site: ticket.site, name: ticket.name, unit: ticket.unit, type: ticket.type,
            hubAddress: ticket.address, hubCounter: ticket.hubCounter, hubBits: ticket.hubBits,
            token: random.bytes(32), enrolment: ticket.secret,
            slipKey: SlipSecret.key(enrolmentSecret: ticket.secret))
        try Failure.replica(path) { () throws(ReplicaError) in
            try replica.enrol(identity, epoch: random.next())
        }
        try say(identity, desk)
        return .done
    }

    private static func code(_ desk: Desk) throws(Failure) -> String {
        let typed = desk.invocation.arguments.first
        switch (typed, desk.invocation.options.value("file")) {
        case (let code?, nil):
            return code
        case (nil, let file?):
            do throws(FileFailure) {
                let bytes = try Files.read(file, limitBytes: 4096)
                return String(decoding: bytes, as: UTF8.self)
            } catch {
                throw Failure(error)
            }
        case (nil, nil), (_?, _?):
            throw Failure(
                .usage, vi: "Cần mã ghi danh: kiosk enrol MÃ, hoặc --file TỆP.",
                en: "Give the enrolment code: kiosk enrol CODE, or --file FILE.")
        }
    }

    private static func ticket(_ code: String) throws(Failure) -> EnrolmentTicket {
        let bytes: [UInt8]
        do throws(EnrolmentCodeError) {
            bytes = try EnrolmentCode.decode(code)
        } catch {
            throw Failure(
                .refused,
                vi: "Mã ghi danh bị gõ sai hoặc thiếu. Xin so lại từng nhóm rồi nhập lại.",
                en: "The enrolment code is mistyped or incomplete. Compare it group by group.")
        }
        do throws(WireError) {
            return try EnrolmentTicket(decoding: bytes)
        } catch {
            throw Failure(
                .refused,
                vi: "Mã ghi danh này không dành cho phiên bản chương trình đang dùng.",
                en: "This enrolment code is not for this version of the program.")
        }
    }

    private static func say(_ identity: Identity, _ desk: Desk) throws(Failure) {
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "site", value: .text("\(identity.site)")),
                    .init(name: "name", value: .text(identity.name)),
                    .init(name: "unit", value: .text(identity.unit)),
                ]))
        } else {
            let name = TerminalText.visible(identity.name)
            try desk.say(
                vi: "Đã ghi danh: điểm số \(identity.site), \(name). Có thể nhận hồ sơ ngay.",
                en: "Enrolled: site \(identity.site), \(name). It can take cases in now.")
        }
    }
}
