import CaseModel
import Console
import Frontend
import Hub

/// `central accept|decline|decide|finish`: what an officer does with one case.
enum ActCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let act = try act(desk)
        let officer = try Opening.officer(desk)
        let hub = try Opening.hub(desk)
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.perform(act, on: desk.invocation.arguments[0], by: officer)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }

    private static func act(_ desk: Desk) throws(Failure) -> OfficerAct {
        let reason = desk.invocation.options.value("reason").map {
            VietnameseText.nfc(VietnameseText.trimmed($0))
        }
        switch desk.invocation.name {
        case "accept": return .accept
        case "finish": return .finish
        case "decide":
            let isApproved = desk.invocation.options.value("result") == "approved"
            if !isApproved { return .decide(.refused, reason: try needed(reason)) }
            return .decide(.approved, reason: reason)
        default: return .decline(reason: try needed(reason))
        }
    }

    /// Whoever is refused is told why (form 03).
    private static func needed(_ reason: String?) throws(Failure) -> String {
        guard let reason, !reason.isEmpty, VietnameseText.isClean(reason) else {
            throw Failure(
                .usage, vi: "Cần --reason: người dân phải được biết lý do bằng lời.",
                en: "--reason is needed: people are told why, in words.")
        }
        return reason
    }
}
