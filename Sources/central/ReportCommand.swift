import CaseModel
import CentralStore
import Console
import Frontend
import Hub
import Reports
import Transport

/// `central report`: the figures of a period over all points.
enum ReportCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try ReportChoice(desk, now: SystemClock.wallMilliseconds())
        let (hub, store) = try Opening.hubAndStore(desk)
        let report = try Failure.hub(desk) { () throws(HubError) in
            try hub.report(
                choice.period, by: choice.grouping, settings: choice.settings, in: store)
        }
        try choice.say(report, desk)
        return .done
    }
}
