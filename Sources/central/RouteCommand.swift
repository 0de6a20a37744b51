import Console
import Frontend
import Hub

/// `central route`: sends a case to the unit that is competent, when no rule could tell.
enum RouteCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let officer = try Opening.officer(desk)
        let hub = try Opening.hub(desk)
        guard let unit = desk.invocation.options.value("unit") else {
            preconditionFailure("--unit is required")
        }
        let opened = try Failure.hub(desk) { () throws(HubError) in
            try hub.route(desk.invocation.arguments[0], to: unit, by: officer)
        }
        try ShowCommand.say(opened, hub: hub, desk)
        return .done
    }
}
