import CaseModel
import Console
import Frontend
import SyncProtocol
import Transport

/// `kiosk submit`: hands cases in from one JSON object or from JSON Lines.
///
/// The input is worked on as it comes: what one read gives is checked, made durable in one
/// transaction, and answered, before more is read.
enum SubmitCommand {
    /// Bytes of one line at most.
    static let lineBytes = 256 << 10

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        var lines = LineSource(try input(desk))
        var clerk = SubmitClerk(
            desk: desk, actor: actor, intake: try Intake(point), scans: Scans(point),
            drafts: desk.invocation.options.has("draft") ? Drafts(point: point) : nil,
            reader: JSONReader(limitBytes: lineBytes))
        while let batch = try lines.next() {
            try clerk.take(batch)
        }
        try clerk.finish()
        if clerk.taken > 0 { try remarkClock(point, desk) }
        if clerk.taken + clerk.refused + clerk.kept == 0 {
            try desk.remark(
                vi: "Đầu vào không có hồ sơ nào.", en: "There was no case in the input.")
        }
        if clerk.refused > 0, clerk.taken + clerk.refused > 1, !desk.wantsJSON {
            try desk.remark(
                vi: "Đã nhận \(clerk.taken) hồ sơ; từ chối \(clerk.refused) dòng, chưa lưu gì của "
                    + "các dòng đó.",
                en: "Taken: \(English.counted(clerk.taken, "case", "cases")). Refused: "
                    + "\(English.counted(clerk.refused, "line", "lines")), of which nothing was "
                    + "saved.")
        }
        return clerk.refused > 0 ? .refused : .done
    }

    /// A dead clock is named at once: slips bear the time that was known, until a person sets it.
    private static func remarkClock(_ point: Point, _ desk: Desk) throws(Failure) {
        let time = PointClock.now(try point.progress())
        guard !time.isTrusted else { return }
        let known = TimeText.words(time.wall)
        try desk.remark(
            vi: "Đồng hồ máy này sai. Giờ nhận được ghi là \(known), giờ cuối cùng biết chắc; "
                + "trung tâm sẽ xem lại. Xin chỉnh đồng hồ.",
            en: "This machine's clock is wrong. The reception is recorded as \(known), the last "
                + "time known for certain; the centre looks at it. Set the clock.")
    }

    private static func input(_ desk: Desk) throws(Failure) -> LineSource.Input {
        guard let file = desk.invocation.options.value("file"), file != "-" else {
            return .standard(StandardInput())
        }
        do throws(FileFailure) {
            return .file(try FileReader(file))
        } catch {
            throw Failure(error)
        }
    }
}
