import CaseModel
import Console
import Frontend
import Transport

/// `kiosk closing`: what was done here on a day, and whether it adds up.
enum ClosingCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let day = try day(desk)
        let closing = try Point(desk).closing(on: day)
        if desk.wantsJSON {
            try desk.say(closing.json)
        } else {
            try desk.say(closing.lines(desk.language).joined(separator: "\n"))
        }
        return closing.isReconciled ? .done : .failed
    }

    private static func day(_ desk: Desk) throws(Failure) -> CivilDate {
        guard let text = desk.invocation.options.value("day") else {
            return CivilDate(instantMilliseconds: SystemClock.wallMilliseconds())
        }
        // What is wrong with it is told below.
        guard let day = try? CivilDate(text) else {
            throw Failure(
                .usage, vi: "--day cần một ngày, ví dụ 23/11/2026.",
                en: "--day takes a day, for example 23/11/2026.")
        }
        return day
    }
}
