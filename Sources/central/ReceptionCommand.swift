import CaseModel
import CentralStore
import Console
import Frontend
import Hub

/// `central reception`: sets when a case was received, where the point's clock could not say it.
enum ReceptionCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let officer = try Opening.officer(desk)
        guard let text = desk.invocation.options.value("at") else {
            preconditionFailure("--at is required")
        }
        // What is no instant is refused with an example.
        guard let time = try? Instant.milliseconds(iso: text) else {
            let shown = TerminalText.visible(text)
            throw Failure(
                .usage,
                vi: "--at cần thời điểm như 2026-12-31T08:30:00+07:00, không phải '\(shown)'.",
                en: "--at takes a time as 2026-12-31T08:30:00+07:00, not '\(shown)'.")
        }
        let hub = try Opening.hub(desk)
        let code = desk.invocation.arguments[0]
        let opened = try Failure.hub(desk) { () throws(HubError) in
            let arrived = try hub.open(code).row.arrived
            return time > arrived ? nil : try hub.setReception(of: code, at: time, by: officer)
        }
        guard let opened else {
            throw Failure(
                .refused, vi: "Giờ nhận không thể sau lúc hồ sơ về trung tâm; chưa ghi gì.",
                en: "The case cannot have been received after it came here; nothing was saved.")
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }
}
