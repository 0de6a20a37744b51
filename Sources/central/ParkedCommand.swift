import CaseModel
import CentralStore
import Console
import Frontend
import Hub

/// `central parked`: events that were set aside, with the reason in words.
enum ParkedCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let events = try Failure.hub(desk) { () throws(HubError) in try hub.parked() }
        for event in events {
            if desk.wantsJSON {
                try desk.say(
                    .object([
                        .init(name: "site", value: .text("\(event.site)")),
                        .init(name: "sequence", value: .number("\(event.sequence)")),
                        .init(name: "record", value: .text("\(event.record)")),
                        .init(name: "reason", value: .text(ParkText.identifier(event.reason))),
                        .init(name: "arrived", value: .text(Instant.iso(event.arrived))),
                    ]))
            } else {
                try desk.say(
                    "\(event.site):\(event.sequence)  \(event.record)  "
                        + ParkText.words(event.reason)[desk.language])
            }
        }
        if events.isEmpty, !desk.wantsJSON {
            try desk.say(vi: "Không có gì bị giữ lại.", en: "Nothing is set aside.")
        }
        return .done
    }
}
