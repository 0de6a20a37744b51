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
        let known = try Failure.replica(path) { () throws(ReplicaError) in
            try replica.identity()
        }
        guard known == nil || known?.site == ticket.site, known?.code != hash(ticket) else {
            throw Failure(.alreadyEnrolled, path: path)
        }
        try keepCertificate(desk, folder)
        let keys = try keys(folder, after: known)
        let identity = try identity(ticket, keyNumber: keys.newest.number)
        do throws(FileFailure) {
            // Before the replica names it: a kiosk without its key can send nothing.
            try Files.writePrivate(Point.keyPath(folder), Array(keys.text.utf8))
        } catch {
            throw Failure(error)
        }
        try Failure.replica(path) { () throws(ReplicaError) in
            if known == nil {
                var random = SecureRandom()
                try replica.enrol(identity, epoch: random.next())
            } else {
                try replica.enrolAgain(identity)
            }
        }
        try say(identity, desk)
        return .done
    }

    /// Keeps the certificate given with `--certificate`: a province may vouch for its own centre.
    private static func keepCertificate(_ desk: Desk, _ folder: String) throws(Failure) {
        guard let file = desk.invocation.options.value("certificate") else { return }
        let bytes = try Failure.wrap({ Failure($0) }) { () throws(FileFailure) in
            try Files.read(file, limitBytes: 65_536)
        }
        guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
        else {
            let name = TerminalText.visible(file)
            throw Failure(
                .refused, vi: "Tệp '\(name)' không phải là chứng thư (PEM).",
                en: "The file '\(name)' is no certificate (PEM).")
        }
        try Failure.wrap({ Failure($0) }) { () throws(FileFailure) in
            try Files.writePrivate(Point.certificatePath(folder), bytes)
        }
    }

    /// New keys; the one in use stays in the file until the replica names another.
    private static func keys(_ folder: String, after known: Identity?) throws(Failure) -> KeyList {
        var random = SecureRandom()
        let now = SystemClock.wallMilliseconds()
        // A clock that stands still notes no day: the key is renewed with the first exchange.
        let day = now >= PointClock.buildTime ? PointClock.day(now) : nil
        // A key file that is gone or damaged is why somebody enrols again.
        guard let known, var keys = try? Point.keys(folder) else {
            return KeyList(day: day, using: &random)
        }
        keys.renew(keeping: [known.keyNumber], day: day, using: &random)
        return keys
    }

    private static func hash(_ ticket: EnrolmentTicket) -> [UInt8] { Blake2b.hash(ticket.secret) }

    private static func identity(
        _ ticket: EnrolmentTicket, keyNumber: UInt8
    ) throws(Failure) -> Identity {
        guard let key = PublicKey(ticket.hubKey) else { throw otherVersion }
        return Identity(
            site: ticket.site, name: ticket.name, unit: ticket.unit, type: ticket.type,
            hubAddress: ticket.address,
            hubKey: .init(number: ticket.hubKeyNumber, publicKey: key), keyNumber: keyNumber,
            enrolment: ticket.secret, code: hash(ticket),
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
