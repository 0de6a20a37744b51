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
        let identity = try identity(ticket)
        let known = try Failure.replica(path) { () throws(ReplicaError) in
            try replica.identity()
        }
        guard known == nil || known?.site == identity.site, known?.code != identity.code else {
            throw Failure(.alreadyEnrolled, path: path)
        }
        var random = SecureRandom()
        do throws(FileFailure) {
            // Before the replica says that there is one: a kiosk without a key can send nothing.
            try Files.writePrivate(
                Point.keyPath(folder), Array(KeyList(using: &random).text.utf8))
        } catch {
            throw Failure(error)
        }
        try Failure.replica(path) { () throws(ReplicaError) in
            if known == nil {
                try replica.enrol(identity, epoch: random.next())
            } else {
                try replica.enrolAgain(identity)
            }
        }
        try say(identity, desk)
        return .done
    }

    private static func identity(_ ticket: EnrolmentTicket) throws(Failure) -> Identity {
        guard let key = PublicKey(ticket.hubKey) else { throw otherVersion }
        return Identity(
            site: ticket.site, name: ticket.name, unit: ticket.unit, type: ticket.type,
            hubAddress: ticket.address,
            hubKey: .init(number: ticket.hubKeyNumber, publicKey: key), enrolment: ticket.secret,
            code: Blake2b.hash(ticket.secret),
            slipKey: SlipSecret.key(enrolmentSecret: ticket.secret))
    }

    private static var otherVersion: Failure {
        Failure(
            .refused,
            vi: "Mã ghi danh này không dành cho phiên bản chương trình đang dùng.",
            en: "This enrolment code is not for this version of the program.")
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
            throw otherVersion
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
