import CaseModel
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import Sealing
import SyncProtocol
import Transport

/// `central enrol`: reserves a site number and prints the one-time code.
enum EnrolCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = desk.invocation.options
        let name = VietnameseText.nfc(VietnameseText.trimmed(options.value("name") ?? ""))
        let unit = options.value("unit") ?? ""
        let type = options.value("type") ?? ""
        guard !name.isEmpty, name.count <= 80, VietnameseText.isClean(name), !unit.isEmpty,
            unit.count <= 40, VietnameseText.isClean(unit)
        else {
            throw Failure(
                .refused, vi: "Tên điểm cần 1–80 ký tự và đơn vị 1–40 ký tự, không có ký tự lạ.",
                en: "A point needs a name of 1–80 and a unit of 1–40 plain characters.")
        }
        let address = address(desk)
        let key = try KeyFile.read(Opening.folder(desk)).newest
        var random = SecureRandom()
        let secret = random.bytes(EnrolmentSecret.bytes)
        let hub = try Opening.hub(desk)
        let site = try Failure.hub(desk) { () throws(HubError) in
            try hub.enrol(
                .init(name: name, unit: unit, type: type), secret: secret,
                now: SystemClock.wallMilliseconds())
        }
        try say(
            EnrolmentTicket(
                site: site, secret: secret, hubKeyNumber: key.number,
                hubKey: key.pair.publicKey.bytes, address: address, name: name, unit: unit,
                type: type), desk)
        return .done
    }

    /// `central enrol-again`: a new code for a point that lost its key.
    static func runAgain(_ desk: Desk) throws(Failure) -> ExitCode {
        let key = try KeyFile.read(Opening.folder(desk)).newest
        var random = SecureRandom()
        let secret = random.bytes(EnrolmentSecret.bytes)
        let hub = try Opening.hub(desk)
        let number = try SitesCommand.number(desk)
        let site = try Failure.hub(desk) { () throws(HubError) in
            try hub.enrolAgain(number, secret: secret, now: SystemClock.wallMilliseconds())
        }
        guard let site else { throw SitesCommand.unknown(number) }
        try say(
            EnrolmentTicket(
                site: site.number, secret: secret, hubKeyNumber: key.number,
                hubKey: key.pair.publicKey.bytes, address: address(desk), name: site.name,
                unit: site.unit, type: site.type), desk)
        return .done
    }

    private static func address(_ desk: Desk) -> String {
        desk.invocation.options.value("address") ?? "http://127.0.0.1:8080"
    }

    private static func say(_ ticket: EnrolmentTicket, _ desk: Desk) throws(Failure) {
        let (site, name) = (ticket.site, TerminalText.visible(ticket.name))
        let code = EnrolmentCode.encode(ticket.encoded)
        if desk.wantsJSON {
            try desk.say(
                .object([
                    .init(name: "site", value: .text("\(site)")),
                    .init(name: "code", value: .text(code)),
                ]))
        } else {
            try desk.say(
                vi: "Điểm số \(site) (\(name)). Mã ghi danh, dùng một lần trong 30 ngày:",
                en: "Site \(site) (\(name)). Enrolment code, once, within 30 days:")
            try desk.say("")
            try desk.say(code)
        }
    }
}
